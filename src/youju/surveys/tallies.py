"""Keeping the tallies in step with the sheets: every act adds what it changed, in its transaction."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from youju.surveys.models import DayTally, Sheet, Survey, Tally
from youju.surveys.rules.answers import scores
from youju.surveys.rules.form import Form
from youju.surveys.rules.states import Channel, counts

TallyKey = tuple[int, int, str, str, str]  # version, unit, audience, question, option
DayKey = tuple[int, int, int, str, str, date]  # root, survey, unit, audience, rate, day
AT_ONCE = 100  # rows of one statement; SQLite takes 999 values in old builds
_ADD = (
    'INSERT INTO surveys_tally (version_id, unit_id, audience, question, "option", n) VALUES {rows} '
    'ON CONFLICT (version_id, unit_id, audience, question, "option") '
    "DO UPDATE SET n = surveys_tally.n + excluded.n"
)
_ADD_DAY = (
    "INSERT INTO surveys_daytally (root_id, survey_id, unit_id, audience, rate, day, n, score) "
    "VALUES {rows} ON CONFLICT (survey_id, unit_id, audience, rate, day) DO UPDATE SET "
    "n = surveys_daytally.n + excluded.n, score = surveys_daytally.score + excluded.score"
)


def tally(form: Form, sheets: Iterable[Sheet], sign: int = 1) -> None:
    """Add these sheets of one form to the tallies; with sign −1 take them out.

    Rows are written in the order of their keys, so that two answers at once never wait for each
    other in a circle.
    """
    options: Counter[TallyKey] = Counter()
    days: dict[DayKey, list[int]] = defaultdict(lambda: [0, 0])
    for sheet in sheets:
        if not counts(Channel(sheet.channel), sheet.survey.count_open):
            continue
        of = (sheet.version_id, sheet.unit_id, sheet.audience)
        for question, chosen in sheet.answers.items():
            for option in ("", *chosen):
                options[(*of, question, option)] += sign
        day = timezone.localdate(sheet.done_at)
        found = {"": 0, **scores(form, sheet.audience, sheet.answers)}
        for rate, score in found.items():
            key = (sheet.root_id, sheet.survey_id, sheet.unit_id, sheet.audience, rate, day)
            days[key][0] += sign
            days[key][1] += sign * score
    _write(_ADD, [(*key, n) for key, n in sorted(options.items()) if n])
    _write(_ADD_DAY, [(*key[:5], str(key[5]), *n) for key, n in sorted(days.items())])


def _write(statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor:
        for part in _batched(iter(rows)):
            places = ", ".join(f"({', '.join(['%s'] * len(part[0]))})" for _ in part)
            cursor.execute(statement.format(rows=places), [one for row in part for one in row])


def _batched(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while part := list(islice(rows, AT_ONCE)):
        yield part


@transaction.atomic
def rebuild(survey: Survey) -> None:
    """Make a survey's tallies again from its sheets."""
    Tally.objects.filter(version__survey=survey).delete()
    DayTally.objects.filter(survey=survey).delete()
    for version in survey.versions.all():
        rows = Sheet.objects.filter(survey=survey, version=version, spoiled=False).select_related(
            "survey"
        )
        sheets = rows.order_by("id").iterator(chunk_size=1000)
        while part := list(islice(sheets, 1000)):
            tally(version.content, part)
