"""Filling fields from an entry of another ledger: a request's limit from its item of service (M108)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from youju.kernel.words import listed
from youju.ledgers.models import Entry
from youju.ledgers.rules import distinct_token
from youju.ledgers.spec import Draw, Field, Ledger
from youju.ledgers.values import read_value, show_value, typed_value
from youju.organisations.queries import Unit

MOST = 500


@dataclass(frozen=True, slots=True)
class Thing:
    """What may be named: its name; what is taken from it, as it is typed; and that as it is read."""

    name: str
    fill: dict[str, str] = field(default_factory=dict)
    shown: str = ""


Things = dict[str, Thing]


def things_at(ledger: Ledger, unit: Unit, today: date) -> Things:
    """Return what may be named in an entry of a unit, by what its name comes down to.

    What the unit itself registered goes before what stands above it, the newest before the older.
    """
    draw = ledger.draw
    if draw is None:
        return {}
    rows = Entry.objects.filter(
        Q(until=None) | Q(until__gt=today), unit__in=unit.ancestor_ids, ledger_code=draw.ledger, state=Entry.State.LIVE
    )  # fmt: skip
    found: Things = {}
    for one in rows.select_related("version").order_by("-unit__path", "-pk")[:MOST]:
        thing = _thing(draw, one.version.ledger, one.values)
        if token := distinct_token(thing.name):
            found.setdefault(token, thing)
    return found


def _thing(draw: Draw, spec: Ledger, values: Mapping[str, Any]) -> Thing:
    fill, shown = {}, []
    for own, theirs in draw.fill:
        one = spec.field(theirs)
        if one is not None and (text := _typed(spec, theirs, values)):
            fill[own] = text
            shown.append(show_value(one, values[theirs]))
    return Thing(_typed(spec, draw.named, values), fill, listed(shown))


def _typed(spec: Ledger, key: str, values: Mapping[str, Any]) -> str:
    one = spec.field(key)
    return "" if one is None or one.personal else typed_value(one, values.get(key))


def named(draw: Draw | None, typed: Mapping[str, Any], things: Things) -> Thing | None:
    """Return the thing that an entry names, if it is registered."""
    return None if draw is None else things.get(distinct_token(str(typed.get(draw.own) or "")))


def drawn(ledger: Ledger, typed: Mapping[str, Any], things: Things) -> dict[str, str]:
    """Return what is filled into the fields that were left empty."""
    thing = named(ledger.draw, typed, things)
    if thing is None:
        return {}
    return {own: text for own, text in thing.fill.items() if typed.get(own) in (None, "")}


def explained(ledger: Ledger, typed: Mapping[str, Any], errors: dict[str, str]) -> dict[str, str]:
    """Return the errors; a required field that nothing could be taken for says so."""
    draw, found = ledger.draw, dict(errors)
    name = str(typed.get(draw.own) or "").strip() if draw else ""
    for own, _theirs in draw.fill if draw and name else ():
        label = getattr(ledger.field(own), "label", own)
        if own in found and typed.get(own) in (None, ""):
            told = _("“%(name)s”还没有登记%(label)s，请在这里填。")
            found[own] = told % {"name": name[:40], "label": label}
    return found


def differing(ledger: Ledger, kept: Mapping[str, Any], things: Things, today: date) -> list[str]:
    """Return where an entry says another than what is registered: odd, but may be true."""
    thing = named(ledger.draw, kept, things)
    found = []
    for own, text in thing.fill.items() if thing else ():
        one = ledger.field(own)
        if thing is None or one is None or kept.get(own) is None:
            continue
        said, told = show_value(one, kept[own]), _registered(one, text, today)
        if said != told:
            words = _("“%(label)s”填了 %(said)s，“%(name)s”登记的是 %(told)s，请核对。")
            found.append(words % {"label": one.label, "said": said, "name": thing.name, "told": told})  # fmt: skip
    return found


def _registered(one: Field, text: str, today: date) -> str:
    return show_value(one, read_value(one, text, today=today))
