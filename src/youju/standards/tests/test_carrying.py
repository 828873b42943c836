"""Last year's split carried over to a new edition, as the office at the top does it."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from youju.audit.models import Entry
from youju.inbox.models import Message
from youju.kernel.refusal import Forbidden, Refused
from youju.ledgers.models import LedgerVersion
from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import make_member, make_unit
from youju.standards import shown_carry
from youju.standards.actions import carry_over, close_edition, discard_draft
from youju.standards.models import Duty, Edition, Judgement
from youju.standards.tests.test_duties_actions import wrong_facts
from youju.standards.tests.test_edition_compare import NEXT
from youju.standards.tests.world import NOON, TODAY, Town, by


class Split(Town):
    """Last year's edition with its split, and the new one on trial.

    1.1 is reworded, 2.1 went and 2.2 came, 5.1 has another norm, 6.1 is now 6.4; the unit of 3.1 was
    closed, that of 7.1 handed it back, and 4.1 nobody had.
    """

    def __init__(self) -> None:
        super().__init__()
        self.old = self.edition()
        self.new = self.edition(NEXT, current=False)
        gone = make_unit("市容局", UnitKind.BUREAU, self.city)
        type(gone).objects.filter(pk=gone.pk).update(until=TODAY)
        self.duty("1.1", self.bureau, state="accepted", person=self.clerk.person)
        self.duty("1.1", self.bureau_two, side="support")
        self.duty("2.1", self.bureau)
        self.duty("3.1", gone)
        self.duty("5.1", self.bureau)
        self.duty("6.1", self.bureau_two)
        self.duty("7.1", self.bureau, state="handed_back", reason="不归我局")

    def duty(self, code: str, unit: Any, **more: Any) -> Duty:
        told = {"side": "lead", "given_at": NOON, "given_by_label": "甲"} | more
        return Duty.objects.create(
            root_id=self.city.pk, item=self.item(self.old, code), unit=unit, **told
        )


@pytest.fixture
def town(db) -> Split:
    return Split()


def enter(member: Any) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def words(answer: Any) -> str:
    return re.sub(r"\s+", "", strip_tags(answer.content.decode()))


def made(edition: Edition) -> list[tuple[str, str, str, str]]:
    rows = Duty.objects.filter(item__edition=edition).select_related("unit", "item")
    return [
        (one.item.code, one.unit.short_name, one.side, one.state)
        for one in rows.order_by("item__order", "side")
    ]


def test_each_item_goes_over_under_its_new_code_once(town, django_capture_on_commit_callbacks):
    Judgement.objects.create(
        root_id=town.city.pk, item=town.item(town.old, "1.1"), unit=town.city, share=1, reason="好", on=TODAY,
        made_by=town.office, made_by_label="甲", made_at=NOON,
    )  # fmt: skip
    told = by(town.office)

    with django_capture_on_commit_callbacks(execute=True):
        assert carry_over(town.old.pk, town.new.pk, **told) == 4
    assert carry_over(town.old.pk, town.new.pk, **told) == 4

    assert made(town.new) == [
        ("1.1", "建设局", "lead", "proposed"),
        ("1.1", "城管局", "support", "proposed"),
        ("5.1", "建设局", "lead", "proposed"),
        ("6.4", "城管局", "lead", "proposed"),
    ]
    assert (
        Duty.objects.get(item__edition=town.new, item__code="1.1", side="lead").person
        == town.clerk.person
    )
    assert not Judgement.objects.filter(item__edition=town.new).exists()
    assert Message.objects.filter(kind="standards.duties_given").count() == 2
    assert Entry.objects.filter(act="standards.carry_duties", outcome="done").count() == 1
    assert carry_over(town.old.pk, town.new.pk, **by(town.office)) == 0


def test_it_is_refused_to_others_and_where_it_makes_no_sense(town):
    for actor in (town.leader, town.clerk, make_member(town.street, Role.OFFICE, "jie")):
        with pytest.raises(Forbidden):
            carry_over(town.old.pk, town.new.pk, **by(actor))
    with pytest.raises(Refused, match="选另一版"):
        carry_over(town.new.pk, town.new.pk, **by(town.office))
    close_edition(town.new.pk, **by(town.office))
    with pytest.raises(Refused, match="已停用"):
        carry_over(town.old.pk, town.new.pk, **by(town.office))
    assert made(town.new) == []


def test_the_page_says_of_each_item_what_becomes_of_it_then_does_it_at_once(town, monkeypatch):
    LedgerVersion.objects.filter(code="cleanup", current=True).update(
        spec={"supports": ["6.1", "1.1"]}
    )
    client = enter(town.office)
    page = f"/standards/editions/{town.new.pk}/carry/"

    told = words(client.get(page))
    assert "沿用4条分工" in told and "全部8" in told and "没有责任单位4" in told
    assert "沿用，请看一眼2" in told and "原样沿用1" in told and "条目删去1" in told
    assert "1.1政务公开沿用，请看一眼建设局、城管局（配合）改写" in told
    assert "3.1农贸市场没有责任单位市容局已撤销" in told
    assert "7.1问题整改没有责任单位建设局已退回" in told
    assert "2.2普法宣传没有责任单位新增的条目新增" in told
    assert "4.1文明礼仪没有责任单位上一版也没有牵头单位" in told
    assert "6.4公共绿地原编号6.1原样沿用城管局" in told
    assert "编号换了，台账还指着旧编号" in told and "6.1→6.4" in told and "1.1→" not in told
    monkeypatch.setattr(shown_carry, "PAGE", 3)
    some = words(client.get(f"{page}?fate=unowned&with={town.old.pk}"))
    assert "再往下" in some and "政务公开" not in some
    assert "问题整改" in words(client.get(f"{page}?fate=unowned&from=3"))

    late = client.post(page, {"with": town.old.pk, "due": "2020-01-01", "key": str(uuid4())})
    assert late.status_code == 422 and "期限早于今天" in words(late) and made(town.new) == []
    due = timezone.localdate().replace(month=12, day=30)
    sent = {"with": town.old.pk, "due": due.isoformat(), "key": str(uuid4())}
    done = client.post(page, sent, follow=True)
    assert "已沿用4条分工" in words(done) and len(made(town.new)) == 4
    assert set(Duty.objects.filter(item__edition=town.new).values_list("due", flat=True)) == {due}
    after = words(client.get(page))
    assert "没有可以沿用的分工" in after and "这版已经分工3" in after
    again = client.post(page, {"with": town.old.pk, "key": str(uuid4())}, follow=True)
    assert "没有可以沿用的分工" in words(again)


def test_a_lone_edition_says_what_belongs_here_and_a_draft_with_a_split_leaves_no_facts(town):
    lone = make_member(make_unit("外市", UnitKind.CITY), Role.OFFICE, "wai")
    foreign = enter(lone).get(f"/standards/editions/{town.new.pk}/carry/")
    assert foreign.status_code == 404
    carry_over(town.old.pk, town.new.pk, **by(town.office))
    Duty.objects.filter(item__edition=town.old).delete()
    assert wrong_facts() == []

    discard_draft(town.new.pk, **by(town.office))

    assert wrong_facts() == [] and not Duty.objects.exists()
    page = enter(town.office).get(f"/standards/editions/{town.old.pk}/carry/")
    assert "只有一套测评体系" in words(page)
