"""An office publishes what is its own to publish, and takes it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.documents.queries import Report, issued_text, report_for
from youju.kernel.ids import row_id
from youju.kernel.periods import day_label
from youju.kernel.refusal import Missing, Refused
from youju.ledgers.queries import entry_at
from youju.organisations.queries import May, Membership, Unit, require
from youju.portal import rules
from youju.portal.models import Publication

KIND = "portal.publication"
REPORT, ENTRY = "documents.report", "ledgers.entry"
HONOURS = "honours"
KINDS = {
    "bulletin": Publication.Kind.BULLETIN,
    "briefing": Publication.Kind.BRIEFING,
    "appeal": Publication.Kind.APPEAL,
}
FOR_ALL = ("briefing", "appeal")  # written for citizens: their words are proposed whole
MOST = 2000


@dataclass(frozen=True, slots=True)
class Source:
    """What is published: a proposed title and summary, and where the reader may check it."""

    unit: Unit
    kind: Publication.Kind
    title: str
    words: str
    number: str = ""
    check_code: str = ""


def source_of(member: Membership, source_kind: str, source_id: str) -> Source:
    """Return what may be published: an issued report, or an honour of a unit or a group.

    Raises:
        Missing: For anything else, or outside the member's view.
        Refused: For an honour of one person, and a report that is not issued.
    """
    pk = row_id(source_id) or 0
    if source_kind == REPORT:
        report = report_for(member, pk)
        if not report.issued:
            raise Refused(_("签发以后才能公示"))
        return Source(
            report.unit,
            KINDS.get(report.template.kind, Publication.Kind.REPORT),
            report.shown_title,
            _words_of(report),
            report.number,
            report.check_code,
        )
    if source_kind == ENTRY:
        entry = entry_at(member, pk)
        if entry.ledger_code == HONOURS:
            return _honour(entry.unit, entry.values)
    raise Missing(_("这一项不能公示"))


def _words_of(report: Report) -> str:
    """Return what is proposed to be read: the words of what was written for all, else who signed."""
    whole = issued_text(report) if report.template.kind in FOR_ALL else ""
    if 0 < len(whole) <= MOST:
        return whole
    day = day_label(timezone.localtime(report.issued_at).date())
    return _("%(unit)s %(day)s签发。") % {"unit": report.unit.name, "day": day}


def _honour(unit: Unit, values: dict[str, str]) -> Source:
    if values.get("holder") == "个人":
        raise Refused(_("个人荣誉含姓名，不在公示页公开"))
    words = _("%(unit)s获得“%(honour)s”，由%(given_by)s授予（%(level)s）。") % {
        "unit": unit.name,
        "honour": values.get("honour", ""),
        "given_by": values.get("given_by", ""),
        "level": values.get("level", ""),
    }
    return Source(unit, Publication.Kind.HONOUR, values.get("honour", ""), words)


def may_publish(member: Membership) -> bool:
    """Return whether the role publishes: the office, and who signs."""
    return member.may(May.CONFIGURE) or member.may(May.ISSUE)


def publish(
    source_kind: str,
    source_id: str,
    *,
    title: str,
    words: str,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Publication:
    """Publish a report's summary or an honour under this title. Phone and ID numbers are taken out."""
    with act("portal.publish", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Publication.objects.get(pk=doing.subject_id)
        if not may_publish(actor):
            require(actor, May.ISSUE)
        source = source_of(actor, source_kind, source_id)
        rules.check_publication(title, words)
        made = _made(source, source_kind, source_id, title, words, actor, now)
        doing.on(KIND, made.pk, title=made.title)
    return made


def _made(
    source: Source,
    source_kind: str,
    source_id: str,
    title: str,
    words: str,
    actor: Membership,
    now: datetime,
) -> Publication:
    """Write the publication, unless the same is public already."""
    try:
        with transaction.atomic():
            return Publication.objects.create(
                root_id=source.unit.root_id,
                unit=source.unit,
                kind=source.kind,
                source_kind=source_kind,
                source_id=source_id,
                title=rules.hide_numbers(title.strip())[:120],
                words=rules.hide_numbers(words.strip())[:2000],
                number=source.number,
                check_code=source.check_code,
                published_on=timezone.localtime(now).date(),
                published_at=now,
                published_by=actor,
            )
    except IntegrityError as twice:
        raise Refused(_("这一项已经公示；要改写，请先撤下")) from twice


def withdraw(publication_id: int, *, actor: Membership, now: datetime, key: UUID) -> Publication:
    """Take a publication back. What it was made from stays as it is."""
    with act("portal.withdraw", actor=actor, now=now, key=key) as doing:
        if not may_publish(actor):
            require(actor, May.ISSUE)
        found = Publication.objects.select_related("unit").filter(pk=publication_id).first()
        if found is None or not actor.unit.covers(found.unit):
            raise Missing(_("没有这条公示，或者不在您的查看范围内"))
        if doing.replayed or found.withdrawn_at:
            return found
        found.withdrawn_at, found.withdrawn_by = now, actor
        found.save(update_fields=["withdrawn_at", "withdrawn_by"])
        doing.on(KIND, found.pk, title=found.title)
    return found
