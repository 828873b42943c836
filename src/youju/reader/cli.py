"""`youju read FILE…`: the facts of old or foreign reports on the command line."""

from __future__ import annotations

from pathlib import Path

import click

from youju.reader.core import Reading, json_lines, read_files


@click.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "out", type=click.Path(path_type=Path), help="事实写入的文件，每行一条")
def read(files: tuple[Path, ...], out: Path | None) -> None:
    """读报：修补文字，找出其中的数字事实（txt、docx、pdf）。"""
    try:
        readings = read_files(files)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    if out is not None:
        try:
            out.write_text(json_lines(readings), encoding="utf-8")
        except OSError as error:
            raise click.ClickException(f"写不了文件“{out}”：{error.strerror}") from error
    for reading in readings:
        click.echo(summary(reading))
        if out is None:
            for fact in reading.facts:
                click.echo(
                    f"  {fact.kind}\t{fact.action or ''}\t{fact.object or ''}\t{fact.quantity}"
                )


def summary(reading: Reading) -> str:
    """Return one line on a reading: pieces, repairs, facts and what is doubtful."""
    doubtful = sum(1 for fact in reading.facts if fact.doubts or fact.confidence < 0.6)
    parts = [
        f"{reading.name}：{len(reading.pieces)} 篇",
        f"修补 {len(reading.repaired.repairs)} 处",
        f"存疑 {len(reading.repaired.flags)} 处",
        f"事实 {len(reading.facts)} 条（其中 {doubtful} 条请核对）",
    ]
    if reading.copies:
        parts.append(f"重复 {len(reading.copies)} 篇")
    return "，".join(parts)


commands = [read]
