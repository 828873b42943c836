"""What a sender must do first: a little work by the browser, or a small sum by the reader."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from youju.kernel.numerals import chinese
from youju.kernel.refusal import Refused

ANSWER_BITS = 24  # of the secret, that choose the sum


def leading_zeros(digest: bytes) -> int:
    """Return how many bits at the beginning are zero."""
    return len(digest) * 8 - int.from_bytes(digest, "big").bit_length()


def check_work(token: str, work: str, bits: int) -> None:
    """Refuse work that does not give SHA-256(token:work) so many zero bits at its beginning."""
    done = hashlib.sha256(f"{token}:{work}".encode()).digest()
    if not work or len(work) > 20 or leading_zeros(done) < bits:
        raise Refused(_("浏览器的校验没有完成，请再提交一次"))


@dataclass(frozen=True, slots=True)
class Question:
    """A sum in Chinese numerals: 十七 加 八."""

    first: str
    sign: str
    second: str
    answer: int


def question_of(secret: bytes) -> Question:
    """Return the sum that a secret makes: 十一…十九, plus or minus 二…九."""
    first, second = 11 + secret[0] % 9, 2 + secret[1] % 8
    plus = secret[2] % 2 == 0
    answer = first + second if plus else first - second
    return Question(chinese(first), "加" if plus else "减", chinese(second), answer)


def read_answer(text: str) -> int | None:
    """Return the number that a reader typed: 25, ２５, 二十五; None for any other text."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.isascii() and plain.isdigit() and len(plain) < 4:
        return int(plain)
    return _SPOKEN.get(plain)


_SPOKEN = {chinese(number): number for number in range(30)} | {"两": 2}
