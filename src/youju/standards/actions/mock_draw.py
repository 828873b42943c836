"""Drawing a mock round, and putting its places into teams with routes."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.facts import actions as facts
from youju.inbox.actions import tell
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, Unit, posts_that_may, require, subtree
from youju.patrols.queries import Place, kinds, places_of
from youju.search.actions import put
from youju.standards import mock_measures as measures
from youju.standards.actions.frame import act_on
from youju.standards.mock_edition import asked_of, checks_of, site_items
from youju.standards.models import Edition, MockRound, MockSheet, MockSpot, MockTeam
from youju.standards.rules import mock
from youju.standards.rules.drawing import HOUSEHOLD, Asked, Lot, draw, wanted

MOST_CANDIDATES = 5000


def draw_round(
    *,
    unit: Unit,
    edition: Edition,
    name: str,
    start: date,
    end: date,
    seed: str = "",
    rest: int = 1,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> MockRound:
    """Draw the places and communities of a round from those that stand today.

    Args:
        seed: What the draw follows from, such as lottery numbers; a random one if left out.
        rest: How many of each kind of place for which the edition does not say how many.
    """
    with act("standards.draw_mock", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return MockRound.objects.select_related("unit", "edition").get(pk=doing.subject_id)
        require(actor, May.ARRANGE, unit)
        if edition.root_id != unit.root_id:
            raise Refused(_("从列表中选指标版本。"), field="edition")
        plain = mock.check_round(name, start, end)
        if MockRound.objects.filter(unit=unit, name=plain).exists():
            raise Refused(_("已有同名的一轮，换个名称。"), field="name")
        told = mock.check_seed(seed) or secrets.token_hex(4)
        items = site_items(edition)
        lots = _lots(actor, unit, wanted(asked_of(items, rest)), told)
        made = MockRound(
            root_id=unit.root_id, unit=unit, edition=edition, name=plain, start=start, end=end,
            seed=told, drawn_at=now, drawn_by_label=actor.label,
        )  # fmt: skip
        made.frame = [one.as_json() for one in lots]
        made.checks = checks_of(items, (one.asked.of for one in lots))
        made.households = _households(lots)
        made.save()
        drawn = _spots(made, lots)
        _let_be_found(made)
        doing.on(measures.MOCK_ROUND, made.pk, seed=told, places=drawn)
    return made


def _let_be_found(made: MockRound) -> None:
    url = made.get_absolute_url()
    put(measures.MOCK_ROUND, made.pk, made.unit, made.name, made.edition.name, made.start, url)


def _lots(actor: Membership, unit: Unit, asked: Sequence[Asked], seed: str) -> list[Lot]:
    """Return each kind with its candidates and those drawn; kinds without any are left out."""
    labels = {one.code: one.label for one in kinds()} | {HOUSEHOLD: _("入户")}
    of_kind = mock.grouped(_places(actor, unit), lambda one: one.kind)
    found = []
    for one in asked:
        at = of_kind.get(one.of, []) if one.of != HOUSEHOLD else []
        pairs = [(place.pk, place.unit) for place in at]
        if one.of == HOUSEHOLD:
            below = subtree(unit).filter(kind="community", until=None).order_by("path")
            pairs = [(place.pk, place) for place in below]
        groups = _groups(unit, one.per)
        candidates = tuple((pk, _group(where, groups)) for pk, where in pairs)
        if one.of in labels and candidates:
            lot = Lot(one, labels[one.of], candidates)
            found.append(Lot(one, lot.label, candidates, draw(lot, seed)))
    if not any(one.asked.of != HOUSEHOLD for one in found):
        raise Refused(_("这个单位范围内没有指标要看的点位，请先在“巡查·点位”登记。"), field="unit")
    return found


def _places(actor: Membership, unit: Unit) -> list[Place]:
    rows = places_of(actor, unit).order_by("pk")
    return [one for one in rows[:MOST_CANDIDATES] if unit.covers(one.unit)]


def _groups(unit: Unit, per: str) -> set[int]:
    return set(subtree(unit).filter(kind=per).values_list("pk", flat=True)) if per else set()


def _group(where: Unit, groups: set[int]) -> int:
    """Return the unit whose number a candidate counts in; 0 where it stands in none."""
    return next((one for one in reversed(where.ancestor_ids) if one in groups), 0)


def _households(lots: Sequence[Lot]) -> list[dict[str, int]]:
    """Return the communities drawn with how many households of each; no names, no addresses."""
    return [
        {"unit": one, "number": lot.asked.each or 1}
        for lot in lots
        if lot.asked.of == HOUSEHOLD
        for one in lot.drawn
    ]


def _spots(made: MockRound, lots: Sequence[Lot]) -> int:
    rows = [
        MockSpot(round=made, place_id=one, kind=lot.asked.of)
        for lot in lots
        if lot.asked.of != HOUSEHOLD
        for one in lot.drawn
    ]
    if len(rows) > mock.MOST_SPOTS:
        told = {"n": len(rows), "most": mock.MOST_SPOTS}
        raise Refused(
            _("抽到 %(n)s 个点位，一轮最多 %(most)s 个，请少抽或分单位测。") % told, field="rest"
        )
    MockSpot.objects.bulk_create(rows)
    return len(rows)


def set_teams(
    round_id: int,
    teams: Sequence[Sequence[int]],
    *,
    share: int = 0,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> MockRound:
    """Put the places into one route, cut it into the teams' parts, and open the round.

    Args:
        teams: The assessors of each team, by the id of their post.
        share: How many percent of the places two assessors score, each for himself.
    """
    with act_on("set_mock_teams", MockRound, round_id, actor=actor, now=now, key=key) as (
        doing,
        found,
    ):
        doing.on(measures.MOCK_ROUND, found.pk, teams=len(teams), share=share)
        if doing.replayed:
            return found
        if found.state == MockRound.State.CLOSED:
            raise Refused(_("这一轮已经结束。"))
        if MockSheet.objects.filter(spot__round=found).exists():
            raise Refused(_("已有测评表，不能重新分组；要换人请在下一轮。"))
        posts = {one.pk: one for one in assessors_for(found, timezone.localdate(now))}
        if strange := [one for team in teams for one in team if one not in posts]:
            told = {"n": len(strange)}
            raise Refused(_("有 %(n)s 人不能在这里测评，请重新选。") % told, field="people")
        mock.check_teams([[posts[one].person_id or 0 for one in team] for team in teams], share)
        _assign(found, teams, share)
        found.share, found.state = share, MockRound.State.OPEN
        found.save(update_fields=["share", "state"])
        facts.replace(measures.round_source(found), measures.round_drafts(found), now=now)
        assessors = [posts[one] for team in teams for one in team]
        url = found.get_absolute_url()
        tell(assessors, kind="standards.mock_assessor", title=str(found), url=url, now=now)
    return found


def assessors_for(found: MockRound, day: date) -> list[Membership]:
    """Return who may assess in the round: posts at its unit or above that record there."""
    return posts_that_may(May.RECORD, found.unit, day)


def _assign(found: MockRound, teams: Sequence[Sequence[int]], share: int) -> None:
    spots = {one.place_id: one for one in found.spots.select_related("place__unit")}
    stops = [
        mock.Stop(one.place_id, one.place.unit.path, one.place.lat, one.place.lng)
        for one in spots.values()
    ]
    parts = mock.split(mock.route(stops), len(teams))
    twice = mock.doubles(sorted(spots), share, found.seed)
    found.teams.all().delete()
    for number, (people, part) in enumerate(zip(teams, parts, strict=True), 1):
        team = MockTeam.objects.create(round=found, number=number)
        team.assessors.set(people)
        for order, stop in enumerate(part, 1):
            spot = spots[stop.id]
            spot.team, spot.order, spot.double = team, order, stop.id in twice
    MockSpot.objects.bulk_update(spots.values(), ["team", "order", "double"])


def close_round(
    round_id: int, *, closed: bool = True, actor: Membership, now: datetime, key: UUID
) -> MockRound:
    """End a round, or open it again; a sheet done before the end is still received."""
    with act_on("close_mock", MockRound, round_id, actor=actor, now=now, key=key) as (
        doing,
        found,
    ):
        doing.on(measures.MOCK_ROUND, found.pk, closed=closed)
        if doing.replayed:
            return found
        if closed is (found.state == MockRound.State.CLOSED):
            raise Refused(_("这一轮已经结束。") if closed else _("这一轮还在进行。"))
        teams = found.teams.exists()
        found.closed_on = timezone.localdate(now) if closed else None
        reopened = MockRound.State.OPEN if teams else MockRound.State.DRAWN
        found.state = MockRound.State.CLOSED if closed else reopened
        found.save(update_fields=["closed_on", "state"])
    return found
