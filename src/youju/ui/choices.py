"""Choices of fields whose words each reader sees in the own language."""

from enum import Enum
from typing import Any

from django.utils.translation import gettext_lazy

from youju.kernel.words import Words


def spoken(words: Words[Any]) -> list[tuple[Any, str]]:
    """Return (value, word) for the choices of a field; the word is looked up when it is shown."""
    return [
        (key.value if isinstance(key, Enum) else key, gettext_lazy(word))  # type: ignore[misc]
        for key, word in words.chinese().items()
    ]
