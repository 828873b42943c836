"""Writing entries: record, correct, withdraw, restore. Imports and ledgers have their own files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.evidence.queries import Link, Role
from youju.facts import actions as facts
from youju.kernel.ids import new_key
from youju.kernel.periods import Period
from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Refused
from youju.ledgers import drawing, dues, guarding, rules
from youju.ledgers.catalogue_acts import choose_ledgers, publish_ledger
from youju.ledgers.facts_made import ENTRY_KIND, source_of
from youju.ledgers.keeping import (
    check_partners,
    locked_entry,
    made_late,
    make_facts,
    new_entry,
    say,
    show_first,
    show_with,
    sign_with,
)
from youju.ledgers.models import Entry
from youju.ledgers.queries import ledger_to_record, unit_named
from youju.ledgers.rating import hide_from_residents, rate_entry, show_to_residents, void_rating
from youju.ledgers.spec import Field, Ledger
from youju.ledgers.values import Values, kept_quantity, read_value, read_values, typed_value
from youju.organisations.queries import May, Membership, Unit, require
from youju.search import actions as search

__all__ = [
    "EntrySource", "choose_ledgers", "correct_entry", "finish_entry", "hide_from_residents", "publish_ledger", "rate_entry", "read_typed", "record_entry",
    "restore_entry", "show_to_residents", "tell_step", "void_rating", "withdraw_entry",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class EntrySource:
    """Where an entry comes from: form, paste, import or reader, and what it refers to there
    (the id of the sentence a reader's fact was confirmed from)."""

    kind: str = "form"
    ref: str = ""


FORM = EntrySource()


def read_typed(
    ledger: Ledger,
    values: Mapping[str, Any],
    *,
    unit: Unit,
    today: date,
    lenient: bool = False,
    things: drawing.Things | None = None,
) -> Values:
    """Return the values as they are kept. Takes what was typed, or quantities already read.

    `things` is what empty fields are taken from, where the ledger draws them from another.

    Raises:
        BadFields: With the reason of every field that is refused.
    """
    things = things or {}
    unknown = set(values) - {field.key for field in ledger.fields}
    if unknown:
        raise Refused(_("“%(label)s”没有“%(keys)s”这一项。") % {"label": ledger.label, "keys": "、".join(sorted(unknown))})  # fmt: skip
    typed = {k: _text_of(v) for k, v in values.items() if not isinstance(v, Quantity)}
    typed |= drawing.drawn(ledger, values, things)
    ready = {k: v for k, v in values.items() if isinstance(v, Quantity)}
    find_unit = partial(unit_named, unit.root_id)
    fields = tuple(f for f in ledger.fields if f.key not in ready)
    kept, errors = read_values(fields, typed, today=today, find_unit=find_unit)
    if lenient:
        errors = {key: why for key, why in errors.items() if typed.get(key)}
    for field in ledger.fields:
        if field.key in ready:
            kept[field.key] = _kept_ready(field, ready[field.key], today)
    if errors:
        raise rules.BadFields(drawing.explained(ledger, values, errors))
    if not kept:
        raise Refused(_("一项也没有填，没有可记的。"))
    return {field.key: kept[field.key] for field in ledger.fields if field.key in kept}


def _kept_ready(field: Field, quantity: Quantity, today: date) -> dict[str, str]:
    """Keep a quantity that was read elsewhere, if the field takes its unit."""
    if not field.is_number or quantity.value is None:
        raise Refused(_("“%(label)s”不能填 %(text)s。") % {"label": field.label, "text": quantity.text()}, field=field.key)  # fmt: skip
    read_value(field, f"1{quantity.unit}", today=today)
    return kept_quantity(quantity)


def _text_of(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list | tuple):
        return "、".join(str(one) for one in value)
    return "" if value is None else str(value)


def record_entry(
    ledger: str,
    *,
    unit: Unit,
    values: Mapping[str, Any],
    period: Period,
    actor: Membership,
    now: datetime,
    key: UUID,
    done_at: datetime | None = None,
    source: EntrySource = FORM,
    evidence: Sequence[int] = (),
    signed: Sequence[int] = (),
    partners: Sequence[Unit] = (),
    until: date | None = None,
) -> Entry:
    """Record one entry with its facts.

    Args:
        ledger: Code of a ledger in force.
        values: By field key what was typed (`50余车`), or a Quantity already read.
        period: When it was done; UNKNOWN where nobody knows.
        done_at: The clock where it was entered; `now` unless a phone sent it later.
        evidence, signed: Ids of items that show it, and of signatures of whom it concerns.
        partners: Units that held it together; above them it is counted once.
        until: For a thing that stands, the day it was removed.

    Raises:
        Refused: A rule says no; `BadFields` where fields are wrong.
    """
    with act("ledgers.record_entry", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Entry.objects.get(pk=doing.subject_id)
        require(actor, May.RECORD, unit)
        spec = (version := ledger_to_record(actor, ledger)).ledger
        _check_times(spec, period, until, today := timezone.localdate(now))
        kept, things = _read(spec, values, unit, period, today, source.kind == "reader")
        shown, secret = guarding.split(spec, kept)
        held_by = check_partners(spec, unit, partners)
        entry = new_entry(version, spec, unit, shown, period, now)
        entry.warnings += drawing.differing(spec, shown, things, today)
        _tell_maker(entry, until, source, actor, is_joint=bool(held_by))
        _set_times(entry, spec, done_at or now, now)
        entry.save()
        guarding.keep(entry, secret)
        entry.partners.set(held_by)
        make_facts(entry, spec, held_by, now)
        show_first(entry, spec, evidence, signed, actor, now)
        say(doing, entry)
    return entry


def _tell_maker(
    entry: Entry, until: date | None, source: EntrySource, actor: Membership, *, is_joint: bool
) -> None:
    entry.until = until
    entry.source, entry.source_ref = source.kind, source.ref
    entry.share_key = str(new_key()) if is_joint else ""
    entry.made_by, entry.made_by_label = actor.person_id, actor.label


def _set_times(entry: Entry, ledger: Ledger, done_at: datetime, now: datetime) -> None:
    entry.set_due(ledger)
    entry.done_at, entry.received_at = done_at, now
    entry.late = made_late(entry, ledger)


def correct_entry(
    entry_id: int,
    *,
    values: Mapping[str, Any],
    period: Period,
    actor: Membership,
    now: datetime,
    key: UUID,
    reason: str = "",
    partners: Sequence[Unit] | None = None,
    until: date | None = None,
    evidence: Sequence[int] | None = None,
    signed: Sequence[int] = (),
) -> Entry:
    """Change an entry; the old values stay in its trail. Its version stays the one it was made
    under. `partners=None` and `evidence=None` leave the joint units and the photos as they are,
    and so does `signed=()` the signature: a new one takes its place."""
    with act("ledgers.correct_entry", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Entry.objects.get(pk=doing.subject_id)
        entry = locked_entry(entry_id, actor)
        changes = _rewrite(entry, values, period, until, actor, now, partners, evidence)
        if signed:
            changes.append({"label": _("签名"), "old": "", "new": _("重签")})
            sign_with(entry, entry.version.ledger, signed, actor, now)
        if not changes:
            raise Refused(_("没有改动。"))
        entry.corrected, entry.corrected_at = entry.corrected + 1, now
        entry.save(update_fields=["corrected", "corrected_at"])
        say(doing, entry, changes=changes, reason=reason[:200])
    return entry


def _rewrite(
    entry: Entry,
    values: Mapping[str, Any],
    period: Period,
    until: date | None,
    actor: Membership,
    now: datetime,
    partners: Sequence[Unit] | None = None,
    evidence: Sequence[int] | None = None,
) -> list[dict[str, str]]:
    """Let a locked entry say this, with its facts made again; return what changed."""
    if not entry.live:
        raise Refused(_("这条记录已撤下，先恢复再更正。"))
    spec = entry.version.ledger
    today = timezone.localdate(now)
    _check_times(spec, period, until, today)
    lenient = entry.source == Entry.Source.READER
    told, left = guarding.left_alone(spec, entry.values, values)
    kept, things = _read(spec, told, entry.unit, period, today, lenient)
    kept, secret = guarding.split(spec, kept, left)
    held_by = list(entry.partners.all())
    changes = rules.changed(spec, entry.values, kept)
    changes += guarding.changed_unseen(spec, entry, kept, secret)
    changes += _other_changes(entry, spec, period, until)
    if partners is not None:
        wanted = check_partners(spec, entry.unit, partners)
        changes += _partner_changes(held_by, wanted)
        held_by = wanted
    held_items = _items_of(entry)
    if evidence is not None and list(evidence) != held_items:
        changes.append(_evidence_change(len(held_items), len(evidence)))
        show_with(entry, evidence, actor, now)
    if changes:
        odd = drawing.differing(spec, kept, things, today)
        _apply(entry, spec, kept, period, until, held_by, odd)
        guarding.keep(entry, secret)
        make_facts(entry, spec, held_by, now)
    return changes


def tell_step(
    entry_id: int,
    *,
    on: date,
    said: str,
    values: Mapping[str, Any],
    actor: Membership,
    now: datetime,
    key: UUID,
    photos: Sequence[int] = (),
) -> Entry:
    """Tell one more step of an entry that goes on: a talk, a check, its end.

    Args:
        on: The day of the step.
        said: What was done or said.
        values: By field key what was typed into the fields of a step; the others stay.
        photos: Evidence of this step, put to what is there.
    """
    with act("ledgers.tell_step", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Entry.objects.get(pk=doing.subject_id)
        entry = locked_entry(entry_id, actor)
        spec = entry.version.ledger
        rules.check_step(spec, entry.values, entry.period, on, said, timezone.localdate(now))
        told = _as_typed(spec, entry) | rules.one_more(spec, entry.values)
        told |= {one.key: values[one.key] for one in spec.stepped() if one.key in values}
        told |= rules.ended(spec, told, on)
        items = [*_items_of(entry), *photos]
        changes = _rewrite(entry, told, entry.period, entry.until, actor, now, evidence=items)
        say(doing, entry, changes=changes, reason=f"{on} {said.strip()}"[:200])
    return entry


def _as_typed(spec: Ledger, entry: Entry) -> dict[str, Any]:
    """Return the entry's values as the form would send them; personal ones stay as they are."""
    return {
        one.key: "" if one.personal else typed_value(one, entry.values.get(one.key))
        for one in spec.fields
    }


def _apply(
    entry: Entry,
    ledger: Ledger,
    kept: Values,
    period: Period,
    until: date | None,
    held_by: list[Unit],
    odd: list[str],
) -> None:
    entry.values, entry.until, entry.period = kept, until, period
    entry.title = rules.title_of(ledger, kept)
    entry.warnings = rules.warnings_of(ledger, kept) + odd
    entry.set_due(ledger)
    entry.late = made_late(entry, ledger)
    entry.share_key = (entry.share_key or str(new_key())) if held_by else ""
    entry.save()
    entry.partners.set(held_by)


def _check_times(ledger: Ledger, period: Period, until: date | None, today: date) -> None:
    rules.check_period(ledger, period, today)
    rules.check_until(ledger, period, until, today)


def _read(
    ledger: Ledger,
    values: Mapping[str, Any],
    unit: Unit,
    period: Period,
    today: date,
    lenient: bool,
) -> tuple[Values, drawing.Things]:
    """Return the values as they are kept, with a limit that can be met, and what they were drawn from."""
    things = drawing.things_at(ledger, unit, today)
    kept = read_typed(ledger, values, unit=unit, today=today, lenient=lenient, things=things)
    faults = dues.faults(ledger, kept, period, today)
    if faults:
        raise rules.BadFields(faults)
    return kept, things


def finish_entry(
    entry: Entry, *, on: str, actor: Membership, now: datetime, key: UUID, note: str = ""
) -> Entry:
    """Say on which day what an entry asks was done: a correction of that one field.

    Args:
        entry: As its page showed it; the other fields are told again as they stand there.
        on: The day as typed.
    """
    spec = entry.version.ledger
    if spec.due is None or not spec.due.told_in:
        raise Refused(_("“%(label)s”不登记完成日期。") % {"label": spec.label})
    if not on.strip():
        raise Refused(
            _("请填%(label)s的日期。") % {"label": spec.due.label}, field=spec.due.told_in
        )
    return correct_entry(
        entry.pk,
        values=_as_typed(spec, entry) | {spec.due.told_in: on},
        period=entry.period,
        until=entry.until,
        actor=actor,
        now=now,
        key=key,
        reason=note,
    )


def _other_changes(
    entry: Entry, ledger: Ledger, period: Period, until: date | None
) -> list[dict[str, str]]:
    found = []
    if period != entry.period:
        found.append({"label": ledger.when_label, "old": entry.period.label, "new": period.label})
    if until != entry.until:
        old = entry.until.isoformat() if entry.until else ""
        new = until.isoformat() if until else ""
        found.append({"label": ledger.ending, "old": old, "new": new})
    return found


def _partner_changes(before: Sequence[Unit], after: Sequence[Unit]) -> list[dict[str, str]]:
    old = "、".join(sorted(one.name for one in before))
    new = "、".join(sorted(one.name for one in after))
    return [{"label": _("联合单位"), "old": old, "new": new}] if old != new else []


def _items_of(entry: Entry) -> list[int]:
    links = Link.objects.filter(source_kind=ENTRY_KIND, source_id=str(entry.pk), role=Role.PROOF)
    return list(links.order_by("order", "id").values_list("item_id", flat=True))


def _evidence_change(before: int, after: int) -> dict[str, str]:
    said = [_("%(n)s 件") % {"n": n} for n in (before, after)]
    return {"label": _("照片和文件"), "old": said[0], "new": said[1]}


def withdraw_entry(
    entry_id: int, *, actor: Membership, now: datetime, key: UUID, reason: str = ""
) -> Entry:
    """Take an entry out of the ledger and of every figure. It can be restored for a day."""
    with act("ledgers.withdraw_entry", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Entry.objects.get(pk=doing.subject_id)
        entry = locked_entry(entry_id, actor)
        if not entry.live:
            raise Refused(_("这条记录已经撤下了。"))
        entry.state, entry.withdrawn_at = Entry.State.WITHDRAWN, now
        entry.save(update_fields=["state", "withdrawn_at"])
        facts.remove(source_of(entry), now=now)
        search.drop(ENTRY_KIND, [entry.pk])
        say(doing, entry, reason=reason[:200])
    return entry


def restore_entry(entry_id: int, *, actor: Membership, now: datetime, key: UUID) -> Entry:
    """Put a withdrawn entry back, within a day."""
    with act("ledgers.restore_entry", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Entry.objects.get(pk=doing.subject_id)
        entry = locked_entry(entry_id, actor)
        if entry.withdrawn_at is None:
            raise Refused(_("这条记录在册，不用恢复。"))
        if now - entry.withdrawn_at > rules.UNDO_FOR:
            raise Refused(_("撤下已超过 24 小时，不能恢复；确有其事就重新登记。"))
        entry.state, entry.withdrawn_at = Entry.State.LIVE, None
        entry.save(update_fields=["state", "withdrawn_at"])
        make_facts(entry, entry.version.ledger, list(entry.partners.all()), now)
        say(doing, entry)
    return entry
