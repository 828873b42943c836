"""Sending, answering, re-checking and withdrawing notices; counting bulletins."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from youju.cases.tests.factories import CaseCity
from youju.evidence.actions import store, store_drawn
from youju.evidence.queries import Role as Link
from youju.evidence.queries import item_for, photos_found
from youju.evidence.tests.factories import jpeg, scene, upload
from youju.evidence.tests.test_signing import drawn
from youju.facts.queries import unscoped_figures
from youju.facts.verify import differences
from youju.inbox.models import Message
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import make_member, make_unit
from youju.supervision import actions, queries
from youju.supervision.models import Bulletin, Notice
from youju.supervision.tests.world import NOON, TODAY, Town

YEAR = parse_period("2026")


@pytest.fixture
def town(db) -> Town:
    return Town()


def told(unit, code):
    quantity = unscoped_figures(unit, YEAR, [f"supervision.{code}"])[f"supervision.{code}"].quantity
    return quantity.text() if quantity else ""


def wrong() -> list[str]:
    """Return what the facts of this room's records are wrong in; units of a factory have none."""
    return [line for line in differences() if not line.startswith("单位")]


def test_a_notice_goes_from_issue_over_reply_to_its_end(town, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        notice = town.issue()

    assert (notice.number, notice.title) == (
        "澄江区督〔2026〕1号",
        "澄江区人民医院：门诊部东侧停车杂乱",
    )
    assert Message.objects.get(membership=town.clerk).kind == "supervision.issued"
    assert queries.waiting_for(town.clerk, date(2026, 7, 15)) == [notice]
    assert town.reply(notice).in_time is True
    assert queries.waiting_for(town.inspector, date(2026, 7, 15)) == [notice]
    done = town.recheck(notice)
    assert (done.state, done.recheck_note) == ("struck", "现场有序。")
    said = [told(town.district, one) for one in ("notices", "replied", "in_time", "struck")]
    assert said == ["1份", "1份", "1份", "1份"]
    assert told(town.city, "notices") == "1份"
    assert wrong() == []


def test_a_failed_recheck_sends_it_back_with_a_new_day(town):
    notice = town.reply(town.issue())

    with pytest.raises(Refused, match="再次回复的期限"):
        town.recheck(notice, passed=False, note="仍有车辆占道")
    back = town.recheck(notice, passed=False, note="仍有车辆占道", due_on=date(2026, 7, 20))

    assert (back.state, back.returns, back.due_on) == ("issued", 1, date(2026, 7, 20))
    assert told(town.district, "replied") == ""
    late = town.reply(back, now=NOON + timedelta(days=20))
    assert late.in_time is False


def test_numbers_run_on_within_a_year_and_paper_ones_are_kept(town):
    paper = town.issue(number="澄江区督〔2026〕1号", issued_on=date(2026, 3, 1))

    assert town.issue().number == "澄江区督〔2026〕2号"
    assert paper.issued_on == date(2026, 3, 1)
    with pytest.raises(Refused, match="已经登记过") as refusal:
        town.issue(number="澄江区督〔2026〕1号")
    assert refusal.value.field == "number"


def test_the_same_key_sends_one_notice(town):
    key = uuid4()
    given = {
        "unit": town.district, "to": town.hospital, "problem": "垃圾", "requirement": "清走", "due_on": TODAY,
        "actor": town.office, "now": NOON, "key": key,
    }  # fmt: skip

    first, second = actions.issue_notice(**given), actions.issue_notice(**given)

    assert first == second
    reply = {"text": "清走了", "actor": town.clerk, "now": NOON, "key": uuid4()}
    assert actions.reply_notice(first.pk, **reply) == actions.reply_notice(first.pk, **reply)
    check = {"passed": True, "note": "好", "actor": town.office, "now": NOON, "key": uuid4()}
    assert actions.recheck_notice(first.pk, **check) == actions.recheck_notice(first.pk, **check)
    other = town.issue()
    gone = {"reason": "重复下发", "actor": town.office, "now": NOON, "key": uuid4()}
    assert actions.withdraw_notice(other.pk, **gone) == actions.withdraw_notice(other.pk, **gone)


def test_the_addressee_stands_below_and_is_somebody_else(town):
    street_office = make_member(town.street, Role.OFFICE, "street-office")
    with pytest.raises(Refused, match="不在您的单位范围内"):
        town.issue(actor=street_office, unit=town.street)
    with pytest.raises(Refused, match="不能给自己下发"):
        town.issue(to=town.district)
    foreign = make_unit("外省", UnitKind.PROVINCE)
    with pytest.raises(Refused, match="不在您的单位范围内"):
        town.issue(to=foreign)
    with pytest.raises(Forbidden, match="由创建办"):
        town.issue(actor=make_member(town.district, Role.UNIT_USER, "ju"))
    assert not Notice.objects.exists()


def test_who_replied_does_not_recheck_and_strangers_find_nothing(town):
    notice = town.issue()
    own_clerk = make_member(town.hospital, Role.STAFF, "yiyuan-staff")
    with pytest.raises(Forbidden):
        town.reply(notice, actor=make_member(town.elsewhere, Role.OFFICE, "linhe"))
    town.reply(notice, actor=town.office)
    with pytest.raises(Forbidden, match="不能复查自己的整改"):
        town.recheck(notice, actor=town.office)
    with pytest.raises(Forbidden):
        town.recheck(notice, actor=own_clerk)
    with pytest.raises(Refused, match="不能再改为"):
        town.reply(notice)
    with pytest.raises(Missing):
        actions.reply_notice(0, text="x", actor=town.clerk, now=NOON, key=uuid4())
    assert not queries.may_recheck(town.office, Notice.objects.get())
    assert queries.may_recheck(town.inspector, Notice.objects.get())


def test_a_withdrawn_notice_counts_no_more(town):
    notice = town.issue()

    actions.withdraw_notice(
        notice.pk, reason="责任单位选错", actor=town.office, now=NOON, key=uuid4()
    )

    assert told(town.district, "notices") == ""
    assert not queries.notices_of(town.district, YEAR).exists()
    assert town.issue().number.endswith("2号")
    assert wrong() == []


def test_a_notice_names_cases_and_each_gets_a_line(db):
    city = CaseCity()
    case = city.report()
    office = make_member(city.district, Role.OFFICE, "qu")
    given = {
        "unit": city.district, "to": city.street, "problem": "暴露垃圾", "requirement": "清走",
        "due_on": date(2026, 7, 15), "actor": office, "now": NOON, "key": uuid4(),
    }  # fmt: skip

    notice = actions.issue_notice(cases=[case.pk], **given)

    assert queries.cases_of(notice) == [case]
    assert list(queries.notices_naming(office, case.pk)) == [notice]
    assert case.events.last().note == f"下发整改通知书 {notice.number}，柳荫街道 7月15日 前回复"
    with pytest.raises(Refused, match="不在您的查看范围内"):
        actions.issue_notice(cases=[case.pk, 999999], **given | {"key": uuid4()})


def sign(town, tmp_path, settings):
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    files["OPTIONS"] = {"location": tmp_path, "base_url": None}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    return store_drawn(drawn(), unit=town.hospital, actor=town.clerk, now=NOON)


def test_the_unit_signs_for_a_notice_and_both_sides_see_it(town, tmp_path, settings):
    signed = sign(town, tmp_path, settings)

    notice = town.receive(town.issue(), signed=[signed.pk])

    assert (notice.received_name, notice.received_at, notice.received_by) == (
        "王医生", NOON, town.clerk
    )  # fmt: skip
    assert notice.state == "issued" and wrong() == []
    assert queries.signatures_on(notice) == [signed] and queries.photos_of(notice) == []
    assert item_for(town.office, signed.pk) == signed
    assert list(photos_found(town.office, town.district, "")) == []


def test_whoever_hands_a_notice_over_may_note_who_took_it(town):
    notice = town.issue()

    assert queries.may_receive(town.inspector, notice)
    assert town.receive(notice, actor=town.inspector).received_by == town.inspector


def test_a_notice_is_received_once_however_often_it_is_sent(town):
    key = uuid4()
    how = {"actor": town.clerk, "now": NOON, "key": key, "name": "王医生"}
    notice = town.issue()

    first, again = (actions.receive_notice(notice.pk, **how) for _ in range(2))

    assert first.received_at == again.received_at
    assert not queries.may_receive(town.clerk, again)
    with pytest.raises(Refused, match="已经签收过"):
        town.receive(notice, name="李医生")
    notice.refresh_from_db()
    assert notice.received_name == "王医生"


def test_strangers_leaders_and_the_nameless_receive_nothing(town):
    notice = town.issue()
    stranger = make_member(town.elsewhere, Role.OFFICE, "linhe")

    for actor in (stranger, town.leader):
        assert not queries.may_receive(actor, notice)
        with pytest.raises(Forbidden):
            town.receive(notice, actor=actor)
    for name in (" ", "长" * 31):
        with pytest.raises(Refused, match="签收人的姓名"):
            town.receive(notice, name=name)
    notice.refresh_from_db()
    assert notice.received_at is None and notice.received_name == ""


def test_a_notice_that_is_over_is_not_received(town):
    notice = town.recheck(town.reply(town.issue()))

    assert not queries.may_receive(town.clerk, notice)
    with pytest.raises(Refused, match="“已销号”的整改通知书不用签收"):
        town.receive(notice)


def test_the_unit_below_answers_with_photos_that_both_sides_see(town, tmp_path, settings):
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    files["OPTIONS"] = {"location": tmp_path, "base_url": None}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    first, second = (
        store(upload(jpeg(scene(n))), unit=town.hospital, actor=town.clerk, now=NOON)
        for n in (0, 40)
    )
    notice = town.reply(town.issue(), photos=[first.pk])
    town.recheck(notice, passed=False, due_on=date(2026, 7, 20))
    notice = town.reply(notice, photos=[second.pk])

    found = [(one.item, one.role) for one in queries.photos_of(notice)]
    assert found == [(first, Link.PROOF), (second, Link.AFTER)]
    assert item_for(town.inspector, second.pk) == second


def test_photos_stand_at_the_notice(town, tmp_path, settings):
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    files["OPTIONS"] = {"location": tmp_path, "base_url": None}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    photo = store(upload(jpeg()), unit=town.district, actor=town.inspector, now=NOON)

    notice = town.issue(photos=[photo.pk])

    assert [one.item for one in queries.photos_of(notice)] == [photo]
    assert [item_for(one, photo.pk) for one in (town.office, town.clerk)] == [photo, photo]


def test_bulletins_are_counted_once_each_by_issue(town):
    def count(report_id, actor=town.leader):
        return actions.count_bulletin(
            unit=town.district, title="督查情况通报", period=parse_period("2026-06"), report_id=report_id,
            url=f"/documents/{report_id}/", actor=actor, now=NOON,
        )  # fmt: skip

    first, again, second = count(1), count(1), count(2)

    assert (first, first.serial, second.serial) == (again, 1, 2)
    assert str(second) == "督查情况通报（2026年第2期）"
    assert second.period == parse_period("2026-06")
    assert told(town.district, "bulletins") == "2期"
    with pytest.raises(Forbidden):
        count(3, town.clerk)
    assert Bulletin.objects.count() == 2
    assert wrong() == []
