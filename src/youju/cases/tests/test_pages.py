"""The pages of the register: what they show, what they refuse, and to whom."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from youju.cases import actions
from youju.cases.models import Case, Structure
from youju.cases.rules import Source, State
from youju.cases.tests.factories import FOUND, CaseCity
from youju.evidence.actions import store
from youju.evidence.tests.factories import jpeg, scene, upload
from youju.kernel.ids import new_key
from youju.kernel.workbook import read_workbook
from youju.kernel.workcal import Limit, LimitUnit
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member

MONDAY = FOUND + timedelta(days=6)


@pytest.fixture
def city(db, tmp_path, settings) -> CaseCity:
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    files["OPTIONS"] = {"location": tmp_path, "base_url": None}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    return CaseCity()


@pytest.fixture(autouse=True)
def at_monday(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: MONDAY)


def page_of(member, **more) -> Client:
    client = Client(**more)
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text(answer) -> str:
    """Return the words of a page without its tags and spaces."""
    return re.sub(r"<[^>]+>|\s+", "", answer.content.decode())


def photo(member, n: int = 0) -> int:
    return store(
        upload(jpeg(scene(n))), unit=member.unit, actor=member, now=FOUND, key=new_key()
    ).pk


def test_the_list_shows_open_cases_with_counts_and_filters_by_address(city):
    city.case(State.DISPATCHED, place="甲处")
    city.case(State.REPORTED, place="乙处", source=Source.MEDIA)
    city.case(State.CLOSED, place="丙处")
    clerk = page_of(city.clerk)

    whole, late, media = (
        text(clerk.get(f"/cases/?{query}")) for query in ("", "mark=late", "source=media")
    )

    assert "甲处暴露垃圾" in whole and "乙处暴露垃圾" in whole and "丙处" not in whole
    assert "未结2" in whole and "待整改1" in whole and "逾期1" in whole
    assert "甲处" in late and "乙处" not in late
    assert "乙处" in media and "甲处" not in media
    assert "丙处" in text(clerk.get("/cases/?state=closed&period=2026H2"))
    assert "丙处" not in text(clerk.get("/cases/?state=closed&period=2026H1"))
    assert "没有符合筛选的问题" in text(clerk.get("/cases/?q=丁处"))


def test_an_address_that_makes_no_sense_shows_the_open_ones(city):
    city.case(place="甲处")

    page = page_of(city.clerk).get("/cases/?state=no&mark=no&kind=no&source=no&q=%00&after=x")

    assert "甲处暴露垃圾" in text(page)


def test_the_list_goes_to_excel_and_runs_nothing(city):
    city.case(place="=cmd()", title="=cmd()")

    answer = page_of(city.clerk).get("/cases/export/")

    [(_sheet, rows)] = read_workbook(answer.content, 10)
    assert rows[1][:3] == ["编号", "标题", "类别"]
    assert rows[2][1] == "'=cmd()"


def test_a_case_shows_stages_what_is_left_and_the_reason_beside_what_cannot_be_done(city):
    case = city.case(State.RECTIFIED, now=MONDAY - timedelta(hours=2))
    url = f"/cases/{case.pk}/"

    clerk, worker = text(page_of(city.clerk).get(url)), text(page_of(city.worker).get(url))

    assert "通过，结案" in clerk and "您未参与，可以复核" in clerk
    assert "整改已反馈，不能再延期；退回整改后由责任单位提出。" in clerk
    assert "还剩" in clerk and "用时" in clerk and "按时" in clerk
    assert "通过，结案由问题所在地的网格员、专干、督查员或创建办到现场复核。" in worker
    assert page_of(city.stranger).get(url).status_code == 404


def test_a_problem_is_reported_with_a_photo_and_numbered(city):
    clerk = page_of(city.clerk)
    told = {
        "key": str(new_key()), "kind": "s0101", "place": "桂苑小区东门", "source": "resident",
        "unit": city.community.pk, "items": [photo(city.clerk)], "reporter_phone": "13800001111",
    }  # fmt: skip

    first = clerk.post("/cases/new/", told)
    again = clerk.post("/cases/new/", told)

    case = Case.objects.get()
    assert first.url == again.url == f"/cases/{case.pk}/"
    page = clerk.get(first.url).content.decode()
    assert "桂苑小区东门暴露垃圾" in page and "1 前" in page
    assert "13800001111" not in page


def test_what_was_typed_stays_when_a_report_is_refused(city):
    told = {"key": str(new_key()), "kind": "s0101", "source": "grid", "unit": city.community.pk, "description": "一堆垃圾"}  # fmt: skip

    answer = page_of(city.clerk).post("/cases/new/", told)

    assert answer.status_code == 422
    assert "写明地点，或在图上点出位置。" in answer.content.decode()
    assert "一堆垃圾" in answer.content.decode()
    assert page_of(city.inspector).get("/cases/new/").status_code == 200


def test_the_office_of_the_root_changes_the_tree_of_kinds(city):
    office = page_of(make_member(city.city, Role.OFFICE, "city-office"))
    told = {
        "key": str(new_key()), "parent": "s01", "name": "裸露垃圾", "limit_amount": "2", "limit_unit": "work_hour",
        "severity": "2", "photos": "none", "unit_kind": "bureau", "unit_word": "环卫", "words": "垃圾 散落",
    }  # fmt: skip

    form = office.get("/cases/kinds/s0101/").content.decode()
    office.post("/cases/kinds/s0101/", told)
    office.post(
        "/cases/kinds/new/", {**told, "key": str(new_key()), "code": "s0199", "name": "新一类"}
    )
    wrong = office.post("/cases/kinds/new/", {**told, "key": str(new_key()), "code": "中文"})

    assert 'value="4"' in form
    page = text(office.get("/cases/kinds/?q=s01"))
    assert "裸露垃圾2工作时较重" in page and "新一类" in page
    assert wrong.status_code == 422
    assert office.get("/cases/kinds/zzz/").status_code == 404


def test_near_duplicates_are_told_while_somebody_types(city):
    city.case(place="桂苑小区东门", now=MONDAY - timedelta(days=1))

    told = text(page_of(city.clerk).get(f"/cases/near/?kind={city.kind.code}&place=桂苑小区东门"))
    nothing = text(page_of(city.clerk).get("/cases/near/?kind=s0101&lat=x&lng=y&unit=z"))

    assert "桂苑小区东门暴露垃圾" in told and "同一地点" in told
    assert "近一周附近没有相同的问题" in nothing


def test_a_case_goes_from_report_to_end_through_the_forms(city):
    case = city.case()
    clerk, worker, grid = page_of(city.clerk), page_of(city.worker), page_of(city.inspector)

    def post(client: Client, act: str, **given: object):
        return client.post(f"/cases/{case.pk}/{act}/", {"key": str(new_key()), **given})

    post(clerk, "file")
    assert "责任单位" in text(clerk.get(f"/cases/{case.pk}/dispatch/"))
    refused = post(clerk, "dispatch", owner_unit="", helpers="不存在的单位")
    post(clerk, "dispatch", owner_unit=city.firm.pk, limit_amount="4", limit_unit="work_hour")
    post(worker, "dispute", reason="归市政")
    post(clerk, "reject", answer="合同里写明归物业")
    post(worker, "ask_extension", limit_amount="1", limit_unit="work_day", reason="等配件")
    post(clerk, "grant_extension", answer="可以")
    post(worker, "rectify", note="已清运")
    own = post(worker, "pass")
    post(grid, "pass", note="现场干净")

    case.refresh_from_db()
    assert refused.status_code == 422 and "没有“不存在的单位”这个单位" in refused.content.decode()
    assert own.status_code == 403
    assert case.at is State.CLOSED
    trail = text(clerk.get(f"/cases/{case.pk}/trail/"))
    for said in (
        "立案",
        "派遣",
        "提出权属异议",
        "驳回异议",
        "申请延期",
        "同意延期",
        "整改反馈",
        "复核通过",
    ):
        assert said in trail, said
    assert "处理单" in text(clerk.get(f"/cases/{case.pk}/printed/"))


def test_an_act_refused_by_a_rule_keeps_what_was_typed(city):
    case = city.case(State.CLOSED)

    answer = page_of(city.clerk).post(
        f"/cases/{case.pk}/fail/", {"key": str(new_key()), "note": "仍有垃圾"}
    )

    assert answer.status_code == 422
    assert "仍有垃圾" in answer.content.decode() and "不能" in answer.content.decode()
    assert page_of(city.clerk).get(f"/cases/{case.pk}/fly/").status_code == 404
    led_back = page_of(city.clerk).get(f"/cases/{case.pk}/fail/", follow=True)
    assert "不能复核不通过" in text(led_back)


def test_other_acts_have_their_forms(city):
    case = city.case(State.DISPATCHED)
    clerk = page_of(city.clerk)

    for act in ("note", "split", "raise", "mark_hard", "change_kind", "dispatch", "merge"):
        assert clerk.get(f"/cases/{case.pk}/{act}/").status_code == 200, act
    told = {"key": str(new_key()), "why": "money", "plan": "列入明年改造", "review_on": "2026-9-30"}
    clerk.post(f"/cases/{case.pk}/mark_hard/", told)
    again = {"key": str(new_key()), "note": "已列计划", "review_on": "2026-10-30"}
    clerk.post(f"/cases/{case.pk}/review_hard/", again)
    kind = {"key": str(new_key()), "kind": "s0102"}
    clerk.post(f"/cases/{case.pk}/change_kind/", kind)
    parts = {"key": str(new_key()), "kind_1": "s0101", "title_1": "门口一堆"}
    clerk.post(f"/cases/{case.pk}/split/", parts)
    into = {"key": str(new_key()), "into": "没有这个编号"}
    wrong = clerk.post(f"/cases/{case.pk}/merge/", into)

    case.refresh_from_db()
    assert case.hard and case.parts.get().title == "门口一堆" and case.kind.code == "s0102"
    assert "没有编号为" in wrong.content.decode()
    hard = text(clerk.get("/cases/hard/"))
    assert "挂账1件" in hard and "列入明年改造" in hard
    clerk.post(f"/cases/{case.pk}/clear_hard/", {"key": str(new_key()), "note": "资金已到"})
    assert "挂账0件" in text(clerk.get("/cases/hard/"))


def test_a_call_for_help_is_answered_by_the_office_it_was_asked_of(city):
    case = city.case(State.FILED)
    raised = actions.raise_case(
        case.pk, to=city.street, reason="请安排资金", paper="金社〔2026〕12号",
        actor=city.clerk, now=FOUND + timedelta(hours=1), key=new_key(),
    ).raisings.get()  # fmt: skip
    street, clerk = page_of(city.office), page_of(city.clerk)

    assert "请安排资金" in text(street.get("/cases/hard/"))
    assert clerk.get(f"/cases/answers/{raised.pk}/").status_code == 404
    told = {"key": str(new_key()), "granted": "yes", "answer": "街道出资"}
    street.post(f"/cases/answers/{raised.pk}/", told)

    assert "街道出资" in text(clerk.get(f"/cases/{case.pk}/"))


def test_the_desk_tells_by_source_and_puts_the_media_first(city):
    city.case(place="甲处", source=Source.GRID)
    city.case(place="乙处", source=Source.MEDIA)

    page = text(page_of(city.clerk).get("/cases/intake/")).partition("按来源")[2]

    assert page.index("媒体曝光") < page.index("网格")
    assert "要立案2件" in page


def test_the_map_shows_what_has_a_position(city):
    case = city.case(place="甲处", lat=31.30, lng=120.60)
    city.case(place="乙处")
    far = city.case(State.CLOSED, place="丙处", lat=31.31, lng=120.61)

    page = page_of(city.clerk).get(f"/cases/map/?case={far.pk}").content.decode()

    assert f'href="/cases/{case.pk}/"' in page and f'href="/cases/{far.pk}/"' in page
    assert "未结问题 1 件有位置" in page and "另有 1 件只写了地点" in page
    assert "没有带位置" in page_of(city.worker).get("/cases/map/").content.decode()


def test_cases_that_lie_close_are_one_dot_that_opens_their_part_of_the_map(city):
    city.case(place="甲处", lat=31.3000, lng=120.6000)
    city.case(State.DISPATCHED, place="乙处", lat=31.3001, lng=120.6001)
    away = city.case(place="丙处", lat=31.5000, lng=120.9000)
    clerk = page_of(city.clerk)

    page = clerk.get("/cases/map/?period=2026").content.decode()
    link = re.search(r'href="\?([^"]*box=[^"]*)" aria-label="2 件，其中逾期 1 件，放大"', page)
    part = clerk.get(f"/cases/map/?{unescape(link[1])}").content.decode()

    assert "未结问题 3 件有位置" in page and f'href="/cases/{away.pk}/"' in page
    assert "未结问题 2 件有位置" in part and "丙处" not in part
    assert "看全部" in part and "看全部" not in page
    assert part.count('r="6"') == 2 and page.count('r="6"') == 1


@pytest.mark.parametrize("box", ["1,2,3", "120,31,119,32", "a,b,c,d", "120,31,nan,32", "0,-91,1,0"])
def test_what_is_no_part_of_the_map_shows_the_whole(city, box):
    city.case(place="甲处", lat=31.30, lng=120.60)

    page = text(page_of(city.clerk).get(f"/cases/map/?box={box}"))

    assert "未结问题1件有位置" in page


def test_an_empty_part_of_the_map_still_leads_back(city):
    city.case(place="甲处", lat=31.30, lng=120.60)

    page = text(page_of(city.clerk).get("/cases/map/?box=10,10,11,11"))

    assert "未结问题0件有位置" in page and "看全部" in page


def test_what_lies_at_the_unit_itself_stands_in_a_line_of_its_own(city):
    city.case(State.CLOSED)
    page = text(page_of(city.clerk).get("/cases/rates/?by=unit&period=2026H2"))

    assert "金桥社区本级" in page and "这个时段没有问题" not in page


def test_settings_are_offered_to_those_who_may_open_them(city):
    leader = make_member(city.community, Role.LEADER, "kinds-leader")
    for member, hours, routes in ((city.office, True, True), (city.clerk, False, True), (leader, False, False)):  # fmt: skip
        page = page_of(member).get("/cases/kinds/").content.decode()
        assert ("/cases/hours/" in page, "/cases/routes/" in page) == (hours, routes)
        assert ("/cases/facilities/" in page) is routes


def test_rates_open_the_cases_behind_them_and_the_ranking_tells_its_formula(city):
    city.case(State.CLOSED, place="甲处")
    clerk = page_of(city.clerk)

    rates = clerk.get("/cases/rates/?by=source&period=2026H2")
    behind = clerk.get("/cases/rates/trail/?what=closed&source=grid&period=2026H2")
    part = clerk.get(
        "/cases/rates/trail/?what=on_time&period=2026H2&side=owner&kind=1", headers={"HX-Request": "true"}
    )  # fmt: skip

    assert "网格" in text(rates) and "合计" in text(rates)
    assert "甲处暴露垃圾" in text(behind)
    assert "side-panel-title" in part.content.decode()
    assert "威尔逊" in text(clerk.get("/cases/ranking/?period=2026"))


def test_a_structure_goes_through_its_steps(city):
    clerk = page_of(city.clerk)
    told = {
        "key": str(new_key()), "unit": city.community.pk, "kind": "tank", "title": "5号楼北侧", "count": "1",
        "surveyed_on": "2026-7-1", "registered": "on", "household": "张三", "address": "桂苑小区5号",
    }  # fmt: skip

    made = clerk.post("/cases/structures/new/", told)
    one = Structure.objects.get()

    def post(step: str, **given: object):
        return clerk.post(f"/cases/structures/{one.pk}/{step}/", {"key": str(new_key()), **given})

    post("talk", on="2026-7-2", said="讲明规定", stubborn="on")
    early = post("watch", on="2026-7-3")
    post("remove", on="2026-7-4", partners="城管局")
    post("watch", on="2026-7-6")

    one.refresh_from_db()
    assert made.url == f"/cases/structures/{one.pk}/"
    assert early.status_code == 422 and "还没有拆除" in early.content.decode()
    assert (one.step, one.removed_on) == ("watched", date(2026, 7, 4))
    page = text(clerk.get(f"/cases/structures/{one.pk}/"))
    assert "讲明规定" in page and "张三" not in page and "桂苑小区5号" not in page
    assert "5号楼北侧" in text(clerk.get("/cases/structures/?step=watched"))
    assert "没有符合筛选的违建" in text(clerk.get("/cases/structures/?step=removed"))
    assert clerk.get(f"/cases/structures/{one.pk}/fly/").status_code == 404


def test_the_office_sets_limits_hours_routes_and_numbers(city):
    office, clerk = page_of(city.office), page_of(city.clerk)
    key = {"key": str(new_key())}

    assert "样例" in text(office.get("/cases/kinds/?q=blj"))
    office.post(
        "/cases/kinds/s0101/limit/", {**key, "limit_amount": "2", "limit_unit": "work_hour"}
    )
    assert "2工作时柳荫街道" in text(office.get("/cases/kinds/?q=暴露垃圾"))
    week = {f"day_{n}": "9:00-17:00" for n in range(5)}
    wrong = office.post("/cases/hours/", {**week, "key": str(new_key()), "day_0": "九点到五点"})
    office.post(
        "/cases/hours/", {**week, "key": str(new_key()), "holidays": "on", "days_off": "2026-7-20"}
    )
    route = {
        "key": str(new_key()),
        "unit": city.community.pk,
        "kind": "s0101",
        "owner_unit": city.firm.pk,
    }
    clerk.post("/cases/routes/", route)
    count = {
        "key": str(new_key()),
        "unit": city.community.pk,
        "kind": "b0110",
        "total": "120",
        "on": "2026-7-1",
    }
    clerk.post("/cases/facilities/", count)

    assert wrong.status_code == 422 and "8:30-12:00" in wrong.content.decode()
    assert "9:00-17:00" in office.get("/cases/hours/").content.decode()
    assert "桂苑物业" in text(clerk.get("/cases/routes/"))
    assert "路灯" in text(clerk.get("/cases/facilities/"))
    assert office.get("/cases/kinds/new/").status_code == 403
    case = city.case(State.FILED, kind="s0101", photos=[photo(city.clerk)])
    assert "规则：" in text(clerk.get(f"/cases/{case.pk}/dispatch/"))


def test_photos_stand_in_pairs_and_the_form_asks_for_each_again(city):
    before = [photo(city.clerk, n) for n in (0, 30)]
    case = city.case(State.DISPATCHED, kind="s0101", photos=before)
    worker = page_of(city.worker)

    form = text(worker.get(f"/cases/{case.pk}/rectify/"))
    told = {"key": str(new_key()), "note": "已清运", "after_1": photo(city.worker, 60)}
    short = worker.post(f"/cases/{case.pk}/rectify/", told)
    told |= {"after_2": photo(city.worker, 90)}
    worker.post(f"/cases/{case.pk}/rectify/", told)

    assert "第1组：整改后" in form and "第2组：整改后" in form
    assert short.status_code == 422 and "逐张对应" in short.content.decode()
    page = page_of(city.clerk).get(f"/cases/{case.pk}/").content.decode()
    assert "照片 2 组" in page and "2 组照片前后已配齐" in page


def test_urgent_hours_run_by_the_clock_and_are_told_so(city):
    case = city.case(State.FILED)
    limit = Limit(2, LimitUnit.URGENT_HOUR)
    actions.dispatch_case(
        case.pk, owner_unit=city.firm, limit=limit, actor=city.clerk, now=MONDAY, key=new_key()
    )

    page = text(page_of(city.clerk).get(f"/cases/{case.pk}/"))

    assert "紧急工作时按钟点计" in page and "还剩2小时" in page
