"""The reader against hand-made facts of real reports, by their own scorer."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from youju.reader.core import json_lines, read_files

SHARED = next(
    (
        parent / "shared"
        for parent in Path(__file__).resolve().parents
        if (parent / "shared" / "data" / "facts_dev.jsonl").is_file()
    ),
    None,
)


@pytest.mark.skipif(SHARED is None, reason="../shared is missing: the real reports are NOT scored")
def test_real_reports_are_read_well_enough(tmp_path):
    reports = sorted((SHARED / "data" / "reports").glob("*.txt"))
    found, result = tmp_path / "found.jsonl", tmp_path / "result.json"
    found.write_text(json_lines(read_files(reports)), encoding="utf-8")

    subprocess.run(
        [sys.executable, SHARED / "tools" / "score_facts.py", found, "--json", result],
        check=True,
        capture_output=True,
    )

    micro = json.loads(result.read_text(encoding="utf-8"))["micro"]
    assert micro["detection"]["f1"] >= 0.95
    assert micro["full_fact"]["f1"] >= 0.9
