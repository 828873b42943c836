"""`youju report`: a report as a Word file; `youju proofread`: what is wrong with a text; `youju dossier`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from zipfile import BadZipFile

import click
import docx
from docx.opc.exceptions import PackageNotFoundError

from youju.documents.dossiers.cli import dossier
from youju.documents.models import Template
from youju.documents.paper import docx_now
from youju.documents.proofreading import RULES, TITLE, mended, paper_of, proofread
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Missing
from youju.kernel.repair import decoded
from youju.organisations.queries import unit_coded


@click.command("report")
@click.argument("template")
@click.option("--unit", "code", required=True, help="单位的区划代码或编号")
@click.option("--period", required=True, help="时段，如 2026H1、2026Q3、2026")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="写到哪个 .docx 文件")
def report(template: str, code: str, period: str, out: Path) -> None:
    """按模板 TEMPLATE（如 half-year）给一个单位写一份报告，不存入系统。"""
    found = Template.objects.filter(code=template, live=True).first()
    if found is None:
        known = "、".join(Template.objects.filter(live=True).values_list("code", flat=True))
        raise click.ClickException(f"没有模板“{template}”，可用：{known}")
    try:
        unit, when = unit_coded(code), parse_period(period)
    except (Missing, ValueError) as error:
        raise click.ClickException(str(error)) from error
    if not when.known:
        raise click.ClickException("报告须有时段，如 2026H1")
    out.write_bytes(docx_now(found, unit, when))
    click.echo(f"已写 {out}")


SHOWN = 10  # faults of one rule, unless all are asked for


@click.command("proofread")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--all", "every", is_flag=True, help="每一处都列出，不只列前几处")
@click.option("--fix", type=click.Path(path_type=Path), help="能改的都改好，写到这个文本文件")
def proofread_file(file: Path, every: bool, fix: Path | None) -> None:
    """校对一个文本或 Word 文件，逐条列出哪里不对、怎么改；有要紧的错时退出码为 1。"""
    try:
        paper = paper_of(_text(file))
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    found = proofread(paper)
    counted: Counter[str] = Counter()
    for one in found:
        counted[one.rule] += 1
        if every or counted[one.rule] <= SHOWN:
            where = f"第{one.line + 1}段第{one.start + 1}字" if one.line != TITLE else "全文"
            told = f"“{one.found[:30]}”" if one.found else ""
            click.echo(f"{where}\t{one.label}\t{told}\t{one.note}")
    for rule, n in counted.items():
        if n > SHOWN and not every:
            click.echo(f"{RULES[rule][0]}还有 {n - SHOWN} 处，用 --all 全部列出")
    click.echo(f"共 {len(found)} 处" if found else "没有发现要改的地方")
    if fix is not None:
        fixed = mended([line.text for line in paper.lines], found)
        fix.write_text("\n".join(line for line in fixed if line) + "\n", encoding="utf-8")
        click.echo(f"已写 {fix}")
    if any(one.grave for one in found):
        raise SystemExit(1)


def _text(file: Path) -> str:
    if file.suffix.lower() == ".docx":
        try:
            return "\n".join(one.text for one in docx.Document(str(file)).paragraphs)
        except (KeyError, BadZipFile, PackageNotFoundError):
            raise ValueError(f"{file.name} 打不开，不是 Word 文件") from None
    return decoded(file.read_bytes())


commands = [report, dossier, proofread_file]
