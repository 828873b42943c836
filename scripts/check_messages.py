"""The message catalogue is in step with the sources, and nothing Chinese goes around it.

scripts/check_messages.py            compare, and say what is not in English
scripts/check_messages.py --complete and fail where anything is not
scripts/check_messages.py --write    bring the catalogue in step
"""

import ast
import os
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "youju"
ENGLISH = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
HAN = re.compile(r"[\u3400-\u9fff]")
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
SENTENCE = re.compile(r"[，。；：？]|[\u3400-\u9fff]{7}")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    # Refusals are raised where no framework is known; pages translate their text.
    "Refused": None,
    "Forbidden": None,
    "Missing": None,
    "Clash": None,
    "say": None,
    "_say": None,
    "said": None,
}
BLANK = re.compile(r"%\(\w+\)[sd]|%[sd]")
SPOKEN_FILES = {"views.py", "forms.py", "rules.py"}

Found = tuple[str, int, str | tuple[str, ...], str | None]


def sources() -> list[Path]:
    """Return the Python files and templates that speak to users."""
    paths = [*SOURCE.rglob("*.py"), *SOURCE.glob("**/templates/**/*.html")]
    return sorted(
        path for path in paths if not {"tests", "migrations", "gallery"} & set(path.parts)
    )


def messages_in(path: Path) -> Iterator[Found]:
    """Yield file, line, message and context of everything marked in one file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        # Babel reads Python; what Django leaves between the calls is only layout.
        text = "\n".join(line.lstrip() for line in templatize(text).splitlines())
    name = str(path.relative_to(ROOT))
    for line, message, _comments, context in extract("python", BytesIO(text.encode()), KEYWORDS):
        yield name, line, message, context


def word_tables_in(path: Path) -> Iterator[Found]:
    """Yield the words of each `Words({…})` table in one file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py" or "Words(" not in text:
        return
    for call in ast.walk(ast.parse(text)):
        if not (isinstance(call, ast.Call) and ast.unparse(call.func) == "Words"):
            continue
        for table in call.args:
            for word in table.values if isinstance(table, ast.Dict) else ():
                if isinstance(word, ast.Constant):
                    yield str(path.relative_to(ROOT)), word.lineno, str(word.value), None


def registered() -> Iterator[Found]:
    """Yield what the rooms name in registries as they start: acts, kinds of messages and records."""
    from youju.aid.models import ChildFile
    from youju.audit.registry import ACTS
    from youju.console.tour import tours
    from youju.facts.registry import KINDS as SOURCES
    from youju.inbox.registry import KINDS
    from youju.portal.rules.kinds import ASKED, OFFERED
    from youju.reader.forms import KINDS as PAPERS
    from youju.residents.rules.people import RELATIONS
    from youju.search.registry import LABELS
    from youju.standards.rules.drawing import FORMULA

    for steps in tours().values():
        for step in steps:
            yield "src/youju/console/tours.yaml", 0, step.title, None
            yield "src/youju/console/tours.yaml", 0, step.text, None
    shown = [
        *(words for _code, words in (*OFFERED, ASKED)),
        *(label for label, _words in RELATIONS.values()),
        *PAPERS,
        *ChildFile.PROTECTED.values(),
        FORMULA,
    ]
    for word in shown:
        yield "src/youju", 0, word, None
    labels = [one.label for one in SOURCES.values()]
    for room, words in (("audit", ACTS), ("inbox", KINDS), ("search", LABELS)):
        for word in words.values():
            yield f"src/youju/{room}/registry.py", 0, str(word), None
    for word in labels:
        yield "src/youju/facts/registry.py", 0, word, None


def fresh_catalogue(paths: list[Path]) -> Catalog:
    """Return the catalogue that the sources ask for, without translations."""
    catalogue = Catalog(locale="en", project="youju", fuzzy=False)
    found = [one for path in paths for one in (*messages_in(path), *word_tables_in(path))]
    for name, _line, message, context in (*found, *registered()):
        if message and CHINESE.search(str(message)):
            catalogue.add(message, locations=[(name, 0)], context=context)
    return catalogue


def is_marked(parents: list[ast.AST]) -> bool:
    """Return whether a literal stands directly in a call that marks it for translation, or is a pattern."""
    for parent in reversed(parents):
        if isinstance(parent, ast.Call):
            function = parent.func
            name = (
                function.attr
                if isinstance(function, ast.Attribute)
                else getattr(function, "id", "")
            )
            return name in KEYWORDS or ast.unparse(function).startswith("re.")
        if not isinstance(parent, ast.JoinedStr | ast.BinOp | ast.FormattedValue | ast.keyword):
            return False
    return False


def is_data(parents: list[ast.AST]) -> bool:
    """Return whether a literal belongs to a word list: a constant or an enumeration."""
    for parent in parents:
        if isinstance(parent, ast.FunctionDef):
            return False
        if isinstance(parent, ast.ClassDef) and any(
            "Enum" in ast.unparse(base) for base in parent.bases
        ):
            return True
        if isinstance(parent, ast.Assign | ast.AnnAssign):
            target = parent.targets[0] if isinstance(parent, ast.Assign) else parent.target
            return isinstance(target, ast.Name) and target.id.isupper()
    return False


def unmarked(tree: ast.AST, *, strict: bool) -> list[tuple[int, str]]:
    """Return line and text of the Chinese literals that go around gettext.

    Constants and enumerations hold words of the trade. Unless strict, the bodies of functions
    may hold such words too; there only sentences are taken for something a user reads.
    """
    found = []

    def visit(node: ast.AST, parents: list[ast.AST]) -> None:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            in_function = any(isinstance(parent, ast.FunctionDef) for parent in parents)
            wanted = SENTENCE if in_function and not strict else HAN
            is_docstring = isinstance(parents[-1], ast.Expr)
            if wanted.search(node.value) and not (
                is_docstring or is_marked(parents) or is_data(parents)
            ):
                found.append((node.lineno, node.value[:30]))
        for child in ast.iter_child_nodes(node):
            visit(child, [*parents, node])

    visit(tree, [])
    return found


def going_around(paths: list[Path]) -> list[str]:
    """Return one line for each Chinese literal of a page, form or rule outside gettext."""
    lines = []
    for path in paths:
        if path.name in SPOKEN_FILES:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for line, text in unmarked(tree, strict=path.name == "views.py"):
                lines.append(f"{path.relative_to(ROOT)}:{line}: not through gettext: {text}")
    return lines


def committed_catalogue() -> Catalog:
    """Return the catalogue as committed, or an empty one."""
    if not ENGLISH.exists():
        return Catalog(locale="en")
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def write(fresh: Catalog, committed: Catalog) -> None:
    """Write the catalogue in step with the sources, keeping the translations."""
    committed.update(fresh, no_fuzzy_matching=True)
    committed.obsolete.clear()
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as file:
        write_po(
            file, committed, width=100, sort_output=True, omit_header=False, include_lineno=False
        )


def blanks_of(text: str) -> set[str]:
    """Return the blanks that a message fills in."""
    return set(BLANK.findall(text.replace("%%", "")))


def other_blanks(catalogue: Catalog) -> list[str]:
    """Return one line for each translation that does not fill in what its message does."""
    lines = []
    for message in catalogue:
        asked = message.id if isinstance(message.id, str) else message.id[0]
        told = message.string if isinstance(message.string, tuple | list) else (message.string,)
        for text in told:
            if asked and text and blanks_of(text) != blanks_of(asked):
                lines.append(f"other blanks in the translation: {asked} → {text}")
    return lines


def said(message: Message) -> bool:
    """Return whether a message is translated, in each of its numbers."""
    told = message.string
    return all(told) if isinstance(told, tuple | list) else bool(told)


def main(arguments: list[str]) -> int:
    """Compare or write."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "youju.settings")
    django.setup()
    paths = sources()
    fresh, committed = fresh_catalogue(paths), committed_catalogue()
    if "--write" in arguments:
        write(fresh, committed)
        committed = committed_catalogue()
    asked = {(message.id, message.context) for message in fresh if message.id}
    held = {(message.id, message.context) for message in committed if message.id}
    found = going_around(paths)
    found += [f"not in the catalogue: {one[0]}" for one in sorted(asked - held, key=str)]
    found += [f"no longer in the sources: {one[0]}" for one in sorted(held - asked, key=str)]
    found += other_blanks(committed)
    if found:
        print("\n".join(found))
        print("run `make messages` to bring the catalogue in step")
        return 1
    without = [one for one in committed if one.id and not said(one)]
    print(f"{len(asked)} messages, {len(without)} of them not in English")
    for one in without[:20]:
        print(f"not in English: {one.id}")
    return 1 if without and "--complete" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
