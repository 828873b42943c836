"""Each gate, shown something broken, says no."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from scripts import check_coverage, check_messages, check_repository, check_templates, gates
from scripts.doors import is_breach

ROOT = Path(__file__).resolve().parent.parent.parent
BIN = Path(sys.executable).parent


@pytest.fixture
def broken_copy(tmp_path):
    """A copy of the sources, to be broken, with what Python compiled of them."""
    left_out = shutil.ignore_patterns("static", "templates", "tests")
    shutil.copytree(ROOT / "src" / "youju", tmp_path / "src" / "youju", ignore=left_out)
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    for name in (".importlinter", "manage.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(folder, *command):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("YOUJU_")}
    paths = os.pathsep.join([str(folder / "src"), str(folder)])
    return subprocess.run(
        command,
        cwd=folder,
        env={**clean, "PYTHONPATH": paths, "DJANGO_SETTINGS_MODULE": "youju.settings"},
        capture_output=True,
        text=True,
    )


def add(path, text):
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_floors_and_doors_break_where_a_room_imports_upward_or_through_a_wall(broken_copy):
    rooms = broken_copy / "src" / "youju"
    add(rooms / "kernel" / "ids.py", "\nimport django\n")
    add(rooms / "audit" / "rules.py", "\nimport django.db\n")
    add(rooms / "audit" / "queries.py", "\nimport youju.facts.queries\n")
    add(rooms / "facts" / "queries.py", "\nimport youju.organisations.models\n")

    linted = run(broken_copy, str(BIN / "lint-imports"))

    assert linted.returncode == 1
    assert "Contracts: 0 kept, 4 broken." in linted.stdout
    assert "youju.facts.queries imports youju.organisations.models" in linted.stdout


@pytest.mark.parametrize(
    ("importer", "imported", "breach"),
    [
        ("youju.ledgers.views", "youju.facts.models", True),
        ("youju.ledgers.views", "youju.facts", True),
        ("youju.ledgers.views", "youju.facts.actions", False),
        ("youju.ledgers.views", "youju.facts.queries", False),
        ("youju.ledgers.views", "youju.facts.rules", False),
        ("youju.ledgers.views", "youju.facts.measures", False),
        ("youju.ledgers.views", "youju.facts.actions.record", False),
        ("youju.ledgers.views", "youju.ledgers.models", False),
        ("youju.ledgers.views", "youju.ui.charts", False),
        ("youju.ledgers.views", "youju.kernel.quantity", False),
        ("youju.ledgers.views", "youju.facts.tests.factories", True),
        ("youju.ledgers.tests.test_views", "youju.facts.models", False),
        ("youju.ledgers.apps", "youju.facts.registry", False),
        ("youju.cli.main", "youju.facts.cli", False),
    ],
)
def test_the_doors_of_a_room(importer, imported, breach):
    assert is_breach(importer, imported) is breach


def test_a_model_without_its_migration_is_found(broken_copy):
    add(
        broken_copy / "src" / "youju" / "jobs" / "models.py",
        '\n\nclass Forgotten(models.Model):\n    """Has no table."""\n',
    )

    checked = run(
        broken_copy, sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"
    )

    assert checked.returncode == 1
    assert "Create model Forgotten" in checked.stdout


def test_ruff_finds_an_import_nobody_uses():
    checked = subprocess.run(
        [BIN / "ruff", "check", "--stdin-filename", "src/youju/sample.py", "-"],
        cwd=ROOT,
        input="import os\n",
        capture_output=True,
        text=True,
    )

    assert checked.returncode == 1
    assert "F401" in checked.stdout


def test_mypy_finds_a_function_without_types(tmp_path):
    sample = tmp_path / "sample.py"
    sample.write_text("def add(a, b):\n    return a + b\n")

    checked = subprocess.run(
        [BIN / "mypy", "--cache-dir", str(tmp_path / "cache"), str(sample)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
    )

    assert checked.returncode == 1
    assert "[no-untyped-def]" in checked.stdout


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("<p>清理垃圾</p>", "not through gettext: <p>清理垃圾</p>"),
        ('<p title="清理">x</p>', "not through gettext"),
        ('{% include "a.html" with title="清理" only %}', "not through gettext"),
        ('{% include "a.html" with x=1 %}', "include without `only`"),
        ('<p style="color: red">x</p>', "an inline style"),
        ("<style>p{}</style>", "an inline style"),
        ("<script>go()</script>", "an inline script"),
        ('<b onclick="go()">x</b>', "an inline handler"),
        ('<img src="https://elsewhere.example/a.png">', "an address of another host"),
        ("{% nonsense %}", "does not compile"),
    ],
)
def test_a_template_with_a_fault_is_found(source, problem):
    found = check_templates.problems_in("room/page.html", source)

    assert any(problem in line for line in found), found


@pytest.mark.parametrize(
    "source",
    [
        "{% load i18n %}<p>{% translate '清理垃圾' %}</p>",
        "{% load i18n %}{% blocktranslate %}清理 {{ n }} 车{% endblocktranslate %}",
        '{% include "a.html" with title=_("清理") only %}',
        "{# 清理垃圾 #}{% comment %}清理{% endcomment %}<!-- 清理 -->",
        '<script type="module" src="/static/a.js"></script>',
    ],
)
def test_a_template_without_fault_passes(source):
    assert check_templates.problems_in("room/page.html", source) == []


def test_a_component_must_list_what_it_shows():
    source = "{% comment %}\n- text (str, required): shown.\n{% endcomment %}{{ text }}{{ kind }}"

    found = check_templates.problems_in("ui/components/pill.html", source)

    assert found == ["ui/components/pill.html: kind is not in its comment"]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('def view():\n    return "保存成功，请返回"', ["保存成功，请返回"]),
        ('def view():\n    return show(title="保存成功，请返回")', ["保存成功，请返回"]),
        ('def view():\n    return _("保存成功，请返回")', []),
        ('def view():\n    raise Refused("请先保存，再提交", field="name")', []),
        ('def view():\n    """保存成功，请返回"""', []),
    ],
)
def test_chinese_text_around_gettext_is_found(code, found):
    lines = check_messages.unmarked(ast.parse(code), strict=True)

    assert [text for _line, text in lines] == found


def test_rules_may_hold_words_of_the_trade_but_no_loose_sentence():
    code = 'LABELS = {"a": "这是词表，不是提示"}\nWORD = "余"\n\ndef f():\n    return "约", "请改填数字，再提交"'

    lines = check_messages.unmarked(ast.parse(code), strict=False)

    assert [text for _line, text in lines] == ["请改填数字，再提交"]


def test_messages_are_drawn_from_python_and_from_templates(tmp_path, monkeypatch):
    monkeypatch.setattr(check_messages, "ROOT", tmp_path)
    monkeypatch.setattr(check_messages, "registered", lambda: iter(()))
    page = tmp_path / "page.html"
    page.write_text(
        '{% load i18n %}<h1>{% translate "台账" %}</h1>\n  {% blocktranslate %}共 {{ n }} 条{% endblocktranslate %}',
        encoding="utf-8",
    )
    code = tmp_path / "rules.py"
    code.write_text('raise Refused("请填写日期")\n', encoding="utf-8")

    catalogue = check_messages.fresh_catalogue([page, code])

    assert {message.id for message in catalogue if message.id} == {
        "台账",
        "共 %(n)s 条",
        "请填写日期",
    }


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("a.py", "x = 1\n" * 501, "501 lines; at most 500"),
        ("a.py", "def f():\n" + "    x = 1\n" * 50, "f has 51 lines; at most 50"),
        ("views.py", "def f(request):\n" + "    x = 1\n" * 25, "f has 26 lines; at most 25"),
        ("a.md", "see /wo" + "rk/wt/a\n", "a path of one machine"),
        ("a.md", "from https://py" + "pi.org/simple\n", "the address of a registry"),
        ("a.py", "# TO" + "DO later\n", "a note to finish something"),
        ("a.md", "<" * 7 + " HEAD\n", "a merge mark"),
        ("package-lock.json", '{"resolved": "x"}', "names where packages were fetched from"),
    ],
)
def test_a_file_that_breaks_the_hygiene_is_found(name, text, problem):
    found = check_repository.problems_in(Path(name), text)

    assert any(problem in line for line in found), found


def test_a_file_in_order_has_no_problem():
    assert check_repository.problems_in(Path("a.py"), "def f():\n    return 1\n") == []


def test_an_untested_line_branch_or_file_is_a_gap(tmp_path):
    files = [tmp_path / name for name in ("whole.py", "line.py", "branch.py", "never.py")]
    whole = {"missing_lines": [], "missing_branches": []}
    measured = {
        "whole.py": whole,
        "line.py": {**whole, "missing_lines": [7]},
        "branch.py": {**whole, "missing_branches": [[3, 5]]},
    }

    assert check_coverage.gaps(measured, files, tmp_path) == [
        "line.py: lines [7] branches []",
        "branch.py: lines [] branches [3->5]",
        "never.py: no test imports it",
    ]


def test_one_failed_gate_fails_the_whole_run(monkeypatch, capsys):
    good = gates.Gate("good", [sys.executable, "-c", "print('fine')"])
    bad = gates.Gate("bad", [sys.executable, "-c", "raise SystemExit('broken')"])
    monkeypatch.setattr(sys, "argv", ["gates.py", "--lint"])

    monkeypatch.setattr(gates, "LINT", [good])
    assert gates.main() == 0
    monkeypatch.setattr(gates, "LINT", [good, bad])
    assert gates.main() == 1

    printed = capsys.readouterr().out
    assert "broken" in printed
    assert printed.rstrip().endswith("FAILED: bad")


def test_what_the_machine_lacks_is_said_in_capitals(monkeypatch):
    monkeypatch.setattr(gates, "has_postgres", lambda: False)
    monkeypatch.setattr(gates, "has_browser", lambda: False)

    assert gates.missing() == [
        "NO POSTGRESQL ANSWERED AT postgres://postgres@127.0.0.1:5432: the tests ran on SQLite only",
        "NO CHROMIUM FOUND: the browser tests were left out",
    ]
