"""Help: short articles in Markdown, one for each family of pages and one for each role."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt

from youju.organisations.rules import Role
from youju.ui.said import is_chinese

FOLDER = Path(__file__).parent / "help"
PICTURES = "console/help/"  # among the static files; an article names them as `../static/` + this
MARKDOWN = MarkdownIt("commonmark", {"html": False})
FIRST = ("index", "basics")
# The part of the manual for each role.
ROLES: dict[Role, str] = {
    Role.GRID_WORKER: "role-grid",
    Role.STAFF: "role-staff",
    Role.UNIT_USER: "role-unit",
    Role.OFFICE: "role-office",
    Role.LEADER: "role-leader",
    Role.INSPECTOR: "role-inspector",
    Role.CARE_OFFICER: "role-care",
    Role.VOLUNTEER: "role-volunteer",
    Role.PUBLIC: "role-public",
    Role.SYSADMIN: "role-sysadmin",
    Role.SECADMIN: "role-secadmin",
    Role.AUDITOR: "role-auditor",
}
# Which article helps on which page: the page's full name first, else its room.
PAGES = {
    "console:today": "today",
    "console:unit": "unit",
    "console:search": "search",
    "console:help": "index",
    "ledgers:import": "import",
    "ledgers:batch": "import",
    "ledgers:paste": "import",
    "ledgers:configure": "configure",
    "ledgers:catalogue": "configure",
    "ledgers:version": "configure",
    "ledgers:try": "configure",
    "documents:templates": "templates",
    "documents:template": "templates",
    "ledgers": "ledgers",
    "cases:rates": "case-figures",
    "cases:ranking": "case-figures",
    "cases:kinds": "case-settings",
    "cases:hours": "case-settings",
    "cases:routes": "case-settings",
    "cases:facilities": "case-settings",
    "cases:structures": "structures",
    "cases:structure": "structures",
    "cases": "cases",
    **{
        f"surveys:{name}": "collect"
        for name in (
            "slips",
            "poster",
            "paper",
            "paper_checks",
            "paper_check",
            "sheets",
            "releases",
        )
    },
    "activities": "activities",
    "patrols": "patrols",
    "volunteers": "volunteers",
    "work": "work",
    "residents": "residents",
    "care": "care",
    "evidence": "evidence",
    "documents:dossiers_start": "dossiers",
    "documents:dossiers": "dossiers",
    "documents:open_dossiers": "dossiers",
    "documents:dossier": "dossiers",
    "documents:return_dossier": "dossiers",
    "documents:dossier_shares": "dossiers",
    "documents:dossier_statement": "dossiers",
    "documents:dossier_tables": "dossiers",
    "documents:dossier_add": "dossiers",
    "documents:dossier_caption": "dossiers",
    "documents:papers": "dossiers",
    "documents:briefings": "dossiers",
    "documents:start_briefing": "dossiers",
    "documents:briefing": "dossiers",
    "documents:hold_briefing": "dossiers",
    "documents:answer_comment": "dossiers",
    "documents": "reports",
    "proof": "proof",
    "facts": "figures",
    "reader": "reader",
    "returns": "returns",
    "field": "phone",
    "organisations": "organisations",
    "supervision": "supervision",
    "standards:mock": "mock",
    "standards:mock_new": "mock",
    "standards:mock_round": "mock",
    "standards:mock_draw": "mock",
    "standards:mock_teams": "mock",
    "standards:mock_spot": "mock",
    "standards:mock_sheet": "mock",
    "standards:mock_settle": "mock",
    "standards:board": "mock",
    "standards:years": "index-years",
    "standards:years_new": "index-years",
    "standards:years_target": "index-years",
    "standards:negatives": "index-years",
    "standards:negative": "index-years",
    **{
        f"standards:{name}": "duties"
        for name in (
            "duties",
            "duties_units",
            "duties_of_unit",
            "my_items",
            "duty",
            "duties_sheet",
            "place_duty",
            "hand_back_duty",
            "insist_on_duty",
            "reassign_duty",
            "end_duty",
        )
    },
    "standards:editions": "editions",
    "standards:edition": "editions",
    "standards:item": "editions",
    "standards:edition_import": "editions",
    "standards:edition_preview": "editions",
    "standards:compare_edition": "editions",
    "standards:carry_over": "editions",
    "standards": "score",
    "surveys": "surveys",
    "honours": "honours",
    "aid": "aid",
    "inbox": "inbox",
    "jobs": "jobs",
    "audit": "audit",
    "upkeep:copies": "upkeep",
    "upkeep": "start",
    "api": "api",
    "portal": "public",
}


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its first line is the title."""

    slug: str
    title: str
    text: str

    @property
    def html(self) -> SafeString:
        """The article as HTML; the files are ours, and HTML inside them is not taken.

        They can be read in the repository as well: there a link names the file of another article, and
        a picture lies among the static files.
        """
        tokens = MARKDOWN.parse(self.text)
        for part in (one for token in tokens for one in token.children or ()):
            if part.type == "image":
                part.attrs["src"] = static(PICTURES + str(part.attrs["src"]).rpartition("/")[2])
                part.attrs["loading"] = "lazy"
            elif part.type == "link_open" and str(part.attrs["href"]).endswith(".md"):
                part.attrs["href"] = f"?article={str(part.attrs['href']).removesuffix('.md')}"
        return SafeString(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))


def articles() -> tuple[Article, ...]:
    """Return all articles in the reader's language: first steps, the roles, then pages as in `PAGES`."""
    return _articles(FOLDER if is_chinese() else FOLDER / "en")


@lru_cache
def _articles(folder: Path) -> tuple[Article, ...]:
    order = dict.fromkeys([*FIRST, *ROLES.values(), *PAGES.values()])
    return tuple(_read(folder / f"{slug}.md") for slug in order)


def groups() -> list[tuple[str | Promise, list[Article]]]:
    """Return the articles under the heads of the contents."""
    roles, first = set(ROLES.values()), set(FIRST)
    rest = [one for one in articles() if one.slug not in roles | first]
    return [
        (_("从这里开始"), [one for one in articles() if one.slug in first]),
        (_("按岗位"), [one for one in articles() if one.slug in roles]),
        (_("按页面"), rest),
    ]


def _read(path: Path) -> Article:
    title, _gap, text = path.read_text(encoding="utf-8").partition("\n")
    return Article(path.stem, title.removeprefix("# ").strip(), text.strip())


def article(slug: str) -> Article | None:
    """Return the article of the name, or None."""
    return next((one for one in articles() if one.slug == slug), None)


def article_for(page: str) -> Article | None:
    """Return the article for a page's full name, or None: then the index helps."""
    slug = PAGES.get(page) or PAGES.get(page.split(":")[0], "")
    return article(slug)
