"""What the room counts, and the facts of each of its records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connections
from django.db.models import Count

from youju.facts.actions import Draft, Source, publish_measures
from youju.facts.rules import Adds, MeasureSpec
from youju.honours.models import Aid, Nomination, Objection, Rating, Selection, Title
from youju.honours.rules.kinds import NAMED, WORDS, Holder, Level
from youju.honours.rules.stages import Stage, State
from youju.honours.rules.titles import Standing
from youju.honours.shipped import selection_kinds, title_kinds
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Quantity
from youju.organisations.queries import Unit

SELECTION_KIND, NOMINATION_KIND = "honours.selection", "honours.nomination"
TITLE_KIND, RATING_KIND = "honours.title", "honours.rating"
TOPIC = "HON"
TOP_STARS = 5


def _selection_specs() -> Iterator[MeasureSpec]:
    yield MeasureSpec("honours.selections", "开展评选", "项", topic=TOPIC)
    yield MeasureSpec("honours.votes", "评选投票", "票", topic=TOPIC, words=("群众投票",))
    yield MeasureSpec("honours.objections", "公示异议", "件", topic=TOPIC)
    yield MeasureSpec("honours.comments", "群众评议", "条", topic=TOPIC)


def _nomination_specs() -> Iterator[MeasureSpec]:
    yield MeasureSpec("honours.nominated", "推荐先进典型", "名", topic=TOPIC)
    yield MeasureSpec("honours.awarded", "评选先进典型", "名", topic=TOPIC, words=("表彰先进典型",))
    for one in selection_kinds().values():
        code, label, unit = one.code, one.label, WORDS[one.holder]
        yield MeasureSpec(f"honours.{code}_nominated", f"推荐{label}", unit, topic=TOPIC)
        yield MeasureSpec(f"honours.{code}_awarded", f"评选{label}", unit, topic=TOPIC)
        if one.refer:
            yield MeasureSpec(f"honours.{code}_referred", f"推报{label}", "人", topic=TOPIC)
            yield MeasureSpec(f"honours.{code}_listed", f"{label}上榜", "人", topic=TOPIC)


def _title_specs() -> Iterator[MeasureSpec]:
    for one in title_kinds().values():
        code = f"honours.t_{one.code}"
        parts = tuple(f"{code}_{level}" for level in Level) if one.by_level else ()
        yield MeasureSpec(
            code, f"现有{one.label}", one.word, Adds.STOCK, TOPIC, (one.label,), parts=parts
        )
        for level in Level if one.by_level else ():
            name = f"{NAMED.chinese()[level]}{one.label}"
            yield MeasureSpec(f"{code}_{level}", name, one.word, Adds.STOCK, TOPIC)
    yield MeasureSpec("honours.reviews", "称号复查", "个", topic=TOPIC, words=("文明单位复查",))
    yield MeasureSpec("honours.warnings", "称号警示", "个", topic=TOPIC)
    yield MeasureSpec("honours.losses", "撤销称号", "个", topic=TOPIC)
    yield MeasureSpec("honours.rewards", "诚信户奖励金", "元", topic=TOPIC)
    yield MeasureSpec("honours.prizes", "表彰奖金", "元", topic=TOPIC)
    yield MeasureSpec("honours.helps", "帮扶礼遇先进典型", "次", topic=TOPIC)
    yield MeasureSpec(
        "honours.help_money", "帮扶礼遇资金", "元", topic=TOPIC, words=("慰问道德模范",)
    )
    yield MeasureSpec("honours.benefits", "诚信户享受优惠", "户次", topic=TOPIC)


def _rating_specs() -> Iterator[MeasureSpec]:
    yield MeasureSpec("honours.ratings", "星级评定单位", "家", topic=TOPIC)
    yield MeasureSpec("honours.five_stars", "五星级单位", "家", topic=TOPIC)


def source(kind: str, row_id: int) -> Source:
    return Source(kind, str(row_id))


def _one(unit: Unit, code: str, n: int | Decimal, word: str, day: date, series: str = "") -> Draft:
    period = around(day, Grain.DAY)
    return Draft(unit, f"honours.{code}", Quantity(Decimal(n), word), period, series=series)


def selection_drafts(selection: Selection) -> list[Draft]:
    """Return what a selection counts: itself, its ballots once they are counted, what was said of it."""
    if selection.at is Stage.CANCELLED:
        return []
    unit, found = selection.unit, []
    found.append(_one(unit, "selections", 1, "项", selection.started_on))
    if selection.ballots is not None and selection.vote_until is not None:
        found.append(_one(unit, "votes", selection.ballots, "票", selection.vote_until))
    if selection.notice_from is not None:
        rows = Objection.objects.filter(nomination__selection=selection).order_by()
        said = dict(rows.values_list("kind").annotate(Count("pk")))
        for kind, code, word in (("objection", "objections", "件"), ("comment", "comments", "条")):
            if n := said.get(kind):
                found.append(_one(unit, code, n, word, selection.notice_from))
    return found


def nomination_drafts(one: Nomination) -> list[Draft]:
    """Return what a nomination counts at the unit that made it; nothing once it is taken back."""
    selection = one.selection
    if one.at is State.WITHDRAWN or selection.at is Stage.CANCELLED:
        return []
    kind = selection.of_kind
    word, code = WORDS[kind.holder], kind.code
    found = [_one(one.unit, f"{code}_nominated", 1, word, one.nominated_on)]
    person = kind.holder is Holder.PERSON
    if person:
        found.append(_one(one.unit, "nominated", 1, "名", one.nominated_on))
    if one.at is State.AWARDED and selection.award_on is not None:
        found.append(_one(one.unit, f"{code}_awarded", 1, word, selection.award_on))
        if person:
            found.append(_one(one.unit, "awarded", 1, "名", selection.award_on))
    sent = list(one.referrals.order_by("sent_on", "pk"))
    if sent:
        found.append(_one(one.unit, f"{code}_referred", 1, "人", sent[0].sent_on))
    listed = sorted(ref.result_on for ref in sent if ref.result == "listed" and ref.result_on)
    if listed:
        found.append(_one(one.unit, f"{code}_listed", 1, "人", listed[0]))
    return found


def title_drafts(title: Title) -> list[Draft]:
    """Return what a title counts: its holders from its day until it is lost, its reviews, money and help."""
    kind, unit, n = title.of_kind, title.unit, title.holders
    codes = [f"t_{kind.code}"]
    codes += [f"t_{kind.code}_{title.level}"] if kind.by_level else []
    found = [_one(unit, code, n, kind.word, title.since, str(title.pk)) for code in codes]
    if title.at is Standing.LOST and title.standing_on is not None:
        gone = title.standing_on
        found = [] if gone <= title.since else found
        found += [_one(unit, code, 0, kind.word, gone, str(title.pk)) for code in codes]
    household = kind.holder is Holder.HOUSEHOLD
    if title.money is not None:
        found.append(
            _one(unit, "rewards" if household else "prizes", title.money, "元", title.since)
        )
    for review in title.reviews.order_by("year"):
        found.append(_one(unit, "reviews", 1, "个", review.on))
        if review.result != Standing.HELD:
            code = "losses" if review.result == Standing.LOST else "warnings"
            found.append(_one(unit, code, 1, "个", review.on))
    for aid in title.aids.order_by("pk"):
        found += _aid_drafts(unit, aid, household)
    return found


def _aid_drafts(unit: Unit, aid: Aid, household: bool) -> list[Draft]:
    if household:
        return [_one(unit, "benefits", aid.people, "户次", aid.on)]
    found = [_one(unit, "helps", 1, "次", aid.on)]
    return found + ([_one(unit, "help_money", aid.amount, "元", aid.on)] if aid.amount else [])


def rating_drafts(rating: Rating) -> list[Draft]:
    """Return what a rating counts on the day of the rating."""
    found = [_one(rating.unit, "ratings", 1, "家", rating.rated_on)]
    if rating.stars == TOP_STARS:
        found.append(_one(rating.unit, "five_stars", 1, "家", rating.rated_on))
    return found


def all_selection_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every selection, made again."""
    for one in Selection.objects.select_related("unit").order_by("pk").iterator(chunk_size=500):
        yield str(one.pk), selection_drafts(one)


def all_nomination_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every nomination, made again."""
    rows = Nomination.objects.select_related("unit", "selection").order_by("pk")
    for one in rows.iterator(chunk_size=500):
        yield str(one.pk), nomination_drafts(one)


def all_title_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every title, made again."""
    for one in Title.objects.select_related("unit").order_by("pk").iterator(chunk_size=500):
        yield str(one.pk), title_drafts(one)


def all_rating_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every rating, made again."""
    for one in Rating.objects.select_related("unit").order_by("pk").iterator(chunk_size=500):
        yield str(one.pk), rating_drafts(one)


def publish(*, using: str = "default", **_: Any) -> None:
    """Put the measures into the catalogue, after each migration."""
    if "facts_measure" in connections[using].introspection.table_names():
        publish_measures(SELECTION_KIND, list(_selection_specs()))
        publish_measures(NOMINATION_KIND, list(_nomination_specs()))
        publish_measures(TITLE_KIND, list(_title_specs()))
        publish_measures(RATING_KIND, list(_rating_specs()))
