import io
from datetime import date

import docx
import pytest
from click.testing import CliRunner

from youju.documents.cli import report
from youju.documents.tests.world import a_clean_up, a_world

pytestmark = pytest.mark.django_db


def test_the_command_line_writes_a_report_as_word(tmp_path):
    world, _leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="50余")
    out = tmp_path / "总结.docx"

    done = CliRunner().invoke(
        report,
        ["half-year", "--unit", world.jinqiao.code, "--period", "2026H1", "--out", str(out)],
    )

    assert done.exit_code == 0, done.output
    words = "\n".join(p.text for p in docx.Document(io.BytesIO(out.read_bytes())).paragraphs)
    assert "清理垃圾50余车" in words


@pytest.mark.parametrize(
    ("template", "unit", "period", "reason"),
    [
        ("no-such", "330001001001", "2026H1", "没有模板“no-such”，可用：appeal、area、bulletin"),
        ("half-year", "999999999999", "2026H1", "没有代码为“999999999999”的单位"),
        ("half-year", "330001001001", "前阵子", "不认识的时段"),
        ("half-year", "330001001001", "?", "报告须有时段"),
    ],
)
def test_what_the_command_cannot_do_it_says(tmp_path, template, unit, period, reason):
    a_world()
    out = tmp_path / "a.docx"

    done = CliRunner().invoke(
        report, [template, "--unit", unit, "--period", period, "--out", str(out)]
    )

    assert done.exit_code == 1
    assert reason in done.output
    assert not out.exists()
