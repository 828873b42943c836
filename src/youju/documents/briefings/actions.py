"""Every write on briefings: drafting one, saying that it was held, comments, answers, what came of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import Act, act
from youju.documents.actions.drafts import start_report
from youju.documents.briefings import measures, rules
from youju.documents.models import Briefing, Comment, Template
from youju.facts import actions as facts
from youju.kernel.periods import Grain, Period
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, Membership, Unit, require
from youju.search.actions import put

KIND = measures.KIND


def start_briefing(
    *, unit: Unit, period: Period, actor: Membership, now: datetime, key: UUID
) -> Briefing:
    """Start the briefing of a quarter, with its report drafted from the template."""
    with act("documents.start_briefing", actor=actor, key=key, now=now) as doing:
        require(actor, May.DRAFT, unit)
        if doing.replayed:
            return Briefing.objects.select_related("unit").get(pk=doing.subject_id)
        if period.grain is not Grain.QUARTER:
            raise Refused(_("通报按季度编，时段写作 2026年第三季度"), field="period")
        start, end = period.bounds
        if Briefing.objects.filter(unit=unit, start=start).exists():
            raise Refused(_("这个季度的通报已经建过"), field="period")
        template = Template.objects.filter(code=rules.TEMPLATE, live=True, unit=None).first()
        if template is None:
            raise Missing(_("没有季度通报的模板，请系统管理员运行升级"))
        report = start_report(template.pk, unit=unit, period=period, actor=actor, now=now, key=key)
        made = Briefing.objects.create(
            root_id=unit.root_id, unit=unit, start=start, end=end, report=report, made_by=actor,
            made_at=now,
        )  # fmt: skip
        title = _("%(unit)s%(period)s通报") % {"unit": unit.short_name, "period": period.label}
        put(KIND, made.pk, unit, title, report.title, start, made.get_absolute_url())
        doing.on(KIND, made.pk, period=period.code, report=report.pk)
    return made


def _locked(briefing_id: int, actor: Membership) -> Briefing:
    rows = Briefing.objects.select_for_update(of=("self",)).filter(pk=briefing_id)
    found = rows.select_related("unit", "report").first()
    if found is None or not actor.unit.covers(found.unit):
        raise Missing("没有这次通报，或者不在您的查看范围内")
    require(actor, May.DRAFT, found.unit)
    return found


def _finish(doing: Act, briefing: Briefing, now: datetime, **detail: object) -> None:
    facts.replace(measures.source_of(briefing), measures.drafts_of(briefing), now=now)
    doing.on(KIND, briefing.pk, **detail)


def hold(
    briefing_id: int,
    *,
    held_on: date,
    way: str,
    place: str,
    people: Mapping[str, int | None],
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Briefing:
    """Say when and how the briefing was given, and how many of each kind it reached. May be corrected."""
    with act("documents.hold_briefing", actor=actor, key=key, now=now) as doing:
        briefing = _locked(briefing_id, actor)
        doing.on(KIND, briefing.pk)
        if doing.replayed:
            return briefing
        if briefing.report is None or not briefing.report.issued:
            raise Refused(_("通报稿签发以后才能通报"), field="held_on")
        if held_on > timezone.localdate(now):
            raise Refused(_("通报日期不能晚于今天"), field="held_on")
        if held_on <= briefing.start:
            raise Refused(_("通报日期早于所通报的季度，请核对"), field="held_on")
        for name, n in rules.check_held(people).items():
            setattr(briefing, name, n)
        briefing.held_on, briefing.way, briefing.place = held_on, way, place.strip()[:60]
        briefing.save()
        _finish(doing, briefing, now, held_on=held_on.isoformat(), people=briefing.people)
    return briefing


def add_comment(
    briefing_id: int, *, kind: str, text: str, actor: Membership, now: datetime, key: UUID
) -> Comment:
    """Record what somebody of the audience said, by kind and without a name."""
    with act("documents.add_comment", actor=actor, key=key, now=now) as doing:
        briefing = _locked(briefing_id, actor)
        if doing.replayed:
            found = briefing.comments.order_by("-pk").first()
            assert found is not None
            return found
        if briefing.held_on is None:
            raise Refused(_("先登记通报日期和到会人数，再记意见"), field="text")
        told = rules.check_text(text, "text")
        made = Comment.objects.create(
            briefing=briefing, kind=kind, text=told, made_on=timezone.localdate(now)
        )
        _finish(doing, briefing, now, comment=made.pk)
    return made


def answer(
    briefing_id: int,
    comment_id: int,
    *,
    answer: str = "",
    outcome: str = "",
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Comment:
    """Answer a comment, or say what came of it later. An answer stands once given."""
    with act("documents.answer_comment", actor=actor, key=key, now=now) as doing:
        briefing = _locked(briefing_id, actor)
        doing.on(KIND, briefing.pk)
        found = Comment.objects.select_for_update().filter(briefing=briefing, pk=comment_id).first()
        if found is None:
            raise Missing("没有这条意见")
        if doing.replayed:
            return found
        if answer.strip():
            rules.check_answer_open(bool(found.answer))
            found.answer = rules.check_text(answer, "answer")
            found.answered_on = timezone.localdate(now)
        if outcome.strip():
            found.outcome = rules.check_text(outcome, "outcome")
        if not answer.strip() and not outcome.strip():
            raise Refused(_("写答复，或写办理结果"), field="answer")
        found.save()
        _finish(doing, briefing, now, comment=found.pk)
    return found
