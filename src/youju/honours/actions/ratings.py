"""Rating a business."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.facts import actions as facts
from youju.honours import measures
from youju.honours.models import Rating
from youju.honours.rules import texts, titles
from youju.honours.rules.kinds import RatingKind
from youju.honours.shipped import rating_kinds
from youju.kernel.quantity import number_text
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, Unit, require
from youju.search.actions import put


def rate_business(
    *,
    unit: Unit,
    kind: str,
    business: str,
    year: int,
    scores: Mapping[str, Decimal | None],
    on: date,
    note: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Rating:
    """Score a business for a year, item by item; the whole makes the stars. Scoring it again replaces.

    Args:
        scores: Points by code of item, every item of the kind.
    """
    with act("honours.rate_business", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Rating.objects.select_related("unit").get(pk=doing.subject_id)
        require(actor, May.ARRANGE, unit)
        shipped = rating_kinds().get(kind)
        if shipped is None:
            raise Refused(_("没有这种评定，请从列表里选。"), field="kind")
        name = texts.check_text(business, "business", _("写明经营单位的名称。"), texts.NAME)
        today = timezone.localdate(now)
        texts.check_day(on, today)
        if not today.year - 20 <= year <= today.year:
            raise Refused(_("年度不对，请核对。"), field="year")
        whole = titles.check_scores(shipped.items, scores)
        rating = _kept(unit, shipped, name, year, scores, whole, on, note, actor)
        found = measures.source(measures.RATING_KIND, rating.pk)
        facts.replace(found, measures.rating_drafts(rating), now=now)
        body = _("%(label)s %(stars)s 星") % {"label": shipped.label, "stars": rating.stars}
        put(measures.RATING_KIND, rating.pk, unit, str(rating), body, on, rating.get_absolute_url())
        doing.on(measures.RATING_KIND, rating.pk, whole=number_text(whole), stars=rating.stars)
    return rating


def _kept(
    unit: Unit,
    kind: RatingKind,
    name: str,
    year: int,
    scores: Mapping[str, Decimal | None],
    whole: Decimal,
    on: date,
    note: str,
    actor: Membership,
) -> Rating:
    """Return the rating as it is kept: one of a business and year."""
    rating, _made = Rating.objects.update_or_create(
        unit=unit,
        kind=kind.code,
        year=year,
        plain=texts.plain(name)[:64],
        defaults={
            "root_id": unit.root_id,
            "business": name,
            "scores": {item.code: str(scores[item.code]) for item in kind.items},
            "whole": whole,
            "stars": titles.stars_of(kind, whole),
            "note": note.strip()[: texts.NOTE],
            "rated_on": on,
            "made_by_label": actor.label,
        },
    )
    return rating
