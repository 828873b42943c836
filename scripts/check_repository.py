"""Hygiene of what is committed: sizes, addresses, leftovers."""

import ast
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_MODULE = 500
LONGEST_FUNCTION = 50
LONGEST_VIEW = 25
LARGEST_FILE = 2 * 2**20
SOURCES = {".py", ".js", ".mjs", ".css"}
TEXTS = SOURCES | {
    ".html",
    ".md",
    ".txt",
    ".in",
    ".json",
    ".toml",
    ".yaml",
    ".yml",
    ".po",
    ".sh",
    "",
}

# The patterns are written with a gap so that this file does not match itself.
FORBIDDEN = {
    "a path of one machine": re.compile(r"/w[o]rk/(wt|main|shared|tmp|venv|land)\b|/r[o]ot/"),
    "the address of a registry": re.compile(r"p[y]pi\.org|pythonh[o]sted|n[p]mjs\.|find-[l]inks ="),
    "a note to finish something": re.compile(r"\b(TO[D]O|FIX[M]E|XX[X]:)"),
    "a merge mark": re.compile(r"^(<{7}|>{7}) ", re.MULTILINE),
}


def tracked(root: Path) -> list[Path]:
    """Return the files that git knows or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    paths = [root / name for name in listed.split("\0") if name]
    return sorted(path for path in paths if path.is_file() and not path.is_symlink())


def is_view(node: ast.FunctionDef | ast.AsyncFunctionDef, path: Path) -> bool:
    """Return whether a function answers a request."""
    arguments = [argument.arg for argument in node.args.args]
    is_public = not node.name.startswith("_")
    return is_public and arguments[:1] == ["request"] and "views" in {path.stem, path.parent.name}


def long_functions(path: Path, text: str) -> list[str]:
    """Return one line for each function that is too long; views have a limit of their own."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            limit = LONGEST_VIEW if is_view(node, path) else LONGEST_FUNCTION
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > limit:
                found.append(
                    f"{path}:{node.lineno}: {node.name} has {length} lines; at most {limit}"
                )
    return found


def problems_in(path: Path, text: str) -> list[str]:
    """Return one line for each thing wrong with one text file."""
    found = []
    for what, pattern in FORBIDDEN.items():
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            found.append(f"{path}:{line}: {what}: {match.group().strip()}")
    if path.suffix in SOURCES and "migrations" not in path.parts:
        lines = text.count("\n")
        if lines > LONGEST_MODULE:
            found.append(f"{path}: {lines} lines; at most {LONGEST_MODULE}")
        if path.suffix == ".py" and "tests" not in path.parts:  # there long ones are tables
            found += long_functions(path, text)
    if path.name == "package-lock.json" and '"resolved"' in text:
        found.append(f"{path}: names where packages were fetched from")
    return found


def main() -> int:
    """Look at every committed file."""
    found = []
    files = tracked(ROOT)
    for path in files:
        name = path.relative_to(ROOT)
        if path.stat().st_size > LARGEST_FILE:
            found.append(f"{name}: larger than {LARGEST_FILE // 2**20} MiB")
        elif path.suffix in TEXTS:
            found += problems_in(name, path.read_text(encoding="utf-8"))
    print("\n".join(found) or f"{len(files)} files are in order")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
