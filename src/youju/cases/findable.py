"""The words by which a case is found."""

from __future__ import annotations

from django.utils import timezone

from youju.cases.measures import CASE_KIND
from youju.cases.models import Case
from youju.cases.notices import page_of
from youju.search import actions as search


def put(case: Case) -> None:
    """Let the case be found by its number, title, place and kind; never by who reported it."""
    search.put_many(
        [
            search.Findable(
                source_kind=CASE_KIND,
                source_id=str(case.pk),
                unit=case.unit,
                title=case.title,
                body=" ".join((case.number, case.place, case.kind.name, case.description)),
                at=timezone.localdate(case.done_at),
                url=page_of(case),
            )
        ]
    )
