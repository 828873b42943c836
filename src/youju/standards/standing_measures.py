"""What standings and self-checks count: the score itself, how many items pass and fail, checks held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connections
from django.utils.translation import gettext as _

from youju.facts.actions import Draft, Source, publish_measures
from youju.facts.rules import Adds, MeasureSpec
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Quantity
from youju.organisations.queries import Unit
from youju.standards.models import SelfCheck, Standing

SCORE_KIND, CHECK_KIND = "standards.score", "standards.self_check"
TOPIC = "IDX"
# A score of a city is no sum of scores: each unit states its own, the latest of a period counts.
_SCORES = (
    MeasureSpec("standards.score", "自评得分", "分", Adds.RATE, TOPIC, words=("自测得分", "若今日测评得分")),
    MeasureSpec("standards.lost", "自评失分", "分", Adds.RATE, TOPIC, words=("失分",)),
    MeasureSpec("standards.items_met", "达标指标", "项", Adds.RATE, TOPIC),
    MeasureSpec("standards.items_short", "不达标指标", "项", Adds.RATE, TOPIC, words=("失分指标",)),
    MeasureSpec("standards.items_unseen", "未查指标", "项", Adds.RATE, TOPIC),
)  # fmt: skip
_CHECKS = (
    MeasureSpec("standards.self_checks", "对标自查", "次", topic=TOPIC, words=("开展自查", "自查自评")),
    MeasureSpec("standards.self_checked", "自查指标", "项", topic=TOPIC),
    MeasureSpec("standards.self_short", "自查不达标指标", "项", topic=TOPIC),
    MeasureSpec("standards.found", "对标自查发现问题", "个", topic=TOPIC, words=("自查问题",)),
    MeasureSpec("standards.found_taken_up", "对标自查转办问题", "个", topic=TOPIC),
)  # fmt: skip
TENTH = Decimal("0.1")


def source_of(standing: Standing) -> Source:
    """Return the source of a standing's facts: one for each edition, unit and month, which the last
    day of the month takes over."""
    return Source(SCORE_KIND, f"{standing.edition_id}-{standing.unit_id}-{standing.day:%Y%m}")


def score_drafts(standing: Standing) -> list[Draft]:
    """Return the facts of a standing, to one decimal of a hundred points. They are those of its month:
    a day that brings the same figures again changes nothing."""
    if not standing.full:
        return []
    score = (100 * standing.score / standing.full).quantize(TENTH)
    told: tuple[tuple[str, Decimal | int, str], ...] = (
        ("standards.score", score, "分"),
        ("standards.lost", 100 - score, "分"),
        ("standards.items_met", standing.passed, "项"),
        ("standards.items_short", standing.short, "项"),
        ("standards.items_unseen", standing.unseen, "项"),
    )
    month = around(standing.day, Grain.MONTH)
    return [
        Draft(standing.unit, code, Quantity(Decimal(value), word), month)
        for code, value, word in told
    ]


def check_drafts(check: SelfCheck) -> list[Draft]:
    """Return the facts of a self-check, once it is finished."""
    if check.finished_on is None:
        return []
    lines = list(check.lines.all())
    found = [one for one in lines if one.verdict == "found"]
    told = (
        ("standards.self_checks", 1, "次"),
        ("standards.self_checked", len({one.item_id for one in lines}), "项"),
        ("standards.self_short", len({one.item_id for one in found}), "项"),
        ("standards.found", len(found), "个"),
        ("standards.found_taken_up", sum(one.remedy_id is not None for one in found), "个"),
    )
    return [_one(check.unit, code, n, word, check.finished_on) for code, n, word in told if n]


def _one(unit: Unit, code: str, value: Decimal | int, word: str, day: date) -> Draft:
    return Draft(unit, code, Quantity(Decimal(value), word), around(day, Grain.DAY))


def last_of_months(rows: Iterable[Standing]) -> dict[str, Standing]:
    """Return the last standing of each edition, unit and month, by the id of its source."""
    found: dict[str, Standing] = {}
    for one in rows:
        found[source_of(one).id] = one
    return found


def all_score_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every month's last standing, made again."""
    rows = Standing.objects.select_related("unit", "edition").defer("results")
    kept = last_of_months(rows.filter(leads=True).order_by("day", "pk"))
    for source_id, one in kept.items():
        yield source_id, score_drafts(one)


def all_check_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every self-check, made again."""
    for one in SelfCheck.objects.select_related("unit").order_by("pk").iterator(chunk_size=500):
        yield str(one.pk), check_drafts(one)


def score_titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these scores."""
    found = {}
    for one in ids:
        edition_id, unit_id, month = one.split("-")
        standing = _of_month(int(edition_id), int(unit_id), month)
        if standing is not None:
            found[one] = _("%(edition)s，%(day)s 自评") % {
                "edition": standing.edition.name,
                "day": f"{standing.day:%Y-%m-%d}",
            }
    return found


def _of_month(edition_id: int, unit_id: int, month: str) -> Standing | None:
    first = date(int(month[:4]), int(month[4:]), 1)
    rows = Standing.objects.filter(edition=edition_id, unit=unit_id, day__gte=first)
    rows = rows.filter(day__lte=around(first, Grain.MONTH).bounds[1])
    return rows.select_related("edition").defer("results").order_by("-day", "-pk").first()


def check_titles(ids: Sequence[str] | Iterable[str]) -> dict[str, str]:
    """Return a line about each of these self-checks."""
    rows = SelfCheck.objects.filter(pk__in=[int(one) for one in ids]).select_related("unit")
    return {
        str(one.pk): _("%(unit)s %(day)s 对标自查") % {
            "unit": one.unit.short_name,
            "day": f"{one.on:%Y-%m-%d}",
        }
        for one in rows
    }  # fmt: skip


def publish(*, using: str = "default", **_kwargs: Any) -> None:
    """Put the measures into the catalogue, after each migration."""
    if "facts_measure" in connections[using].introspection.table_names():
        publish_measures(SCORE_KIND, _SCORES)
        publish_measures(CHECK_KIND, _CHECKS)
