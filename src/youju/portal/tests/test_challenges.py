"""Challenges: signed, answered once, by work or by a sum drawn without a font."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from PIL import Image

from youju.kernel.refusal import Missing, Refused
from youju.portal import actions, challenges
from youju.portal.models import Spent
from youju.portal.rules import Counted
from youju.portal.tests.factories import NOON


def passed(token: str, work: str = "", answer: str = "", now=NOON, purpose=Counted.REPORT) -> None:
    actions.pass_challenge(token, work, answer, purpose=purpose, now=now)


def work_for(challenge: challenges.Challenge) -> str:
    import hashlib

    from youju.portal.rules import leading_zeros

    return next(
        str(n)
        for n in range(1_000_000)
        if leading_zeros(hashlib.sha256(f"{challenge.token}:{n}".encode()).digest())
        >= challenge.bits
    )


def test_work_passes_once(db):
    challenge = challenges.fresh("report", 6, NOON)
    work = work_for(challenge)

    passed(challenge.token, work)

    with pytest.raises(Refused, match="已经收到"):
        passed(challenge.token, work)
    assert Spent.objects.get().until == NOON + timedelta(hours=2)


def test_a_sum_passes_once_right_or_wrong(db):
    right, wrong = (challenges.fresh("report", 60, NOON) for _ in range(2))

    passed(right.token, answer=str(right.question.answer))
    with pytest.raises(Refused) as refused:
        passed(wrong.token, answer="99")
    assert refused.value.field == "answer"
    with pytest.raises(Refused, match="已经收到"):
        passed(wrong.token, answer=str(wrong.question.answer))


def test_challenges_of_others_for_something_else_or_too_old_are_refused(db):
    challenge = challenges.fresh("report", 6, NOON)
    harder = challenge.token.replace("report.6.", "report.1.")

    for token in ("", "report.6.1.2.3", harder):
        with pytest.raises(Refused, match="失效"):
            passed(token, "1")
    with pytest.raises(Refused, match="失效"):
        passed(challenge.token, "1", purpose=Counted.OPINION)
    with pytest.raises(Refused, match="过期"):
        passed(challenge.token, "1", now=NOON + timedelta(hours=2, seconds=2))
    assert not Spent.objects.exists()


def test_the_sum_is_drawn_and_its_token_does_not_tell_it():
    challenge = challenges.fresh("report", 6, NOON)
    asked = challenge.question

    with Image.open(io.BytesIO(challenges.picture_of(challenge.token))) as image:
        width = 44 * len(asked.first + asked.sign + asked.second) + 24
        assert image.size == (width, 64)
        assert image.getextrema()[0] < 100
    with pytest.raises(Missing):
        challenges.picture_of("report.6.1.2.3")


def test_every_character_of_every_sum_can_be_drawn():
    used = {
        character
        for first in range(9)
        for second in range(8)
        for sign in range(2)
        for asked in [challenges.rules.question_of(bytes([first, second, sign]))]
        for character in asked.first + asked.sign + asked.second
    }

    assert used <= set(challenges.STROKES)
