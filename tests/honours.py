"""A selection on its notice with many nominees, titles and ratings, for pages that are looked at."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from youju.honours import actions
from youju.honours.actions.nominations import Proposed
from youju.portal.actions.reporting import resident_of


def some_honours(office: Any, staff: Any, many: int = 8) -> dict[str, Any]:
    """Let the office take what the staff nominates to its notice, and keep titles and ratings."""
    now, today = timezone.now(), timezone.localdate()

    def by(actor: Any) -> dict[str, Any]:
        return {"actor": actor, "now": now, "key": uuid4()}

    told = {"kind": "moral_models", "title": "道德模范评选", "level": "county"}
    until = today + timedelta(9)
    selection = actions.start_selection(
        unit=office.unit, nominate_until=until, **told, **by(office)
    )
    for n in range(many):
        words = Proposed("filial", f"好人{n}", "十年照顾瘫痪邻居，送饭三千余次。", consent=True)
        one = actions.nominate(selection.pk, words, unit=staff.unit, **by(staff))
        judged = {"result": "pass", "public_words": "照顾邻居。"}
        actions.review_nomination(one.pk, **judged, **by(office))
    for stage in ("review", "notice"):
        actions.advance_selection(selection.pk, to=stage, **by(office))
    said = {"kind": "comment", "words": "亲眼见他送饭。"}
    for _n in range(many):
        actions.object_to(one.pk, **said, **by(resident_of(office.unit)))
    for n in range(many):
        given = actions.Given("moral_model", "county", f"模范{n}", today - timedelta(400 + n))
        title = actions.register_title(given, unit=staff.unit, **by(staff))
        aid = {"kind": "慰问金", "by": "区文明办", "amount": Decimal(500), "on": today}
        actions.record_aid(title.pk, **aid, **by(staff))
        scores = {"lawful": Decimal(30 + n), "honest": Decimal(30), "scale": Decimal(20)}
        rated = {"kind": "culture_business", "business": f"书店{n}", "year": today.year}
        rating = actions.rate_business(
            unit=staff.unit, **rated, scores=scores, on=today, **by(staff)
        )
    return {
        "selection_id": selection.pk, "selection_slug": selection.slug, "nomination_id": one.pk,
        "title_id": title.pk, "rating_id": rating.pk,
    }  # fmt: skip
