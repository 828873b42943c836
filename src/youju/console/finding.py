"""Global search: records, units, people, pages and help, for one who may see them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from youju.console import guide
from youju.console.navigation import OWN_PAGES, PLACES
from youju.kernel.text import pinyin_of
from youju.kernel.words import listed
from youju.ledgers.queries import ledgers_in_use
from youju.organisations.queries import May, Membership, Person, find_people, find_units
from youju.search import queries as search

FEW, MANY = 5, 40
PAGES: tuple[tuple[str | Promise, str], ...] = (
    *((place.label, place.url_name) for place in PLACES),
    *((page.label, page.url_name) for page in OWN_PAGES),
    (gettext_lazy("本单位数字"), "console:unit"),
    (gettext_lazy("新问题"), "cases:new"),
    (gettext_lazy("受理台"), "cases:intake"),
    (gettext_lazy("疑难问题"), "cases:hard"),
    (gettext_lazy("违建整治"), "cases:structures"),
    (gettext_lazy("问题分布图"), "cases:map"),
    (gettext_lazy("问题比率"), "cases:rates"),
    (gettext_lazy("整改排名"), "cases:ranking"),
    (gettext_lazy("问题类别和时限"), "cases:kinds"),
    (gettext_lazy("若今日测评"), "standards:index"),
    (gettext_lazy("测评指标"), "standards:editions"),
    (gettext_lazy("指标分工"), "standards:duties"),
    (gettext_lazy("我的指标"), "standards:my_items"),
    (gettext_lazy("对标自查"), "standards:self_checks"),
    (gettext_lazy("模拟测评"), "standards:mock"),
    (gettext_lazy("倒排板"), "standards:board"),
    (gettext_lazy("历年指数"), "standards:years"),
    (gettext_lazy("负面清单"), "standards:negatives"),
    (gettext_lazy("问卷"), "surveys:index"),
    (gettext_lazy("迎检档案"), "documents:dossiers_start"),
    (gettext_lazy("走势和排名"), "standards:ranking"),
    (gettext_lazy("单位对照表"), "standards:matrix"),
    (gettext_lazy("目标任务"), "standards:targets"),
    (gettext_lazy("清点的比率"), "surveys:counted"),
    (gettext_lazy("文件归档"), "documents:papers"),
    (gettext_lazy("季度通报"), "documents:briefings"),
    (gettext_lazy("数字簿"), "facts:book"),
    (gettext_lazy("统计项目录"), "facts:catalogue"),
    (gettext_lazy("起草报告"), "documents:start"),
    (gettext_lazy("报告模板"), "documents:templates"),
    (gettext_lazy("导入 Excel"), "ledgers:import"),
    (gettext_lazy("活动日历"), "activities:calendar"),
    (gettext_lazy("活动记录"), "activities:list"),
    (gettext_lazy("活动计划和完成"), "activities:norms"),
    (gettext_lazy("系列活动"), "activities:series_list"),
    (gettext_lazy("活动照片墙"), "activities:photos"),
    (gettext_lazy("照片和文件"), "evidence:index"),
    (gettext_lazy("后台任务"), "jobs:index"),
    (gettext_lazy("任务"), "work:index"),
    (gettext_lazy("任务日历"), "work:calendar"),
    (gettext_lazy("会议"), "work:meetings"),
    (gettext_lazy("工程项目"), "work:projects"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the answer. `title` and `text` may hold marks around what was asked."""

    title: str
    url: str
    text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """What was found of one kind, with its name."""

    label: str
    rows: list[Found]


def find(member: Membership, text: str, *, few: bool = False) -> list[Kind]:
    """Return what is found for `text`, by kind; `few` while somebody is still typing."""
    asked = text.strip()
    if not asked:
        return []
    kinds = [
        Kind(_("页面"), _pages(member, asked)[:FEW]),
        Kind(_("台账"), _ledgers(member, asked)[:FEW]),
        Kind(_("单位"), _units(member, asked)),
        Kind(_("人员"), _people(member, asked)),
        *_records(member, asked, FEW if few else MANY),
        Kind(_("帮助"), help_found(asked)[:FEW]),
    ]
    return [kind for kind in kinds if kind.rows]


def matches(asked: str, name: str) -> bool:
    """Return whether the name holds the text: as characters, as pinyin, or as initials."""
    plain = asked.lower()
    return plain in name.lower() or plain.replace(" ", "") in pinyin_of(name).replace(" ", "")


def _pages(member: Membership, asked: str) -> list[Found]:
    if not member.may(May.SEE):
        return []
    addresses = ((str(label), _url(name)) for label, name in PAGES)
    return [Found(label, url) for label, url in addresses if url and matches(asked, label)]


def _ledgers(member: Membership, asked: str) -> list[Found]:
    return [
        Found(one.label, reverse("ledgers:ledger", args=[one.code]), note=one.module)
        for one in ledgers_in_use(member)
        if matches(asked, one.label)
    ]


def _units(member: Membership, asked: str) -> list[Found]:
    url = reverse("console:unit")
    rows = find_units(member, asked)[:FEW]
    return [
        Found(u.name, f"{url}?unit={u.code or u.pk}", note=str(u.get_kind_display())) for u in rows
    ]


def _people(member: Membership, asked: str) -> list[Found]:
    rows = find_people(member, asked).prefetch_related("memberships__unit")[:FEW]
    return [Found(p.name, _url("organisations:person", p.pk), note=_posts(p)) for p in rows]


def _posts(person: Person) -> str:
    held = (f"{m.unit.short_name} · {m.get_role_display()}" for m in person.memberships.all())
    return listed(held)


def _url(name: str, *args: object) -> str:
    """Return the address, or "" while the room has no page by that name."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _records(member: Membership, asked: str, limit: int) -> list[Kind]:
    kinds: dict[str, list[Found]] = {}
    for hit in search.search(member, asked, limit=limit):
        note = f"{hit.unit.short_name} · {hit.at:%Y-%m-%d}"
        kinds.setdefault(hit.kind_label, []).append(Found(hit.title, hit.url, hit.snippet, note))
    return [Kind(label, rows) for label, rows in kinds.items()]


def help_found(asked: str) -> list[Found]:
    """Return the articles of help, in the reader's language, that say what is asked."""
    url = reverse("console:help")
    return [
        Found(one.title, f"{url}?article={one.slug}")
        for one in guide.articles()
        if matches(asked, one.title) or asked.casefold() in one.text.casefold()
    ]
