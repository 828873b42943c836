"""Stages and states pair by pair, notices, votes, scores, titles, ratings, and the files of kinds."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from youju.honours.rules import kinds, stages, texts, titles, voting
from youju.honours.rules.stages import Stage, State
from youju.honours.rules.titles import Standing
from youju.honours.shipped import rating_kinds, selection_kinds, title_kinds
from youju.kernel.refusal import Forbidden, Refused

# 道德模范 has every stage: 推荐 → 审核 → 公示 → 投票 → 评审 → 表彰, and may be called off before the end.
AGREED = {
    ("nominate", "review"), ("review", "notice"), ("notice", "vote"), ("vote", "jury"), ("jury", "award"),
    ("award", "done"), ("nominate", "cancelled"), ("review", "cancelled"), ("notice", "cancelled"),
    ("vote", "cancelled"), ("jury", "cancelled"), ("award", "cancelled"),
}  # fmt: skip
# 身边好人 is neither voted on nor judged.
SHORT = {
    ("nominate", "review"), ("review", "notice"), ("notice", "award"), ("award", "done"),
}  # fmt: skip
STATES = {
    ("proposed", "passed"), ("proposed", "returned"), ("proposed", "refused"), ("proposed", "withdrawn"),
    ("returned", "proposed"), ("returned", "withdrawn"), ("passed", "barred"), ("passed", "awarded"),
    ("passed", "lost"), ("passed", "withdrawn"),
}  # fmt: skip


def held(check, *args) -> bool:
    try:
        check(*args)
    except Refused:
        return False
    return True


@pytest.mark.parametrize("now", list(Stage))
@pytest.mark.parametrize("to", list(Stage))
def test_a_selection_goes_from_stage_to_stage_as_agreed(now, to):
    whole = selection_kinds()["moral_models"].stages

    assert held(stages.check_stage, whole, now, to) == ((now, to) in AGREED)


def test_a_kind_without_a_vote_goes_from_the_notice_to_the_award():
    short = selection_kinds()["good_people"].stages
    pairs = {
        (now.value, to.value)
        for now in Stage
        for to in Stage
        if to is not Stage.CANCELLED and held(stages.check_stage, short, now, to)
    }

    assert pairs == SHORT


@pytest.mark.parametrize("now", list(State))
@pytest.mark.parametrize("to", list(State))
def test_a_nomination_changes_state_as_agreed(now, to):
    assert held(stages.check_state, now, to) == ((now, to) in STATES)


def test_nobody_reviews_what_they_proposed():
    with pytest.raises(Forbidden, match="由别人审核"):
        stages.check_reviewer(3, 3)
    stages.check_reviewer(None, None)
    stages.check_reviewer(3, 4)


def test_a_notice_stands_five_working_days_over_the_national_holiday():
    # 2026年7月8日 is a Wednesday; 10月1日至7日 rest, 9月20日 and 10月10日 are made up.
    assert stages.notice_ends(date(2026, 7, 8), 5) == date(2026, 7, 15)
    assert stages.notice_ends(date(2026, 7, 8), 0) == date(2026, 7, 8)
    assert stages.notice_ends(date(2026, 9, 30), 1) == date(2026, 10, 8)


def test_a_notice_ends_after_its_last_day_and_with_no_objection_waiting():
    until = date(2026, 7, 15)

    with pytest.raises(Refused, match="公示到 2026年7月15日 为止"):
        stages.check_notice(until, date(2026, 7, 15), 0)
    with pytest.raises(Refused, match="还有 2 件异议"):
        stages.check_notice(until, date(2026, 7, 16), 2)
    stages.check_notice(until, date(2026, 7, 16), 0)
    stages.check_notice(None, date(2026, 7, 16), 0)


def test_a_vote_needs_a_last_day_and_is_counted_after_it():
    today = date(2026, 7, 8)
    for until, why in (
        (None, "填投票截止日期"),
        (date(2026, 7, 7), "早于今天"),
        (date(2026, 9, 9), "最多两个月"),
    ):
        with pytest.raises(Refused, match=why):
            stages.check_vote_days(today, until)
    assert stages.check_vote_days(today, date(2026, 7, 20)) == date(2026, 7, 20)
    with pytest.raises(Refused, match="期满后才能计票"):
        stages.check_vote_over(date(2026, 7, 20), date(2026, 7, 20))
    stages.check_vote_over(date(2026, 7, 20), date(2026, 7, 21))
    stages.check_vote_over(None, date(2026, 7, 21))


def test_an_act_belongs_to_its_stages():
    with pytest.raises(Refused, match="评选现在是“公示”，这一步只在“推荐、审核”时办"):
        stages.check_at(Stage.NOTICE, (Stage.NOMINATE, Stage.REVIEW))
    stages.check_at(Stage.REVIEW, (Stage.NOMINATE, Stage.REVIEW))


def test_an_award_keeps_to_the_seats():
    labels = {"filial": "孝老爱亲"}
    with pytest.raises(Refused, match="至少一名"):
        stages.check_seats({}, {"filial": 1}, labels)
    with pytest.raises(Refused, match="“孝老爱亲”设 1 名，选了 2 名"):
        stages.check_seats({"filial": 2}, {"filial": 1}, labels)
    stages.check_seats({"filial": 1}, {"filial": 1}, labels)


def test_a_code_serves_once_and_a_ballot_keeps_to_the_seats():
    for given, why in (((False, False), "投票码不对"), ((True, True), "每人只投一次")):
        with pytest.raises(Refused, match=why):
            voting.check_code(*given)
    voting.check_code(True, False)
    labels = {"filial": "孝老爱亲"}
    with pytest.raises(Refused, match="至少选一名"):
        voting.check_ballot({}, {"filial": 1}, labels)
    with pytest.raises(Refused, match="最多选 1 名，现在选了 2 名"):
        voting.check_ballot({"filial": 2}, {"filial": 1}, labels)
    voting.check_ballot({"filial": 1}, {"filial": 1}, labels)


def test_a_full_minute_and_a_network_with_a_third_of_all_are_shown():
    minute = datetime(2026, 7, 9, 4, 0, tzinfo=UTC)

    found = voting.oddities([(minute, 30), (minute, 29)], [("a1", 30), ("", 60), ("b2", 19)], 100)

    assert found == [voting.Odd(minute, "", 30), voting.Odd(None, "a1", 30)]
    assert voting.oddities([], [("a1", 20)], 67) == []


def test_a_jury_of_five_drops_its_highest_and_lowest():
    points = [Decimal(n) for n in (60, 80, 85, 90, 100)]

    assert voting.mean_of(points) == Decimal("85.00")
    assert voting.mean_of(points[:2]) == Decimal("70.00")
    assert voting.mean_of([]) is None
    for n in (-1, 101):
        with pytest.raises(Refused, match="0 到 100"):
            voting.check_points(Decimal(n))
    assert voting.check_points(Decimal(100)) == 100


def test_votes_and_jury_are_weighed_together():
    weights = {"vote": 40, "jury": 60}

    assert voting.composite(50, 100, Decimal(90), weights) == Decimal("74.00")
    assert voting.composite(None, 0, Decimal(90), weights) == Decimal("90.00")
    assert voting.composite(50, 100, None, {}) == Decimal("50.00")
    assert voting.composite(None, 0, None, weights) is None


@pytest.mark.parametrize("now", list(Standing))
@pytest.mark.parametrize("to", list(Standing))
def test_a_title_is_held_warned_and_lost_as_agreed(now, to):
    agreed = {("held", "held"), ("held", "warned"), ("held", "lost")}
    agreed |= {("warned", "held"), ("warned", "warned"), ("warned", "lost")}

    assert held(titles.check_standing, now, to) == ((now, to) in agreed)


def test_a_review_names_its_duties_and_says_why_it_warns():
    duties = ("道德讲堂", "志愿服务")
    with pytest.raises(Refused, match="和称号不符"):
        titles.check_review(Standing.HELD, ["垃圾分类"], duties, "")
    with pytest.raises(Refused, match="写明原因"):
        titles.check_review(Standing.WARNED, [], duties, " ")
    titles.check_review(Standing.HELD, ["志愿服务"], duties, "")
    since, today = date(2024, 3, 1), date(2026, 7, 8)
    for year in (2023, 2027):
        with pytest.raises(Refused, match="授予之后、今年之前"):
            titles.check_review_year(year, since, today, False)
    with pytest.raises(Refused, match="已经复查过"):
        titles.check_review_year(2025, since, today, True)
    titles.check_review_year(2025, since, today, False)


def test_a_thousand_households_at_six_hundred_make_six_hundred_thousand():
    each = Decimal(600)

    assert titles.check_award(1000, each, Decimal(600_000)) == 600_000
    assert titles.check_award(1000, each, None) == 600_000
    assert titles.check_award(1, None, None) is None
    with pytest.raises(Refused, match="1000 户 × 每户 600元 = 60万元，和填的 6万元不符"):
        titles.check_award(1000, each, Decimal(60_000))
    with pytest.raises(Refused, match="填每户金额"):
        titles.check_award(1000, None, Decimal(600_000))
    with pytest.raises(Refused, match="1 到 100000"):
        titles.check_award(0, each, None)


def test_stars_follow_from_the_points_of_every_item():
    kind = rating_kinds()["culture_business"]
    good = {"lawful": Decimal(38), "honest": Decimal(33), "scale": Decimal(20)}

    whole = titles.check_scores(kind.items, good)
    assert (whole, titles.stars_of(kind, whole)) == (91, 5)
    assert titles.stars_of(kind, Decimal("89.5")) == 4
    assert titles.stars_of(kind, Decimal(10)) == 0
    with pytest.raises(Refused, match="填“诚信经营”的得分") as refused:
        titles.check_scores(kind.items, good | {"honest": None})
    assert refused.value.field == "honest"
    with pytest.raises(Refused, match="“诚信经营”是 0 到 35 分"):
        titles.check_scores(kind.items, good | {"honest": Decimal(36)})


def test_words_money_and_days_are_checked():
    assert texts.check_text(" 好 ", "x", "空", 5) == "好"
    for text, why in (("", "空"), ("一二三四五六", "最多 5 个字")):
        with pytest.raises(Refused, match=why):
            texts.check_text(text, "x", "空", 5)
    with pytest.raises(Refused, match="至少 10 个字"):
        texts.check_deeds("人好")
    with pytest.raises(Refused, match="征得被推荐人同意"):
        texts.check_consent(False, True, False)
    with pytest.raises(Refused, match="监护人同意"):
        texts.check_consent(True, False, True)
    texts.check_consent(True, True, True)
    texts.check_consent(True, False, False)
    assert texts.check_money(None) is None
    assert texts.check_money(Decimal(600)) == 600
    for amount in (Decimal(0), Decimal(10**9)):
        with pytest.raises(Refused):
            texts.check_money(amount)
    for day in (date(2026, 7, 9), date(1949, 1, 1)):
        with pytest.raises(Refused):
            texts.check_day(day, date(2026, 7, 8))
    texts.check_day(date(2026, 7, 8), date(2026, 7, 8))


def test_honours_are_the_same_without_their_marks():
    rows = [
        (1, "“文明社区”", "市级", 2025),
        (2, "文明 社区", "市级", 2025),
        (3, "文明社区", "省级", 2025),
        (4, "文明社区", "市级", 2024),
    ]

    assert texts.doubles(rows) == [[1, 2]]


def test_the_shipped_kinds_are_sound():
    models = selection_kinds()["moral_models"]

    assert len(models.categories) == 10 and sum(one.seats for one in models.categories) == 10
    named = {one.title for one in selection_kinds().values()}
    named |= {c.title for one in selection_kinds().values() for c in one.categories if c.title}
    assert named <= set(title_kinds())
    assert selection_kinds()["virtue_youth"].minor and models.word == "名"
    assert stages.next_stage(models.stages, Stage.DONE) is None
    assert stages.next_stage(models.stages, Stage.CANCELLED) is None
    assert sum(one.points for one in rating_kinds()["culture_business"].items) == 100


GOOD = """kinds:
  - code: a_kind
    label: 好
    holder: person
    stages: [review, award]
    title: t
    categories:
      - {code: all, label: 全, seats: 1}
"""


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("kinds:", "kind:", "第 1 行：“kinds”要写成一列"),
        ("code: a_kind", "code: A-B", "第 2 行：代码应是"),
        ("label: 好", "label: ''", "第 3 行：缺“label”"),
        ("holder: person", "holder: dog", "第 4 行：“holder”写"),
        ("[review, award]", "[review, dance]", "第 5 行：“stages”写"),
        ("[review, award]", "[notice, review, award]", "第 5 行：各步按次序"),
        ("[review, award]", "[review]", "第 5 行：各步按次序"),
        ("stages: [review, award]", "stages: review", "第 5 行：“stages”要写成一列"),
        ("seats: 1", "seats: -1", "第 8 行：“seats”要是不小于 0"),
        (
            "      - {code: all, label: 全, seats: 1}\n",
            "      - 3\n",
            "第 7 行：“categories”要写成一列",
        ),
        (
            "    categories:\n      - {code: all, label: 全, seats: 1}\n",
            "    categories: []\n",
            "不能为空",
        ),
    ],
)
def test_a_bad_file_of_kinds_is_refused_with_its_line(old, new, why):
    assert kinds.read_selections(GOOD)[0].label == "好"
    with pytest.raises(Refused, match=why):
        kinds.read_selections(GOOD.replace(old, new))


def test_stars_are_written_from_the_highest_down():
    text = """ratings:
  - code: shops
    label: 评
    stars:
      - {stars: 3, least: 60}
      - {stars: 5, least: 90}
    items:
      - {code: aa, label: 甲, points: 100}
"""
    with pytest.raises(Refused, match="第 4 行：星级从高到低写"):
        kinds.read_ratings(text)
