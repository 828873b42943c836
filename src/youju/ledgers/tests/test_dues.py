"""Limits, norms and personal values: what an entry asks to be done, lacks, and hides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from youju.audit.models import Entry as Logged
from youju.audit.queries import Outcome
from youju.facts.models import Fact
from youju.inbox.models import Message
from youju.kernel.periods import UNKNOWN, Grain, around
from youju.kernel.refusal import Refused
from youju.ledgers import actions, dues, imports, publish, reminding, rules
from youju.ledgers.dues import Standing
from youju.ledgers.loader import load_catalogue
from youju.ledgers.models import Entry, Guarded, LedgerVersion
from youju.ledgers.queries import entries_due
from youju.ledgers.spec import Due
from youju.ledgers.tests.world import NOON, World, make_member, make_world
from youju.organisations.rules import Role

LEDGERS = {ledger.code: ledger for ledger in load_catalogue()}
FRIDAY = date(2026, 9, 25)  # before the rest days of 中秋


@pytest.fixture
def world(db: Any) -> World:
    return make_world()


def told(world: World, code: str, on: date, now: Any = NOON, **values: str) -> Entry:
    return actions.record_entry(
        code, unit=world.jinqiao, values=values, period=around(on, Grain.DAY),
        actor=world.clerk, now=now, key=uuid4(),
    )  # fmt: skip


def request(world: World, on: date, **values: str) -> Entry:
    given = {"matter": "演出许可", "asked": "窗口2号", "limit": "5", **values}
    return told(world, "service_requests", on, **given)


def patient(world: World, **values: str) -> Entry:
    given = {"ward": "内一科", "patient": "李某某", "phone": "13800138000", **values}
    return told(world, "discharges", date(2026, 7, 1), **given)


@pytest.mark.parametrize(
    ("due", "values", "expected"),
    [
        (Due("随访", days=7), {}, date(2026, 1, 7)),
        (Due("复查", months=1), {}, date(2026, 1, 31)),
        (Due("复查", start="seen", months=1), {"seen": "2026-01-31"}, date(2026, 2, 28)),
        (Due("办结", workdays=3), {}, date(2026, 1, 6)),  # 元旦 rests until 3 January, the 4th makes up
        (Due("办结", within="limit"), {"limit": {"text": "3个工作日", "value": "3", "unit": "个工作日"}}, date(2026, 1, 6)),
        (Due("办结", within="limit"), {"limit": {"text": "3天", "value": "3", "unit": "天"}}, date(2026, 1, 3)),
        (Due("办结", within="limit"), {}, None),
        (Due("到期", day="ends"), {"ends": "2026-05-01"}, date(2026, 5, 1)),
        (Due("复查", start="seen", months=1), {}, date(2026, 1, 31)),
        (Due("复查", start="seen", months=1, done="over"), {}, None),
    ],
)  # fmt: skip
def test_a_limit_ends_by_the_calendar_it_is_given_in(due, values, expected):
    ledger = replace(LEDGERS["service_requests"], due=due)

    assert dues.due_of(ledger, values, around(date(2025, 12, 31), Grain.DAY))[0] == expected


@pytest.mark.parametrize(
    ("code", "values", "is_due"),
    [
        ("disputes", {"result": "调解中"}, True),
        ("disputes", {"result": "已化解"}, False),
        ("manners_checks", {"faults": {"text": "2处", "value": "2", "unit": "处"}}, True),
        ("manners_checks", {"faults": {"text": "0处", "value": "0", "unit": "处"}}, False),
        ("manners_checks", {"faults": {"text": "多处", "value": None, "unit": "处"}}, True),
        ("manners_checks", {}, True),
    ],
)
def test_what_asks_for_nothing_has_no_limit(code, values, is_due):
    due_on, _done = dues.due_of(LEDGERS[code], values, around(FRIDAY, Grain.DAY))

    assert (due_on is not None) == is_due


def test_without_a_day_or_a_limit_nothing_is_due():
    assert dues.due_of(replace(LEDGERS["discharges"]), {}, UNKNOWN) == (None, None)
    assert dues.due_of(LEDGERS["cleanup"], {}, UNKNOWN) == (None, None)
    assert dues.outcome(LEDGERS["cleanup"], None, FRIDAY) == ""


@pytest.mark.parametrize(
    ("due_on", "done_on", "now", "said"),
    [
        (10, None, Standing.AHEAD, "未到期 10-05"),
        (3, None, Standing.SOON, "将到期 09-28"),
        (0, None, Standing.SOON, "将到期 09-25"),
        (-2, None, Standing.OVERDUE, "已超期 2 天"),
        (0, 0, Standing.IN_TIME, "按期完成"),
        (0, 1, Standing.OVERTIME, "超期完成"),
    ],
)
def test_an_entry_stands_to_its_limit_and_the_day_itself_is_not_late(due_on, done_on, now, said):
    due = FRIDAY + timedelta(due_on)
    done = None if done_on is None else FRIDAY + timedelta(done_on)

    found = dues.standing(due, done, 3, FRIDAY)

    assert (found, dues.told(found, due, FRIDAY)) == (now, said)


def test_norms_tell_what_lacks_and_unknown_is_not_met_nor_missed():
    ledger = LEDGERS["growth_schools"]
    two = {"text": "2名", "value": "2", "unit": "名"}
    short = {
        "rooms": ["洗衣房", "活动室"],
        "wardens": two | {"text": "1名", "value": "1"},
        "helpers": two,
    }
    full = {"rooms": list(ledger.field("rooms").choices), "wardens": two, "helpers": two}

    assert rules.unmet(ledger, short) == [
        "“一房五室”还缺 心语室、卫生健康室、亲情联系室、阅览室。",
        "“生管教师”按标准是 2名，现有 1名。",
    ]  # fmt: skip
    assert [rules.is_met(ledger, one) for one in (short, full, {"wardens": two})] == [
        False,
        True,
        None,
    ]
    met = {one.measure: one.quantity.value for one in rules.figures_of(ledger, full)}
    assert met["growth_schools.complete"] == 1


def test_a_request_is_counted_by_how_it_came_out(world):
    entry = request(world, date(2026, 7, 1))
    assert (entry.due_on, entry.done_on) == (date(2026, 7, 8), None)
    assert not Fact.objects.filter(measure__code="service_requests.in_time").exists()

    done = actions.finish_entry(entry, on="7-8", actor=world.clerk, now=NOON, key=uuid4(), note="已发证")  # fmt: skip

    assert done.done_on == date(2026, 7, 8)
    codes = set(
        Fact.objects.filter(source_id=str(entry.pk)).values_list("measure__code", flat=True)
    )
    assert {
        "service_requests.taken",
        "service_requests.finished",
        "service_requests.in_time",
    } <= codes
    assert "service_requests.late" not in codes


def test_what_comes_round_again_runs_from_the_latest_time(world):
    entry = told(world, "wall_rules", date(2026, 3, 1), name="网格员职责", place="大厅", up="是")
    assert (entry.due_on, entry.done_on) == (date(2026, 6, 1), None)
    reminding.remind(NOON)
    entry.refresh_from_db()
    assert entry.reminded_on == NOON.date()

    looked = actions.finish_entry(entry, on="7-8", actor=world.clerk, now=NOON, key=uuid4(), note="都在")  # fmt: skip

    assert (looked.due_on, looked.done_on) == (date(2026, 10, 8), None)
    assert looked.values["checked"] == "2026-07-08" and looked.reminded_on is None
    client = Client()
    client.force_login(world.clerk.person, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/ledgers/entries/{entry.pk}/").content.decode()
    assert "记检查" in page and "都在" in page


@pytest.mark.parametrize(
    ("code", "on", "said"),
    [
        ("rules", "2026-07-09", "还没有到"),
        ("requests", "2026-06-30", "早于开始的 2026-07-01"),
        ("requests", "2026-07-09", "还没有到"),
        ("requests", " ", "请填办结的日期"),
        ("cleanup", "7-1", "不登记完成日期"),
    ],
)
def test_a_day_that_cannot_be_is_refused(world, code, on, said):
    day = date(2026, 7, 1)
    entry = {
        "requests": lambda: request(world, day),
        "rules": lambda: told(world, "wall_rules", day, name="网格员职责", place="大厅"),
        "cleanup": lambda: told(world, "cleanup", day, action="清扫", place="巷口"),
    }[code]()

    with pytest.raises(Refused, match=said):
        actions.finish_entry(entry, on=on, actor=world.clerk, now=NOON, key=uuid4())

    entry.refresh_from_db()
    assert entry.done_on is None and entry.corrected == 0


def test_a_unit_is_told_once_before_and_once_after_the_limit(world):
    request(world, date(2026, 7, 1))
    request(world, date(2026, 7, 6), matter="店招备案")  # due on the 13th

    assert [reminding.remind(NOON), reminding.remind(NOON)] == [1, 0]
    assert reminding.remind(NOON + timedelta(1)) == 1
    assert reminding.remind(NOON + timedelta(4)) == 1
    assert list(Message.objects.order_by("pk").values_list("title", flat=True)) == [
        "首问负责和限时办结·办结：1 条将到期",
        "首问负责和限时办结·办结：1 条已超期",
        "首问负责和限时办结·办结：1 条将到期",
    ]
    assert [one.title for one in entries_due(world.clerk, date(2026, 7, 8))] == ["演出许可"]


def test_the_list_shows_what_is_overdue_whatever_the_period(world, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(3))
    request(world, date(2026, 3, 2), matter="旧事")
    client = Client()
    client.force_login(world.clerk.person, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get("/ledgers/service_requests/?mark=overdue&period=2026-07").content.decode()

    assert "旧事" in page and "已超期 124 天" in page
    assert "旧事" not in client.get("/ledgers/service_requests/?period=2026-07").content.decode()


def test_a_limit_that_comes_later_reaches_the_entries_made_before_and_no_other(world):
    version = LedgerVersion.objects.get(code="service_requests", current=True)
    plain = replace(version.ledger, due=None, measures=version.ledger.measures[:1])
    publish.publish(plain, origin=version.origin, now=NOON)
    old = request(world, date(2026, 7, 1))
    assert old.due_on is None

    publish.publish(version.ledger, origin=version.origin, now=NOON)
    stricter = replace(version.ledger, due=Due("办结", days=1, done="done_on"))
    publish.publish(stricter, origin=version.origin, now=NOON)

    old.refresh_from_db()
    assert old.due_on == date(2026, 7, 8)


def test_a_personal_value_is_kept_encrypted_and_shown_by_its_mask(world):
    entry = patient(world)

    assert entry.title == "内一科 李**"
    assert entry.values["patient"] == "李**" and entry.values["phone"] == "138****8000"
    assert {one.value.open() for one in Guarded.objects.all()} == {"李某某", "13800138000"}
    assert "某某" not in str(list(Logged.objects.values_list("detail", flat=True)))


def test_an_empty_personal_field_keeps_what_is_held_and_a_new_value_is_in_the_trail(world):
    entry = patient(world)
    how = {"period": entry.period, "actor": world.clerk, "now": NOON}
    same = {"ward": "内二科", "patient": "", "phone": ""}

    actions.correct_entry(entry.pk, values=same, key=uuid4(), **how)
    assert {one.value.open() for one in Guarded.objects.all()} == {"李某某", "13800138000"}
    actions.correct_entry(entry.pk, values=same | {"patient": "李小某"}, key=uuid4(), **how)

    assert Guarded.objects.get(key="patient").value.open() == "李小某"
    changes = Logged.objects.filter(act="ledgers.correct_entry").latest("pk").detail["changes"]
    assert changes == [{"label": "病人", "old": "李**", "new": "李**"}]
    with pytest.raises(Refused, match="没有改动"):
        actions.correct_entry(entry.pk, values=same | {"patient": "李小某"}, key=uuid4(), **how)


def test_a_personal_value_goes_where_none_is_typed(world):
    entry = patient(world)
    told = {"ward": "内二科", "patient": "无", "phone": "无"}

    actions.correct_entry(entry.pk, values=told, period=entry.period, actor=world.clerk, now=NOON, key=uuid4())  # fmt: skip

    entry.refresh_from_db()
    assert "phone" not in entry.values and entry.values["patient"] == "无*"  # a name has to be told
    assert not Guarded.objects.filter(key="phone").exists()


def test_no_file_carries_personal_values(world):
    rows = [(1, ["2026-07-01", "内一科", "李某某"])]
    with pytest.raises(Refused, match="逐条登记，不从文件导入"):
        imports.paste_rows(
            "discharges", ["日期", "病区", "病人"], {0: "when", 1: "ward", 2: "patient"}, rows,
            unit=world.jinqiao, actor=world.clerk, now=NOON, key=uuid4(),
        )  # fmt: skip

    assert not Entry.objects.exists()


def test_only_the_care_officer_opens_a_personal_value_and_the_look_is_logged(world):
    entry = patient(world)
    care = make_member("care", "己专员", world.jinqiao, Role.CARE_OFFICER)
    url = f"/ledgers/entries/{entry.pk}/open/patient/"
    client = Client()
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(world.clerk.person, backend=backend)
    assert client.post(url, {"reason": "回访核对"}).status_code == 403

    client.force_login(care.person, backend=backend)
    assert client.get(f"/ledgers/entries/{entry.pk}/open/note/").status_code == 404
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "看"}).status_code == 422
    page = client.post(url, {"reason": "病人要求更正联系方式"}).content.decode()

    assert "李某某" in page
    assert Logged.objects.filter(outcome=Outcome.LOOKED).get().detail["field"] == "value"
