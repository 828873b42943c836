"""Today, the dashboard, search and help, as different people meet them."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from youju.console import due, guide
from youju.kernel.periods import Grain, around
from youju.ledgers.actions import record_entry
from youju.organisations import actions as organisations
from youju.organisations.rules import DutySubject, Role
from youju.organisations.tests.factories import City, make_member

pytestmark = pytest.mark.django_db


def browser(member):
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def clean_up(member, day=None, **values):
    told = {"action": "石井巷清理", "place": "石井巷", "rubbish": "3车", **values}
    now = timezone.now()
    return record_entry(
        "cleanup", unit=member.unit, values=told, period=around(day or timezone.localdate(), Grain.DAY),
        actor=member, now=now, key=uuid4(),
    )  # fmt: skip


@pytest.fixture
def city():
    return City()


@pytest.fixture
def clerk(city):
    return make_member(city.community, Role.STAFF, "clerk")


def test_today_shows_a_newcomer_what_to_do_first(clerk):
    client = browser(clerk)
    page = "".join(
        client.get(f"/{part}").content.decode() for part in ("", "arrivals/", "overview/")
    )

    assert "没有要办的事" in page
    assert "还没有记录" in page
    assert "导入 Excel" in page


def test_today_shows_a_figure_with_the_way_to_its_records_and_the_latest_entry(clerk):
    entry = clean_up(clerk)

    client = browser(clerk)
    page = client.get("/").content.decode() + client.get("/overview/").content.decode()

    assert "清理垃圾" in page
    assert "/facts/trail/?measure=cleanup.rubbish" in page
    assert f'href="/ledgers/entries/{entry.pk}/"' in page


def test_a_gap_is_what_was_recorded_last_year_and_is_not_yet(clerk):
    year_ago = timezone.localdate() - timedelta(days=365)
    clean_up(clerk, day=year_ago, rubbish="8车", people="20人次")
    clean_up(clerk)

    page = browser(clerk).get("/overview/?period=2026H2").content.decode()

    gaps = page[page.index('id="gaps"') :]
    assert "现在还没有记的 1 项" in gaps
    assert "整治参加人次" in gaps and "清理垃圾" not in gaps.split("</section>")[0]
    assert "measure=cleanup.people" in gaps and "2025" in gaps


def test_today_of_an_administrator_holds_no_business_data(city, clerk):
    clean_up(clerk)
    administrator = make_member(city.city, Role.SYSADMIN, "admin")

    client = browser(administrator)

    page = client.get("/").content.decode() + client.get("/arrivals/").content.decode()

    assert "这个岗位不看业务数据" in page
    assert "石井巷清理" not in page
    assert "清理垃圾" not in page
    assert 'href="/ledgers/' not in page


def test_what_came_in_stands_under_what_has_a_day(city, clerk):
    at, client = timezone.now(), browser(clerk)
    organisations.add_duty_item(
        city.community, DutySubject.TASK, "楼道清理", on=timezone.localdate(), actor=clerk, now=at
    )

    page, rows = client.get("/").content.decode(), client.get("/arrivals/").content.decode()
    below = client.get("/arrivals/?after=new").content.decode()
    late = client.get("/?due=late").content.decode()

    assert 'hx-get="/arrivals/?after="' in page and "楼道清理" not in page
    assert "楼道清理" in rows and "新到" in rows
    assert "楼道清理" in below and "新到" not in below
    assert "没有要办的事" in late and "/arrivals/" not in late


def test_today_takes_at_most_twenty_queries_beside_those_of_every_page(
    clerk, django_assert_max_num_queries
):
    for n in range(8):
        clean_up(clerk, action=f"清理{n}")
    client = browser(clerk)
    client.get("/")

    with django_assert_max_num_queries(27):
        client.get("/")


def test_a_contract_due_today_is_told_to_who_signed_and_to_who_pledged(city, clerk):
    office = make_member(city.street, Role.OFFICE, "office")
    today = timezone.localdate()
    organisations.sign_contract(
        city.street, city.community, "庚书记", "背街小巷整治", signed_on=today - timedelta(30),
        due_on=today, actor=office, now=timezone.now(),
    )  # fmt: skip

    for member in (office, clerk):
        (group,) = due.due_for(member, today)
        assert group.label == "今日到期"
        assert "背街小巷整治" in group.rows[0][0].title
        assert group.rows[0][1] == "今天"


@pytest.mark.parametrize(
    ("days", "group", "left"),
    [(-2, "late", "逾期 2 日"), (0, "today", "今天"), (7, "week", "7 日"), (8, "new", "8 日")],
)
def test_what_is_due_falls_into_four_groups(days, group, left):
    today = date(2026, 11, 21)
    one = due.Due("责任状", "/", "责任状", "街道", today + timedelta(days))

    assert (one.group(today), one.left(today)) == (group, left)


def test_what_has_no_day_is_new():
    assert due.Due("送审", "/", "报告", "街道").group(date(2026, 11, 21)) == "new"


def test_a_board_to_change_within_the_week_is_due_and_a_later_one_is_not(clerk):
    today = timezone.localdate()
    for place, days in (("社区门口", 3), ("广场", 30)):
        record_entry(
            "boards", unit=clerk.unit, period=around(today - timedelta(60), Grain.DAY), actor=clerk,
            values={"kind": "宣传栏", "place": place, "boards": "2个",
                    "next_change": (today + timedelta(days)).isoformat()},
            now=timezone.now(), key=uuid4(),
        )  # fmt: skip

    (group,) = due.due_for(clerk, today)

    assert [one.title for one, _left in group.rows] == ["社区门口宣传栏，更换内容"]
    assert group.code == "week"


def test_a_duty_nobody_holds_is_new_to_the_unit_itself(city, clerk):
    today = timezone.localdate()
    organisations.add_duty_item(
        city.community, DutySubject.TASK, "楼道清理", on=today, actor=clerk, now=timezone.now()
    )

    (group,) = due.due_for(clerk, today)

    assert [one.title for one, _left in group.rows] == ["“楼道清理”还没有责任人"]
    assert due.due_for(make_member(city.street, Role.OFFICE, "office"), today) == []


def test_the_dashboard_shows_figures_by_module_and_by_child_unit(city, clerk):
    clean_up(clerk)
    office = make_member(city.street, Role.OFFICE, "office")

    page = browser(office).get("/unit/?measure=cleanup.rubbish").content.decode()

    assert "环境整治" in page
    assert "按下级单位" in page
    assert "金桥社区" in page


def test_the_dashboard_shows_one_module_and_leads_to_the_others(clerk):
    clean_up(clerk)
    record_entry(
        "printed", unit=clerk.unit, values={"name": "市民文明公约", "given": "300份"},
        period=around(timezone.localdate(), Grain.DAY), actor=clerk, now=timezone.now(), key=uuid4(),
    )  # fmt: skip

    def shown(query):
        return browser(clerk).get(f"/unit/?{query}").content.decode()

    whole = shown("")
    (other,) = re.findall(r'\?([^"]+module=PUB)"', whole)
    assert 'id="module">环境整治' in whole and "measure=cleanup.rubbish" in whole
    assert "measure=printed.given" not in whole
    assert "period=" in other and "measure=printed.given" in shown(other.replace("&amp;", "&"))
    assert 'id="module">环境整治' in shown("module=nonsense")
    assert 'id="module">环境整治' in shown("module=PUB&measure=cleanup.rubbish")


def test_the_dashboard_of_a_foreign_unit_falls_back_to_the_own_one(city, clerk):
    page = browser(clerk).get(f"/unit/?unit={city.elsewhere.code}").content.decode()

    assert "<h1>金桥社区</h1>" in page
    assert "临河区" not in page


def test_the_dashboard_is_refused_to_administrators(city):
    assert browser(make_member(city.city, Role.AUDITOR, "audit")).get("/unit/").status_code == 403


@pytest.mark.parametrize("asked", ["石井巷", "shijingxiang", "sjx"])
def test_search_finds_a_record_by_characters_pinyin_and_initials(clerk, asked):
    entry = clean_up(clerk)

    page = browser(clerk).get("/search/", {"q": asked}).content.decode()

    assert f"/ledgers/entries/{entry.pk}/" in page


def test_search_finds_units_ledgers_pages_and_help(clerk):
    page = browser(clerk).get("/search/", {"q": "baogao"}).content.decode()

    assert "起草报告" in page
    assert "/help/?article=reports" in page


def test_search_finds_no_record_of_another_unit(city, clerk):
    clean_up(clerk)
    stranger = make_member(city.next_door, Role.STAFF, "stranger")

    assert "/ledgers/entries/" not in browser(stranger).get("/search/?q=石井巷").content.decode()


def test_suggestions_are_a_fragment(clerk):
    clean_up(clerk)

    page = browser(clerk).get("/search/?q=石井", headers={"HX-Request": "true"}).content.decode()

    assert "石井" in page
    assert "<html" not in page


@pytest.mark.parametrize("page", ["", "no:such", "no"])
def test_an_unknown_page_gets_the_index_of_help(clerk, page):
    shown = browser(clerk).get("/help/", {"page": page}).content.decode()

    assert "<h2>帮助</h2>" in shown


def test_help_of_a_page_is_its_own_article(clerk):
    shown = browser(clerk).get("/help/?page=ledgers:entry").content.decode()

    assert "<h2>台账和记录</h2>" in shown


def test_every_page_named_in_the_guide_has_its_article():
    slugs = {one.slug for one in guide.articles()}

    assert set(guide.PAGES.values()) <= slugs


def test_help_articles_hold_no_html_of_their_own():
    assert "&lt;b&gt;" in guide.Article("x", "x", "<b>x</b>").html
