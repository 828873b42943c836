"""Finds the Chinese on an English page that stands neither in what people nor in what the catalogues wrote.

Chinese is data where it stands in the database or in a shipped catalogue, or in an element whose
`lang` says so: official papers, and the help pages. Anything else is a word of the product that
went around gettext.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.db import models

CHINESE = re.compile(r"[\u3400-\u9fff]+")
SPOKEN = ("aria-label", "title", "placeholder", "data-label", "alt")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
OFFICIAL = ("/documents/dossiers/", "/documents/templates/")  # papers in the making, in Chinese
SOURCES = Path(settings.LOCALE_PATHS[0]).parent


class Words(HTMLParser):
    """Gathers what a page says, without elements in another language."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[bool] = []  # of each open element: is it Chinese or no text at all
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        apart = tag in ("script", "style") or (told.get("lang") or "").startswith("zh")
        if not (apart or any(self.open)):
            self.found += [told[name] or "" for name in SPOKEN if name in told]
        if tag not in VOID:
            self.open.append(apart)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.open):
            self.found.append(data)


def chinese_of(page: str) -> set[str]:
    """Return each run of Chinese that a page says."""
    reader = Words()
    reader.feed(page)
    return {run for text in reader.found for run in CHINESE.findall(text)}


def kept() -> str:
    """Return all text in the database and in the catalogues."""
    files = [
        *(path for ending in ("yaml", "yml", "md") for path in SOURCES.rglob(f"*.{ending}")),
        SOURCES / "kernel" / "festivals.py",
        SOURCES / "kernel" / "units.py",
    ]
    found = [path.read_text(encoding="utf-8") for path in files]
    with (SOURCES / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb") as file:
        found += [str(one.string) for one in read_po(file)]  # examples in hints are Chinese
    for model in apps.get_models():
        names = [
            one.attname
            for one in model._meta.concrete_fields
            if isinstance(one, models.CharField | models.TextField | models.JSONField)
        ]
        if names:
            found += [
                str(value) for row in model._base_manager.values_list(*names) for value in row
            ]
    return "\n".join(found)
