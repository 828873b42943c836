"""What the pages of titles and ratings show, and the list pasted from Excel."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from youju.honours import queries
from youju.honours.actions.titles import MOST_ROWS, Given
from youju.honours.measures import RATING_KIND, TITLE_KIND
from youju.honours.models import Rating, Title
from youju.honours.rules.kinds import LEVELS, NAMED, RatingKind
from youju.honours.rules.titles import Standing
from youju.honours.shipped import title_kinds
from youju.honours.shown import events, used_in
from youju.kernel.periods import day_label
from youju.kernel.quantity import number_text
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership
from youju.ui.forms import read_date

COLUMNS = ("kind", "level", "name", "since", "given_by", "paper", "each")


def _due(year: int) -> Q:
    kinds = [one.code for one in title_kinds().values() if one.review]
    late = Q(reviewed=None) | Q(reviewed__lt=year)
    return Q(kind__in=kinds, since__year__lt=year) & late & ~Q(standing=Standing.LOST)


def _of_state(rows: QuerySet[Title], state: str, year: int) -> QuerySet[Title]:
    if state == "due":
        return rows.filter(_due(year))
    if state in (Standing.WARNED, Standing.LOST):
        return rows.filter(standing=state)
    return rows.exclude(standing=Standing.LOST)


def narrowed(rows: QuerySet[Title], *, kind: str, state: str, year: int) -> QuerySet[Title]:
    """Return the titles of a kind and standing; those that hold unless told."""
    found = _of_state(rows, state, year)
    return found.filter(kind=kind) if kind in title_kinds() else found


def chips(rows: QuerySet[Title], *, kind: str, state: str, year: int) -> list[dict[str, Any]]:
    """Return the filters by standing with their counts."""
    if kind in title_kinds():
        rows = rows.filter(kind=kind)
    told = rows.aggregate(
        all=Count("pk", filter=~Q(standing=Standing.LOST)),
        due=Count("pk", filter=_due(year)),
        warned=Count("pk", filter=Q(standing=Standing.WARNED)),
        lost=Count("pk", filter=Q(standing=Standing.LOST)),
    )
    words = (
        ("", _("保持"), "all"),
        ("due", _("%(y)s年未复查") % {"y": year}, "due"),
        ("warned", _("警示"), "warned"),
        ("lost", _("已撤销"), "lost"),
    )
    return [
        {
            "text": text,
            "url": f"?kind={kind}&state={code}",
            "count": told[name],
            "current": state == code,
        }
        for code, text, name in words
    ]


def kind_chips(rows: QuerySet[Title], *, kind: str, state: str) -> list[dict[str, Any]]:
    """Return the filters by kind, those that are held."""
    held = rows.exclude(standing=Standing.LOST).order_by()
    counts = dict(held.values_list("kind").annotate(Count("pk")))
    found = [{"text": _("全部"), "url": f"?state={state}", "current": not kind}]
    return found + [
        {
            "text": one.label,
            "url": f"?kind={code}&state={state}",
            "count": counts[code],
            "current": kind == code,
        }
        for code, one in title_kinds().items()
        if code in counts
    ]


def title_facts(title: Title) -> list[tuple[str, str]]:
    """Return the facts of a title, name beside value."""
    kind = title.of_kind
    found = [
        (_("称号"), title.called),
        (_("所在单位"), title.unit.name),
        (_("授予日期"), day_label(title.since)),
        (_("授予单位"), title.given_by),
        (_("文号"), title.paper),
    ]
    if title.holders > 1:
        count = _("%(n)s %(word)s") % {"n": title.holders, "word": kind.word}
        found.append((_("个数"), count))
    if title.each is not None and title.money is not None:
        money = _("每%(word)s %(each)s元，共 %(whole)s元") % {
            "word": kind.word,
            "each": number_text(title.each),
            "whole": number_text(title.money),
        }
        found.append((_("奖励"), money))
    if title.standing_on:
        found.append((title.get_standing_display(), day_label(title.standing_on)))
    return found


def title_page(member: Membership, title: Title) -> dict[str, Any]:
    """Return the context of a title's page."""
    kind = title.of_kind
    arranges = member.may_at(May.ARRANGE, title.unit)
    aids = list(title.aids.order_by("-on", "-pk")[:200])
    money = sum((one.amount for one in aids if one.amount), Decimal(0))
    return {
        "title": title,
        "facts": title_facts(title),
        "reviews": list(title.reviews.order_by("-year")),
        "aids": aids,
        "aid_money": number_text(money) if money else "",
        "aid_people": sum(one.people for one in aids),
        "many": title.holders > 1,
        "events": events(queries.trail_of("title", title.pk)),
        "may_review": arranges and kind.review and title.at is not Standing.LOST,
        "may_aid": bool(kind.aids) and member.may_at(May.RECORD, title.unit),
        "may_open": bool(title.full_name) and queries.may_open(member, title.unit),
        "selection": title.nomination.selection if title.nomination else None,
        "used_in": used_in(TITLE_KIND, title.pk),
    }


def columns() -> list[dict[str, Any]]:
    """Return the columns of a list of titles as the grid takes them."""
    words = (
        _("称号"),
        _("级别"),
        _("获得者"),
        _("授予日期"),
        _("授予单位"),
        _("文号"),
        _("每户奖励（元）"),
    )
    return [
        {"key": key, "label": label, "required": n < 4}
        for n, (key, label) in enumerate(zip(COLUMNS, words, strict=True))
    ]


def cells_in(text: str) -> list[list[str]]:
    """Return the rows of the grid that hold anything, each as wide as the columns, without a head."""
    try:
        rows = [[str(cell).replace("\0", "").strip() for cell in row] for row in json.loads(text)]
    except (ValueError, TypeError, RecursionError) as error:
        raise Refused(_("没有收到表格，请刷新页面后重新粘贴。")) from error
    width = len(COLUMNS)
    held = [(row + [""] * width)[:width] for row in rows[: MOST_ROWS + 1] if any(row)]
    labels = {one["label"] for one in columns()}
    if held and len(labels & set(held[0])) >= 2:
        held = held[1:]
    if not held:
        raise Refused(_("表格里还没有内容，请先粘贴。"))
    return held


def read_rows(
    rows: Sequence[Sequence[str]], today: date
) -> tuple[list[Given], dict[int, tuple[str, str]]]:
    """Return the titles that rows of cells tell, and for those that cannot be read the field and why."""
    found, errors = [], {}
    for n, row in enumerate(rows):
        try:
            found.append(_read(dict(zip(COLUMNS, row, strict=True)), today))
        except Refused as refusal:
            errors[n] = (refusal.field or "name", refusal.message)
    return found, errors


def _read(row: Mapping[str, str], today: date) -> Given:
    kinds = {one.label: code for code, one in title_kinds().items()}
    levels = {word: code for names in (LEVELS, NAMED) for code, word in names.chinese().items()}
    levels |= {"县": "county", "区": "county", "区级": "county", "国家级": "nation"}  # type: ignore[dict-item]
    if row["kind"] not in kinds:
        raise Refused(_("没有“%(word)s”这种称号。") % {"word": row["kind"]}, field="kind")
    if row["level"] not in levels:
        raise Refused(_("级别写 社区、街道、县、市、省 或 全国。"), field="level")
    try:
        since = read_date(row["since"], today)
    except ValueError as error:
        raise Refused(str(error), field="since") from error
    return Given(
        kind=kinds[row["kind"]],
        level=levels[row["level"]],
        name=row["name"],
        since=since,
        given_by=row["given_by"],
        paper=row["paper"],
        each=_money(row["each"]),
    )


def _money(text: str) -> Decimal | None:
    plain = text.replace(",", "").replace("，", "").removesuffix("元")
    try:
        return Decimal(plain) if plain else None
    except InvalidOperation as error:
        raise Refused(_("“%(text)s”不是金额，写作 600。") % {"text": text}, field="each") from error


def cells_of(row: Sequence[str], error: tuple[str, str] | None) -> list[dict[str, str]]:
    """Return a row as the grid shows it, with what is wrong at its cell."""
    field, why = error or ("", "")
    at = field if field in COLUMNS else "name"
    return [
        {"text": text, "error": why if key == at else ""}
        for key, text in zip(COLUMNS, row, strict=True)
    ]


def years(rows: QuerySet[Rating], this_year: int) -> list[int]:
    """Return the years that were rated, the latest first; this year where none was."""
    found = rows.order_by("-year").values_list("year", flat=True).distinct()[:10]
    return list(found) or [this_year]


def year_chips(found: Iterable[int], kind: str, year: int) -> list[dict[str, Any]]:
    return [
        {
            "text": _("%(one)s年") % {"one": one},
            "url": f"?kind={kind}&year={one}",
            "current": one == year,
        }
        for one in found
    ]


def rating_chips(kinds: Mapping[str, RatingKind], kind: str, year: int) -> list[dict[str, Any]]:
    return [
        {"text": one.label, "url": f"?kind={code}", "current": code == kind}
        for code, one in kinds.items()
    ]


def _scores(rating: Rating, kind: RatingKind) -> list[str]:
    return [number_text(Decimal(rating.scores.get(one.code, "0"))) for one in kind.items]


def rating_rows(rows: Iterable[Rating], kind: RatingKind) -> list[tuple[Rating, list[str], str]]:
    """Return each rating with its points by item, and its stars as they are read."""
    return [(one, _scores(one, kind), stars_text(one.stars)) for one in rows]


def stars_text(stars: int) -> str:
    return "★" * stars + "☆" * (5 - stars) if stars else _("未评上")


def rating_page(member: Membership, rating: Rating) -> dict[str, Any]:
    """Return the context of a rating's page."""
    kind = rating.of_kind
    before = queries.ratings_under(member, rating.unit).filter(
        unit=rating.unit, kind=rating.kind, plain=rating.plain
    )
    return {
        "rating": rating,
        "items": list(zip(kind.items, _scores(rating, kind), strict=True)),
        "stars": stars_text(rating.stars),
        "years": [(one, stars_text(one.stars)) for one in before.order_by("-year")],
        "facts": [
            (_("评定"), kind.label),
            (_("年度"), _("%(year)s年") % {"year": rating.year}),
            (_("总分"), number_text(rating.whole)),
            (_("星级"), stars_text(rating.stars)),
            (_("评定单位"), rating.unit.name),
            (_("评定日期"), day_label(rating.rated_on)),
            (_("说明"), rating.note),
        ],
        "again": f"{reverse('honours:rating_new', args=[rating.kind])}?{urlencode({'business': rating.business})}",
        "may_rate": member.may_at(May.ARRANGE, rating.unit),
        "used_in": used_in(RATING_KIND, rating.pk),
    }
