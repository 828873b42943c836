"""YAML that knows its lines, so that a fault in a catalogue file is named with the line it is on."""

from __future__ import annotations

from typing import Any

import yaml


class Node(dict[str, Any]):
    """A mapping that knows the lines of its keys."""

    lines: dict[str, int]
    line: int

    def line_of(self, key: str) -> int:
        """Return the line of a key, or of the mapping when the key is not there."""
        return self.lines.get(key, self.line)


class BadYaml(ValueError):
    """A file is no YAML of ours. `line` says where, the message why."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line
        self.why = why


# libyaml reads ten times as fast; it comes with every wheel of PyYAML.
FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 100  # levels; libyaml itself ends the process somewhere after some thousand


class _Loader(FAST):  # type: ignore[misc]
    """YAML with line numbers; a key given twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Node:
        found = Node()
        found.lines, found.line = {}, node.start_mark.line + 1
        for key_node, value_node in node.value:
            key = str(self.construct_object(key_node, deep=True))
            line = key_node.start_mark.line + 1
            if key in found:
                raise BadYaml(line, f"“{key}”写了两次")
            found.lines[key] = line
            found[key] = self.construct_object(value_node, deep=True)
        return found


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Node:
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def _check_shape(text: str) -> None:
    """Refuse what is nested too deep to be put together, and a reference: a few lines of them can
    stand for more text than there is memory."""
    depth = 0
    for event in yaml.parse(text, Loader=FAST):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            raise BadYaml(_line(event), "不能用 * 引用，请把内容写出来")
        if depth > DEEPEST:
            raise BadYaml(_line(event), "套得太深")


def _line(event: yaml.Event) -> int:
    mark: Any = event.start_mark
    return int(mark.line) + 1


def read_lined(text: str, longest: int = 200_000) -> Node:
    """Return the mapping a file holds.

    Raises:
        BadYaml: If it is longer than `longest` characters, no YAML, or no mapping.
    """
    if len(text) > longest:
        raise BadYaml(1, f"太长，最多 {longest} 个字")
    try:
        _check_shape(text)
        top = yaml.load(text, Loader=_Loader)  # noqa: S506  a SafeLoader with line numbers
    except yaml.MarkedYAMLError as error:
        last = text.count("\n", 0, -1) + 1  # an end that comes too soon is marked behind it
        line = min(error.problem_mark.line + 1, last) if error.problem_mark else 1
        raise BadYaml(line, f"不是合格的 YAML（{error.problem}）") from error
    except BadYaml:
        raise
    except (yaml.YAMLError, ValueError) as error:
        raise BadYaml(1, f"不是合格的 YAML（{error}）") from error
    if not isinstance(top, Node):
        raise BadYaml(1, "要写成 名称: 内容 的样子，如 code: cleanup")
    return top
