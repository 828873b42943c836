"""The places of the console, in the users' words: the one explicit list.

Tasks and checklists belong to `今日`, dossiers to `测评`.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from youju.organisations.queries import May


@dataclass(frozen=True, slots=True)
class Place:
    """One of the five places.

    Attributes:
        label: What the user reads.
        url_name: The page it opens.
        holds: URL namespaces and names under it: `ledgers` or `console:figures`.
    """

    label: str | Promise
    url_name: str
    holds: tuple[str, ...]


DOSSIERS = tuple(
    f"documents:{name}"
    for name in (
        "dossiers", "dossiers_start", "open_dossiers", "dossier", "return_dossier", "dossier_shares",
        "dossier_statement", "dossier_tables", "dossier_add", "dossier_caption", "papers",
    )
)  # fmt: skip
PLACES = (
    Place(_("今日"), "console:today", ("console", "work")),
    Place(
        _("记录"),
        "ledgers:index",
        (
            "ledgers",
            "residents",
            "activities",
            "patrols",
            "volunteers",
            "honours",
            "care",
            "aid",
            "evidence",
            "reader:entries",
        ),
    ),
    Place(_("问题"), "cases:list", ("cases", "supervision", "portal")),
    Place(_("测评"), "standards:index", ("standards", "surveys", *DOSSIERS)),
    Place(
        _("报告"),
        "documents:index",
        ("documents", "reader", "returns", "facts", "portal:publishing", "portal:publish"),
    ),
)


def place_of(view_name: str) -> Place | None:
    """Return the place a page belongs to: by its full name, else by its room."""
    room = view_name.split(":")[0]
    for wanted in (view_name, room):
        for place in PLACES:
            if wanted and wanted in place.holds:
                return place
    return None


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page behind the unit's name at top right; for those who may one of `may`, or for all."""

    label: str | Promise
    url_name: str
    may: tuple[May, ...] = ()


OWN_PAGES = (
    OwnPage(_("手机端"), "field:shell"),
    OwnPage(_("我的服务"), "volunteers:mine"),
    OwnPage(_("单位和人员"), "organisations:units"),
    OwnPage(_("备份"), "upkeep:copies", (May.UPKEEP,)),
    OwnPage(_("产品意见"), "portal:opinions"),
    OwnPage(_("我的账号"), "organisations:account"),
    OwnPage(_("接口和日历"), "api:tokens", (May.SEE, May.SECURITY)),
)
