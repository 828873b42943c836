"""Surveys of grids, their points, and helpers by building."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from youju.kernel.refusal import Refused
from youju.organisations import hooks, rules
from youju.organisations.actions.frame import Actor, act_at
from youju.organisations.fields import key_ring
from youju.organisations.models import BlockHelper, GridSurvey, HardPoint, Unit, holding
from youju.organisations.rules import HelperRole, May, PointState, UnitKind

PHONE_INDEX = "organisations.phone"


def survey_grid(
    unit: Unit,
    job: str,
    surveyor: str,
    points: list[tuple[str, str, bool]],
    *,
    on: date,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> GridSurvey:
    """Record a survey before a job with the points found: (place, problem, hard)."""
    with act_at("survey_grid", unit, actor=actor, now=now, key=key, may=May.RECORD) as doing:
        if doing.replayed:
            return GridSurvey.objects.get(pk=doing.subject_id)
        if unit.kind != UnitKind.GRID:
            raise Refused("摸底按网格进行，请选择网格")
        survey = GridSurvey.objects.create(unit=unit, job=job, surveyor=surveyor, surveyed_on=on)
        HardPoint.objects.bulk_create(
            HardPoint(survey=survey, place=place, problem=problem, hard=hard, changed_on=on)
            for place, problem, hard in points
        )
        doing.on("organisations.grid_survey", survey.pk, points=len(points))
        hooks.record_changed("organisations.grid_survey", survey.pk, now)
        return survey


def change_point(
    point: HardPoint,
    state: PointState,
    *,
    on: date,
    note: str = "",
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> HardPoint:
    """Note that a point was solved, goes into joint action, or is raised to the unit above."""
    unit = point.survey.unit
    with act_at(
        "change_point",
        unit,
        actor=actor,
        now=now,
        key=key,
        may=May.RECORD,
        kind="hard_point",
        id=point.pk,
    ) as doing:
        if doing.replayed:
            return point
        point = HardPoint.objects.select_for_update().get(pk=point.pk)
        rules.check_point_change(PointState(point.state), state, point.hard)
        point.state, point.changed_on, point.note = state, on, note
        point.raised_to = unit.parent if state is PointState.RAISED else point.raised_to
        point.save(update_fields=["state", "changed_on", "note", "raised_to"])
        doing.on("organisations.hard_point", point.pk, state=state)
        hooks.record_changed("organisations.grid_survey", point.survey_id, now)
        return point


def add_helper(
    unit: Unit,
    building: str,
    role: HelperRole,
    name: str,
    *,
    since: date,
    phone: str = "",
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> BlockHelper:
    """Register a helper of a building or residents' group. The phone is encrypted."""
    with act_at("add_helper", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return BlockHelper.objects.get(pk=doing.subject_id)
        rules.check_open(unit.until, unit.name)
        rules.check_phone(phone)
        same = BlockHelper.objects.filter(unit=unit, building=building, role=role, name=name)
        if same.filter(holding(since)).exists():
            raise Refused("此人已登记为这里的这一身份", field="name")
        helper = BlockHelper.objects.create(
            unit=unit,
            building=building,
            role=role,
            name=name,
            since=since,
            phone=phone,
            phone_index=key_ring().blind_index(phone, PHONE_INDEX) if phone else "",
        )
        doing.on("organisations.block_helper", helper.pk)
        hooks.record_changed("organisations.block_helper", helper.pk, now)
        return helper


def end_helper(
    helper: BlockHelper, *, until: date, actor: Actor, now: datetime, key: UUID | None = None
) -> BlockHelper:
    """Note until when somebody helped."""
    with act_at(
        "end_helper", helper.unit, actor=actor, now=now, key=key, kind="block_helper", id=helper.pk
    ) as doing:
        if doing.replayed:
            return helper
        if helper.until is not None:
            raise Refused("已经填过结束日期，不能再改", field="until")
        rules.check_span(helper.since, until)
        helper.until = until
        helper.save(update_fields=["until"])
        hooks.record_changed("organisations.block_helper", helper.pk, now)
        return helper
