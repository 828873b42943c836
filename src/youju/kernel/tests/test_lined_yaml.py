"""A fault is named with its line."""

import pytest
import yaml

from youju.kernel.lined_yaml import BadYaml, read_lined


def test_a_mapping_knows_the_lines_of_its_keys():
    top = read_lined("code: a\nparts:\n  - name: b\n    size: 1\n")

    assert top == {"code": "a", "parts": [{"name": "b", "size": 1}]}
    assert top.line_of("parts") == 2
    assert top["parts"][0].line_of("size") == 4
    assert top["parts"][0].line_of("nothing") == 3


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("a: 1\na: 2\n", 2, "“a”写了两次"),
        ("a: &x [1]\nb: *x\n", 2, "不能用 * 引用"),
        ("a: 1\n b: [\n", 2, "不是合格的 YAML"),
        ("a: \x00", 1, "不是合格的 YAML"),
        ("a: 2026-02-30\n", 1, "不是合格的 YAML"),
        ("- a\n", 1, "要写成 名称: 内容"),
        ("", 1, "要写成 名称: 内容"),
        ("a: " + "x" * 30, 1, "太长，最多 20 个字"),
        ("[" * 3000, 1, "套得太深"),
    ],
)
def test_a_fault_has_a_line_and_a_reason(text, line, why):
    with pytest.raises(BadYaml) as bad:
        read_lined(text, longest=20 if text.startswith("a: x") else 200_000)

    assert bad.value.line == line
    assert why in bad.value.why


def test_a_fault_without_a_mark_is_put_on_the_first_line(monkeypatch):
    def unmarked(*_, **__):
        raise yaml.MarkedYAMLError(problem="odd")

    monkeypatch.setattr(yaml, "load", unmarked)

    with pytest.raises(BadYaml) as bad:
        read_lined("a: 1")

    assert bad.value.line == 1
