"""What people wrote."""

from __future__ import annotations

from django.db.models import QuerySet

from youju.surveys.models import Remark, Survey


def remarks_of(survey: Survey, question: str, audience: str, *, marked: bool) -> QuerySet[Remark]:
    """Return what was written for a survey that the caller has found.

    Args:
        question, audience: Only of these; "" for all.
        marked: Whether also what may say who wrote it: only for the unit that asked.
    """
    rows = Remark.objects.filter(survey=survey).defer("unit", "sheet_id")
    if question:
        rows = rows.filter(question=question)
    if audience:
        rows = rows.filter(audience=audience)
    return rows if marked else rows.filter(marked=False)
