"""`youju import`: the rows of an Excel or CSV file into a ledger, without a browser."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from django.utils import timezone

from youju.kernel.ids import new_key
from youju.kernel.refusal import Refused
from youju.ledgers import imports, taking
from youju.ledgers.export import rejects_file
from youju.ledgers.mapping import known_heads
from youju.ledgers.matching import WHEN, fitting_ledgers, named_columns, targets_of
from youju.ledgers.models import ImportBatch, LedgerVersion
from youju.ledgers.queries import ledger_at
from youju.ledgers.sheet_rows import reject_of
from youju.ledgers.sheets import Sheet, Table, find_head, read_sheets, table_of
from youju.ledgers.spec import Ledger
from youju.organisations.queries import May, Membership, Unit, posts_that_may, unit_coded

REJECTED = 3  # exit code
SHOWN = 50
Reject = dict[str, object]


@dataclass(frozen=True, slots=True)
class File:
    """The file handed in, and the table of it that is taken."""

    content: bytes
    name: str
    sheet: str
    table: Table


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the rows go, in whose name, and which column holds what."""

    unit: Unit
    member: Membership
    ledger: Ledger
    columns: dict[int, str]
    period: str


@click.command("import")
@click.argument(
    "path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--ledger", default="", help="台账代码，如 cleanup；不知道先用 --propose")
@click.option("--unit", "code", default="", help="单位的区划代码或编号；行里写明单位的记到该单位")
@click.option("--sheet", default="", help="第几张工作表，或表名；不写取第一张")
@click.option("--head-row", type=click.IntRange(1), help="表头在第几行；不写自动找")
@click.option("--map", "told", multiple=True, help="列=字段，如 地址=place、3=地点；“备注=”不导入")
@click.option("--period", default="", help="没有日期列时各行的时段，如 2026Q2")
@click.option("--as", "username", default="", help="以谁的名义导入（登录名），记入审计")
@click.option(
    "--rejects", type=click.Path(dir_okay=False, path_type=Path), help="未导入的行写到这个 xlsx"
)
@click.option("--again", is_flag=True, help="导入过的文件再导一遍")
@click.option("--dry-run", is_flag=True, help="只看结果，不导入")
@click.option("--propose", is_flag=True, help="只看表头适合哪种台账")
def import_(path: Path, ledger: str, code: str, sheet: str, head_row: int | None, told: tuple[str, ...], period: str, username: str, rejects: Path | None, again: bool, dry_run: bool, propose: bool) -> None:  # fmt: skip
    """把 Excel 或 CSV 文件的行导入一种台账。有行未导入时退出码为 3。"""
    try:
        file = _file(path, sheet, head_row)
        if propose:
            _propose(file)
            return
        _check_out(rejects)
        plan = _plan(file, ledger, code, told, period, username)
        _say_plan(file, plan)
        taken, left = _tried(file, plan) if dry_run else _taken(file, plan, again=again)
    except Refused as refusal:
        raise click.ClickException(refusal.message) from refusal
    click.echo(f"{'可以导入' if dry_run else '已导入'} {taken} 行，未导入 {len(left)} 行")
    _say_rejects(file, left, rejects)
    if left:
        sys.exit(REJECTED)


def _file(path: Path, sheet: str, head_row: int | None) -> File:
    content = path.read_bytes()
    sheets = read_sheets(content, path.name)
    chosen = _sheet(sheets, sheet)
    if head_row is not None and head_row > len(chosen.rows):
        raise Refused(f"表“{chosen.name}”只有 {len(chosen.rows)} 行，没有第 {head_row} 行")
    heads = known_heads(list(LedgerVersion.objects.filter(current=True)))
    at = find_head(chosen.rows, heads) if head_row is None else head_row - 1
    return File(content, path.name, chosen.name, table_of(chosen, at))


def _sheet(sheets: list[Sheet], wanted: str) -> Sheet:
    named = next((one for one in sheets if one.name == wanted), None)
    if named is not None or not wanted:
        return named or sheets[0]
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(sheets):
        return sheets[int(wanted) - 1]
    known = "、".join(f"{n} {one.name}" for n, one in enumerate(sheets, 1))
    raise Refused(f"没有工作表“{wanted}”，有内容的表：{known}")


def _check_out(rejects: Path | None) -> None:
    if rejects is not None and (rejects.suffix != ".xlsx" or not rejects.parent.is_dir()):
        raise Refused(f"--rejects 要写到已有文件夹里的 .xlsx 文件，不能写“{rejects}”")


def _plan(
    file: File, code: str, unit_code: str, told: tuple[str, ...], period: str, username: str
) -> Plan:
    if not code or not unit_code:
        raise Refused(
            "用 --ledger 和 --unit 写明导入哪种台账、哪个单位；不知道台账代码先用 --propose"
        )
    unit = unit_coded(unit_code)
    member = _member(unit, username)
    ledger = ledger_at(member, code).ledger
    columns = named_columns(file.table.heads, ledger, told)
    taking.period_of(period)
    targets = {one.key: one.label for one in targets_of(ledger)}
    missing = [one.label for one in ledger.fields if one.required and not one.default and one.key not in columns.values()]  # fmt: skip
    if WHEN not in columns.values() and not period:
        missing.insert(0, targets[WHEN])
    if missing:
        raise Refused(
            f"没有列对上必填的 {'、'.join(missing)}；用 --map 列=字段 指明，日期也可用 --period"
        )
    return Plan(unit, member, ledger, columns, period)


def _member(unit: Unit, username: str) -> Membership:
    """Return in whose name rows are taken in: the one told, or the only one at the unit."""
    posts = posts_that_may(May.IMPORT, unit, timezone.localdate())
    known = "、".join(dict.fromkeys(f"{one.person.username}（{one.label}）" for one in posts))
    if username:
        named = [one for one in posts if one.person.username == username]
        if not named:
            raise Refused(f"“{username}”不能在{unit.name}导入；能导入的：{known or '没有人'}")
        return named[0]
    own = [one for one in posts if one.unit_id == unit.pk]
    if len(own) != 1:
        raise Refused(f"用 --as 写明以谁的名义在{unit.name}导入；能导入的：{known or '没有人'}")
    return own[0]


def _say_plan(file: File, plan: Plan) -> None:
    table = file.table
    click.echo(f"{file.name}“{file.sheet}”：表头在第 {table.head_row + 1} 行，{len(table.rows)} 行")
    if table.left_out:
        click.echo(f"  合计行 {table.left_out} 行不导入")
    click.echo(f"导入{plan.unit.name}的“{plan.ledger.label}”，以{plan.member.label}的名义")
    _say_columns(table.heads, plan.ledger, plan.columns)


def _say_columns(heads: list[str], ledger: Ledger, columns: dict[int, str]) -> None:
    labels = {one.key: one.label for one in targets_of(ledger)}
    for n, head in enumerate(heads):
        target = labels[columns[n]] if n in columns else "不导入"
        click.echo(f"  {n + 1} {head or '（空）'} → {target}")


def _tried(file: File, plan: Plan) -> tuple[int, list[Reject]]:
    trial = taking.draft_batch(plan.ledger, plan.columns, plan.unit, plan.member)
    trial.mapping["period"] = plan.period
    heads, rows = file.table.heads, file.table.rows
    read = list(taking.read_batch(trial, plan.member, rows, heads, timezone.localdate()))
    left = [reject_of(row, heads) for row in read if row.errors]
    return len(read) - len(left), left


def _taken(file: File, plan: Plan, *, again: bool) -> tuple[int, list[Reject]]:
    if not again:
        _check_not_taken(file, plan.unit)
    how: Any = {"actor": plan.member, "now": timezone.now()}
    batch = imports.receive_file(file.content, file.name, unit=plan.unit, key=new_key(), **how)
    imports.map_columns(
        batch.pk,
        ledger=plan.ledger.code,
        sheet=file.sheet,
        header_row=file.table.head_row,
        columns=plan.columns,
        period=plan.period,
        **how,
    )
    with click.progressbar(length=len(file.table.rows), label="导入", file=sys.stderr) as bar:

        def report(done: int, total: int, note: str = "") -> None:
            bar.update(done - bar.pos)

        done = imports.import_now(batch.pk, key=new_key(), report=report, **how)
    return done.taken, done.rejects


def _check_not_taken(file: File, unit: Unit) -> None:
    same = ImportBatch(unit=unit, digest=imports.digest_of(file.content))
    before = imports.same_file_before(same)
    if before is not None:
        at = timezone.localtime(before.made_at).strftime("%Y-%m-%d %H:%M")
        raise Refused(
            f"这份文件 {at} 已由{before.made_by_label}导入 {before.taken} 行；要再导一遍，加 --again"
        )


def _say_rejects(file: File, left: list[Reject], out: Path | None) -> None:
    for one in left[:SHOWN]:
        click.echo(f"  第 {one['row']} 行 {one['reasons']}")
    if len(left) > SHOWN:
        click.echo(f"  另有 {len(left) - SHOWN} 行，用 --rejects 写成文件再看")
    if left and out is not None:
        try:
            out.write_bytes(rejects_file(file.table.heads, left))
        except OSError as error:
            raise click.ClickException(f"写不了文件“{out}”：{error.strerror}") from error
        click.echo(f"未导入的行写在 {out}，改好后可以直接再导入")


def _propose(file: File) -> None:
    ledgers = [one.ledger for one in LedgerVersion.objects.filter(current=True).order_by("code")]
    found = fitting_ledgers(file.table.heads, ledgers)
    if not found:
        raise Refused("没有适合这个表头的台账；可在“导入”页由表头自建一种")
    click.echo("表头最适合的台账：")
    for ledger, n in found[:3]:
        click.echo(f"  {ledger.code} {ledger.label}（对上 {n} 列）")
    best = found[0][0]
    click.echo(f"按“{best.label}”对列：")
    _say_columns(file.table.heads, best, named_columns(file.table.heads, best, ()))


commands = [import_]
