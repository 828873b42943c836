from youju.standards.rules.sampling import Candidate, draw, short_of
from youju.standards.spec import Sampling

ESTATES = [
    Candidate(n, "estate", 100 + n % 4, f"/1/{n % 2}/", {"district": n % 2, "community": n % 4})
    for n in range(1, 41)
]
OTHERS = [Candidate(n, "alley", 100, "/1/0/", {"district": 0}) for n in range(1, 5)]


def ids(drawn):
    return [one.candidate.id for one in drawn]


def test_the_same_seed_draws_the_same_eighteen_estates_anywhere():
    plan = Sampling("estate", 18, each=25)

    found = draw(ESTATES + OTHERS, plan, "2026-07-08 模拟测评")

    # worked out once with sha256sum over "seed\nestate\nid", smallest first
    assert ids(found)[:5] == [19, 13, 37, 22, 21]
    assert len(found) == 18
    assert ids(draw(list(reversed(ESTATES)), plan, "2026-07-08 模拟测评")) == ids(found)
    assert {one.each for one in found} == {25}
    assert ids(draw(ESTATES, plan, "另一粒种子")) != ids(found)


def test_one_more_candidate_moves_no_other():
    plan = Sampling("estate", 40)

    before = ids(draw(ESTATES, plan, "s"))
    after = ids(draw([*ESTATES, Candidate(99, "estate", 1)], Sampling("estate", 41), "s"))

    assert [n for n in after if n != 99] == before


def test_a_draw_for_each_district_takes_so_many_of_each():
    plan = Sampling("estate", 3, per="district", span="500米")

    found = draw([*ESTATES, Candidate(77, "estate", 1)], plan, "s")

    assert [(one.group, one.order, one.span) for one in found] == [
        (0, 1, "500米"), (0, 2, "500米"), (0, 3, "500米"),
        (1, 1, "500米"), (1, 2, "500米"), (1, 3, "500米"),
    ]  # fmt: skip
    assert 77 not in ids(found)


def test_too_few_are_all_drawn_and_what_is_short_is_said():
    plan = Sampling("alley", 6, per="district")

    found = draw(OTHERS + OTHERS, plan, "s")

    assert sorted(ids(found)) == [1, 2, 3, 4]
    assert short_of(found, plan, [0, 1]) == {0: 2, 1: 6}
    assert short_of(found, Sampling("alley", 4, per="district"), [0]) == {}
