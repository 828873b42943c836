"""Pages of works: what they show and refuse, and that nothing typed is lost."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.work import actions
from youju.work.actions import About
from youju.work.models import Matter, Project, Supervisor
from youju.work.rules.projects import Kind
from youju.work.tests.test_pages import enter, text
from youju.work.tests.world import Town


@pytest.fixture
def town(db) -> Town:
    return Town()


def day(back: int) -> str:
    return (timezone.localdate() - timedelta(back)).isoformat()


def listed(client, town, **more):
    given = {
        "title": "四工区改造",
        "owner_unit": town.community.pk,
        "starts_on": day(60),
        "due_on": day(-9),
    }
    return client.post("/tasks/projects/new/?kind=renovation", given | more, follow=True)


def test_a_project_is_listed_changed_and_ended_on_pages(town):
    office, clerk = enter(town.office), enter(town.clerk)
    bad = listed(office, town, features="路灯", invested="若干")
    assert bad.status_code == 422 and "没有说出数量" in text(bad) and "路灯" in text(bad)
    shown = text(listed(office, town, features="路灯：2处 → 23盏", invested="320万元"))
    assert "23盏" in shown and "总投资 320万元" in shown
    here = Project.objects.get().get_absolute_url()
    assert "类别" not in text(office.get(f"{here}change/"))
    Project.objects.update(sort="道路")  # as a pasted list told it
    form = text(office.get(f"{here}change/"))
    assert "类别" in form and "路灯：2处 → 23盏" in form and "320万元" in form
    given = {
        "title": "四工区综合改造",
        "owner_unit": town.community.pk,
        "starts_on": day(60),
        "due_on": day(-9),
    }
    assert "四工区综合改造" in text(office.post(f"{here}change/", given, follow=True))
    assert "40%" in text(clerk.post(f"{here}progress/", {"percent": "40"}, follow=True))
    assert clerk.get(f"{here}end/").status_code == 403
    halt = office.post(f"{here}end/", {"done": "no", "on": day(0)})
    assert halt.status_code == 422 and "停缓建的原因" in text(halt)
    assert "停缓建" in text(
        office.post(f"{here}end/", {"done": "no", "on": day(0), "note": "资金"}, follow=True)
    )
    assert "四工区综合改造" in text(office.get("/tasks/projects/?state=stopped&kind=renovation"))
    assert office.get("/tasks/projects/export/?state=late")["Content-Type"].endswith("sheet")
    assert enter(town.stranger).get(here).status_code == 404


def test_matters_are_raised_and_settled_on_pages(town):
    office = enter(town.office)
    listed(office, town)
    here = Project.objects.get().get_absolute_url()
    assert office.get(f"{here}matters/none/").status_code == 404
    assert "提出日期" not in text(office.get(f"{here}matters/node/"))
    office.post(f"{here}matters/node/", {"text": "完成下水管网"})
    node = Matter.objects.get(text="完成下水管网")
    reached = f"/tasks/projects/matters/{node.pk}/settle/"
    office.post(reached, {"on": day(50)})
    node.refresh_from_db()
    assert node.settled_on == timezone.localdate() - timedelta(50)
    office.post(f"{here}supervisors/", {"name": "王建国", "since": day(9)})
    one = Supervisor.objects.get()
    told = {"text": "标号不符", "on": day(3), "supervisor": one.pk}
    assert "王**" in text(office.post(f"{here}matters/observation/", told, follow=True))
    matter = Matter.objects.get(kind="observation")
    late = office.post(
        f"/tasks/projects/matters/{matter.pk}/settle/", {"on": day(9), "outcome": "换"}
    )
    assert late.status_code == 422 and "早于提出" in text(late)
    office.post(f"{here}matters/objection/", {"text": "反对硬化", "on": day(3)})
    objection = Matter.objects.get(kind="objection")
    talk = {"on": day(1), "party": "设计方", "result": "可以改"}
    assert "可以改" in text(
        office.post(f"/tasks/projects/matters/{objection.pk}/talk/", talk, follow=True)
    )
    look = f"/tasks/projects/supervisors/{one.pk}/name/"
    assert office.get(look).status_code == 403
    care = enter(make_member(town.district, Role.CARE_OFFICER, "jiuzhu"))
    short = care.post(look, {"reason": "看"})
    assert short.status_code == 422 and "王建国" not in text(short)
    assert care.get(look.replace("name", "other")).status_code == 404
    office.post(f"/tasks/projects/supervisors/{one.pk}/end/", {"on": day(0)})
    assert "监督员 0 位" in text(office.get(here))


def test_a_defect_is_made_a_task_on_a_page(town):
    about = About(Kind.MUNICIPAL, title="石井巷改造", owner_unit=town.community, starts_on=date(2026, 3, 1), due_on=date(2026, 6, 30))  # fmt: skip
    here = actions.open_project(town.district, about, **town.by(town.office))
    defect = actions.raise_matter(here.pk, "defect", text="路沿石松动", on=date(2026, 3, 2), **town.by(town.office))  # fmt: skip
    office = enter(town.office)
    at = f"/tasks/projects/matters/{defect.pk}/task/"

    assert "派任务" in text(office.get(here.get_absolute_url()))
    assert 'value="路沿石松动"' in text(office.get(at))
    sent = {"title": "换路沿石", "owner_unit": town.community.pk, "due_on": "2027-7-4", "ease": "2", "key": uuid4()}  # fmt: skip
    page = text(office.post(at, sent, follow=True))
    assert "换路沿石" in page and "任务 在办" in page
