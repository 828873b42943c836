"""`youju standards`: editions in and out without a browser, and all scores worked out anew."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from django.utils import timezone

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.kernel.ids import new_key
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, Membership, Unit, posts_that_may, roots, unit_coded
from youju.standards import actions
from youju.standards.actions.standing import recompute
from youju.standards.editions import spec_of
from youju.standards.loader import Checked
from youju.standards.queries.editions import edition_coded, editions_in_force
from youju.standards.reading.files import check_file
from youju.standards.reading.nodes import Fault
from youju.standards.reading.sheet_out import workbook_of_edition

SHOWN = 50


@click.group("standards")
def standards() -> None:
    """测评体系和自评得分。"""


@standards.command("recompute")
def recompute_all() -> None:
    """按现在的记录，把在用的每套测评体系重算一遍。"""
    now = timezone.now()
    for edition in editions_in_force():
        n = recompute(edition.pk, timezone.localdate(now), now=now)
        click.echo(f"{edition.name}：{n} 个单位的得分已更新")


@standards.command("import")
@click.argument(
    "path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--unit", "unit_code", default="", help="最上级单位的区划代码或编号；只有一家时不用写"
)
@click.option("--as", "username", default="", help="以谁的名义导入（登录名），记入审计")
@click.option("--code", default="", help="代码，代替文件里写的")
@click.option("--name", default="", help="名称，代替文件里写的")
@click.option("--year", default="", help="年份，代替文件里写的")
@click.option("--level", default="", help="层级，代替文件里写的，如 city")
@click.option("--enable", is_flag=True, help="导入后马上启用；同一层级在用的随之停用")
@click.option("--dry-run", is_flag=True, help="只看文件有没有问题，不导入")
def import_edition(path: Path, unit_code: str, username: str, code: str, name: str, year: str, level: str, enable: bool, dry_run: bool) -> None:  # fmt: skip
    """把 YAML 或 Excel 文件导入为一版测评体系。文件有问题时逐行说明，什么也不导入。"""
    told = {"code": code, "name": name, "year": year, "level": level}
    given = {key: value for key, value in told.items() if value}
    content = path.read_bytes()
    try:
        checked = check_file(content, path.name, given=given).checked
        _say(checked)
        if dry_run:
            return
        member = _member(_root(unit_code), username)
        how: dict[str, Any] = {"actor": member, "now": timezone.now()}
        made = actions.import_edition(content, path.name, given=given, key=new_key(), **how)
        if enable:
            actions.put_in_force(made.pk, key=new_key(), **how)
    except Refused as refusal:
        raise click.ClickException(refusal.message) from refusal
    click.echo(f"已导入“{made.name}”（{made.code}），{'已启用' if enable else '现在是试用'}")


@standards.command("export")
@click.argument("code")
@click.option(
    "--unit", "unit_code", default="", help="最上级单位的区划代码或编号；只有一家时不用写"
)
@click.option("--as", "username", default="", help="以谁的名义导出（登录名），记入审计")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="写到哪个 .xlsx 文件")
def export_edition(code: str, unit_code: str, username: str, out: Path) -> None:
    """把代码为 CODE 的一版测评体系写成 Excel，改好可以再导入。"""
    try:
        root = _root(unit_code)
        member = _member(root, username)
        edition = edition_coded(root.pk, code)
        out.write_bytes(workbook_of_edition(spec_of(edition)))
    except Refused as refusal:
        raise click.ClickException(refusal.message) from refusal
    except OSError as error:
        raise click.ClickException(f"写不了文件“{out}”：{error.strerror}") from error
    record(
        "standards.export_edition", Outcome.EXPORTED, actor=member, now=timezone.now(),
        kind="standards.edition", subject_id=edition.pk,
    )  # fmt: skip
    click.echo(f"已写 {out}")


def _say(checked: Checked) -> None:
    """Say what a file holds. Raises Refused with its faults, line by line."""
    _say_lines(checked.warnings, "请看一眼")
    if checked.faults or checked.spec is None:
        _say_lines(checked.faults, "要改")
        raise Refused(f"文件有 {len(checked.faults)} 处要改，没有导入")
    spec = checked.spec
    leaves = len(spec.items) - len({one.parent for one in spec.items if one.parent})
    click.echo(f"{spec.name}（{spec.code}，{spec.year} 年）：{leaves} 条指标，满分 {spec.full}")


def _say_lines(lines: Iterable[Fault], what: str) -> None:
    told = list(lines)
    for one in told[:SHOWN]:
        click.echo(f"{what}：{one}")
    if len(told) > SHOWN:
        click.echo(f"{what}：另有 {len(told) - SHOWN} 处")


def _root(code: str) -> Unit:
    """Return the unit at the top that is meant: the one told, or the only one."""
    if code:
        unit = unit_coded(code)
        if unit.pk != unit.root_id:
            raise Refused(f"测评体系放在最上级单位，{unit.name}不是")
        return unit
    found = list(roots())
    if len(found) != 1:
        known = "、".join(f"{one.name} {one.code or one.pk}" for one in found)
        raise Missing(f"用 --unit 写明放在哪个最上级单位：{known or '还没有单位'}")
    return found[0]


def _member(unit: Unit, username: str) -> Membership:
    """Return in whose name it is done: the one told, or the only one who may."""
    posts = posts_that_may(May.CONFIGURE, unit, timezone.localdate())
    known = "、".join(dict.fromkeys(f"{one.person.username}（{one.label}）" for one in posts))
    chosen = [one for one in posts if username in ("", one.person.username)]
    if len(chosen) != 1:
        raise Refused(f"用 --as 写明以{unit.name}谁的名义；可写：{known or '没有人'}")
    return chosen[0]


commands = [standards]
