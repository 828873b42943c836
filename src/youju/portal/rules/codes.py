"""Numbers and look-up codes that people read off a screen and type again."""

from __future__ import annotations

import re
import unicodedata

# Crockford's base 32: no I, L, O, U, so that nothing is mistaken for 1 or 0.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12  # of 5 bits each: 60 bits
_MISTAKEN = str.maketrans("OIL", "011")
_NUMBER = re.compile(r"(Y?)(\d{6})-?(\d{6})")


def written_code(secret: bytes) -> str:
    """Return the look-up code that the first 60 bits of a secret make."""
    number = int.from_bytes(secret[:8], "big") >> 4
    return "".join(ALPHABET[number >> 5 * n & 31] for n in reversed(range(CODE_LENGTH)))


def shown_code(code: str) -> str:
    """Return the code in groups of four: 7KXM-4QPR-9TDA."""
    return "-".join(code[n : n + 4] for n in range(0, len(code), 4))


def _typed(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).upper()
    return re.sub(r"[\s\-—–_]", "", plain)


def clean_code(text: str) -> str:
    """Return a code as it was typed, in its one form; "" for what cannot be one."""
    plain = _typed(text).translate(_MISTAKEN)
    good = len(plain) == CODE_LENGTH and set(plain) <= set(ALPHABET)
    return plain if good else ""


def clean_number(text: str) -> str:
    """Return a number as it was typed, in its one form 261125-482103; "" for any other text."""
    match = _NUMBER.fullmatch(_typed(text)) if text.isprintable() else None
    return f"{match[1]}{match[2]}-{match[3]}" if match else ""
