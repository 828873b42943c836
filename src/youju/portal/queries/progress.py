"""What somebody who holds a number and its code may see of what he sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.cases.queries import Case
from youju.kernel.refusal import Missing
from youju.portal import rules
from youju.portal.models import Feedback, Opinion, PublicCase, PublicPhoto, Report
from youju.portal.secrets import digest_of, is_code

DUMMY = digest_of("0" * rules.CODE_LENGTH)


def found_by(number: str, code: str) -> Report | Opinion:
    """Return what was sent under a number, to whoever knows its code.

    A wrong number takes as long as a wrong code, and both meet the same answer.

    Raises:
        Missing: For any pair that does not belong together.
    """
    plain, secret = rules.clean_number(number), rules.clean_code(code)
    sent: Report | Opinion | None = None
    if plain.startswith("Y"):
        sent = Opinion.objects.select_related("unit").filter(number=plain).first()
    elif plain:
        sent = _reports().filter(number=plain).first()
    right = is_code(secret, sent.code_digest if sent else DUMMY)
    if sent is None or not right:
        raise Missing(_("编号和查询码对不上，请核对；查询码不分大小写"))
    return sent


def _reports() -> QuerySet[Report]:
    return Report.objects.select_related(
        "unit", "case__owner_unit", "case__merged_into__owner_unit"
    )


def report_under(root_id: int, key: UUID) -> Report | None:
    """Return the report that was sent under this key already: a form sent twice is one report."""
    return Report.objects.filter(root_id=root_id, key=key).first()


def opinion_under(root_id: int, key: UUID) -> Opinion | None:
    """Return the opinion that was sent under this key already."""
    return Opinion.objects.filter(root_id=root_id, key=key).first()


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the way: its name and day; no day where it is still to come."""

    label: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a report has come, in a resident's words."""

    report: Report
    kind: str
    said: str
    state: str
    owner: str
    steps: list[Step]
    words: str
    answer: str
    answered_on: date | None
    before: list[PublicPhoto]
    after: list[PublicPhoto]
    may_tell: bool
    told: Feedback | None


def case_of(report: Report) -> Case:
    """Return the case that now stands for a report: the one it was merged into, if it was."""
    case: Case = report.case.merged_into or report.case
    return case


def progress_of(report: Report) -> Progress:
    """Return what the one who reported may see. Words and photos only once somebody passed them."""
    case = case_of(report)
    public = PublicCase.objects.filter(case_id=case.pk).first()
    own = (
        public if case.pk == report.case_id else PublicCase.objects.filter(case=report.case).first()
    )
    told = report.feedback.filter(round=case.reopened).first()
    answered = case.state in rules.ANSWERED
    photos = shown_photos(public) if public else []
    return Progress(
        report=report,
        kind=own.kind_label if own else "",
        said=rules.said_of(case.state, hard=case.hard, reopened=case.reopened > 0),
        state=case.state,
        owner=case.owner_unit.short_name if case.owner_unit else "",
        steps=_steps(case),
        words=own.words if own and own.shown else "",
        answer=public.answer
        if public and answered and public.answered_round == case.reopened
        else "",
        answered_on=_day(public.answered_at) if public else None,
        before=[one for one in photos if not one.after],
        after=[one for one in photos if one.after],
        may_tell=case.state == "closed" and told is None,
        told=told,
    )


def _day(at: datetime | None) -> date | None:
    return timezone.localtime(at).date() if at else None


def _steps(case: Case) -> list[Step]:
    if case.state == "refused":
        ended = _("决定不予立案")
        return [Step(_("收到"), _day(case.received_at)), Step(ended, _day(case.refused_at))]
    return [Step(_(label), _day(getattr(case, name))) for name, label in rules.STEPS]


def shown_photos(public: PublicCase) -> Sequence[PublicPhoto]:
    """Return the photos of a case that somebody let the public see: before, then after."""
    return list(public.photos.filter(decision=PublicCase.Decision.SHOWN).order_by("after", "id"))


def opinion_progress(opinion: Opinion) -> list[Step]:
    """Return the two steps of an opinion."""
    return [Step(_("收到"), _day(opinion.received_at)), Step(_("答复"), _day(opinion.answered_at))]
