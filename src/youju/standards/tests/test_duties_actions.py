"""Items split to units, answered, handed back, given to others, carried over, and what is counted of it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from youju.facts.models import Fact
from youju.facts.verify import differences
from youju.inbox.models import Message
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.models import Membership
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member, make_unit
from youju.standards import actions
from youju.standards.actions import BadShares, Share
from youju.standards.models import Duty, Edition
from youju.standards.tests.samples import SMALL
from youju.standards.tests.world import NOON, TODAY, Town, by

DUE = date(2026, 8, 1)


class Split(Town):
    """The town with its edition, whose items are given away by one word."""

    def __init__(self) -> None:
        super().__init__()
        self.six = self.edition()

    def share(self, code: str, unit=None, *, lead=True, **more) -> Share:
        return Share(self.item(self.six, code), unit or self.bureau, lead=lead, **more)

    def give(self, *shares: Share, actor=None, now=NOON, key=None) -> int:
        told = {"actor": actor or self.office, "now": now, "key": key or uuid4()}
        return actions.split_items(self.six.pk, shares, **told)

    def duty(self, code: str, unit=None) -> Duty:
        live = Duty.objects.exclude(state="ended")
        return live.get(item__code=code, unit=unit or self.bureau, item__edition=self.six)

    def accept(self, *codes: str, **more) -> int:
        ids = [self.duty(code).pk for code in codes]
        return actions.accept_duties(ids, **by(self.clerk), **more)


@pytest.fixture
def town(db) -> Split:
    return Split()


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    """Run what is told after the commit, and return the titles."""

    def of(act):
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return list(Message.objects.order_by("pk").values_list("kind", "title"))

    return of


def counted(unit) -> dict[str, int]:
    rows = Fact.objects.filter(unit=unit, source_kind="standards.duty")
    found: dict[str, int] = {}
    for code in rows.values_list("measure__code", flat=True):
        found[code.removeprefix("standards.")] = found.get(code.removeprefix("standards."), 0) + 1
    return found


def wrong_facts() -> list[str]:
    return [one for one in differences() if not one.startswith("单位 ")]


def test_items_go_to_a_lead_and_those_who_support_it_in_one_act(town, sent):
    person = town.clerk.person
    key = uuid4()
    shares = [
        town.share("5.1", person=person, section=" 房管科 ", due=DUE),
        town.share("6.1", due=DUE),
        town.share("6.1", town.bureau_two, lead=False, due=DUE),
    ]

    titles = sent(lambda: town.give(*shares, key=key))

    assert town.give(*shares, key=key) == 3 == Duty.objects.count()
    first = town.duty("5.1")
    assert (first.side, first.person, first.section, first.due) == ("lead", person, "房管科", DUE)
    assert (first.state, first.given_by_label) == ("proposed", town.office.label)
    assert titles == [
        ("standards.duties_given", "收到测评指标分工 2 条，请认领"),
        ("standards.duties_given", "收到测评指标分工 1 条，请认领"),
    ]
    assert counted(town.bureau) == {
        "duty_items": 2, "duty_lines": 2, "duties": 2, "duty_numeric": 2,
    }  # fmt: skip
    assert wrong_facts() == []


def test_a_lead_nobody_accepted_goes_over_and_an_accepted_one_stays(town):
    town.give(town.share("5.1"), town.share("6.1"))
    town.accept("6.1")

    with pytest.raises(BadShares, match=r"6\.1：建设局已认领牵头，先解除再改派") as bad:
        town.give(town.share("5.1", town.bureau_two), town.share("6.1", town.bureau_two))
    assert list(bad.value.faults) == [1] and not Duty.objects.filter(unit=town.bureau_two).exists()
    town.give(town.share("5.1", town.bureau_two))

    old = Duty.objects.get(unit=town.bureau, item__code="5.1")
    assert (old.state, old.reason, old.ended_at) == ("ended", "改派给城管局", NOON)
    assert town.duty("5.1", town.bureau_two).side == "lead"
    assert counted(town.bureau)["duties"] == 1 and wrong_facts() == []


def test_giving_again_keeps_the_duty_with_its_new_day_and_a_supporter_may_come_to_lead(town):
    town.give(town.share("5.1"), town.share("6.1", lead=False))
    town.accept("5.1")
    kept = town.duty("5.1")

    assert town.give(town.share("5.1", due=DUE, section="一科"), town.share("6.1")) == 1

    again, turned = town.duty("5.1"), town.duty("6.1")
    assert (again.pk, again.state, again.due, again.section) == (kept.pk, "accepted", DUE, "一科")
    assert (turned.side, turned.state) == ("lead", "proposed") and Duty.objects.count() == 2
    assert wrong_facts() == []


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda t: [t.share("5")], "5：不是这套体系的末级指标"),
        (lambda t: [t.share("5.1", make_unit("外市", "city"))], "外市不在本级单位里"),
        (lambda t: [t.share("5.1", person=t.staff.person)], "jinqiao不在建设局任职"),
        (lambda t: [t.share("5.1", due=TODAY - timedelta(1))], "期限早于今天"),
        (lambda t: [t.share("5.1"), t.share("5.1", t.bureau_two)], "同时分给了建设局牵头"),
        (lambda t: [t.share("5.1"), t.share("5.1", lead=False)], "建设局牵头又配合，一条只写一次"),
        (lambda t: [t.share("5.1", lead=False), t.share("5.1")], "建设局牵头又配合，一条只写一次"),
    ],
)
def test_a_share_that_cannot_be_given_is_refused_with_its_item(town, make, why):
    with pytest.raises(BadShares, match=why):
        town.give(*make(town))
    assert not Duty.objects.exists()


def test_the_same_share_twice_is_one_and_many_faults_are_told_shortly(town):
    assert town.give(town.share("5.1"), town.share("5.1")) == 1
    bad = [town.share("5") for _n in range(9)]
    with pytest.raises(BadShares, match="……共 9 条") as told:
        town.give(*bad)
    assert told.value.message.count("\n") == 8
    with pytest.raises(Refused, match="一次最多 3000 条"):
        town.give(*[town.share("5.1")] * 3001)


def test_the_office_at_the_top_splits_an_edition_that_is_not_closed(town):
    for stranger in (town.clerk, town.leader):
        with pytest.raises(Forbidden):
            town.give(town.share("5.1"), actor=stranger)
    with pytest.raises(Missing, match="没有这套测评体系"):
        actions.split_items(town.six.pk + 99, [town.share("5.1")], **by(town.office))
    actions.close_edition(town.six.pk, **by(town.office))
    with pytest.raises(Refused, match="已停用，不能再分工"):
        town.give(town.share("5.1"))


def test_a_unit_accepts_its_own_many_at_once_and_names_who_does_it(town):
    town.give(town.share("5.1"), town.share("6.1"), town.share("1.1", town.bureau_two))
    key = uuid4()
    ids = [town.duty("5.1").pk, town.duty("6.1").pk]
    told = {"person": town.clerk.person, "section": " 房管 科 ", "actor": town.clerk, "now": NOON}

    assert actions.accept_duties(ids, **told, key=key) == 2
    assert actions.accept_duties(ids, **told, key=key) == 2

    duty = town.duty("5.1")
    assert (duty.state, duty.answered_at, duty.person, duty.section) == (
        "accepted", NOON, town.clerk.person, "房管 科",
    )  # fmt: skip
    assert counted(town.bureau)["duties_accepted"] == 2 and wrong_facts() == []
    with pytest.raises(Refused, match="不能再改为已认领"):
        town.accept("5.1")
    with pytest.raises(Refused, match="由城管局自己认领或退回"):
        actions.accept_duties([town.duty("1.1", town.bureau_two).pk], **by(town.office))
    with pytest.raises(Refused, match="先勾选指标"):
        actions.accept_duties([], **by(town.clerk))
    with pytest.raises(Missing):
        actions.accept_duties([duty.pk + 99], **by(town.clerk))
    with pytest.raises(Refused, match="jinqiao不在建设局任职"):
        actions.accept_duties(ids, person=town.staff.person, **by(town.clerk))


def test_duties_are_given_to_somebody_within_the_unit(town):
    town.give(town.share("5.1"), town.share("6.1"))
    ids, key = [town.duty("5.1").pk, town.duty("6.1").pk], uuid4()
    told = {"section": "一科", "actor": town.clerk, "now": NOON, "key": key}

    assert actions.place_duties(ids, **told) == 2 == actions.place_duties(ids, **told)
    actions.place_duties(ids[:1], person=town.clerk.person, **by(town.office))

    assert (town.duty("5.1").section, town.duty("5.1").person) == ("一科", town.clerk.person)
    assert town.duty("6.1").person is None
    with pytest.raises(Refused, match="选责任人，或者写明科室"):
        actions.place_duties(ids, section=" ", **by(town.clerk))
    with pytest.raises(Forbidden):
        actions.place_duties(ids, section="二科", **by(town.clerk_two))
    actions.end_duty(ids[0], reason="重复", **by(town.office))
    with pytest.raises(Refused, match="已解除"):
        actions.place_duties(ids, section="二科", **by(town.clerk))


def test_what_is_handed_back_with_a_reason_is_held_to_or_given_to_another(town, sent):
    town.give(town.share("5.1"), town.share("6.1", due=DUE))
    first, second = town.duty("5.1"), town.duty("6.1")
    with pytest.raises(Refused, match="写明退回的原因"):
        actions.hand_back_duty(first.pk, reason=" ", **by(town.clerk))
    with pytest.raises(Refused, match="由建设局自己认领或退回"):
        actions.hand_back_duty(first.pk, reason="不归他们", **by(town.office))
    key = uuid4()

    def hand_back():
        for _again in range(2):
            actions.hand_back_duty(
                first.pk, reason="职能已划转", actor=town.clerk, now=NOON, key=key
            )
        actions.hand_back_duty(second.pk, reason="属城管局", **by(town.clerk))

    titles = sent(hand_back)

    assert titles[0] == ("standards.duty_back", "建设局退回指标 5.1，请维持或改派")
    assert len(titles) == 2 and counted(town.bureau)["duties_back"] == 2
    with pytest.raises(BadShares, match="建设局已退回，到这条分工里维持或改派"):
        town.give(town.share("5.1"))
    with pytest.raises(Refused, match="写明维持的理由"):
        actions.insist_on_duty(first.pk, reason="", **by(town.office))
    keep = uuid4()
    for _again in range(2):
        kept = actions.insist_on_duty(
            first.pk, reason="三定方案第五条", actor=town.office, now=NOON, key=keep
        )
    move = uuid4()
    for _again in range(2):
        moved = actions.reassign_duty(
            second.pk, unit=town.bureau_two, actor=town.office, now=NOON, key=move
        )

    assert (kept.state, kept.reason) == ("accepted", "三定方案第五条")
    second.refresh_from_db()
    assert (second.state, second.reason) == ("ended", "改派给城管局")
    assert (moved.unit, moved.side, moved.state, moved.due) == (
        town.bureau_two, "lead", "proposed", DUE,
    )  # fmt: skip
    assert wrong_facts() == []


def test_steps_that_do_not_follow_are_refused(town):
    town.give(town.share("5.1"))
    duty = town.duty("5.1")
    office = by(town.office)

    with pytest.raises(Refused, match="没有退回的分工不用维持"):
        actions.insist_on_duty(duty.pk, reason="理由", **office)
    with pytest.raises(Refused, match="换一个单位"):
        actions.reassign_duty(duty.pk, unit=town.bureau, **by(town.office))
    town.accept("5.1")
    with pytest.raises(Refused, match="不能再改为已退回"):
        actions.hand_back_duty(duty.pk, reason="晚了", **by(town.clerk))
    with pytest.raises(Refused, match="已认领，先解除再改派"):
        actions.reassign_duty(duty.pk, unit=town.bureau_two, **by(town.office))
    with pytest.raises(Forbidden):
        actions.end_duty(duty.pk, reason="不干了", **by(town.clerk))
    key = uuid4()
    for _again in range(2):
        ended = actions.end_duty(duty.pk, reason="机构撤销", actor=town.office, now=NOON, key=key)
    assert (ended.state, ended.reason) == ("ended", "机构撤销") and counted(town.bureau) == {}
    with pytest.raises(Refused, match="不能再改为已解除"):
        actions.end_duty(duty.pk, reason="再解除", **by(town.office))
    with pytest.raises(Missing):
        actions.end_duty(duty.pk + 99, reason="没有", **by(town.office))


def test_the_office_reminds_units_once_a_day_in_one_message_each(town, sent):
    town.give(town.share("5.1"), town.share("6.1"), town.share("1.1", town.bureau_two))
    town.accept("6.1")
    ids, key = list(Duty.objects.values_list("pk", flat=True)), uuid4()

    def remind():
        for _again in range(2):
            told = {"actor": town.office, "now": NOON, "key": key}
            assert actions.remind_duties(town.six.pk, ids, **told) == 2

    titles = sent(remind)

    assert sorted(titles) == [
        ("standards.duties_reminded", "测评指标分工 1 条还没有认领，请认领或退回"),
        ("standards.duties_reminded", "测评指标分工 1 条还没有认领，请认领或退回"),
        ("standards.duties_soon", "测评指标分工 1 条快到期，请抓紧"),
    ]
    with pytest.raises(Refused, match="没有要提醒的"):
        actions.remind_duties(town.six.pk, ids, **by(town.office))
    with pytest.raises(Forbidden):
        actions.remind_duties(town.six.pk, ids, **by(town.clerk))


def test_the_routine_reminds_of_silence_and_before_the_day_but_does_not_nag(town, sent):
    town.give(town.share("5.1", due=DUE), town.share("6.1"))
    town.accept("5.1")
    day = timedelta(days=1)

    assert actions.remind_round(NOON + 2 * day) == 0
    titles = sent(lambda: actions.remind_round(NOON + 3 * day))
    assert titles == [("standards.duties_reminded", "测评指标分工 1 条还没有认领，请认领或退回")]
    assert actions.remind_round(NOON + 4 * day) == 0
    assert actions.remind_round(NOON + 6 * day) == 1
    titles = sent(lambda: actions.remind_round(NOON + 17 * day))  # a week before the day
    assert ("standards.duties_soon", "测评指标分工 1 条快到期，请抓紧") in titles
    assert town.duty("5.1").reminded_on == date(2026, 7, 25)
    assert actions.remind_round(NOON + 18 * day) == 0
    Edition.objects.update(state="closed")
    assert actions.remind_round() == 0


def next_year(town) -> Edition:
    text = SMALL.replace("code: six", "code: seven").replace('code: "7.1"', 'code: "7.9"')
    return town.edition(text)


def test_last_years_split_goes_over_to_the_new_edition_by_code(town):
    town.give(
        town.share("5.1", person=town.clerk.person, section="一科", due=DUE),
        town.share("6.1"), town.share("6.1", town.bureau_two, lead=False), town.share("7.1"),
        town.share("1.1", town.bureau_two, person=town.clerk_two.person),
    )  # fmt: skip
    town.accept("5.1")
    new, key = next_year(town), uuid4()
    actions.split_items(
        new.pk, [Share(town.item(new, "1.1"), town.community, lead=True)], **by(town.office)
    )
    Membership.objects.filter(pk=town.clerk.pk).update(until=TODAY - timedelta(1))
    told = {"actor": town.office, "now": NOON, "key": key}

    assert actions.carry_duties(town.six.pk, new.pk, **told) == 3
    assert actions.carry_duties(town.six.pk, new.pk, **told) == 3

    rows = Duty.objects.filter(item__edition=new).order_by("item__order", "pk")
    assert [(one.item.code, one.unit.short_name, one.side, one.state) for one in rows] == [
        ("1.1", "金桥社区", "lead", "proposed"),
        ("5.1", "建设局", "lead", "proposed"),
        ("6.1", "建设局", "lead", "proposed"),
        ("6.1", "城管局", "support", "proposed"),
    ]
    carried = rows[1]
    assert (carried.person, carried.section, carried.due) == (None, "一科", None)
    assert actions.carry_duties(town.six.pk, new.pk, **by(town.office)) == 0
    assert wrong_facts() == []


def test_codes_that_changed_are_matched_and_units_that_are_no_more_left_out(town):
    gone = make_unit("市容局", "bureau", town.city)
    town.give(
        town.share("7.1", person=town.clerk.person), town.share("6.1", gone), town.share("5.1")
    )
    type(gone).objects.filter(pk=gone.pk).update(until=TODAY)
    new = next_year(town)
    matches = {"7.1": "7.9", "6.1": "6.1"}

    n = actions.carry_duties(town.six.pk, new.pk, matches=matches, due=DUE, **by(town.office))

    assert n == 1
    only = Duty.objects.get(item__edition=new)
    assert (only.item.code, only.unit, only.person, only.due) == ("7.9", town.bureau, town.clerk.person, DUE)  # fmt: skip
    with pytest.raises(Missing):
        actions.carry_duties(0, new.pk, **by(town.office))
    with pytest.raises(Forbidden):
        actions.carry_duties(town.six.pk, new.pk, **by(make_member(town.bureau, Role.OFFICE)))
