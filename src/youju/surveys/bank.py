"""The shipped bank of sample questions."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from youju.kernel.refusal import Missing
from youju.surveys.rules.bank import bank_from
from youju.surveys.rules.form import Question

FILE = Path(__file__).parent / "catalogue" / "question_bank.yaml"


@lru_cache(maxsize=1)
def bank() -> tuple[tuple[str, tuple[Question, ...]], ...]:
    """Return the groups of sample questions."""
    return bank_from(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def sample(code: str) -> Question:
    """Return one sample question. Raises Missing."""
    for _group, questions in bank():
        for one in questions:
            if one.code == code:
                return one
    raise Missing("题库里没有这道题")
