"""The manual: every page, button, article and picture it names is there, and every role has its part."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client
from django.utils import translation
from PIL import Image

from youju.console import guide
from youju.console.finding import help_found
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.ui.names import HAN

SOURCE = Path(guide.__file__).parents[1]
MANUAL = SOURCE.parents[1] / "docs/manual/README.md"
ENGLISH = guide.FOLDER / "en"
QUOTED = re.compile(r"“([^”\n]+)”")
NAMED = re.compile(r"「([^」\n]+)」")
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)]+)\)")
PAGE = re.compile(r"`(/[a-z0-9/-]+/)`")


@cache
def words() -> frozenset[str]:
    """Return everything the product says: its messages, and the words of the phone."""
    with (SOURCE / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file)
    found = {one.id if isinstance(one.id, str) else one.id[0] for one in catalogue}
    return frozenset(found | phone_words())


@cache
def phone_words() -> frozenset[str]:
    """Return what the phone says, in both languages."""
    files = (SOURCE / "field/assets").rglob("*.mjs")
    said = (re.findall(r'"([^"\n]+)"', path.read_text(encoding="utf-8")) for path in files)
    return frozenset(word for words in said for word in words)


@pytest.mark.parametrize("one", guide.articles(), ids=lambda one: one.slug)
def test_what_an_article_names_is_there(one):
    strange = set(NAMED.findall(one.text)) - words()
    assert not strange, "the product says none of these"
    for is_picture, text, target in LINK.findall(one.text):
        assert (guide.FOLDER / target).is_file(), target
        assert text.strip() and bool(is_picture) == target.endswith(".webp")


@cache
def english_words() -> frozenset[str]:
    """Return everything the product says in English."""
    found: set[str] = set()
    for name in ("django", "names"):
        with (SOURCE / f"locale/en/LC_MESSAGES/{name}.po").open("rb") as file:
            for one in read_po(file):
                found |= {one.string} if isinstance(one.string, str) else set(one.string)
    return frozenset(word.strip() for word in found) | phone_words()


@pytest.mark.parametrize("one", guide.articles(), ids=lambda one: one.slug)
def test_an_article_is_told_in_english_with_the_same_heads_links_and_pictures(one):
    with translation.override("en"):
        told = guide.article(one.slug)

    assert told.title and not HAN.search(told.title)
    for pattern in (r"^(#+) ", r"\(([\w/.-]*\.md)\)", r"([\w-]+\.webp)"):
        found, wanted = (re.findall(pattern, a.text, re.MULTILINE) for a in (told, one))
        assert found == wanted, pattern
    for _picture, text, target in LINK.findall(told.text):
        assert text.strip() and (ENGLISH / target).is_file(), target
    assert not set(QUOTED.findall(told.text)) - english_words(), "the product says none of these"


def test_every_english_article_is_of_a_chinese_one():
    assert {path.name for path in ENGLISH.glob("*")} == {
        path.name for path in guide.FOLDER.glob("*.md")
    }


def test_help_is_found_in_the_language_of_the_reader():
    with translation.override("en"):
        assert "Unlawful buildings" in [one.title for one in help_found("STUBBORN")]
        assert help_found("钉子户") == []
    assert "违建整治" in [one.title for one in help_found("钉子户")]


def test_every_article_is_listed_and_every_role_has_its_own():
    files = {path.stem for path in guide.FOLDER.glob("*.md")}

    assert {one.slug for one in guide.articles()} == files
    assert set(guide.ROLES) == set(Role)
    listed = [one for _head, held in guide.groups() for one in held]
    assert sorted(one.slug for one in listed) == sorted(files)


@pytest.mark.parametrize("slug", guide.ROLES.values())
def test_the_part_of_a_role_says_when_what_if_it_is_wrong_and_where_numbers_lead(slug):
    text = guide.article(slug).text
    heads = re.findall(r"^### (.+)$", text, re.MULTILINE)

    assert any("错" in head or "不对" in head for head in heads), heads
    assert "没有网络" in heads
    assert any("到哪里去" in head for head in heads), heads
    if slug != "role-public":
        assert any(head.startswith(("每天", "平时")) for head in heads), heads
        assert any("每年" in head for head in heads), heads


def test_pages_named_by_their_address_are_there(db):
    client = Client()
    for one in guide.articles():
        for path in PAGE.findall(one.text):
            assert client.get(path, follow=True).status_code == 200, path


def test_every_picture_is_shown_and_every_shown_one_is_kept():
    shown = {Path(target).name for one in guide.articles() for _p, _t, target in LINK.findall(one.text)}  # fmt: skip
    kept = {path.name for path in (SOURCE / "console/static/console/help").glob("*")}

    assert {name for name in shown if name.endswith(".webp")} == kept
    for name in kept:
        with Image.open(SOURCE / "console/static/console/help" / name) as picture:
            assert picture.width == (360 if name.startswith("phone-") else 1120)


def test_the_manual_in_the_repository_names_every_article():
    text = MANUAL.read_text(encoding="utf-8")
    targets = [target for _picture, _title, target in LINK.findall(text)]
    english = (MANUAL.parent / "README.en.md").read_text(encoding="utf-8")

    assert all((MANUAL.parent / target).is_file() for target in targets)
    assert all(f"help/en/{one.slug}.md" in english for one in guide.articles())
    named = {Path(target).stem: title for _p, title, target in LINK.findall(text)}
    wanted = {one.slug: one.title.removeprefix("岗位：") for one in guide.articles()}
    assert {slug: title for slug, title in named.items() if slug in wanted} == wanted


def test_a_page_of_help_shows_its_picture_and_leads_to_other_articles(db):
    member = make_member(City().community, Role.GRID_WORKER)
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")

    shown = client.get("/help/?article=role-grid").content.decode()

    assert f'<img src="{settings.STATIC_URL}console/help/phone-capture.webp" alt="手机上报' in shown
    assert 'href="?article=phone"' in shown and 'loading="lazy"' in shown
    assert "/help/?article=role-grid" in client.get("/?tour=1").content.decode()
