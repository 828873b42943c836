"""`youju report`: a report as a Word file, without a browser; `youju dossier` from the dossiers."""

from __future__ import annotations

from pathlib import Path

import click

from youju.documents.dossiers.cli import dossier
from youju.documents.models import Template
from youju.documents.paper import docx_now
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Missing
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


commands = [report, dossier]
