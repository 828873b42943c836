"""Issuing: the signature that freezes every number with the entries behind it."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.documents import notices, rules
from youju.documents.actions.drafts import KIND, index, locked
from youju.documents.corrections import faults_of
from youju.documents.models import FrozenEntry, FrozenNumber, Numbering, Report
from youju.documents.render import Filled, Number, as_plain, filled
from youju.facts.queries import unscoped_facts_behind
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, Unit, require
from youju.supervision.actions import count_bulletin

CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that reads like another


def issue_report(
    report_id: int, *, reason: str = "", actor: Membership, now: datetime, key: UUID
) -> Report:
    """Sign a report in review: give it its document number and check code, and freeze its numbers.

    What stands in it from now on is what stood in it at this moment; later changes of entries are
    shown as differences. With grave faults open it is signed only for a reason, which the log keeps.
    """
    with act("documents.issue_report", actor=actor, key=key, now=now) as doing:
        report = locked(report_id, actor)
        if doing.replayed:
            return report
        doing.on(KIND, report.pk)
        require(actor, May.ISSUE, report.unit)
        rules.check_change(rules.State(report.state), rules.State.ISSUED)
        rules.check_issuer(actor.person_id, report.author.person_id)
        today = timezone.localdate(now)
        text = filled(report, today)
        grave = [one.fault.label for one in faults_of(report, text, today) if one.fault.grave]
        if reason := rules.check_faults(grave, reason):
            doing.detail.update(reason=reason, faults=len(grave))
        report.state, report.issuer, report.issued_at = rules.State.ISSUED, actor, now
        report.number = _next_number(report.unit, today.year)
        report.check_code = "".join(secrets.choice(CODE_ALPHABET) for _n in range(12))
        report.content |= {"issued": as_plain(text), "signed": report.signed_by}
        report.frozen_hash = hashlib.sha256(text.plain_text().encode()).hexdigest()
        report.changed_at = now
        report.save()
        numbers = _freeze(report, text)
        index(report, now)
        notices.tell_author(report, "documents.issued", _("《%(title)s》已签发"), now)
        if report.template.kind == rules.BULLETIN:
            _count_bulletin(report, actor, now)
        doing.on(KIND, report.pk, number=report.number, numbers=numbers)
        return report


def _count_bulletin(report: Report, actor: Membership, now: datetime) -> None:
    """Count the report as the next issue of its unit's bulletin; a correction keeps its issue."""
    if report.corrects_id is None:
        count_bulletin(
            unit=report.unit,
            title=report.shown_title,
            period=report.period,
            report_id=report.pk,
            url=report.get_absolute_url(),
            actor=actor,
            now=now,
        )


def _freeze(report: Report, text: Filled) -> int:
    count = 0
    for number in text.numbers():
        row = FrozenNumber.objects.create(
            report=report,
            position=number.position,
            name=number.name,
            measure_code=number.measure.code if number.measure else "",
            text=number.text,
            typed=number.typed,
            **_value(number),
        )
        count += 1
        if number.measure:
            behind = unscoped_facts_behind(report.unit, report.period, number.measure.code)
            FrozenEntry.objects.bulk_create(
                (
                    FrozenEntry(
                        number=row,
                        fact_id=fact.id,
                        source_kind=fact.source_kind,
                        source_id=fact.source_id,
                        unit_id=fact.unit_id,
                        end=fact.period.bounds[1],
                        value=fact.value,
                        qualifier=fact.qualifier,
                    )
                    for fact in behind.iterator(chunk_size=2000)
                ),
                batch_size=2000,
            )
    return count


def _value(number: Number) -> dict[str, object]:
    figure = number.figure
    if figure is None or figure.quantity is None:
        return {}
    quantity = figure.quantity
    return {
        "value": quantity.value,
        "qualifier": quantity.qualifier,
        "unit_of_measure": quantity.unit,
        "n": figure.n,
    }


def _next_number(unit: Unit, year: int) -> str:
    """Return the unit's next document number of the year; two signatures at once get two numbers."""
    last = Numbering.objects.filter(unit=unit).order_by("-year", "-pk").first()
    prefix = last.prefix if last else f"{unit.short_name}创"
    row, _made = Numbering.objects.select_for_update().get_or_create(
        unit=unit, prefix=prefix, year=year
    )
    row.last += 1
    row.save(update_fields=["last"])
    return rules.document_number(row.prefix, year, row.last)


def set_prefix(
    unit: Unit, prefix: str, *, year: int, actor: Membership, now: datetime, key: UUID
) -> None:
    """Set the 机关代字 of a unit's document numbers (金社字); numbering starts anew with it."""
    with act("documents.set_prefix", actor=actor, key=key, now=now) as doing:
        if doing.replayed:
            return
        doing.on("organisations.unit", unit.pk, prefix=prefix)
        require(actor, May.ISSUE, unit)
        prefix = prefix.strip()
        if not prefix or len(prefix) > 10 or "〔" in prefix:
            raise Refused(_("机关代字写作“金社字”，不超过 10 个字，不带年份和序号"), field="prefix")
        if Numbering.objects.filter(prefix=prefix).exclude(unit=unit).exists():
            raise Refused(_("这个机关代字已有单位在用"), field="prefix")
        Numbering.objects.get_or_create(unit=unit, prefix=prefix, year=year)
