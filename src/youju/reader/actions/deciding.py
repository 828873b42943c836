"""Deciding on figures: confirm, change, refuse, and take back. Confirmed ones become entries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.kernel.ids import new_key
from youju.kernel.periods import Period
from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Refused
from youju.ledgers import actions as ledgers
from youju.ledgers.queries import Entry, Ledger, ledger_at
from youju.organisations import actions as organisations
from youju.organisations.queries import May, Membership, require
from youju.organisations.rules import ProfileItem
from youju.reader import rules
from youju.reader.models import ReadFact, quantity_json
from youju.reader.queries import facts_visible_to, piece_for
from youju.reader.rules import values_again

KIND = "reader.fact"
Way, State = ReadFact.Way, ReadFact.State


def confirm_facts(
    ids: Iterable[int], *, actor: Membership, now: datetime, key: UUID
) -> list[ReadFact]:
    """Record these figures as proposed. Those of one act become one entry.

    Raises:
        Refused: One has nowhere to go, is damaged, or was decided before; nothing is recorded.
    """
    wanted = list(dict.fromkeys(ids))
    with act("reader.confirm_facts", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return list(facts_visible_to(actor).filter(pk__in=wanted))
        facts = _confirm(wanted, actor, now)
        doing.on(KIND, facts[0].pk, facts=[fact.pk for fact in facts])
    return facts


def _confirm(ids: Sequence[int], actor: Membership, now: datetime) -> list[ReadFact]:
    facts = _locked(ids, actor)
    for fact in facts:
        rules.check_undecided(fact.state)
    _record(facts, State.CONFIRMED, actor, now)
    return facts


def confirm_piece(piece_id: int, *, actor: Membership, now: datetime, key: UUID) -> list[ReadFact]:
    """Record all figures of a piece that are sure; those that need a look are left."""
    with act("reader.confirm_piece", actor=actor, now=now, key=key) as doing:
        piece = piece_for(actor, piece_id)
        if doing.replayed:
            return [fact for fact in piece.facts.order_by("start") if fact.recorded]
        sure = piece.facts.filter(state=State.PROPOSED, sure=True).order_by("start")
        ids = list(sure.values_list("pk", flat=True))
        if not ids:
            raise Refused(_("这一篇没有可以一起确认的数，请逐条核对。"))
        facts = _confirm(ids, actor, now)
        doing.on("reader.piece", piece.pk, facts=ids)
    return facts


def change_fact(
    fact_id: int,
    *,
    actor: Membership,
    now: datetime,
    key: UUID,
    way: str = Way.ENTRY,
    ledger: str = "",
    field: str = "",
    profile: str = "",
    quantity: Quantity | None = None,
    period: Period | None = None,
) -> ReadFact:
    """Say what a figure is and where it belongs, and record it so. A recorded one is moved."""
    with act("reader.change_fact", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return facts_visible_to(actor).get(pk=fact_id)
        fact = _locked([fact_id], actor)[0]
        if fact.recorded:
            _take_out(fact, actor, now)
        if quantity is not None:
            fact.said = quantity_json(quantity)
        if period is not None:
            fact.period_code = period.code
        fact.way, fact.ledger, fact.field, fact.profile = way, ledger, field, profile
        fact.choices = {}
        if way == Way.ENTRY:
            spec = ledger_at(actor, ledger).ledger
            fact.measure, fact.choices = rules.measure_for(spec, field, fact.quantity)
            fact.group = _group_for(fact)
        _record([fact], State.CHANGED, actor, now)
        doing.on(KIND, fact.pk, ledger=ledger, field=field, way=way)
    return fact


def _group_for(fact: ReadFact) -> int:
    """Return the entry group of the sentence that has room for the figure, else a new one."""
    others = ReadFact.objects.filter(reading=fact.reading_id).exclude(pk=fact.pk)
    same = others.filter(sentence_at=fact.sentence_at, ledger=fact.ledger).exclude(group=0)
    taken = set(same.filter(field=fact.field).values_list("group", flat=True))
    free = [group for group in same.values_list("group", flat=True) if group not in taken]
    if free:
        return min(free)
    highest = others.order_by("-group").values_list("group", flat=True).first()
    return (highest or 0) + 1


def refuse_facts(
    ids: Iterable[int], *, actor: Membership, now: datetime, key: UUID
) -> list[ReadFact]:
    """Decide that these figures are not recorded."""
    wanted = list(dict.fromkeys(ids))
    with act("reader.refuse_facts", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return list(facts_visible_to(actor).filter(pk__in=wanted))
        facts = _locked(wanted, actor)
        for fact in facts:
            rules.check_undecided(fact.state)
            _decide(fact, State.REFUSED, actor, now)
        doing.on(KIND, facts[0].pk, facts=[fact.pk for fact in facts])
    return facts


def undo_facts(
    ids: Iterable[int], *, actor: Membership, now: datetime, key: UUID
) -> list[ReadFact]:
    """Take decisions back: recorded figures leave their entry, an emptied entry is withdrawn."""
    wanted = list(dict.fromkeys(ids))
    with act("reader.undo_facts", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return list(facts_visible_to(actor).filter(pk__in=wanted))
        facts = _locked(wanted, actor)
        for fact in facts:
            rules.check_decided(fact.state)
            if fact.recorded:
                _take_out(fact, actor, now)
            fact.state, fact.decided_at, fact.decided_by_label = State.PROPOSED, None, ""
            fact.save()
        doing.on(KIND, facts[0].pk, facts=[fact.pk for fact in facts])
    return facts


def _locked(ids: Sequence[int], actor: Membership) -> list[ReadFact]:
    """Return the facts, locked, in the order of the text, if the actor may import there."""
    visible = set(facts_visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))
    if not ids or len(visible) < len(ids):
        raise Refused(_("有的数已经不在了，请刷新页面。"))
    rows = ReadFact.objects.select_for_update(of=("self",)).filter(pk__in=ids)
    facts = list(rows.select_related("piece__unit", "reading__unit", "entry").order_by("start"))
    for fact in facts:
        require(actor, May.IMPORT, fact.reading.unit)
    return facts


def _decide(fact: ReadFact, state: ReadFact.State, actor: Membership, now: datetime) -> None:
    fact.state, fact.decided_at, fact.decided_by_label = state, now, actor.label
    fact.save()


def _record(
    facts: Sequence[ReadFact], state: ReadFact.State, actor: Membership, now: datetime
) -> None:
    """Make or complete the entries of the figures, one for each group, and mark them."""
    groups: dict[tuple[int, int, str], list[ReadFact]] = {}
    for fact in facts:
        rules.check_recordable(fact.way, fact.ledger, fact.field, fact.profile, fact.quantity)
        if fact.way == Way.PROFILE:
            _put_into_profile(fact, actor, now)
        else:
            groups.setdefault((fact.reading_id, fact.group, fact.period.code), []).append(fact)
    for members in groups.values():
        entry = _entry_for(members, actor, now)
        for fact in members:
            fact.entry = entry
    for fact in facts:
        _decide(fact, state, actor, now)


def _entry_for(facts: Sequence[ReadFact], actor: Membership, now: datetime) -> Entry:
    """Put the figures into the entry their group already has, or into a new one."""
    first = facts[0]
    spec = ledger_at(actor, first.ledger).ledger
    held = _held_entry(first)
    if held is None:
        return _new_entry(spec, facts, actor, now)
    before = list(_facts_in(held))
    values = values_again(spec, held.values)
    if any(fact.field in values for fact in facts):
        return _new_entry(spec, facts, actor, now)
    values |= _figures(facts)
    _retitle(spec, values, before, sorted([*before, *facts], key=_place))
    return ledgers.correct_entry(
        held.pk,
        values=values,
        period=held.period,
        until=held.until,
        actor=actor,
        now=now,
        key=new_key(),
        reason=_("读报补记同一句的数"),
    )


def _held_entry(fact: ReadFact) -> Entry | None:
    rows = ReadFact.objects.filter(
        reading=fact.reading_id, group=fact.group, ledger=fact.ledger, entry__isnull=False
    )
    for other in rows.exclude(pk=fact.pk).select_related("entry", "piece"):
        if other.entry is not None and other.entry.live and other.period == fact.period:
            return other.entry
    return None


def _place(fact: ReadFact) -> int:
    return fact.start


def _facts_in(entry: Entry) -> Iterable[ReadFact]:
    return ReadFact.objects.filter(entry=entry).order_by("start")


def _new_entry(spec: Ledger, facts: Sequence[ReadFact], actor: Membership, now: datetime) -> Entry:
    first = facts[0]
    values = dict(_figures(facts))
    for fact in facts:
        values |= fact.choices
    _retitle(spec, values, [], facts)
    item = first.reading.item_id
    return ledgers.record_entry(
        spec.code,
        unit=first.piece.unit,
        values=values,
        period=first.period,
        actor=actor,
        now=now,
        key=new_key(),
        source=ledgers.EntrySource("reader", first.source_ref),
        evidence=[item] if item else [],
    )


def _figures(facts: Iterable[ReadFact]) -> dict[str, object]:
    return {fact.field: fact.quantity for fact in facts}


def _retitle(
    spec: Ledger,
    values: dict[str, object],
    before: Sequence[ReadFact],
    after: Sequence[ReadFact],
) -> None:
    """Name the entry by its acts, unless a person has named it otherwise since."""
    key = rules.title_field(spec)
    if key and values.get(key, "") == rules.title_of([(f.action, f.object) for f in before]):
        values[key] = rules.title_of([(f.action, f.object) for f in after])


def _take_out(fact: ReadFact, actor: Membership, now: datetime) -> None:
    """Take a recorded figure out of its entry; the entry goes when nothing else is in it."""
    if fact.profile_value is not None:
        raise Refused(_("这个数已记入单位概况，请到单位概况里更正。"))
    entry, fact.entry = fact.entry, None
    if entry is None or not entry.live:
        return
    others = [one for one in _facts_in(entry) if one.pk != fact.pk]
    reason = _("读报撤销")
    if not others:
        ledgers.withdraw_entry(entry.pk, actor=actor, now=now, key=new_key(), reason=reason)
        return
    spec = ledger_at(actor, entry.ledger_code).ledger
    values = values_again(spec, entry.values)
    values.pop(fact.field, None)
    _retitle(spec, values, sorted([*others, fact], key=_place), others)
    ledgers.correct_entry(
        entry.pk,
        values=values,
        period=entry.period,
        until=entry.until,
        actor=actor,
        now=now,
        key=new_key(),
        reason=reason,
    )


def _put_into_profile(fact: ReadFact, actor: Membership, now: datetime) -> None:
    today = timezone.localdate(now)
    period = fact.period
    on = min(period.bounds[1], today) if period.known else today
    value = organisations.put_value(
        fact.piece.unit,
        ProfileItem(fact.profile),
        fact.quantity,
        on=on,
        source=_("读报：%(name)s") % {"name": fact.reading.name[:100]},
        actor=actor,
        now=now,
        key=new_key(),
    )
    fact.profile_value = value.pk
