"""Every line and branch of the rules, the actions and the kernel is tested.

Reads the figures of the last `pytest --cov` run. A file that no test imported counts as
untested.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PATTERNS = ("*/rules.py", "*/rules/*.py", "*/actions.py", "*/actions/*.py", "kernel/*.py")


def must_be_covered(package: Path) -> list[Path]:
    """Return the files that are to be covered wholly."""
    found = {path for pattern in PATTERNS for path in package.glob(pattern)}
    return sorted(path for path in found if path.read_text(encoding="utf-8").strip())


def gaps(measured: dict[str, Any], files: list[Path], root: Path) -> list[str]:
    """Return one line for each file with an untested line or branch."""
    lines = []
    for path in files:
        name = str(path.relative_to(root))
        figures = measured.get(name)
        if figures is None:
            lines.append(f"{name}: no test imports it")
        elif figures["missing_lines"] or figures["missing_branches"]:
            branches = ", ".join(f"{a}->{b}" for a, b in figures["missing_branches"])
            lines.append(f"{name}: lines {figures['missing_lines']} branches [{branches}]")
    return lines


def main() -> int:
    """Compare the last run with what must be covered."""
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        command = [sys.executable, "-m", "coverage", "json", "-q", "-o", report.name]
        made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if made.returncode:
            print(made.stdout + made.stderr)
            return 1
        measured = json.loads(Path(report.name).read_text(encoding="utf-8"))["files"]
    files = must_be_covered(ROOT / "src" / "youju")
    found = gaps(measured, files, ROOT)
    print("\n".join(found) or f"{len(files)} files, every line and branch")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
