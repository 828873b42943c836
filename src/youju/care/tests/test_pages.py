"""The pages: what a tap and a form become, what is refused, what each role is offered."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from youju.care import actions
from youju.care.actions.services import Plan
from youju.care.models import AidCase, Benefit, Call, Fund, Gift, Service, Visit
from youju.residents.actions import leave


def enter(member) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text(answer) -> str:
    return answer.content.decode()


def send(client, path, **fields):
    return client.post(f"/care/{path}", {"key": str(uuid4()), **fields})


@pytest.fixture
def now(town) -> dict:
    """Return who acts today, by the clock of the pages."""
    return {"actor": town.staff, "now": timezone.now()}


def test_a_tap_records_a_visit_and_what_was_typed_is_kept_where_it_is_wrong(town):
    home, staff = town.poor(1), enter(town.staff)
    other = town.poor(2)
    assert "走访过 0 户，还差 2 户" in text(staff.get("/care/"))

    assert send(staff, f"homes/{home.pk}/seen/").status_code == 302
    wrong = send(staff, f"homes/{other.pk}/visit/", on="明天", visitors="白书记", money="12.345")
    assert (
        wrong.status_code == 422 and 'value="白书记"' in text(wrong) and "不是日期" in text(wrong)
    )
    told = {"on": timezone.localdate(), "visitors": "白书记", "kind": "leader", "money": "200"}
    assert send(staff, f"homes/{other.pk}/visit/", **told).status_code == 302

    assert "都走访过了" in text(staff.get("/care/"))
    assert "200 元" in text(staff.get("/care/visits/?cheered=1"))
    part = text(staff.get(f"/care/homes/{home.pk}/part/"))
    assert "今天" not in part and "记走访" in part
    visit = Visit.objects.get(household=home)
    send(staff, f"visits/{visit.pk}/withdraw/")
    assert "还差 1 户" in text(staff.get("/care/"))
    assert "李***" not in text(staff.get("/care/print/")) and "李**" in text(
        staff.get("/care/print/")
    )


def test_a_round_is_begun_and_a_tap_counts_for_it(town):
    home, staff = town.poor(1), enter(town.staff)
    today = timezone.localdate()
    days = {"since": today, "until": today + timedelta(20), "unit": town.community.pk}
    made = send(staff, "rounds/new/", name="送温暖", need="poor", **days)
    page = staff.get(made["Location"], follow=True)
    assert "送温暖" in text(page) and "今天走访了" in text(page)
    number = made["Location"].split("/")[-2]
    send(staff, f"homes/{home.pk}/seen/", round=number)
    assert Visit.objects.get().round.name == "送温暖"
    assert "送温暖" in text(staff.get(f"/care/homes/{home.pk}/visit/?round={number}"))
    assert staff.get("/care/?round=99999").status_code == 404
    assert "还没有登记困难" in text(enter(town.neighbour).get("/care/"))


def test_an_application_shows_each_role_what_it_may_do(town, now):
    home = town.home(1)
    staff, care = enter(town.staff), enter(town.care)
    today = timezone.localdate()
    told = {"kind": "linshi", "people": 2, "cause": "因病致穷", "on": today}
    assert send(staff, f"homes/{home.pk}/apply/", **told | {"people": 0}).status_code == 422
    page = send(staff, f"homes/{home.pk}/apply/", **told)["Location"]
    case = AidCase.objects.get()
    assert "登记入户核查" in text(staff.get(page)) and "因病致穷" not in text(staff.get(page))
    found = {"checkers": "金、白", "text": "看过", "on": today}
    send(staff, f"aid/{case.pk}/check/", **found)
    assert "由创建办或救助专员办理" in text(staff.get(page)) and "批准" in text(care.get(page))
    assert staff.get(f"/care/aid/{case.pk}/grant/").status_code == 403
    assert staff.get(f"/care/aid/{case.pk}/dance/").status_code == 404
    send(care, f"aid/{case.pk}/grant/", amount="500", on=today)
    assert "发放救助金" in text(care.get(page))
    # Who decides sees the sum and need not type it again; who only applied does not.
    assert "500 元" in text(enter(town.judge).get(page)) and "500 元" not in text(staff.get(page))
    assert 'value="500"' in care.get(f"/care/aid/{case.pk}/pay/").content.decode()
    send(care, "funds/new/", unit=town.community.pk, name="慈善款", given="400", on=today)
    poor = send(care, f"aid/{case.pk}/pay/", amount="500", fund=Fund.objects.get().pk, on=today)
    assert poor.status_code == 422 and "只剩 400 元" in text(poor)
    assert "慈善款" in text(care.get("/care/funds/")) and "临时救助" in text(
        care.get("/care/aid/?state=granted")
    )
    assert "没有在公示" in text(care.get("/care/aid/notice/"))
    why = {"purpose": "办理救助和补贴", "basis": "救助〔2026〕3号"}
    opened = care.post(f"/care/open/aid/{case.pk}/cause/", why)
    assert "因病致穷" in text(opened) and "url=" in opened["Refresh"]
    assert care.get(f"/care/open/aid/{case.pk}/state/").status_code == 404
    step = case.steps.get(state="checked").pk
    assert "看过" in text(care.post(f"/care/open/step/{step}/text/", why))


def test_the_oldest_get_it_with_a_tap_that_can_be_taken_back(town):
    elder, staff = town.elder(1, date(1930, 5, 1)), enter(town.staff)
    assert "还没有设定" in text(staff.get("/care/aged/"))
    both = {"name": "老年节慰问", "least": 90, "festival": "chongyang", "unit": town.community.pk}
    wrong = send(staff, "aged/new/", **both, month_day="10-1", amount=200)
    assert wrong.status_code == 422 and "两样填一样" in text(wrong)
    page = send(staff, "aged/new/", **both, amount=200)["Location"]
    assert "王老1" in text(staff.get(page)) and "200" in text(staff.get("/care/aged/"))
    assert "王**" in text(staff.get(f"{page}print/"))
    rule = Benefit.objects.get()
    send(staff, f"aged/{rule.pk}/{elder.pk}/give/", year=2026)
    assert "王老1" in text(staff.get(f"{page}?given=1&year=2026"))
    assert "没有还要发的人" in text(staff.get(f"{page}?year=9999"))
    gift = Gift.objects.get()
    assert send(staff, f"gifts/{gift.pk}/take-back/").status_code == 302
    assert send(staff, f"gifts/{gift.pk}/take-back/").status_code == 404
    send(staff, f"aged/{rule.pk}/end/")
    assert "已停用" in text(staff.get(page)) and "今天发了" not in text(staff.get(page))


def test_care_at_home_lists_who_waits_and_who_has_nobody(town, now):
    elder, staff = town.elder(1, date(1940, 5, 1)), enter(town.staff)
    assert "王老1" in text(staff.get("/care/services/?show=without"))
    told = {"what": "hair", "since": "2026-9-1", "provider": ""}
    wrong = send(staff, f"elders/{elder.pk}/services/new/", **told)
    assert wrong.status_code == 422 and "由谁服务" in text(wrong)
    send(staff, f"elders/{elder.pk}/services/new/", **told | {"provider": "王师傅"})
    service = Service.objects.get()
    assert service.every_days == 30 and "晚 56 天" in text(staff.get("/care/services/"))
    send(staff, f"services/{service.pk}/served/")
    assert "没有到期的服务" in text(staff.get("/care/services/"))
    send(staff, f"services/{service.pk}/call/", on=timezone.localdate(), note="气色好")
    assert "气色好" not in text(staff.get(f"/care/elders/{elder.pk}/"))
    assert Call.objects.count() == 2
    for call in Call.objects.all():
        send(staff, f"calls/{call.pk}/withdraw/")
    send(staff, f"services/{service.pk}/end/", on=timezone.localdate())
    assert "还没有安排服务" in text(staff.get(f"/care/elders/{elder.pk}/"))
    again = actions.arrange_service(elder.pk, Plan("care", 7, date(2026, 9, 1), "李"), **now)
    leave(elder.pk, on=timezone.localdate(), why="died", **now)
    assert again.pk and "去世" in text(staff.get("/care/services/"))


def test_who_wrote_down_the_check_is_told_who_decides(town, now):
    case = actions.apply_aid(town.home(1).pk, town.asked("linshi"), **now)
    found = {"on": timezone.localdate(), "checkers": "舒专员、白书记", "text": "属实"}
    actions.check_aid(case.pk, **found, **(now | {"actor": town.care}))

    own, other = (text(enter(one).get(f"/care/aid/{case.pk}/")) for one in (town.care, town.judge))

    steps = [f"/care/aid/{case.pk}/{step}/" for step in ("grant", "refuse")]
    assert "请创建办或另一位救助专员审批" in own and not any(step in own for step in steps)
    assert "请创建办或另一位" not in other and all(step in other for step in steps)
