"""What a unit above gets from those below it, how an outcome is kept, and what may be judged by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from youju.kernel.refusal import Refused
from youju.standards.rules.outcome import Gap, Outcome, State
from youju.standards.rules.standings import (
    Mean,
    asked_directly,
    asked_of,
    check_finding,
    check_judgement,
    counts_singly,
    formula,
    leading,
    meets,
    pack,
    unpack,
)
from youju.standards.spec import ItemSpec

WHOLE, HALF, NONE = Decimal(1), Decimal("0.5"), Decimal(0)
EVERYBODY = ItemSpec("1", "", "环境", 0)
MARKETS = ItemSpec("2", "", "农贸市场", 1, applies=("community",))


def known(share: Decimal, *gaps: Gap) -> Outcome:
    state = State.PASS if share == 1 else State.PART if share else State.FAIL
    return Outcome(state, share, share, share, gaps=gaps)


UNSEEN = Outcome(State.UNKNOWN, None, NONE, WHOLE)
ABSENT = Outcome(State.ABSENT, None, NONE, WHOLE)


def mean_of(*outcomes: Outcome) -> Outcome:
    mean = Mean()
    for n, one in enumerate(outcomes, 1):
        mean.add(one, f"社区{n}")
    return mean.outcome()


def test_an_item_is_asked_of_the_line_unless_it_names_the_kinds():
    assert asked_directly(EVERYBODY, "city", "street") and not asked_directly(
        EVERYBODY, "city", "hospital"
    )
    assert asked_directly(EVERYBODY, "hospital", "hospital")
    assert asked_directly(MARKETS, "city", "community") and not asked_directly(
        MARKETS, "city", "street"
    )
    assert asked_of(MARKETS, "city", "community", [])
    assert asked_of(MARKETS, "city", "street", ["community"])
    assert not asked_of(MARKETS, "city", "street", ["village"])
    assert not asked_of(MARKETS, "city", "bureau", ["community"])


def test_an_item_is_read_at_the_kinds_it_names_or_at_the_lowest_of_the_line():
    assert counts_singly(MARKETS, "city", "community") and not counts_singly(
        MARKETS, "city", "village"
    )
    assert counts_singly(EVERYBODY, "city", "village") and not counts_singly(
        EVERYBODY, "city", "street"
    )
    assert counts_singly(EVERYBODY, "hospital", "hospital")


@pytest.mark.parametrize(
    ("level", "kind", "levels", "own"),
    [
        ("county", "district", {"city", "county"}, True),
        ("city", "district", {"city", "county"}, False),
        ("city", "district", {"city"}, True),
        ("hospital", "hospital", {"city", "hospital"}, True),
        ("city", "bureau", {"city", "hospital"}, True),
        ("city", "community", set(), False),
    ],
)
def test_the_nearest_edition_gives_a_unit_its_own_figure(level, kind, levels, own):
    assert leading(level, kind, levels) is own


def test_the_mean_is_of_those_looked_at_and_those_not_looked_at_widen_it():
    gap = Gap("灯不亮", HALF, "place", 7, "石井巷")
    nothing = Gap("已写明", NONE, "judged")

    told = mean_of(known(WHOLE), known(HALF, gap, nothing), UNSEEN, ABSENT)

    assert (told.state, told.share, told.low, told.high) == (
        State.PART,
        Decimal("0.75"),
        HALF,
        Decimal("0.8333"),
    )
    assert told.actual == "3 个单位查了 2 个，1 个失分"
    assert [(one.text, one.share, one.place_id, one.place) for one in told.gaps] == [
        ("社区2：灯不亮", Decimal("0.1667"), 7, "石井巷"),
        ("1 个单位还没有查", NONE, None, ""),
    ]


def test_the_mean_passes_and_fails_with_all_and_knows_nothing_of_nobody():
    assert mean_of(known(WHOLE)).state is State.PASS and mean_of(known(NONE)).state is State.FAIL
    assert mean_of(ABSENT).state is State.ABSENT and mean_of().state is State.ABSENT
    unknown = mean_of(UNSEEN, UNSEEN)
    assert (unknown.state, unknown.share, unknown.low, unknown.high) == (
        State.UNKNOWN,
        None,
        NONE,
        WHOLE,
    )
    assert [one.text for one in unknown.gaps] == ["2 个单位还没有查"]


def test_no_more_than_forty_gaps_are_named():
    gaps = [Gap(f"第{n}处", Decimal("0.1"), "place") for n in range(4)]

    told = mean_of(*[known(HALF, *gaps) for _n in range(15)])

    assert len(told.gaps) == 40 and told.gaps[-1].text == "社区10：第3处"


def test_an_outcome_comes_back_as_it_was_kept():
    full = Outcome(
        State.PART, HALF, NONE, WHOLE, "B", "1处", (Gap("灯不亮", HALF, "place", 7, "石井巷"),),
        (HALF, WHOLE),
    )  # fmt: skip

    assert unpack(pack(full)) == full
    assert pack(UNSEEN) == [3, None, 0.0, 1.0] and unpack(pack(UNSEEN)) == UNSEEN
    assert unpack(pack(known(WHOLE))) == known(WHOLE)


def test_a_judgement_needs_a_share_a_reason_and_silent_data():
    assert check_judgement(HALF, " 看了 台账 ，齐全 ", "") == "看了 台账 ，齐全"
    with pytest.raises(Refused, match="由数据算出（要 2 份）"):
        check_judgement(HALF, "看了台账", "要 2 份")
    for wrong in (None, Decimal("-0.1"), Decimal("1.1")):
        with pytest.raises(Refused, match="0 到 100"):
            check_judgement(wrong, "看了台账", "")
    with pytest.raises(Refused, match="写明评定的理由"):
        check_judgement(HALF, "很 好", "")
    with pytest.raises(Refused, match="不超过 300 字"):
        check_judgement(HALF, "长" * 301, "")


def test_a_finding_says_what_is_wrong_and_one_in_order_nothing():
    assert check_finding("随便写的", right=True) == ""
    assert check_finding(" 两盏 路灯\n不亮 ", right=False) == "两盏 路灯 不亮"
    assert check_finding("长" * 300, right=False) == "长" * 200
    with pytest.raises(Refused, match="写明发现了什么问题"):
        check_finding("  ", right=False)


def test_a_target_is_met_from_above_or_from_below():
    ten = Decimal(10)

    assert meets(None, ten, least=True) is State.UNKNOWN
    assert meets(ten, ten, least=True) is State.PASS
    assert meets(Decimal(9), ten, least=True) is State.FAIL
    assert meets(Decimal(9), ten, least=False) is State.PASS
    assert meets(Decimal(11), ten, least=False) is State.FAIL


def test_the_ranking_states_its_formula():
    assert "查明的指标不足 10 项的不排名" in formula()
