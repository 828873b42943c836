"""Works: writing a project down, telling how far it is, ending it; the whole yearly list at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.evidence.actions import attach, share_links
from youju.evidence.queries import Role
from youju.facts import actions as facts
from youju.facts.actions import Source
from youju.kernel.quantity import Quantity
from youju.kernel.quantity_text import parse_quantity
from youju.kernel.refusal import Refused
from youju.organisations.actions import Frame
from youju.organisations.queries import May, Membership, Unit
from youju.organisations.rules import check_open as check_unit_open
from youju.search.actions import put
from youju.ui.forms import read_date
from youju.work.actions.plans import MOST_ROWS, MOST_TOLD, BadRows, units_by_name
from youju.work.models import Feature, Matter, Project, ProjectWord
from youju.work.project_measures import PROJECT_KIND, project_drafts
from youju.work.rules import projects as rules
from youju.work.rules.projects import Kind, State
from youju.work.rules.tasks import check_text

FRAME = Frame("work")
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class About:
    """What is written down of a project; money as it was said, features one to a line."""

    kind: Kind
    title: str
    owner_unit: Unit
    starts_on: date
    due_on: date
    sort: str = ""
    place: str = ""
    scope: str = ""
    builder: str = ""
    leader: str = ""
    households: int | None = None
    invested: Quantity | None = None
    features: str = ""


def open_project(
    unit: Unit,
    about: About,
    *,
    year: int | None = None,
    photos: Sequence[int] = (),
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Project:
    """Put a project on the list of a year (that of its first day unless told); an old neighbourhood's
    gets the usual nodes."""
    with FRAME.at("open_project", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Project.objects.select_related("unit", "owner_unit").get(pk=doing.subject_id)
        made = Project(unit=unit, root_id=unit.root_id, kind=about.kind)
        made.year = year or about.starts_on.year
        made.made_by_label, made.made_at = actor.label, now
        _write(made, about, actor)
        if about.kind is Kind.RENOVATION:
            nodes = [
                Matter(
                    project=made, kind=rules.Matter.NODE, text=one, on=made.starts_on, by_label=actor.label
                )
                for one in rules.STAGES
            ]  # fmt: skip
            Matter.objects.bulk_create(nodes)
        show(made, photos, Role.BEFORE, actor, now)
        say(made, _("列入清单"), actor, now)
        count(made, now)
        doing.on(PROJECT_KIND, made.pk, kind=about.kind)
    return made


def change_project(
    project_id: int, about: About, *, actor: Membership, now: datetime, key: UUID | None
) -> Project:
    """Correct what is written down of a project."""
    with FRAME.on("change_project", Project, project_id, actor=actor, now=now, key=key) as (
        doing,
        here,
    ):
        doing.on(PROJECT_KIND, here.pk)
        if not doing.replayed:
            here.features.all().delete()
            _write(here, about, actor)
            say(here, _("修改项目"), actor, now)
            count(here, now)
    return here


def _write(project: Project, about: About, actor: Membership) -> None:
    owner = about.owner_unit
    check_unit_open(owner.until, owner.name)
    if owner.root_id != project.root_id or not actor.unit.covers(owner):
        told = _("%(unit)s不在您的单位范围内，请由上一级列入。") % {"unit": owner.name}
        raise Refused(told, field="owner_unit")
    project.owner_unit = owner
    project.title = check_text(about.title, "title", _("写项目的名称。"), rules.TITLE)
    same = Project.objects.filter(unit=project.unit, year=project.year, title=project.title)
    if same.exclude(pk=project.pk or 0).exists():
        raise Refused(_("这一年的清单里已有这个项目。"), field="title")
    rules.check_days(about.starts_on, about.due_on)
    rules.check_started(about.starts_on, project.finished_on)
    project.starts_on, project.due_on = about.starts_on, about.due_on
    project.sort = about.sort if about.sort in rules.SORTS else ""
    project.place = about.place.strip()[: rules.PLACE]
    project.scope = about.scope.strip()[: rules.SCOPE]
    project.builder = about.builder.strip()[: rules.NAME]
    project.leader = about.leader.strip()[:30]
    project.households = about.households
    project.invested = rules.check_money(about.invested, "invested")
    features = rules.read_features(about.features)
    project.save()
    Feature.objects.bulk_create(
        Feature(
            project=project, name=one.name,
            before=one.before.text() if one.before else "", after=one.after.text() if one.after else "",
        )
        for one in features
    )  # fmt: skip


def show(
    project: Project, photos: Sequence[int], role: Role, actor: Membership, now: datetime
) -> None:
    """Let photos serve a project, seen at the unit that keeps it and the one that does the works."""
    if photos:
        attach(PROJECT_KIND, project.pk, photos, unit=project.unit, role=role, actor=actor, now=now)
        share_links(PROJECT_KIND, project.pk, [project.owner_unit], now=now)


def say(
    project: Project, what: str, actor: Membership, now: datetime, *, on: date | None = None, note: str = "", **told: Any
) -> None:  # fmt: skip
    """Write a line of the trail."""
    ProjectWord.objects.create(
        project=project, what=what, note=note.strip()[: rules.TEXT], on=on or timezone.localdate(now),
        by_label=actor.label, at=now, **told,
    )  # fmt: skip


def count(project: Project, now: datetime) -> None:
    """Write what a project counts and by what it is found."""
    rows = Project.objects.select_related("unit").prefetch_related(
        "words", "supervisors", "matters__talks"
    )
    fresh = rows.get(pk=project.pk)
    facts.replace(Source(PROJECT_KIND, str(fresh.pk)), project_drafts(fresh), now=now)
    body = f"{fresh.place}\n{fresh.scope}\n{fresh.builder}"
    put(PROJECT_KIND, fresh.pk, fresh.unit, fresh.title, body, fresh.starts_on, fresh.get_absolute_url())  # fmt: skip


def report_works(
    project_id: int,
    *,
    percent: int,
    spent: Quantity | None = None,
    note: str = "",
    photos: Sequence[int] = (),
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Project:
    """Tell how far the works are, and what they have cost in all by now."""
    frame = FRAME.on(
        "report_works", Project, project_id, actor=actor, now=now, key=key, may=May.RECORD, own="owner_unit"
    )  # fmt: skip
    with frame as (doing, here):
        doing.on(PROJECT_KIND, here.pk, percent=percent)
        if doing.replayed:
            return here
        rules.check_running(here.at)
        rules.check_percent(percent, here.percent, note)
        money = rules.check_money(spent, "spent")
        rules.check_spent(money, here.spent, note)
        here.percent, here.state = percent, State.RUNNING
        here.spent = here.spent if money is None else money
        here.save(update_fields=["percent", "state", "spent"])
        show(here, photos, Role.PROOF, actor, now)
        say(here, _("报进度"), actor, now, note=note, percent=percent, spent=money)
        count(here, now)
    return here


def end_project(
    project_id: int,
    *,
    done: bool,
    on: date,
    note: str = "",
    spent: Quantity | None = None,
    photos: Sequence[int] = (),
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Project:
    """Say that the works are finished, or that they were stopped and why. Defects may stay open."""
    with FRAME.on("end_project", Project, project_id, actor=actor, now=now, key=key) as (
        doing,
        here,
    ):
        doing.on(PROJECT_KIND, here.pk, done=done)
        if doing.replayed:
            return here
        rules.check_running(here.at)
        rules.check_end(here.starts_on, on, timezone.localdate(now))
        money = rules.check_money(spent, "spent")
        rules.check_spent(money, here.spent, note)
        if not done:
            check_text(note, "note", _("写明停缓建的原因。"), rules.TEXT)
        here.state = State.DONE if done else State.STOPPED
        here.spent = here.spent if money is None else money
        here.finished_on, here.percent = (on, 100) if done else (None, here.percent)
        here.save(update_fields=["state", "spent", "finished_on", "percent"])
        show(here, photos, Role.AFTER, actor, now)
        what = _("完工") if done else _("停缓建")
        say(here, what, actor, now, on=on, note=note, percent=here.percent, spent=money)
        count(here, now)
    return here


def add_projects(
    unit: Unit, kind: str, year: int, rows: Sequence[Row], *, actor: Membership, now: datetime, key: UUID | None
) -> int:  # fmt: skip
    """Put a whole list on: each row has `title` and `due_on`, and may have `sort`, `owner`, `starts_on`,
    `place`, `invested`, `spent`, `percent` and `leader`, as they were typed. Returns how many.

    Raises:
        BadRows: Some are wrong; none was put on.
    """
    with FRAME.at("add_projects", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return len(rows)
        if len(rows) > MOST_ROWS:
            raise Refused(_("一次最多 %(n)s 行，请分几次粘贴。") % {"n": MOST_ROWS})
        units, errors = units_by_name(actor), {}
        for n, row in enumerate(rows):
            try:
                _open_row(unit, Kind(kind), year, row, units, actor, now)
            except Refused as refusal:
                field = "owner" if refusal.field == "owner_unit" else refusal.field or ""
                errors[n] = (field, refusal.message)
                if len(errors) >= MOST_TOLD:
                    break
        if errors:
            raise BadRows(errors)
        doing.on("organisations.unit", unit.pk, kind=kind, year=year, projects=len(rows))
    return len(rows)


def _open_row(
    unit: Unit, kind: Kind, year: int, row: Row, units: Mapping[str, Unit], actor: Membership, now: datetime
) -> None:  # fmt: skip
    named = row.get("owner", "").strip()
    owner = units.get(named) if named else unit
    if owner is None:
        told = _("没有叫“%(name)s”的单位，照单位名称填写。") % {"name": named}
        raise Refused(told, field="owner")
    starts_on = _read(row, "starts_on", lambda text: read_date(text, date(year, 1, 1)))
    due_on = _read(row, "due_on", lambda text: read_date(text, date(year, 12, 31)))
    invested, spent = (
        _read(row, name, lambda text: parse_quantity(text, "元")) for name in ("invested", "spent")
    )
    percent = _read(row, "percent", lambda text: int(text.rstrip("%％ ")))
    about = About(
        kind, row["title"], owner, starts_on or date(year, 1, 1), due_on or date(year, 12, 31), sort=row.get("sort", "").strip(),
        place=row.get("place", ""), invested=invested, leader=row.get("leader", ""),
    )  # fmt: skip
    made = open_project(unit, about, year=year, actor=actor, now=now, key=None)
    if percent == 100:
        on = min(made.due_on, timezone.localdate(now))
        end_project(made.pk, done=True, on=on, spent=spent, actor=actor, now=now, key=None)
    elif percent or spent:
        report_works(made.pk, percent=percent or 0, spent=spent, actor=actor, now=now, key=None)


def _read(row: Row, name: str, reader: Any) -> Any:
    text = row.get(name, "").strip()
    if not text:
        return None
    try:
        return reader(text)
    except ValueError as error:
        why = _("进度写 0 到 100 的整数。") if name == "percent" else str(error)
        raise Refused(why, field=name) from error
