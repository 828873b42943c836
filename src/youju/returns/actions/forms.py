"""Every write on a form from above: taking it in, saying what its cells ask for, filling it in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.facts import actions as facts
from youju.facts.queries import measure_at
from youju.kernel.ids import new_key
from youju.kernel.periods import Period
from youju.kernel.refusal import Missing, Refused
from youju.organisations.actions import Frame
from youju.organisations.queries import May, Membership, Unit, subtree
from youju.returns import filling, rules
from youju.returns.measures import FORM_KIND, form_drafts, form_source
from youju.returns.models import Cell, Learned, Return
from youju.returns.reading import forms, spans
from youju.search.actions import put

FRAME = Frame("returns")


def receive_form(
    *,
    content: bytes,
    name: str,
    unit: Unit,
    period: Period,
    asker: str,
    basis: str = "",
    due_on: date | None = None,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Return:
    """Take in a form as it came, and propose for each blank what it asks for.

    Args:
        period: What the form is about where it does not say so itself.
        asker: Who wants it: 区创建办.
        basis: By which paper, where one was named.
    """
    with FRAME.at("receive_form", unit, actor=actor, now=now, key=key, may=May.DRAFT) as doing:
        if doing.replayed:
            return Return.objects.select_related("unit").get(pk=doing.subject_id)
        today = timezone.localdate(now)
        who = rules.check_text(asker, "asker", _("写明谁要的，如 区创建办。"), 60)
        rules.check_due(due_on, today)
        kind = forms.kind_of(content, name)
        grids = forms.read(content, kind)
        asked = forms.asked(grids, filling.catalogue(), filling.orgs_below(unit))
        about = forms.period_of(grids, name, today) or period
        start, end = about.bounds
        made = Return.objects.create(
            root_id=unit.root_id, unit=unit, title=forms.title_of(grids, name)[:120], asker=who,
            basis=basis.strip()[:200], due_on=due_on, start=start, end=end, grain=about.grain,
            file_name=name[-200:], kind=kind, digest=hashlib.sha256(content).hexdigest(),
            stored=default_storage.save(f"returns/{new_key()}", ContentFile(content)),
            valued_at=now, made_by=actor, made_at=now,
        )  # fmt: skip
        cells = filling.cells_of(made, asked)
        filling.value(made, cells)
        Cell.objects.bulk_create(cells)
        _finish(made, now)
        doing.on(FORM_KIND, made.pk, file=made.file_name, cells=len(cells))
    return made


def _finish(form: Return, now: datetime) -> None:
    facts.replace(form_source(form), form_drafts(form), now=now)
    day = timezone.localdate(form.made_at)
    put(FORM_KIND, form.pk, form.unit, form.title, f"{form.asker} {form.basis}", day, form.get_absolute_url())  # fmt: skip


def set_period(
    form_id: int, *, period: Period, actor: Membership, now: datetime, key: UUID
) -> Return:
    """Say which period the form is about; its figures are looked up anew."""
    with FRAME.on("set_period", Return, form_id, actor=actor, now=now, key=key, may=May.DRAFT) as (doing, form):  # fmt: skip
        doing.on(FORM_KIND, form.pk, period=period.code)
        if doing.replayed:
            return form
        rules.check_open(form.state)
        if not period.known:
            raise Refused(_("请写明时段。"), field="period")
        form.start, form.end = period.bounds
        form.grain = period.grain
        _value_anew(form, now)
    return form


def _value_anew(form: Return, now: datetime) -> list[Cell]:
    cells = list(form.cells.select_related("org"))
    filling.value(form, cells)
    Cell.objects.bulk_update(cells, filling.VALUED, batch_size=500)
    form.valued_at = now
    form.save()
    return cells


def map_cell(
    form_id: int,
    cell_id: int,
    *,
    measure: str = "",
    rule: str = spans.FORM,
    org: Unit | None = None,
    typed: str = "",
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Cell:
    """Say what a cell asks for, or write what stands there. All cells with the same words follow,
    and so will the next form.

    Args:
        measure: Code of the measure; "" says that no measure is asked for.
        typed: What is written by hand; it stands for this cell alone and is learned by nobody.
    """
    with FRAME.on("map_cell", Return, form_id, actor=actor, now=now, key=key, may=May.DRAFT) as (doing, form):  # fmt: skip
        cell = form.cells.select_related("org").filter(pk=cell_id).first()
        if cell is None:
            raise Missing(_("没有这一格"))
        doing.on(FORM_KIND, form.pk, cell=cell.pk, measure=measure, rule=rule)
        if doing.replayed:
            return cell
        rules.check_open(form.state)
        if typed.strip():
            cell.typed = rules.check_text(typed, "typed", "", 200)
            cell.save(update_fields=["typed"])
            return cell
        _check_mapping(form, measure, rule, org)
        before, cell.typed, cell.org = cell.measure_code, "", org
        changed = [cell, *_alike(form, cell, before)]
        for one in changed:
            one.measure_code, one.score, one.why, one.by = measure, 1.0, [], rules.By.HAND
            one.rule = rule if one.words == cell.words else one.rule
        _save_mapped(form, changed)
        _learn(form, changed, actor, now)
    return cell


def _alike(form: Return, cell: Cell, before: str) -> list[Cell]:
    """Return the other cells with the same words, also of other months, that asked for the same."""
    base = cell.words.rpartition("@")[0]
    rows = form.cells.select_related("org").filter(typed="", special="", measure_code=before)
    return [one for one in rows.exclude(pk=cell.pk) if one.words.rpartition("@")[0] == base]


def _check_mapping(form: Return, measure: str, rule: str, org: Unit | None) -> None:
    if measure:
        measure_at(measure)
    if not spans.valid(rule):
        raise Refused(_("没有这种时段，请从列表里选。"), field="rule")
    if org is not None and not subtree(form.unit).filter(pk=org.pk).exists():
        raise Refused(_("只能取本单位和下级的数。"), field="org")


def _save_mapped(form: Return, cells: Sequence[Cell]) -> None:
    filling.value(form, cells)
    fields = ["measure_code", "rule", "org", "score", "why", "by", "typed", *filling.VALUED]
    Cell.objects.bulk_update(cells, fields, batch_size=500)


def _learn(form: Return, cells: Sequence[Cell], actor: Membership, now: datetime) -> None:
    rows = {
        one.words: Learned(
            root_id=form.root_id, words=one.words, measure_code=one.measure_code, rule=one.rule,
            made_by=actor, made_at=now,
        )
        for one in cells
        if one.words and not one.special
    }  # fmt: skip
    Learned.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["root_id", "words"],
        update_fields=["measure_code", "rule", "made_by", "made_at"],
    )


def confirm_cells(
    form_id: int,
    *,
    cells: Sequence[int] = (),
    actor: Membership,
    now: datetime,
    key: UUID,
) -> int:
    """Confirm what is proposed for these cells, or for all that have a proposal; return how many."""
    with FRAME.on("confirm_cells", Return, form_id, actor=actor, now=now, key=key, may=May.DRAFT) as (doing, form):  # fmt: skip
        if doing.replayed:
            doing.on(FORM_KIND, form.pk)
            return 0
        rules.check_open(form.state)
        rows = form.cells.exclude(measure_code="").exclude(by=rules.By.HAND)
        found = list(rows.filter(pk__in=cells) if cells else rows)
        for cell in found:
            cell.by, cell.why, cell.score = rules.By.HAND, [], 1.0
        Cell.objects.bulk_update(found, ["by", "why", "score"], batch_size=500)
        _learn(form, found, actor, now)
        doing.on(FORM_KIND, form.pk, cells=len(found))
    return len(found)


def fill_form(
    form_id: int, *, address: filling.Address, actor: Membership, now: datetime, key: UUID
) -> Return:
    """Write what is held into the file as it came. May be done again: figures are looked up anew."""
    with FRAME.on("fill_form", Return, form_id, actor=actor, now=now, key=key, may=May.DRAFT) as (doing, form):  # fmt: skip
        doing.on(FORM_KIND, form.pk)
        if doing.replayed:
            return form
        rules.check_open(form.state)
        cells = _value_anew(form, now)
        done = filling.fill(form, cells, address, timezone.localdate(now))
        form.filled = default_storage.save(f"returns/{new_key()}", ContentFile(done.content))
        form.filled_at, form.state = now, Return.State.FILLED
        form.wanted, form.got = done.wanted, done.got
        form.save()
        _finish(form, now)
        doing.on(FORM_KIND, form.pk, wanted=done.wanted, got=done.got)
    return form


def drop_form(form_id: int, *, actor: Membership, now: datetime, key: UUID) -> Return:
    """Put a form aside that is not to be filled in; it is no longer counted."""
    with FRAME.on("drop_form", Return, form_id, actor=actor, now=now, key=key, may=May.DRAFT) as (doing, form):  # fmt: skip
        doing.on(FORM_KIND, form.pk)
        if doing.replayed:
            return form
        rules.check_open(form.state)
        form.state = Return.State.DROPPED
        form.save(update_fields=["state"])
        _finish(form, now)
    return form
