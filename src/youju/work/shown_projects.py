"""What the pages of works and investments show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from youju.evidence.queries import Role
from youju.kernel.periods import day_label
from youju.kernel.quantity import Quantity
from youju.kernel.words import joined
from youju.organisations.queries import May, Membership, answers_for
from youju.work import queries
from youju.work.gantt import Bar, gantt
from youju.work.models import Matter, Project
from youju.work.project_measures import PROJECT_KIND
from youju.work.rules import projects as rules
from youju.work.rules.projects import NAMES, OPEN, Kind
from youju.work.rules.projects import Matter as What
from youju.work.shown import tile

STATES = ("", "late", "running", "done", "stopped")


def narrowed(
    rows: QuerySet[Project], kind: str, state: str, today: date, leader: str = ""
) -> QuerySet[Project]:
    """Return the projects of a kind and state, or the late ones; of one leader where one is named."""
    if leader:
        rows = rows.filter(leader=leader)
    if kind in list(Kind):
        rows = rows.filter(kind=kind)
    if state == "late":
        return rows.filter(state__in=OPEN, due_on__lt=today)
    return rows.filter(state=state) if state in list(rules.State) else rows


def chips(rows: QuerySet[Project], kind: str, state: str) -> list[dict[str, Any]]:
    """Return the filters by kind with their counts."""
    counts = queries.kind_counts(rows)
    told = [("", _("全部"), sum(counts.values()))]
    told += [(one.value, NAMES[one], counts[one.value]) for one in Kind if counts.get(one.value)]
    more = {"state": state} if state else {}
    return [
        {"text": text, "url": f"?{urlencode({'kind': code, **more})}", "count": n, "current": kind == code}
        for code, text, n in told
    ]  # fmt: skip


def leader_chips(rows: QuerySet[Project], leader: str, kind: str) -> list[dict[str, Any]]:
    """Return the filters by the leader who stands for the works; none where nobody is named."""
    names = queries.leaders_of(rows)
    more = {"kind": kind} if kind else {}
    return [
        {"text": name or _("全部领导"), "url": f"?{urlencode({**more, 'leader': name})}", "count": n, "current": leader == name}
        for name, n in ([("", sum(names.values())), *names.items()] if names else [])
    ]  # fmt: skip


def state_chips(kind: str, state: str) -> list[dict[str, Any]]:
    """Return the filters by state."""
    names = (_("不论"), _("逾期"), _("在建"), _("已完工"), _("停缓建"))
    more = {"kind": kind} if kind else {}
    return [
        {"text": text, "url": f"?{urlencode({**more, 'state': code})}", "current": state == code}
        for code, text in zip(STATES, names, strict=True)
    ]


def chart(projects: Iterable[Project], today: date) -> SafeString:
    """Return projects drawn along the time: how far each is, what is late."""
    bars = [
        Bar(
            one.title, one.get_absolute_url(), one.starts_on, one.finished_on or one.due_on, one.percent,
            "done" if one.at is rules.State.DONE else "late" if one.late(today) else "",
        )
        for one in projects
    ]  # fmt: skip
    return gantt(bars, today)


def project_facts(project: Project, today: date) -> list[tuple[str, Any]]:
    """Return the facts of a project, name beside value."""
    late = _("（已逾期 %(n)s 日）") % {"n": (today - project.due_on).days}
    found: list[tuple[str, Any]] = [
        (_("责任单位"), project.owner_unit.name),
        (_("登记单位"), project.unit.name),
        (_("地点"), project.place),
        (_("开工"), day_label(project.starts_on)),
        (_("竣工期限"), day_label(project.due_on) + (late if project.late(today) else "")),
    ]
    if project.finished_on:
        told = _("%(day)s，工期 %(n)s 天")
        words = told % {"day": day_label(project.finished_on), "n": project.days}
        found.append((_("竣工"), words))
    for label, value in (
        (_("类别"), project.sort),
        (_("受益户数"), _("%(n)s 户") % {"n": project.households} if project.households else ""),
        (rules.leader_name(project.of_kind), project.leader),
        (_("设计、施工"), project.builder),
    ):
        found += [(label, value)] if value else []
    return found


def events(project: Project) -> list[dict[str, Any]]:
    """Return the trail of a project, newest first."""
    found = []
    for one in project.words.order_by("-at", "-pk")[:100]:
        told = [f"{one.percent}%"] if one.percent is not None else []
        told += [_("累计 %(n)s") % {"n": _yuan(one.spent)}] if one.spent else []
        text = joined([*told, one.note] if one.note else told)
        found.append({"at": one.at, "what": one.what, "who": one.by_label, "text": text})
    return found


def _yuan(money: Any) -> str:
    return Quantity(money, "元").text()


def _section(project: Project, what: What, rows: list[Matter], today: date) -> dict[str, Any]:
    left = [one for one in rows if one.settled_on is None]
    return {
        "what": what.value,
        "rows": [(one, one.late(today)) for one in rows],
        "left": len(left),
        "n": len(rows),
        "add": reverse("work:matter_add", args=[project.pk, what.value]),
    }


def project_page(member: Membership, project: Project, today: date) -> dict[str, Any]:
    """Return the context of a project's page."""
    matters = queries.matters_of(project)
    links = queries.links_of(PROJECT_KIND, [project.pk]).get(str(project.pk), [])
    photos = {
        role: [tile(one.item) for one in links if one.role == role and one.item.is_photo]
        for role in (Role.BEFORE, Role.PROOF, Role.AFTER)
    }
    mine = member.may_at(May.ARRANGE, project.unit)
    works = member.may(May.RECORD) and (
        answers_for(member, project.owner_unit) or member.unit.covers(project.unit)
    )
    pairs = list(zip(photos[Role.BEFORE], photos[Role.AFTER], strict=False))
    n = len(pairs)
    return {
        "project": project,
        "facts": project_facts(project, today),
        "late": project.late(today),
        "features": list(project.features.all()),
        **{one.value: _section(project, one, matters[one], today) for one in What},
        "team": list(project.supervisors.filter(until=None)),
        "pairs": pairs,
        "photos": photos[Role.BEFORE][n:] + photos[Role.PROOF] + photos[Role.AFTER][n:],
        "files": [one.item for one in links if not one.item.is_photo],
        "events": events(project),
        "tasks": queries.tasks_of_origin(PROJECT_KIND, [project.pk]),
        "today": today,
        "may_arrange": mine,
        "may_record": works,
        "may_open": member.may(May.OPEN_PROTECTED) and member.unit.covers(project.unit),
        "open": project.at in OPEN,
        "about": f"{reverse('work:meetings_about')}?{urlencode({'of': f'{PROJECT_KIND}:{project.pk}', 'about': project.title})}",
        "used_in": f"{reverse('documents:used_in')}?kind={PROJECT_KIND}&id={project.pk}",
    }  # fmt: skip
