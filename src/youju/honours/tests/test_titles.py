"""Titles with reviews and help, ratings, and honours written down twice."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import translation

from youju.honours import actions, queries
from youju.honours.actions.titles import BadRows, Given
from youju.honours.models import Aid, Rating, Title
from youju.honours.tests.world import TODAY, told, wrong
from youju.inbox.models import Message
from youju.kernel.periods import Grain, around, parse_period
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.ledgers.actions import record_entry
from youju.search.models import Text


def review(town, title, year=2026, result="held", **more):
    given = {"year": year, "result": result, "on": TODAY, **town.by(town.office)}
    return actions.review_title(title.pk, **given | more)


def test_a_unit_keeps_is_warned_and_loses_its_title(town, django_capture_on_commit_callbacks):
    title = town.title(unit=town.hospital, level="province")
    assert told(town.district, "t_civilised_unit") == "1个"
    assert told(town.district, "t_civilised_unit_province") == "1个"
    assert list(queries.titles_to_review(town.office, 2026)) == []
    key = uuid4()
    made = [review(town, title, 2025, duties=["志愿服务"], key=key) for _n in range(2)]
    assert made[0] == made[1] and made[0].duties == ["志愿服务"]
    with pytest.raises(Refused, match="写明原因"):
        review(town, title, result="warned")
    with django_capture_on_commit_callbacks(execute=True):
        review(town, title, result="warned", note="志愿服务没有开展")
    title.refresh_from_db()
    assert (title.standing, title.standing_on, title.reviewed) == ("warned", TODAY, 2026)
    assert told(town.district, "warnings") == "1个"
    assert Message.objects.count() == 0  # nobody has a post at the hospital

    title = Title.objects.get()
    title.reviews.filter(year=2026).delete()
    review(town, title, result="lost", note="发生重大事故")

    title.refresh_from_db()
    assert title.standing == "lost"
    assert told(town.district, "t_civilised_unit") == "0个"
    assert told(town.district, "t_civilised_unit", parse_period("2025")) == "1个"
    assert told(town.district, "losses") == "1个"
    with pytest.raises(Refused, match="已撤销"):
        review(town, title, 2024)
    assert town.title(unit=town.hospital, level="province").pk != title.pk
    assert wrong() == []


def test_a_title_comes_back_after_a_good_review(town):
    title = town.title(unit=town.district)
    assert list(queries.titles_to_review(town.office, 2026)) == [title]
    review(town, title, 2025, result="warned", note="整改")
    review(town, title)

    title.refresh_from_db()
    assert (title.standing, title.standing_on) == ("held", None)
    assert list(queries.titles_to_review(town.office, 2026)) == []
    with pytest.raises(Refused, match="已经复查过"):
        review(town, title)
    with pytest.raises(Forbidden):
        review(town, title, 2024, **town.by(town.clerk))
    with pytest.raises(Missing):
        review(town, Title(pk=0))


def test_a_title_lost_on_its_first_day_was_never_held(town):
    title = town.title(since=TODAY)
    review(town, title, result="lost", note="登记有误")

    assert told(town.district, "t_civilised_unit") == "0个"
    assert wrong() == []


def test_titles_are_refused_for_what_is_wrong_with_them(town):
    for more, field in (
        ({"kind": "nothing"}, "kind"),
        ({"level": "world"}, "level"),
        ({"name": ""}, "name"),
        ({"since": TODAY + timedelta(1)}, "since"),
        ({"holders": 0}, "holders"),
        ({"each": Decimal(0)}, "each"),
        ({"whole": Decimal(5)}, "each"),
    ):
        with pytest.raises(Refused) as refused:
            town.title(**more)
        assert refused.value.field == field
    by = town.by(town.office)
    told_of = Given("civilised_unit", "city", "区税务局", date(2024, 3, 1))
    twice = [actions.register_title(told_of, unit=town.district, **by) for _n in range(2)]
    assert twice[0] == twice[1]
    with pytest.raises(Refused, match="已登记过"):
        town.title(name="区 税务局")
    assert Text.objects.filter(title="区税务局（市级文明单位）").count() == 1
    with pytest.raises(Forbidden):
        actions.register_title(told_of, unit=town.district, **town.by(town.clerk))


def test_a_list_of_titles_is_taken_whole_or_not_at_all(town):
    def given(n, level="city"):
        return Given("civilised_unit", level, f"第{n}单位", date(2024, 3, 1))

    with pytest.raises(BadRows) as bad:
        actions.register_titles(
            [given(1), given(1), given(2, "x")], unit=town.district, **town.by(town.office)
        )
    assert bad.value.errors == {
        1: ("name", "“第1单位”已登记过这个称号。"),
        2: ("level", "选一个级别。"),
    }
    assert Title.objects.count() == 0
    with pytest.raises(Refused, match="一次 1 到 1000 行"):
        actions.register_titles([], unit=town.district, **town.by(town.office))
    by = town.by(town.office)
    for _n in range(2):
        assert actions.register_titles([given(1), given(2)], unit=town.district, **by) == 2
    assert told(town.district, "t_civilised_unit_city") == "2个"
    assert wrong() == []


def test_a_thousand_honest_households_are_rewarded_and_use_their_benefits(town):
    title = town.title(
        "honest_household", "道德诚信户", holders=1000, each=Decimal(600), whole=Decimal(600_000), since=TODAY
    )  # fmt: skip
    assert (title.name, title.full_name, title.money) == ("道德诚信户", "", 600_000)
    assert told(town.district, "t_honest_household") == "1000户"
    assert told(town.district, "rewards") == "60万元"

    given = {"kind": "小额贷款", "by": "农商行", "on": TODAY, "people": 120}
    by = town.by(town.office)
    for _n in range(2):
        made = actions.record_aid(title.pk, **given, **by)

    assert (Aid.objects.get(), made.people) == (made, 120)
    assert told(town.district, "benefits") == "120户次"
    for more, field in (
        ({"kind": "货架"}, "kind"),
        ({"people": 1001}, "people"),
        ({"by": ""}, "by"),
        ({"amount": Decimal(-1)}, "amount"),
        ({"on": TODAY + timedelta(1)}, "on"),
    ):
        with pytest.raises(Refused) as refused:
            actions.record_aid(title.pk, **given | more, **town.by(town.office))
        assert refused.value.field == field
    assert wrong() == []


def test_a_model_in_need_is_helped_by_three_bureaus(town):
    title = town.title("moral_model", "周正明", each=Decimal(1000), unit=town.community)
    assert told(town.district, "prizes", parse_period("2024")) == "1000元"
    for kind, by, amount in (
        ("慰问金", "区委宣传部", Decimal(2000)),
        ("货架", "区市场监管局", None),
        ("许可证", "区卫健局", None),
    ):
        given = {"kind": kind, "by": by, "amount": amount, "on": TODAY}
        actions.record_aid(title.pk, **given, **town.by(town.clerk))

    assert told(town.district, "helps") == "3次"
    assert told(town.district, "help_money") == "2000元"
    with pytest.raises(Forbidden):
        actions.record_aid(title.pk, **given, **town.by(town.neighbour))
    assert wrong() == []


def test_a_business_is_rated_by_year_and_rating_again_replaces(town):
    key = uuid4()
    made = [town.rate(key=key) for _n in range(2)]
    assert made[0] == made[1] and (made[0].whole, made[0].stars) == (91, 5)
    again = town.rate(
        "金桥 书店", scores={"lawful": Decimal(30), "honest": Decimal(30), "scale": Decimal(15)}
    )
    assert (again.pk, again.stars, Rating.objects.count()) == (made[0].pk, 3, 1)
    town.rate("城北网吧")
    assert told(town.district, "ratings") == "2家"
    assert told(town.district, "five_stars") == "1家"
    for more, field in (
        ({"kind": "x"}, "kind"),
        ({"business": ""}, "business"),
        ({"year": 2027}, "year"),
        ({"year": 1990}, "year"),
        ({"on": TODAY + timedelta(1)}, "on"),
        ({"scores": {}}, "lawful"),
    ):
        with pytest.raises(Refused) as refused:
            town.rate(**more)
        assert refused.value.field == field
    with pytest.raises(Forbidden):
        town.rate(**town.by(town.clerk))
    assert list(queries.rating_titles([str(again.pk)]).values()) == ["金桥 书店（2026年）"]
    with pytest.raises(Missing):
        queries.rating_for(town.stranger, again.pk)
    assert list(queries.ratings_under(town.stranger, town.elsewhere)) == []
    assert wrong() == []


def test_an_honour_written_down_twice_is_found(town):
    for honour, level, day in (
        ("“文明社区”", "市级", date(2026, 3, 5)),
        ("文明 社区", "市级", date(2026, 5, 6)),
        ("文明社区", "省级", date(2026, 5, 6)),
    ):
        values = {"honour": honour, "given_by": "市文明委", "level": level}
        period = around(day, Grain.DAY)
        by = town.by(town.clerk)
        record_entry("honours", unit=town.community, values=values, period=period, **by)

    found = queries.double_honours(town.office, town.district)

    assert [[one.values["honour"] for one in group] for group in found] == [
        ["“文明社区”", "文明 社区"]
    ]
    assert queries.double_honours(town.stranger, town.elsewhere) == []


def test_titles_are_seen_within_the_tree_and_named_without_people(town):
    unit, person = town.title(), town.title("moral_model", "周正明")

    assert queries.title_for(town.office, unit.pk) == unit
    for member in (town.stranger, None):
        with pytest.raises(Missing):
            queries.title_for(member, unit.pk)
    found = queries.title_titles([str(unit.pk), str(person.pk)])
    assert sorted(found.values()) == ["区税务局（市级文明单位）", "市级道德模范"]
    with translation.override("en"):
        assert "Moral models (City level)" in {one.called for one in Title.objects.all()}
    assert not Text.objects.filter(title__contains="周正明").exists()
