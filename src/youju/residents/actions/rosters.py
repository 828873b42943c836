"""Taking a roster in: received, mapped, then row by row in the background."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.jobs import actions as jobs
from youju.jobs.registry import Report
from youju.kernel.ids import new_key
from youju.kernel.refusal import Refused
from youju.organisations.actions import allow
from youju.organisations.queries import May, Membership, Unit
from youju.residents.actions.frame import act_at, act_on
from youju.residents.actions.keying import plain
from youju.residents.actions.taking import Taking, rejects_of
from youju.residents.models import Area, Roster
from youju.residents.queries.scope import record_for
from youju.residents.rules.roster import COLUMNS, check_columns, propose
from youju.residents.sheets import read_table

__all__ = ["forget_rosters", "receive_roster", "rejects_of", "resume_roster", "start_roster", "table_of", "take_roster"]  # fmt: skip

JOB = "residents.roster"
KEEP = timedelta(days=30)  # the rows that were not taken
State = Roster.State


def receive_roster(
    content: bytes,
    file_name: str,
    *,
    unit: Unit,
    area: Area | None = None,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Roster:
    """Keep a roster, encrypted, with what its columns seem to be."""
    frame = act_at("receive_roster", unit, actor=actor, now=now, key=key, may=May.IMPORT)
    with frame as doing:
        allow(actor, May.RESIDENTS, unit)
        if doing.replayed:
            return Roster.objects.get(pk=doing.subject_id)
        rows = read_table(content)
        roster = Roster.objects.create(
            root_id=unit.root_id,
            unit=unit,
            area=area,
            file_name=file_name[:200],
            content=base64.b64encode(json.dumps(rows).encode()).decode(),
            columns={str(n): key for n, key in propose(rows[0]).items()},
            total=len(rows) - 1,
            made_by_label=actor.label,
            made_at=now,
        )
        doing.on("residents.roster", roster.pk, rows=roster.total)
    return roster


def table_of(roster: Roster) -> list[list[str]]:
    """Return the rows of a roster that waits, its heads first; nothing once it was taken in."""
    content = plain(roster.content)
    found: list[list[str]] = json.loads(base64.b64decode(content)) if content else []
    return found


def start_roster(
    roster_id: int,
    columns: Mapping[int, str],
    *,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Roster:
    """Say what the columns are, and begin to take the rows in, in the background."""
    frame = act_on("start_roster", Roster, roster_id, actor=actor, now=now, key=key, may=May.IMPORT)
    with frame as (doing, roster):
        if doing.replayed:
            return roster
        _only_mapping(roster)
        known = {n: name for n, name in columns.items() if name in COLUMNS}
        check_columns(known)
        if roster.area_id is None and not {"area", "door"} & set(known.values()):
            raise Refused("名册里没有小区，请先选住户所在的小区", field="area")
        roster.columns = {str(n): one for n, one in known.items()}
        _begin(roster, actor, now)
        doing.on("residents.roster", roster.pk, rows=roster.total)
    return roster


def resume_roster(
    roster_id: int, *, actor: Membership, now: datetime, key: UUID | None = None
) -> Roster:
    """Go on with a roster that stopped in the middle, behind the last rows that were taken in. A
    household without a door is the one that is known by then; one that stood across the stop is two."""
    frame = act_on(
        "resume_roster", Roster, roster_id, actor=actor, now=now, key=key, may=May.IMPORT
    )
    with frame as (doing, roster):
        if doing.replayed:
            return roster
        if roster.state != State.FAILED:
            raise Refused("这份名册没有中断，不用接着导入")
        if not roster.content:
            raise Refused("名册原文已过保存期，请重新上传")
        _begin(roster, actor, now)
        doing.on("residents.roster", roster.pk, rows=roster.total - roster.read)
    return roster


def _begin(roster: Roster, actor: Membership, now: datetime) -> None:
    payload = {"roster": roster.pk, "member": actor.pk}
    title = _("导入住户名册（%(total)s 行）") % {"total": roster.total}
    job = jobs.start(JOB, title, actor=actor, now=now, payload=payload, key=new_key())
    roster.state, roster.job_id = State.RUNNING, job.pk
    roster.save()


def take_roster(
    roster_id: int, *, actor: Membership, now: datetime, key: UUID | None = None
) -> Roster:
    """Take a roster in before it returns, by what its columns seem to be: where no worker need run."""
    frame = act_on("start_roster", Roster, roster_id, actor=actor, now=now, key=key, may=May.IMPORT)
    with frame as (doing, roster):
        if doing.replayed:
            return roster
        _only_mapping(roster)
        roster.state = State.RUNNING
        roster.save(update_fields=["state"])
        doing.on("residents.roster", roster.pk, rows=roster.total)
    _take(roster, actor, now, lambda done, total, note="": None)
    return roster


def _only_mapping(roster: Roster) -> None:
    if roster.state != State.MAPPING:
        raise Refused("这份名册已经导入过，请重新上传")


def run(job_id: int, payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Take a roster in: the handler of the job that `start_roster` starts."""
    actor = Membership.objects.select_related("unit", "person").get(pk=payload["member"])
    roster = record_for(actor, Roster, payload["roster"])
    taking = _take(roster, actor, timezone.now(), report)
    return {
        "text": _("导入 %(taken)s 人，留下 %(rejects)s 行。")
        % {"taken": taking.taken, "rejects": len(taking.rejects)},
        "url": roster.get_absolute_url(),
    }


def _take(roster: Roster, actor: Membership, now: datetime, report: Report) -> Taking:
    taking = Taking(roster, actor, now, table_of(roster))
    try:
        taking.run(report)
    except BaseException:
        _stop(roster.pk, roster.job_id)
        raise
    _end(roster, taking)
    return taking


def stopped(job_id: int, payload: dict[str, Any], why: str) -> None:
    """Call a roster failed whose job ended before it."""
    _stop(payload["roster"], job_id)


def _stop(roster_id: int, job_id: int | None) -> None:
    held = Roster.objects.filter(pk=roster_id, job_id=job_id, state=State.RUNNING)
    held.update(state=State.FAILED)


def _end(roster: Roster, taking: Taking) -> None:
    """Keep the rows that were left, and let the rest of the file go."""
    roster.content = ""
    roster.state, roster.ended_at = State.DONE, timezone.now()
    roster.save(update_fields=["content", "state", "ended_at"])


def forget_rosters(now: datetime | None = None) -> int:
    """Let the rows go that nobody fetched for a month, and files that were never taken in."""
    before = (now or timezone.now()) - KEEP
    rows = Roster.objects.filter(made_at__lt=before).exclude(content="", rejects="")
    return rows.update(content="", rejects="")
