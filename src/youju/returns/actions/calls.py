"""Every write on a call: asking units below, answering, reminding, ending it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.facts import actions as facts
from youju.kernel.periods import Period
from youju.kernel.quantity import Quantity
from youju.kernel.quantity_text import parse_quantity
from youju.kernel.refusal import Refused
from youju.kernel.words import labelled
from youju.organisations.actions import Frame
from youju.organisations.queries import May, Membership, Unit
from youju.returns import asking, notify, rules
from youju.returns.measures import CALL_KIND, call_drafts, call_source
from youju.returns.models import Answer, Call, Item, Reply
from youju.search.actions import put

FRAME = Frame("returns")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One figure to ask for: its name, the measure where it is one, the unit of measure."""

    label: str
    measure: str = ""
    unit_word: str = ""


def make_call(
    *,
    unit: Unit,
    to: Sequence[Unit],
    title: str,
    basis: str,
    period: Period,
    due_on: date,
    items: Sequence[Wanted],
    reason: str = "",
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Call:
    """Ask units below for figures.

    Args:
        basis: By which paper they are asked for; there is no call without one.
        reason: Why figures that the records hold already are asked for again.
    """
    with FRAME.at("make_call", unit, actor=actor, now=now, key=key, may=May.CONFIGURE) as doing:
        if doing.replayed:
            return Call.objects.select_related("unit").get(pk=doing.subject_id)
        rules.check_due(due_on, timezone.localdate(now))
        rules.check_asked(len(items), len(to))
        if not period.known:
            raise Refused(_("请写明时段。"), field="period")
        if any(one.pk == unit.pk or not unit.covers(one) for one in to):
            raise Refused(_("只能向本单位的下级要数。"), field="units")
        start, end = period.bounds
        call = Call(
            root_id=unit.root_id, unit=unit, due_on=due_on, start=start, end=end, grain=period.grain,
            title=rules.check_text(title, "title", _("写明要的是什么数。"), 120),
            basis=rules.check_text(basis, "basis", _("写明依据的文件或要求；没有依据不向下要数。")),
            reason=reason.strip()[:200], made_by=actor, made_at=now,
        )  # fmt: skip
        asked = [
            Item(call=call, position=n, label=one.label[:60], measure_code=one.measure, unit_word=one.unit_word[:20])
            for n, one in enumerate(items, start=1)
        ]  # fmt: skip
        rules.check_held([one.label for one in asking.held_by_all(asked, to, period)], reason)
        call.save()
        Item.objects.bulk_create(asked)
        Reply.objects.bulk_create(Reply(call=call, unit=one) for one in to)
        _finish(call, now)
        doing.on(CALL_KIND, call.pk, units=len(to), items=len(asked), basis=call.basis)
        for one in to:
            notify.tell(one, "returns.called", call.title, call.get_absolute_url(), now)
    return call


def _finish(call: Call, now: datetime) -> None:
    facts.replace(call_source(call), call_drafts(call), now=now)
    day = timezone.localdate(call.made_at)
    put(CALL_KIND, call.pk, call.unit, call.title, call.basis, day, call.get_absolute_url())


@dataclass(frozen=True, slots=True)
class Given:
    """What a unit says of one item: the quantity as typed, and why it is not that of the records."""

    text: str = ""
    reason: str = ""


def answer_call(
    reply_id: int,
    *,
    given: Mapping[int, Given],
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Reply:
    """Answer a call for one's unit: confirm what the records say, correct it with a reason, or fill
    what is missing. No fact is written: a wrong record is put right where it is. May be done again
    until the call ends.

    Args:
        given: By item id. An item left out, or without a text, is not known.
    """
    with FRAME.on("answer_call", Reply, reply_id, actor=actor, now=now, key=key, may=May.RECORD) as (doing, reply):  # fmt: skip
        call = Call.objects.select_for_update(of=("self",)).select_related("unit").get(pk=reply.call_id)  # fmt: skip
        doing.on(CALL_KIND, call.pk, unit=reply.unit_id)
        if doing.replayed:
            return reply
        rules.check_answerable(call.state)
        items = list(call.items.all())
        held = asking.held(items, [reply.unit], call.period)
        answers = [_answer(reply, one, held.get((reply.unit_id, one.measure_code)), given.get(one.pk, Given())) for one in items]  # fmt: skip
        Answer.objects.filter(reply=reply).delete()
        Answer.objects.bulk_create(answers)
        reply.answered_by, reply.answered_at = actor, now
        reply.save()
        _finish(call, now)
        notify.tell(call.unit, "returns.answered", labelled(reply.unit.short_name, call.title), call.get_absolute_url(), now)  # fmt: skip
    return reply


def _answer(reply: Reply, item: Item, figure: object, given: Given) -> Answer:
    known: Quantity | None = getattr(figure, "quantity", None)
    known = known if known is not None and known.value is not None else None
    quantity = _read(item, given.text)
    reason = given.reason.strip()[:200]
    try:
        how = rules.told_of(known, quantity, reason)
    except Refused as refusal:
        raise Refused(refusal.message, field=f"reason_{item.pk}") from refusal
    return Answer(
        reply=reply, item=item, held_text=known.text()[:60] if known else "",
        n=getattr(figure, "n", 0), text=quantity.text()[:60] if quantity else "",
        value=quantity.value if quantity else None,
        qualifier=quantity.qualifier[:10] if quantity else "", how=how,
        reason=reason if how == rules.Told.CORRECTED else "",
    )  # fmt: skip


def _read(item: Item, text: str) -> Quantity | None:
    if not text.strip():
        return None
    try:
        found = parse_quantity(text, item.unit_word)
    except ValueError as error:
        raise Refused(str(error), field=f"text_{item.pk}") from error
    same = found.to(item.unit_word) if item.unit_word else found
    if same is None or (same.value is not None and abs(same.value) >= 10**16):
        message = _("单位应为“%(unit)s”，请核对。") % {"unit": item.unit_word}
        raise Refused(message, field=f"text_{item.pk}")
    return same


def remind_call(call_id: int, *, actor: Membership, now: datetime, key: UUID) -> int:
    """Remind those who have not answered, at most once a day; return how many."""
    with FRAME.on("remind_call", Call, call_id, actor=actor, now=now, key=key, may=May.CONFIGURE) as (doing, call):  # fmt: skip
        doing.on(CALL_KIND, call.pk)
        if doing.replayed:
            return 0
        rules.check_answerable(call.state)
        today = timezone.localdate(now)
        waiting = [
            one
            for one in call.replies.filter(answered_at=None).select_related("unit")
            if one.reminded_at is None or timezone.localdate(one.reminded_at) < today
        ]
        if not waiting:
            raise Refused(_("没有要催的单位：都已答复，或今天已经催过。"))
        for one in waiting:
            one.reminded_at = now
            notify.tell(one.unit, "returns.reminded", call.title, call.get_absolute_url(), now)
        Reply.objects.bulk_update(waiting, ["reminded_at"])
        doing.on(CALL_KIND, call.pk, units=len(waiting))
    return len(waiting)


def close_call(call_id: int, *, actor: Membership, now: datetime, key: UUID) -> Call:
    """End a call; nobody need answer it any more."""
    with FRAME.on("close_call", Call, call_id, actor=actor, now=now, key=key, may=May.CONFIGURE) as (doing, call):  # fmt: skip
        doing.on(CALL_KIND, call.pk)
        if doing.replayed:
            return call
        rules.check_answerable(call.state)
        call.state, call.closed_at = Call.State.CLOSED, now
        call.save(update_fields=["state", "closed_at"])
    return call
