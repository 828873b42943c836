"""How a record of each kind comes into the product: through the page of the room it belongs to.

Each door takes the desk it is used at and what the record tells, and follows the steps that the
acceptance tests of its mechanism take.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.acceptance import (
    activity_steps,
    aid_steps,
    care_steps,
    honours_steps,
    residents_steps,
    volunteer_steps,
)
from tests.acceptance.ledger_steps import text_of
from tests.acceptance.reports import record
from tests.acceptance.residents_steps import day
from tests.acceptance.standards_steps import in_force, items_of, judged, worked_out
from youju.audit.actions import SYSTEM
from youju.jobs.actions import perform
from youju.jobs.models import Job
from youju.kernel.ids import new_key
from youju.organisations.actions import add_person, found_unit
from youju.organisations.models import Unit
from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import City
from youju.standards.models import Edition
from youju.standards.publish import publish_edition
from youju.standards.spec import EditionSpec, ItemKind, ItemSpec, ProofKind, ProofSpec, RuleSpec


@dataclass(frozen=True)
class Desk:
    """Where records are made: a unit, whoever works there, and the city around it."""

    city: City
    unit: Unit
    clerk: Client
    enter: Callable[..., Client]

    def send(self, url: str, **fields: Any) -> str:
        """Send a form that must be accepted; return where it leads."""
        answer = self.clerk.post(url, {"key": str(new_key()), **fields})
        assert answer.status_code == 302, (url, text_of(answer))
        return str(answer["Location"])


def ledger(desk: Desk, of: str, when: str, **fields: str) -> None:
    """M010, M029, M101 and the like: an entry of a ledger."""
    answer = record(desk.clerk, of, when, desk.unit, **fields)
    assert answer.status_code == 302, (of, text_of(answer))


def activity(desk: Desk, kind: str, title: str, on: str, **fields: str) -> None:
    """M088 to M098: something that was held."""
    activity_steps.hold(desk.clerk, kind, desk.unit, title, on, **fields)


def profile(desk: Desk, **fields: str) -> None:
    """M011: a value of the unit's profile."""
    url = reverse("organisations:put_value", args=[desk.unit.pk])
    desk.send(url, source="网格摸底", **fields)


def donation(desk: Desk, drive: str, on: str, amount: str) -> None:
    """M059a: a drive and what was given to it."""
    told = {"unit": desk.unit.pk, "name": drive, "since": on, "purpose": "重建校园"}
    one = aid_steps.done(desk.clerk, "drives/new/", **told)
    gift = {"on": on, "donor": "unit", "donors": "30", "amount": amount}
    aid_steps.done(desk.clerk, f"drives/{one}/donate/", **gift)


def grant(desk: Desk, **fields: str) -> None:
    """M059b: what pupils were given."""
    aid_steps.done(desk.clerk, "grants/new/", unit=desk.unit.pk, help="school", **fields)


def unsafe_houses(desk: Desk, surveyed: str, appraised: str, on: str) -> None:
    """M054: houses that were looked at, and those of them that were appraised."""
    area = residents_steps.add_area(desk.clerk, "河沿", "self_built")
    rows = ["姓名,门牌", *(f"老户{n},{n + 1}号" for n in range(int(surveyed)))]
    residents_steps.start(desk.clerk, residents_steps.upload(desk.clerk, rows, area=area))
    perform(Job.objects.latest("pk").pk)
    page = desk.clerk.get(f"/residents/areas/{area}/").content.decode()
    homes = sorted(set(re.findall(r"/residents/households/(\d+)/", page)), key=int)
    assert len(homes) == int(surveyed)
    for n, home in enumerate(homes):
        house = residents_steps.done(desk.clerk, f"households/{home}/unsafe/", on=on, text="开裂")
        if n < int(appraised):
            step = {"state": "appraised", "on": on, "grade": "C"}
            residents_steps.done(desk.clerk, f"houses/{house}/step/", **step)


def aided_households(desk: Desk, kind: str, number: str) -> None:
    """M057: households in hardship, from the application to the grant."""
    care = desk.enter("care_officer", desk.unit)
    for home in care_steps.households(desk.clerk, int(number)):
        asked = {"kind": kind, "people": 2, "cause": "因病致穷", "detail": "重病", "on": day(-40)}
        page = care_steps.done(desk.clerk, f"homes/{home}/apply/", **asked)
        checked = {"checkers": "金专干、白书记", "text": "收入低于标准", "on": day(-35)}
        care_steps.done(desk.clerk, f"{page}check/", **checked)
        care_steps.done(desk.clerk, f"{page}notice/", on=day(-30))
        care_steps.done(care, f"{page}grant/", amount="300", monthly="on", on=day())


def title(desk: Desk, **fields: str) -> None:
    """M081: an area that was named a civilised one."""
    told = {"unit": desk.unit.pk, "level": "street", "holders": "1", **fields}
    honours_steps.done(desk.clerk, "titles/new/", **told)


def team(desk: Desk, name: str, since: str) -> None:
    """M065: a team of volunteers."""
    volunteer_steps.add_team(desk.clerk, desk.unit, name, "function", "care", since=since)


def counted_rate(desk: Desk, **fields: Any) -> None:
    """M018: a rate told by counting heads."""
    desk.send("/surveys/counted/new/", unit=desk.unit.pk, source="签到表", **fields)


def managed_area(desk: Desk, name: str, firms: list[str], on: str) -> None:
    """M051, M052: the area that has a firm, and the firms that were asked."""
    area = residents_steps.add_area(desk.clerk, name, "managed")
    for firm in firms:
        residents_steps.done(desk.clerk, f"areas/{area}/firms/", name=firm, on=on)


def detached(desk: Desk, **fields: Any) -> None:
    """M003: somebody sent away for a job."""
    url = reverse("organisations:force_add", args=[desk.unit.pk])
    office = replace(desk, clerk=desk.enter("office", desk.city.district))
    office.send(url, force="detached", priority=1, **fields)


def grid_workers(desk: Desk, number: str) -> None:
    """M004: grids, each with its worker."""
    now, since = timezone.now(), date(2024, 1, 1)
    for n in range(1, int(number) + 1):
        code = f"100000{desk.unit.code}{n:02}"
        grid = found_unit(
            desk.unit, UnitKind.GRID, f"第{n}网格", code=code, on=since, actor=SYSTEM, now=now
        )
        add_person(grid, Role.GRID_WORKER, f"grid-worker-{n}", f"网格员{n}", actor=SYSTEM, now=now)


def plan(desk: Desk, **fields: str) -> None:
    """M015: a plan of the year."""
    year = timezone.localdate().year
    given = {"start": f"{year}-1-1", "end": f"{year}-12-31", "goals": "稳步推进", **fields}
    desk.send(f"/tasks/plans/new/?unit={desk.unit.code or desk.unit.pk}", **given)


def inside_works(desk: Desk, starts_on: str, ended_on: str, **fields: str) -> None:
    """M042b: works inside a unit, from the first day to the last."""
    given = {"owner_unit": desk.unit.pk, "starts_on": starts_on, "due_on": ended_on, **fields}
    where = desk.send("/tasks/projects/new/?kind=inside", **given)
    desk.send(f"{where}end/", done="yes", on=ended_on)


def renovation(desk: Desk, supervisors: str, starts_on: str, **fields: str) -> None:
    """M040, M041: a neighbourhood renewed, and the residents who watched over it."""
    given = {"owner_unit": desk.unit.pk, "starts_on": starts_on, **fields}
    url = f"/tasks/projects/new/?kind=renovation&unit={desk.unit.code}"
    where = desk.send(url, scope="下水、道路、路灯", **given)
    for n in range(int(supervisors)):
        desk.send(f"{where}supervisors/", name=f"居民{n}", phone="13800000001", since=starts_on)


def duties(desk: Desk, items: str, lines: str, numeric: str) -> None:
    """M012: items of the index given to the unit, some of several lines, some told in numbers."""
    office = desk.enter("office", desk.city.city)
    edition = _edition(desk, int(items), int(lines), int(numeric))
    page = office.get(f"/standards/duties/?edition={edition.pk}").content.decode()
    ticked = re.findall(r'name="item" value="(\d+)"', page)
    due = (timezone.localdate() + timedelta(30)).isoformat()
    given = {"item": ticked, "lead": desk.unit.pk, "due": due, "key": str(new_key())}
    assert office.post(f"/standards/duties/give/{edition.pk}/", given).status_code == 302


def _edition(desk: Desk, items: int, lines: int, numeric: int) -> Edition:
    specs, more = [ItemSpec("1", "", "环境", 1)], lines - items
    for n in range(items):
        specs.append(ItemSpec(f"1.{n + 1}", "1", f"第{n + 1}项", 100 * n + 100))
        for line in range(2 if n < more else 1):
            kind = ItemKind.QUANTIFIED if n < numeric and not line else ItemKind.GENERAL
            specs.append(
                ItemSpec(
                    f"1.{n + 1}.{line + 1}", f"1.{n + 1}", f"第{n + 1}项要求{line + 1}", 100 * n + 101 + line,
                    weight=Decimal(2), kind=kind, rule=RuleSpec("judged"),
                    proofs=(ProofSpec(ProofKind.JUDGEMENT),), duty=desk.unit.short_name,
                )
            )  # fmt: skip
    year = timezone.localdate().year
    return publish_edition(
        EditionSpec("index", "测评体系（样例）", year, "city", tuple(specs)), unit=desk.city.city, source="",
        state=Edition.State.CURRENT, actor=SYSTEM, now=timezone.now(), key=new_key(),
    )  # fmt: skip


_LEAF = """
      - {{code: "1.{n}", text: {text}{n}, kind: general, weight: {weight}, applies: [{kind}], duty: 本级,
         rule: {{kind: judged}}, proofs: [{{kind: judgement}}]}}"""


def self_check(desk: Desk, text: str) -> None:
    """M014: a self-check of the unit that finds an item short."""
    edition = _short(desk, "绿地", 1)
    page = desk.send(f"/standards/checks/begin/{edition}/")
    desk.send(f"{page}?item=1.1", verdict="found", text=text, place="东片", fix="补绿")
    desk.send(f"{page}finish/")


def judged_items(desk: Desk, text: str, number: str) -> None:
    """M013a: items that fall short at the unit, judged on the spot."""
    edition = _short(desk, text, int(number))
    for item in sorted(items_of(desk.clerk, edition).items())[1:]:
        answer = judged(desk.clerk, item[1], "0", "没有达到标准")
        assert answer.status_code == 302, text_of(answer)
    worked_out(desk.clerk, edition)


def _short(desk: Desk, text: str, number: int) -> int:
    """Put an index in force whose items apply to the unit; return its id."""
    leaves = "".join(
        _LEAF.format(n=n, text=text, weight=120 // number, kind=desk.unit.kind)
        for n in range(1, number + 1)
    )
    year = timezone.localdate().year
    return in_force(
        desk.enter("office", desk.city.city),
        f"code: short-items\nname: 自查体系（样例）\nyear: {year}\nlevel: county\nfull: 120\npassing: 85\n"
        f'items:\n  - code: "1"\n    text: 城区\n    items:{leaves}\n',
    )


DOORS: dict[str, Callable[..., None]] = {
    one.__name__: one
    for one in (
        ledger, activity, profile, donation, grant, unsafe_houses, aided_households, title, team, counted_rate,
        managed_area, detached, grid_workers, plan, inside_works, renovation, duties, self_check, judged_items,
    )
}  # fmt: skip
