"""Founding, renaming, moving, merging, splitting and closing units."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from youju.kernel.ids import new_key
from youju.kernel.refusal import Refused
from youju.kernel.text import pinyin_of
from youju.organisations import hooks, rules
from youju.organisations.actions.frame import Actor, act_at, allow
from youju.organisations.models import Unit, UnitEvent
from youju.organisations.queries import May, subtree
from youju.organisations.rules import UnitKind
from youju.ui.official import in_chinese

# How lists call the kinds beside their own names.
KINDS_IN_SPEECH: dict[str, UnitKind] = {
    **dict.fromkeys(("地级市",), UnitKind.CITY),
    **dict.fromkeys(("区", "县", "县区", "县级市", "市辖区", "区（县）"), UnitKind.DISTRICT),
    **dict.fromkeys(("街道办", "街道办事处", "办事处"), UnitKind.STREET),
    **dict.fromkeys(("乡", "镇"), UnitKind.TOWN),
    **dict.fromkeys(("居委会", "居民委员会", "社区居委会"), UnitKind.COMMUNITY),
    **dict.fromkeys(("行政村", "村委会", "村民委员会"), UnitKind.VILLAGE),
    **dict.fromkeys(("局", "委", "办", "委办局", "机关"), UnitKind.BUREAU),
    **dict.fromkeys(("卫生院", "社区卫生服务中心"), UnitKind.HOSPITAL),
    **dict.fromkeys(("小学", "中学", "幼儿园", "大学"), UnitKind.SCHOOL),
    **dict.fromkeys(("公司", "国企"), UnitKind.ENTERPRISE),
}


def found_unit(
    parent: Unit | None,
    kind: UnitKind,
    name: str,
    *,
    on: date,
    code: str = "",
    short_name: str = "",
    boundary: str = "",
    lat: float | None = None,
    lng: float | None = None,
    note: str = "",
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Unit:
    """Found a unit under its parent; a root has none."""
    with act_at("found_unit", parent, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Unit.objects.get(pk=doing.subject_id)
        if parent is None and actor.role != "system":
            raise Refused("最上级单位由系统建立", field="parent")
        unit = _new_unit(parent, kind, name, code, on)
        unit.short_name = short_name.strip() or unit.name
        unit.boundary, unit.lat, unit.lng = boundary, lat, lng
        _save_new(unit, parent)
        UnitEvent.objects.create(unit=unit, kind=UnitEvent.Kind.FOUNDED, on=on, note=note)
        doing.on("organisations.unit", unit.pk, name=unit.name)
        hooks.record_changed("organisations.unit", unit.pk, now)
        return unit


def _new_unit(parent: Unit | None, kind: UnitKind, name: str, code: str, on: date) -> Unit:
    rules.check_name(name)
    if parent is not None:
        rules.check_open(parent.until, parent.name)
    parent_kind = UnitKind(parent.kind) if parent else None
    rules.check_place(kind, parent_kind)
    rules.check_code_of(kind, code, parent_kind, (parent.code or "") if parent else "")
    if code and Unit.objects.filter(code=code).exists():
        raise Refused("这个代码已有单位使用，请核对", field="code")
    if parent and parent.children.filter(name=name.strip(), until=None).exists():
        raise Refused(f"{parent.short_name}下已有“{name.strip()}”", field="name")
    return Unit(kind=kind, code=code or None, name=name.strip(), parent=parent, since=on)


def _save_new(unit: Unit, parent: Unit | None) -> None:
    """Save a unit with its path, which holds its own id."""
    unit.pinyin = pinyin_of(unit.name)
    unit.root_id = parent.root_id if parent else 0
    unit.path = f"new-{new_key()}"
    unit.save()
    unit.path = rules.path_of(parent.path if parent else "", unit.pk)
    unit.root_id = parent.root_id if parent else unit.pk
    unit.save(update_fields=["path", "root_id"])


def rename_unit(
    unit: Unit,
    name: str,
    *,
    on: date,
    short_name: str = "",
    note: str = "",
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Unit:
    """Give a unit another name; the former one stays in its history."""
    with act_at(
        "rename_unit", unit, actor=actor, now=now, key=key, kind="unit", id=unit.pk
    ) as doing:
        if doing.replayed:
            return Unit.objects.get(pk=unit.pk)
        unit = Unit.objects.select_for_update().get(pk=unit.pk)
        rules.check_open(unit.until, unit.name)
        rules.check_name(name)
        if name.strip() == unit.name:
            raise Refused("新名称与现在的相同", field="name")
        text = f"原名{unit.name}" + (f"；{note}" if note else "")
        unit.name, unit.short_name = name.strip(), short_name.strip() or name.strip()
        unit.pinyin = pinyin_of(unit.name)
        unit.save(update_fields=["name", "short_name", "pinyin"])
        UnitEvent.objects.create(unit=unit, kind=UnitEvent.Kind.RENAMED, on=on, note=text[:200])
        doing.on("organisations.unit", unit.pk, name=unit.name)
        return unit


def sign_papers_as(
    unit: Unit, signs_as: str, *, actor: Actor, now: datetime, key: UUID | None = None
) -> Unit:
    """Say under which name a unit issues papers from now on; nothing: under its own.

    What was issued keeps the name it was issued under.
    """
    with act_at(
        "sign_papers_as", unit, actor=actor, now=now, key=key, kind="unit", id=unit.pk
    ) as doing:
        if doing.replayed:
            return Unit.objects.get(pk=unit.pk)
        unit = Unit.objects.select_for_update().get(pk=unit.pk)
        rules.check_open(unit.until, unit.name)
        rules.check_signature(signs_as)
        former, unit.signs_as = unit.signs_as, signs_as.strip()
        unit.save(update_fields=["signs_as"])
        doing.on("organisations.unit", unit.pk, signs_as=unit.signs_as, former=former)
        return unit


def _repath(unit: Unit, parent: Unit) -> None:
    """Put a unit with all below it under another parent: every path and root of the subtree."""
    before, after = unit.path, rules.path_of(parent.path, unit.pk)
    Unit.objects.filter(path__gte=before, path__lt=rules.path_end(before)).update(
        path=Concat(Value(after), Substr(F("path"), len(before) + 1)), root_id=parent.root_id
    )
    Unit.objects.filter(pk=unit.pk).update(parent=parent)


def _locked(*ids: int) -> list[Unit]:
    """Return the units in the order asked for, locked in the order of their ids."""
    found = {u.pk: u for u in Unit.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    return [found[one] for one in ids]


def move_unit(
    unit: Unit,
    parent: Unit,
    *,
    on: date,
    code: str = "",
    note: str = "",
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Unit:
    """Move a unit with all below it to another parent of the same root; figures go with it."""
    with act_at("move_unit", unit, actor=actor, now=now, key=key, kind="unit", id=unit.pk) as doing:
        if doing.replayed:
            return Unit.objects.get(pk=unit.pk)
        unit, parent = _locked(unit.pk, parent.pk)
        allow(actor, May.ORGANISE, parent)
        rules.check_open(unit.until, unit.name)
        rules.check_open(parent.until, parent.name)
        rules.check_move(unit.path, parent.path)
        if parent.pk == unit.parent_id:
            raise Refused("已在所选上级之下", field="parent")
        if parent.root_id != unit.root_id:
            raise Refused("只能划转到同一城市之内", field="parent")
        rules.check_place(UnitKind(unit.kind), UnitKind(parent.kind))
        _recode(unit, parent, code)
        former = unit.parent
        _repath(unit, parent)
        UnitEvent.objects.create(
            unit=unit, kind=UnitEvent.Kind.MOVED, other=former, on=on, note=note
        )
        doing.on("organisations.unit", unit.pk, name=unit.name, to=parent.name)
        hooks.tree_changed(now)
        unit.refresh_from_db()
        return unit


def _recode(unit: Unit, parent: Unit, code: str) -> None:
    """Give a moved unit its new code: a division code tells where it stands."""
    wanted = code or unit.code or ""
    rules.check_code_of(UnitKind(unit.kind), wanted, UnitKind(parent.kind), parent.code or "")
    if wanted and Unit.objects.filter(code=wanted).exclude(pk=unit.pk).exists():
        raise Refused("这个代码已有单位使用，请核对", field="code")
    Unit.objects.filter(pk=unit.pk).update(code=wanted or None)


def merge_unit(
    unit: Unit,
    into: Unit,
    *,
    on: date,
    note: str = "",
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Unit:
    """Merge a unit into another of its kind.

    What stood under it stands under the other; the unit itself is closed and hangs below the
    other, so that its records stay what they were and count in the other's totals.
    """
    with act_at(
        "merge_unit", unit, actor=actor, now=now, key=key, kind="unit", id=unit.pk
    ) as doing:
        if doing.replayed:
            return Unit.objects.get(pk=into.pk)
        unit, into = _locked(unit.pk, into.pk)
        allow(actor, May.ORGANISE, into)
        rules.check_open(unit.until, unit.name)
        rules.check_open(into.until, into.name)
        rules.check_move(unit.path, into.path)
        if unit.kind != into.kind or unit.root_id != into.root_id:
            raise Refused("只能并入同一城市内同一类的单位", field="into")
        for child in list(unit.children.all()):
            _repath(child, into)
        unit.refresh_from_db()
        _repath(unit, into)
        Unit.objects.filter(pk=unit.pk).update(until=on)
        merged = UnitEvent.Kind.MERGED
        UnitEvent.objects.create(unit=unit, kind=merged, other=into, on=on, note=note)
        doing.on("organisations.unit", unit.pk, name=unit.name, into=into.name)
        hooks.record_changed("organisations.unit", unit.pk, now)
        hooks.tree_changed(now)
        into.refresh_from_db()
        return into


def split_unit(
    unit: Unit,
    name: str,
    *,
    on: date,
    code: str = "",
    children: list[int] | None = None,
    note: str = "",
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Unit:
    """Split a new unit of the same kind off, with some of what stands below it."""
    with act_at(
        "split_unit", unit.parent, actor=actor, now=now, key=key, kind="unit", id=unit.pk
    ) as doing:
        if doing.replayed:
            return Unit.objects.get(pk=doing.subject_id)
        unit = Unit.objects.select_for_update().get(pk=unit.pk)
        rules.check_open(unit.until, unit.name)
        fresh = _new_unit(unit.parent, UnitKind(unit.kind), name, code, on)
        fresh.short_name = fresh.name
        _save_new(fresh, unit.parent)
        wanted = set(children or [])
        moving = list(unit.children.filter(pk__in=wanted, until=None))
        if len(moving) < len(wanted):
            raise Refused("所选下级单位不在原单位之下", field="children")
        for child in moving:
            _repath(child, fresh)
            UnitEvent.objects.create(unit=child, kind=UnitEvent.Kind.MOVED, other=unit, on=on)
        split = UnitEvent.Kind.SPLIT
        UnitEvent.objects.create(unit=fresh, kind=split, other=unit, on=on, note=note)
        doing.on("organisations.unit", fresh.pk, name=fresh.name, out_of=unit.name)
        hooks.record_changed("organisations.unit", fresh.pk, now)
        hooks.tree_changed(now)
        return fresh


def close_unit(
    unit: Unit,
    *,
    on: date,
    note: str = "",
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Unit:
    """Close a unit that nothing stands under any more. Its records and figures stay."""
    with act_at(
        "close_unit", unit, actor=actor, now=now, key=key, kind="unit", id=unit.pk
    ) as doing:
        if doing.replayed:
            return Unit.objects.get(pk=unit.pk)
        unit = Unit.objects.select_for_update().get(pk=unit.pk)
        rules.check_open(unit.until, unit.name)
        rules.check_closing(subtree(unit).filter(until=None).exclude(pk=unit.pk).count())
        rules.check_span(unit.since, on)
        unit.until = on
        unit.save(update_fields=["until"])
        UnitEvent.objects.create(unit=unit, kind=UnitEvent.Kind.CLOSED, on=on, note=note)
        doing.on("organisations.unit", unit.pk, name=unit.name)
        hooks.record_changed("organisations.unit", unit.pk, now)
        return unit


def import_units(
    parent: Unit,
    rows: list[dict[str, str]],
    *,
    on: date,
    actor: Actor,
    now: datetime,
) -> tuple[list[Unit], list[tuple[int, str]]]:
    """Found a unit per row of a list; a bad row is left out with its reason, the others stay.

    Args:
        rows: Each with 名称, 类别, and optionally 代码, 上级 (code or name of a unit at or below the
            parent, an earlier row's included), 简称.

    Returns:
        The units founded, and (row number from 2, reason) of the others.
    """
    made: list[Unit] = []
    bad: list[tuple[int, str]] = []
    left: dict[str, int] = {}  # names of those left out, with their row
    for number, row in enumerate(rows, start=2):
        try:
            made.append(_import_row(parent, row, left, on=on, actor=actor, now=now))
        except Refused as refusal:
            bad.append((number, refusal.message))
            left |= {row.get(name, "").strip(): number for name in ("名称", "代码")}
    return made, bad


@in_chinese
def _import_row(
    parent: Unit,
    row: dict[str, str],
    left: dict[str, int],
    *,
    on: date,
    actor: Actor,
    now: datetime,
) -> Unit:
    kinds = {str(choice.label): UnitKind(choice.value) for choice in Unit.Kind}
    kind = (kinds | KINDS_IN_SPEECH).get(row.get("类别", "").strip())
    if kind is None:
        raise Refused(f"类别“{row.get('类别', '')}”不认识，应为：{'、'.join(kinds)}")
    wanted = row.get("上级", "").strip()
    try:
        above = named_unit(parent, wanted)
    except Refused:
        if wanted in left:
            raise Refused(f"上级“{wanted}”在第 {left[wanted]} 行，先改好那一行") from None
        raise
    return found_unit(
        above,
        kind,
        row.get("名称", ""),
        on=on,
        code=row.get("代码", "").strip(),
        short_name=row.get("简称", ""),
        actor=actor,
        now=now,
    )


def named_unit(parent: Unit, wanted: str) -> Unit:
    if not wanted:
        return parent
    inside = subtree(parent).filter(until=None)
    found = list(inside.filter(code=wanted)[:1]) or list(inside.filter(name=wanted)[:2])
    if not found:
        raise Refused(f"没有找到上级“{wanted}”，请写代码或全称")
    if len(found) > 1:
        raise Refused(f"叫“{wanted}”的单位不止一个，请写代码")
    return found[0]
