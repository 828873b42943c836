"""What the pages of selections show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from youju.evidence.queries import Item, items_of
from youju.honours import queries
from youju.honours.measures import NOMINATION_KIND, SELECTION_KIND
from youju.honours.models import Event, Nomination, Selection
from youju.honours.rules import voting
from youju.honours.rules.stages import ENDED, STAGES, Stage, State
from youju.kernel.periods import day_label
from youju.kernel.words import joined
from youju.organisations.queries import May, Membership

GROUPS: tuple[tuple[str, tuple[Stage, ...]], ...] = (
    ("nominate", (Stage.NOMINATE,)),
    ("review", (Stage.REVIEW,)),
    ("notice", (Stage.NOTICE,)),
    ("vote", (Stage.VOTE, Stage.JURY, Stage.AWARD)),
    ("done", (Stage.DONE,)),
)


def of_stage(rows: QuerySet[Selection], state: str) -> QuerySet[Selection]:
    """Return the selections of a group of stages; those under way unless one is named."""
    stages = dict(GROUPS).get(state)
    return rows.filter(stage__in=stages) if stages else rows.exclude(stage__in=ENDED)


def chips(rows: QuerySet[Selection], state: str) -> list[dict[str, Any]]:
    """Return the filters by stage with their counts."""
    counts = queries.stage_counts(rows)
    words = {
        "nominate": _("推荐"),
        "review": _("审核"),
        "notice": _("公示"),
        "vote": _("投票和评审"),
        "done": _("已表彰"),
    }
    live = sum(n for stage, n in counts.items() if stage not in ENDED)
    told = [("", _("进行中"), live)]
    told += [
        (code, words[code], sum(counts.get(one, 0) for one in stages)) for code, stages in GROUPS
    ]
    return [
        {"text": text, "url": f"?state={code}", "count": n, "current": state == code}
        for code, text, n in told
    ]


def steps(selection: Selection) -> list[dict[str, Any]]:
    """Return the way of a selection: what is done, what is under way, and the days that are known."""
    way = selection.way[:-1]
    at = way.index(selection.at) if selection.at in way else len(way)
    ends = {
        Stage.NOMINATE: selection.nominate_until,
        Stage.NOTICE: selection.notice_until,
        Stage.VOTE: selection.vote_until,
        Stage.AWARD: selection.award_on,
    }
    cancelled = selection.at is Stage.CANCELLED
    return [
        {
            "text": STAGES[one],
            "day": ends.get(one),
            "done": n < at and not cancelled,
            "now": n == at and not cancelled,
        }
        for n, one in enumerate(way)
    ]


@dataclass(frozen=True, slots=True)
class Line:
    """One nominee in the list of a selection, with votes and jury weighed together."""

    one: Nomination
    whole: Decimal | None


@dataclass(frozen=True, slots=True)
class Group:
    """One category of a selection with its nominees."""

    label: str
    seats: int
    lines: list[Line]


def groups(selection: Selection, rows: Iterable[Nomination]) -> list[Group]:
    """Return the nominees by category; the foremost first once votes or scores are known."""
    held: dict[str, list[Nomination]] = {}
    for one in rows:
        one.selection = selection
        held.setdefault(one.category, []).append(one)
    return [
        Group(one.label, one.seats, _ordered(selection, held[one.code]))
        for one in selection.types
        if one.code in held
    ]


def _ordered(selection: Selection, rows: Sequence[Nomination]) -> list[Line]:
    most = max((one.votes or 0 for one in rows), default=0)
    weights = selection.of_kind.weights
    lines = [Line(one, voting.composite(one.votes, most, one.jury, weights)) for one in rows]

    def key(line: Line) -> tuple[Decimal, Decimal, int]:
        return (-(line.whole or Decimal(0)), -(line.one.hours or Decimal(0)), line.one.pk)

    return sorted(lines, key=key)


def award_choices(found: list[Group]) -> tuple[list[tuple[str, list[tuple[str, str]]]], list[str]]:
    """Return the nominees that may be honoured, by category, and those whom votes, jury or hours put first."""
    choices, first = [], []
    for group in found:
        passed = [line for line in group.lines if line.one.at is State.PASSED]
        words = [(str(line.one.pk), _choice(line)) for line in passed]
        if words:
            label = _("%(label)s（%(n)s 名）") % {"label": group.label, "n": group.seats}
            choices.append((label, words))
        few = len(passed) <= group.seats
        ranked = [
            line for line in passed if few or line.whole is not None or line.one.hours is not None
        ]
        first += [str(line.one.pk) for line in ranked[: group.seats]]
    return choices, first


def _choice(line: Line) -> str:
    one = line.one
    told = [one.name, one.unit.short_name]
    told += [_("%(n)s 票") % {"n": one.votes}] if one.votes is not None else []
    told += [_("评审 %(n)s") % {"n": one.jury}] if one.jury is not None else []
    told += [_("综合 %(n)s") % {"n": line.whole}] if line.whole is not None else []
    told += [_("%(n)s 小时") % {"n": one.hours.normalize()}] if one.hours else []
    return "　".join(told)


def selection_facts(selection: Selection) -> list[tuple[str, str]]:
    """Return the facts of a selection, name beside value."""
    kind = selection.of_kind
    seats = sum(selection.seats.values())
    found = [
        (_("种类"), kind.label),
        (_("级别"), selection.get_level_display()),
        (_("组织单位"), selection.unit.name),
        (_("名额"), _("%(n)s %(word)s") % {"n": seats, "word": kind.word}),
        (_("推荐截止"), day_label(selection.nominate_until)),
        (_("群众推荐"), _("开放") if selection.open_to_public else _("不开放")),
    ]
    if selection.notice_until:
        found.append((_("公示"), _span(selection.notice_from, selection.notice_until)))
    if selection.vote_until:
        found.append((_("投票"), _span(selection.vote_from, selection.vote_until)))
    if selection.ballots is not None:
        found.append((_("有效票"), _("%(n)s 票") % {"n": selection.ballots}))
    if selection.award_on:
        found.append((_("表彰日期"), day_label(selection.award_on)))
        found.append((_("文号"), selection.award_paper))
    return found


def _span(since: date | None, until: date) -> str:
    return f"{day_label(since or until)} — {day_label(until)}"


def events(rows: Iterable[Event]) -> list[dict[str, Any]]:
    """Return a trail as the component takes it."""
    return [{"at": one.at, "what": one.what, "who": one.by_label, "text": one.note} for one in rows]


def used_in(kind: str, row_id: int) -> str:
    return f"{reverse('documents:used_in')}?kind={kind}&id={row_id}"


def selection_page(member: Membership, selection: Selection) -> dict[str, Any]:
    """Return the context of a selection's page."""
    manage = queries.may_manage(member, selection)
    rows = list(queries.nominations_seen(member, selection)[: voting.MOST_SHOWN])
    given, used = queries.codes_of(selection) if Stage.VOTE in selection.way else (0, 0)
    following = selection.next
    return {
        "selection": selection,
        "facts": selection_facts(selection),
        "steps": steps(selection),
        "groups": groups(selection, rows),
        "counted": selection.ballots is not None or any(one.jury is not None for one in rows),
        "has_hours": any(one.hours is not None for one in rows),
        "n": len(rows),
        "events": events(queries.trail_of("selection", selection.pk)),
        "may_manage": manage,
        "may_nominate": queries.may_nominate(member, selection),
        "following": STAGES[following] if following and following is not Stage.DONE else "",
        "may_award": manage and selection.at is Stage.AWARD,
        "may_score": manage and selection.at is Stage.JURY,
        "may_slips": manage and Stage.VOTE in selection.way and _before_count(selection),
        "has_vote": Stage.VOTE in selection.way,
        "codes": given,
        "codes_used": used,
        "public_url": reverse("portal:selection", args=[selection.slug]),
        "used_in": used_in(SELECTION_KIND, selection.pk),
    }


def _before_count(selection: Selection) -> bool:
    way = selection.way
    return selection.at in way and way.index(selection.at) <= way.index(Stage.VOTE)


def tile(item: Item) -> dict[str, str]:
    """Return a photo as the photo grid takes it."""
    return {
        "thumb": reverse("evidence:thumb", args=[item.pk]),
        "alt": item.title,
        "caption": item.caption,
        "url": reverse("evidence:item", args=[item.pk]),
    }


def nomination_facts(one: Nomination) -> list[tuple[str, str]]:
    """Return the facts of a nomination, name beside value; protected ones masked."""
    kind = one.selection.of_kind
    consent = _("监护人已同意") if kind.minor else _("已同意")
    found = [
        (_("类别"), one.category_label),
        (_("身份"), one.about),
        (_("推荐单位"), one.unit.name),
        (_("来源"), _("群众推荐") if one.from_public else _("单位推荐")),
        (_("推荐日期"), day_label(one.nominated_on)),
        (_("电话"), str(one.phone) if one.phone else ""),
        (_("同意参评"), consent),
        (_("公开姓名"), _("同意表彰后公开") if one.shows_name else _("不公开，只见姓")),
    ]
    if one.from_public:
        found.append((_("推荐人"), str(one.nominator)))
    if one.hours is not None:
        found.append((_("服务时长"), _("%(n)s 小时") % {"n": one.hours.normalize()}))
    if one.votes is not None:
        found.append((_("得票"), _("%(n)s 票") % {"n": one.votes}))
    if one.jury is not None:
        found.append((_("评审分"), str(one.jury)))
    return found


def nomination_page(member: Membership, one: Nomination) -> dict[str, Any]:
    """Return the context of a nomination's page."""
    links = items_of(member, NOMINATION_KIND, one.pk)
    manage = queries.may_manage(member, one.selection) or one.selection.at is Stage.DONE
    refer = manage and one.selection.of_kind.refer and one.at in (State.PASSED, State.AWARDED)
    return {
        "one": one,
        "facts": nomination_facts(one),
        "photos": [tile(link.item) for link in links if link.item.is_photo],
        "files": [link.item for link in links if not link.item.is_photo],
        "events": events(queries.trail_of("nomination", one.pk)),
        "referrals": list(one.referrals.order_by("sent_on", "pk")),
        "objections": queries.objections_of(member, one),
        "may_review": queries.may_review(member, one),
        "leaves_review": queries.leaves_review(member, one),
        "may_change": queries.may_change(member, one),
        "may_withdraw": queries.may_withdraw(member, one),
        "may_refer": refer and queries.may_arrange(member, one.selection),
        "may_open": queries.may_open(member, one.unit),
        "used_in": used_in(NOMINATION_KIND, one.pk),
    }


LATE_IN_THE_YEAR = 10  # month: from here on, titles nobody reviewed are told of


def waiting_rows(member: Membership, today: date) -> list[dict[str, Any]]:
    """Return what waits in the selections and titles of the member's own unit: words, address, day."""
    found: list[dict[str, Any]] = []
    for one in queries.waiting_at(member):
        selection = one.selection
        told = [(one.to_review, _("%(n)s 项推荐待审核")), (one.objections, _("%(n)s 件异议待处理"))]
        words = [text % {"n": n} for n, text in told if n]
        ends = selection.ends_on()
        if ends is not None and ends < today:
            stage = selection.get_stage_display()
            words.append(_("%(stage)s已期满，可以进入下一步") % {"stage": stage})
        if words:
            url = selection.get_absolute_url()
            found.append({"title": selection.title, "text": joined(words), "url": url})
    late = today.month >= LATE_IN_THE_YEAR and member.may(May.ARRANGE)
    if late and (n := queries.titles_to_review(member, today.year).count()):
        text = _("%(n)s 个今年还没有复查") % {"n": n}
        url = f"{reverse('honours:titles')}?state=due"
        found.append({"title": _("称号"), "text": text, "url": url})
    return found
