"""Sections that several templates share, and which of them a kind of unit gets; pure."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused

Section = dict[str, Any]


def expanded(spec: dict[str, Any], library: Mapping[str, Section]) -> dict[str, Any]:
    """Return a template whose `use: name` is replaced by that section of the library.

    What else stands beside `use` (heading, only) holds instead of the library's.

    Raises:
        Refused: Where the library has no such section.
    """
    sections = []
    for one in spec.get("sections", []):
        named = one.get("use")
        if named is not None and named not in library:
            raise Refused(_("章节库里没有“%(name)s”") % {"name": named}, field="sections")
        own = {key: value for key, value in one.items() if key != "use"}
        sections.append(copy.deepcopy({**library.get(named, {}), **own}))
    return {**spec, "sections": sections}


def addressee_for(spec: dict[str, Any], kind: str) -> str:
    """Return whom a template speaks to when a unit of this kind writes it."""
    told: str = spec.get("addressees", {}).get(kind, spec.get("addressee", ""))
    return told


def made_for(spec: dict[str, Any], kind: str) -> bool:
    """Return whether a template is made for units of this kind (`for`) rather than for all."""
    return kind in spec.get("for", ())


def sections_for(sections: list[Section], kind: str) -> list[Section]:
    """Return the sections for a unit of this kind: those of another kind (`only`) are left away."""
    return [
        {key: copy.deepcopy(value) for key, value in one.items() if key != "only"}
        for one in sections
        if kind in one.get("only", (kind,))
    ]
