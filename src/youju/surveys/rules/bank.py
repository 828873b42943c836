"""The bank of sample questions, as its file says them; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from youju.surveys.rules.form import Question, question_from
from youju.surveys.rules.questions import check_question


def bank_from(data: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, tuple[Question, ...]], ...]:
    """Return the groups of the bank with their questions, each marked as a sample."""
    return tuple(
        (group["group"], tuple(_question(one) for one in group["questions"])) for group in data
    )


def _question(one: Mapping[str, Any]) -> Question:
    options = [
        {"code": f"o{n}", "text": str(text), "share": share}
        for n, (text, share) in enumerate(one.get("options", {}).items(), start=1)
    ]
    return replace(check_question(question_from({**one, "options": options})), sample=True)
