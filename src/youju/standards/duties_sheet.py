"""The split of an edition as a workbook: what is sent out to be filled in, and what comes back, row by row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.kernel.workbook import Unreadable, is_workbook, read_workbook
from youju.kernel.workbook_out import workbook
from youju.organisations.queries import Membership, Person, Unit, unit_options
from youju.standards.models import Duty, Edition, Item
from youju.standards.queries.duties import held_in, people_at
from youju.standards.rules.duties import Planned, Step
from youju.standards.splitting import Share, plan
from youju.ui.forms import read_date

CODE, TEXT, LEAD, SUPPORT, PERSON, SECTION, DUE = HEADS = (
    "指标编号", "测评内容", "牵头单位", "配合单位", "责任人", "科室", "期限",
)  # fmt: skip
WHY, HINT = "没有导入的原因", "通常由谁负责"
MOST_ROWS = 3000
_BETWEEN = re.compile(r"[、，,；;\n]+")


@dataclass(slots=True)
class Row:
    """One row of a sheet: what it says, and what that comes to.

    Attributes:
        number: As the spreadsheet counts it.
        told: In words what will be done; "" where nothing changes.
    """

    number: int
    cells: list[str]
    shares: list[Share] = field(default_factory=list)
    why: str = ""
    told: str = ""


def split_file(edition: Edition) -> bytes:
    """Return the split as it stands, a row for each leaf: to be filled in, changed and sent back."""
    held: defaultdict[int, list[Duty]] = defaultdict(list)
    for one in held_in(edition):
        held[one.item_id].append(one)
    leaves = Item.objects.filter(edition=edition, leaf=True).order_by("order")
    rows = [[*_cells(item, held[item.pk]), str(item.spec.get("duty", ""))] for item in leaves]
    title = _("%(edition)s：责任分工") % {"edition": edition.name}
    return workbook(_("责任分工"), title, [*HEADS, HINT], rows)


def _cells(item: Item, duties: Iterable[Duty]) -> list[str]:
    lead = next((one for one in duties if one.side == Duty.Side.LEAD), None)
    others = [one.unit.short_name for one in duties if one.side == Duty.Side.SUPPORT]
    named = lead.unit.short_name if lead else ""
    person = lead.person.name if lead and lead.person else ""
    due = lead.due.isoformat() if lead and lead.due else ""
    section = lead.section if lead else ""
    return [item.code, item.text, named, "、".join(others), person, section, due]


def rejected_file(edition: Edition, rows: Sequence[Sequence[str]]) -> bytes:
    """Return the rows that were not taken, each with its reason, to be put right and sent again."""
    return workbook(_("没有导入的行"), edition.name, [*HEADS, WHY], rows)


def rows_of(content: bytes) -> list[Row]:
    """Return the rows of a workbook that name an item and a unit.

    Raises:
        Refused: It does not open, or has no column 指标编号 or 牵头单位.
    """
    if not is_workbook(content):
        raise Refused(_("这不是 Excel 文件，请用 .xlsx 或 .xls"), field="file")
    try:
        sheets = read_workbook(content, MOST_ROWS + 10)
    except Unreadable as error:
        raise Refused(_("文件打不开，可能损坏、加了密码或太大"), field="file") from error
    lines = sheets[0][1] if sheets else []
    at = next((n for n, row in enumerate(lines[:5]) if CODE in row and LEAD in row), None)
    if at is None:
        raise Refused(_("没有找到表头“指标编号”和“牵头单位”，请在下载的分工表里填"), field="file")
    heads = lines[at]
    found = []
    for n, line in enumerate(lines[at + 1 :], start=at + 2):
        said = dict(zip(heads, (one.lstrip("'").strip() for one in line), strict=False))
        cells = [said.get(head, "") for head in HEADS]
        if cells[2] or cells[3]:
            found.append(Row(n, cells))
    if not found:
        raise Refused(_("表里没有填牵头单位或配合单位，没有要分的"), field="file")
    return found


@dataclass(frozen=True, slots=True)
class _Known:
    """What a sheet may name."""

    items: Mapping[str, Item]
    units: Mapping[str, Sequence[Unit]]
    people: Mapping[int, Mapping[int, Person]]


def check_rows(member: Membership, edition: Edition, rows: Sequence[Row], today: date) -> list[Row]:
    """Say of each row what it comes to, or why it cannot be taken. Returns the rows."""
    known = _known(member, edition, rows, today)
    seen: set[int] = set()
    for row in rows:
        try:
            row.shares = _shares(row, known, today)
            item_id = row.shares[0].item.pk
            if item_id in seen:
                raise Refused(_("这条指标上面已有一行"))
            seen.add(item_id)
        except Refused as refusal:
            row.why = refusal.message
    fits = [row for row in rows if not row.why]
    shares = [(row, share) for row in fits for share in row.shares]
    found = plan(edition, [share for _row, share in shares], today)
    told: defaultdict[int, list[str]] = defaultdict(list)
    for n, (row, share) in enumerate(shares):
        if n in found.faults:
            row.why = row.why or found.faults[n].partition("：")[2]
        else:
            told[row.number].append(words_of(found.steps[n], share))
    for row in fits:
        row.told = "；".join(filter(None, told[row.number]))
    return list(rows)


def words_of(planned: Planned, share: Share) -> str:
    """Return what becomes of a share: 分给建设局, 由城管局改派给建设局."""
    if planned.step is Step.KEEP:
        return ""
    told = {"unit": share.unit.short_name, "old": planned.ends.unit if planned.ends else ""}
    if planned.ends is not None:
        return _("由%(old)s改派给%(unit)s") % told
    if planned.step is Step.TURN:
        return _("%(unit)s由配合改为牵头") % told
    return _("%(unit)s牵头") % told if share.lead else _("%(unit)s配合") % told


def _known(member: Membership, edition: Edition, rows: Sequence[Row], today: date) -> _Known:
    items: dict[str, Item] = {}
    for one in Item.objects.filter(edition=edition, leaf=True):
        for code in (one.code, *one.spec.get("aliases", ())):
            items.setdefault(code, one)
    units = units_by_name(member)
    named = {row.cells[2] for row in rows if row.cells[4]}
    ids = [unit.pk for name in named for unit in units.get(name, ())]
    return _Known(items, units, people_at(ids, today))


def units_by_name(member: Membership) -> dict[str, list[Unit]]:
    """Return the open units of the member's tree by full and short name."""
    found: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in unit_options(member):
        for name in {unit.name, unit.short_name}:
            found[name].append(unit)
    return dict(found)


def names_in(text: str) -> list[str]:
    """Return the names in 公安局、城管局；住建局, each once."""
    return list(dict.fromkeys(filter(None, (one.strip() for one in _BETWEEN.split(text)))))


def unit_named(name: str, units: Mapping[str, Sequence[Unit]]) -> Unit:
    """Return the one unit of this name. Raises Refused where there is none, or more than one."""
    fits = units.get(name, ())
    if not fits:
        raise Refused(_("没有叫“%(name)s”的单位，照单位名称填写") % {"name": name[:30]})
    if len(fits) > 1:
        raise Refused(_("叫“%(name)s”的单位不止一个，请写全称") % {"name": name[:30]})
    return fits[0]


def _shares(row: Row, known: _Known, today: date) -> list[Share]:
    code, _text, lead, support, name, section, due_text = row.cells
    item = known.items.get(code)
    if item is None:
        raise Refused(_("没有编号为“%(code)s”的末级指标") % {"code": code[:40]})
    due = _due(due_text, today)
    found = []
    if lead:
        unit = unit_named(lead, known.units)
        person = _person(name, unit, known) if name else None
        found.append(Share(item, unit, lead=True, person=person, section=section, due=due))
    others = [unit_named(one, known.units) for one in names_in(support)]
    return [*found, *(Share(item, unit, lead=False, due=due) for unit in others)]


def _due(text: str, today: date) -> date | None:
    if not text:
        return None
    try:
        return read_date(text, date(today.year, 12, 31))
    except ValueError as error:
        raise Refused(str(error)) from error


def _person(name: str, unit: Unit, known: _Known) -> Person:
    fits = [one for one in known.people.get(unit.pk, {}).values() if one.name == name]
    if len(fits) != 1:
        told = {"unit": unit.short_name, "name": name[:30]}
        raise Refused(_("%(unit)s没有叫“%(name)s”的人员，可留空由单位自己落实") % told)
    return fits[0]
