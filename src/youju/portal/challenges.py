"""Signed challenges: nothing is stored for one until it has been answered."""

from __future__ import annotations

import hashlib
import hmac
import io
import re
import secrets as random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from django.utils.translation import gettext as _
from PIL import Image, ImageDraw

from youju.kernel.refusal import Missing, Refused
from youju.portal import rules
from youju.portal.secrets import keyed

LIFE = timedelta(hours=2)
_FORM = re.compile(r"([a-z_]{1,12})\.(\d{1,2})\.(\d{10})\.([0-9a-f]{32})\.([0-9a-f]{32})")


@dataclass(frozen=True, slots=True)
class Challenge:
    """A challenge that was signed here: for what, how hard, and until when it may be answered."""

    token: str
    purpose: str
    bits: int
    until: datetime

    @property
    def digest(self) -> str:
        """What is remembered once it has been answered."""
        return hashlib.sha256(self.token.encode()).hexdigest()

    @property
    def question(self) -> rules.Question:
        return rules.question_of(keyed("question", self.token))


def fresh(purpose: str, bits: int, now: datetime) -> Challenge:
    """Make a challenge."""
    until = now + LIFE
    said = f"{purpose}.{bits}.{int(until.timestamp()):010}.{random.token_hex(16)}"
    return Challenge(f"{said}.{_seal(said)}", purpose, bits, until)


def _seal(said: str) -> str:
    return keyed("challenge", said).hex()[:32]


def known(token: str) -> Challenge | None:
    """Return the challenge that a token is, expired or not; None for one not made here."""
    match = _FORM.fullmatch(token)
    if not match or not hmac.compare_digest(_seal(token.rpartition(".")[0]), match[5]):
        return None
    until = datetime.fromtimestamp(int(match[3]), UTC)
    return Challenge(token, match[1], int(match[2]), until)


def answered(token: str, work: str, *, purpose: str, now: datetime) -> Challenge:
    """Return the challenge that a sender answers, its work checked; the sum is for the caller.

    Raises:
        Refused: If it was not made here for this purpose, has expired, or the work is wrong.
    """
    challenge = known(token)
    if challenge is None or challenge.purpose != purpose:
        raise Refused(_("校验已失效，请再提交一次"))
    if challenge.until < now:
        raise Refused(_("页面打开太久，校验已过期，请再提交一次"))
    if work:
        rules.check_work(token, work, challenge.bits)
    return challenge


# The strokes of the characters that a sum needs, on a square of 100; so that no font is needed.
STROKES: dict[str, tuple[tuple[int, ...], ...]] = {
    "一": ((8, 50, 92, 48),),
    "二": ((20, 28, 80, 26), (8, 78, 92, 76)),
    "三": ((16, 20, 84, 18), (22, 49, 78, 47), (6, 82, 94, 80)),
    "四": ((12, 20, 12, 88), (12, 20, 88, 20, 88, 88), (38, 22, 36, 48, 24, 62), (60, 22, 60, 58, 82, 58), (12, 86, 88, 86)),
    "五": ((16, 16, 84, 16), (48, 16, 38, 84), (20, 48, 76, 48, 74, 84), (6, 86, 94, 84)),
    "六": ((48, 4, 54, 20), (6, 36, 94, 34), (36, 50, 12, 92), (62, 50, 90, 90)),
    "七": ((6, 50, 92, 34), (42, 8, 42, 80, 50, 88, 90, 86, 90, 70)),
    "八": ((36, 18, 32, 50, 8, 88), (58, 12, 70, 56, 94, 88)),
    "九": ((8, 32, 68, 32, 68, 76, 76, 88, 94, 86, 94, 70), (38, 6, 36, 50, 8, 92)),
    "十": ((6, 46, 94, 46), (50, 6, 50, 94)),
    "加": ((6, 28, 48, 28, 46, 84, 34, 78), (24, 6, 24, 50, 6, 90), (60, 26, 60, 86), (60, 26, 92, 26, 92, 86), (60, 80, 92, 80)),
    "减": ((8, 18, 20, 34), (6, 84, 24, 52), (34, 26, 92, 24), (34, 26, 34, 60, 24, 90), (46, 42, 66, 42), (46, 54, 46, 74), (46, 54, 66, 54, 66, 74, 46, 74), (72, 6, 76, 54, 92, 90, 96, 72), (90, 36, 64, 92), (84, 8, 92, 16)),
}  # fmt: skip
SIDE, HEIGHT = 44, 64


def picture_of(token: str) -> bytes:
    """Return the sum of a challenge as a PNG, its characters drawn by hand and never twice alike."""
    challenge = known(token)
    if challenge is None:
        raise Missing(_("没有这道题，请刷新页面"))
    asked = challenge.question
    text = asked.first + asked.sign + asked.second
    image = Image.new("L", (SIDE * len(text) + 24, HEIGHT), 255)
    draw = ImageDraw.Draw(image)
    chance = Random(challenge.digest)  # noqa: S311  only wobbles the strokes
    for place, character in enumerate(text):
        _draw(draw, character, 12 + place * SIDE, chance)
    for _line in range(4):
        ends = [chance.randrange(image.width), chance.randrange(HEIGHT)]
        draw.line([*ends, ends[0] + chance.randint(-60, 60), chance.randrange(HEIGHT)], fill=120)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw(draw: ImageDraw.ImageDraw, character: str, left: int, chance: Random) -> None:
    size = chance.uniform(0.30, 0.36)
    top, slant = chance.uniform(10, 22), chance.uniform(-0.18, 0.18)
    for stroke in STROKES[character]:
        points = [
            (
                left + size * x + slant * size * (50 - y) + chance.uniform(-1, 1),
                top + size * y + chance.uniform(-1, 1),
            )
            for x, y in zip(stroke[::2], stroke[1::2], strict=True)
        ]
        draw.line(points, fill=chance.randint(0, 60), width=3, joint="curve")
