"""Who chose English reads English: Chinese is left only in what people and the catalogues wrote.

Chinese is data where it stands in the database or in a shipped catalogue, or in an element whose
`lang` says so: official papers, and the help pages. Anything else is a word of the product that
went around gettext.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client

from tests.test_query_counts import PAGES, ids  # noqa: F401 - a fixture

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


def left_on(client: Client, pages: list[str], written: str) -> dict[str, str]:
    """Return the Chinese of the pages that nobody wrote, each with a page where it stands."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    left: dict[str, str] = {}
    for page in pages:
        answer = client.get(page, follow=True)
        assert answer.status_code == 200, page
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        for run in chinese_of(answer.content.decode()):
            if run not in written:
                left.setdefault(run, page)
    return left


@pytest.fixture
def written(ids) -> str:  # noqa: F811 - the fixture of the same name
    """Everything somebody wrote."""
    return kept()


def test_every_page_speaks_english(ids, written):  # noqa: F811
    pages = [page.format(**ids) for page in PAGES if not page.startswith(OFFICIAL)]

    assert left_on(ids["client"], pages, written) == {}
