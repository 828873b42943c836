"""The shipped catalogue of kinds of activity and topic days, read once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from youju.activities.rules.kinds import Kind, TopicDay, day_from, kind_from
from youju.kernel.lined_yaml import BadYaml, read_lined
from youju.kernel.refusal import Refused

CATALOGUE = Path(__file__).parent / "catalogue"


def rows_of(text: str, name: str) -> list[dict[str, Any]]:
    """Return the rows of a catalogue file. Raises Refused with the line and why."""
    try:
        rows: list[dict[str, Any]] = read_lined(text)[name]
    except BadYaml as error:
        told = {"line": error.line, "why": error.why}
        raise Refused(_("活动目录文件第 %(line)s 行：%(why)s") % told) from error
    except (KeyError, TypeError) as error:
        raise Refused(_("活动目录文件里没有“%(name)s”") % {"name": name}) from error
    return rows


@lru_cache(1)
def kinds() -> dict[str, Kind]:
    """Return the kinds of activity by code, group by group."""
    text = (CATALOGUE / "kinds.yaml").read_text(encoding="utf-8")
    return {one.code: one for one in map(kind_from, rows_of(text, "kinds"))}


@lru_cache(1)
def topic_days() -> dict[str, TopicDay]:
    """Return the topic days by code, by the calendar."""
    text = (CATALOGUE / "days.yaml").read_text(encoding="utf-8")
    return {one.code: one for one in map(day_from, rows_of(text, "days"))}


def kind_named(code: str) -> Kind:
    """Return one kind. Raises Refused for a code that the catalogue does not have."""
    found = kinds().get(code)
    if found is None:
        raise Refused(_("没有这种活动，请从列表中选择。"), field="kind")
    return found
