"""`youju dossier`: which dossiers there are and what they lack, and all of them as one zip."""

from __future__ import annotations

from pathlib import Path

import click
from django.db.models import QuerySet
from django.utils import timezone

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.documents.dossiers.bundling import write_zip
from youju.documents.dossiers.queries import dossiers_of
from youju.documents.models import Dossier
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, Membership, Unit, posts_that_may, roots, unit_coded
from youju.standards.queries import Edition, current_edition
from youju.standards.queries.editions import edition_coded

UNIT = click.option("--unit", "unit_code", default="", help="单位的区划代码或编号；不写为最上级")
EDITION = click.option("--edition", "edition_code", default="", help="测评体系的代码；不写为在用的")
ITEMS = click.option("--item", "items", multiple=True, help="只要这条指标，如 3.2.1；可写几次")
NAME = click.option("--as", "username", default="", help="以谁的名义（登录名），记入审计")


@click.group("dossier")
def dossier() -> None:
    """迎检档案：看缺什么，打包导出。"""


@dossier.command("list")
@UNIT
@EDITION
@ITEMS
@NAME
def list_dossiers(unit_code: str, edition_code: str, items: tuple[str, ...], username: str) -> None:
    """列出一个单位和它下面的档案：指标、单位、状态、缺几处。"""
    try:
        _member, edition, rows = _asked(unit_code, edition_code, items, username)
    except Refused as refusal:
        raise click.ClickException(refusal.message) from refusal
    found = list(rows)
    for one in found:
        verdict = one.get_verdict_display() if one.verdict else "待整理"
        lacks = f"，{len(one.findings)} 处" if one.findings else ""
        due = f"，{one.due_on.isoformat()} 前报送" if one.due_on else ""
        click.echo(f"{one}：{one.get_state_display()}，{verdict}{lacks}{due}")
    click.echo(f"{edition.name}：{len(found)} 份")


@dossier.command("export")
@UNIT
@EDITION
@ITEMS
@NAME
@click.option("--out", type=click.Path(path_type=Path), required=True, help="写到哪个 .zip 文件")
def export(
    unit_code: str, edition_code: str, items: tuple[str, ...], username: str, out: Path
) -> None:
    """把档案装订成 PDF，连同所附文件打成一个 zip，里面的清单有每个文件的 SHA-256。"""
    try:
        member, edition, rows = _asked(unit_code, edition_code, items, username)
        ids = list(rows.values_list("pk", flat=True))
        if not ids:
            raise Missing("没有档案可以打包，请先建档")
        with out.open("wb") as file:
            write_zip(file, ids, member, _say)
    except Refused as refusal:
        raise click.ClickException(refusal.message) from refusal
    except OSError as error:
        raise click.ClickException(f"写不了文件“{out}”：{error.strerror}") from error
    record(
        "documents.export_dossier", Outcome.EXPORTED, actor=member, now=timezone.now(),
        kind="standards.edition", subject_id=edition.pk, dossiers=len(ids),
    )  # fmt: skip
    click.echo(f"已写 {out}，{len(ids)} 份档案")


def _say(done: int, total: int, note: str = "") -> None:
    click.echo(f"{done}/{total} {note}")


def _asked(
    unit_code: str, edition_code: str, items: tuple[str, ...], username: str
) -> tuple[Membership, Edition, QuerySet[Dossier]]:
    """Return in whose name it is done, the edition meant, and its dossiers at the unit and below."""
    unit = _unit(unit_code)
    member = _member(unit, username)
    if edition_code:
        edition: Edition | None = edition_coded(unit.root_id, edition_code)
    else:
        edition = current_edition(member, unit)
    if edition is None:
        raise Missing("没有在用的测评体系，用 --edition 写明是哪一版")
    rows = dossiers_of(member, edition, unit)
    return member, edition, rows.filter(item__code__in=items) if items else rows


def _unit(code: str) -> Unit:
    if code:
        return unit_coded(code)
    found = list(roots())
    if len(found) != 1:
        known = "、".join(f"{one.name} {one.code or one.pk}" for one in found)
        raise Missing(f"用 --unit 写明是哪个单位：{known or '还没有单位'}")
    return found[0]


def _member(unit: Unit, username: str) -> Membership:
    """Return in whose name it is done: the one told, or the only one who may."""
    posts = posts_that_may(May.DRAFT, unit, timezone.localdate())
    known = "、".join(dict.fromkeys(f"{one.person.username}（{one.label}）" for one in posts))
    chosen = [one for one in posts if username in ("", one.person.username)]
    if len(chosen) != 1:
        raise Refused(f"用 --as 写明以{unit.name}谁的名义；可写：{known or '没有人'}")
    return chosen[0]
