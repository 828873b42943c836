"""Columns whose values are encrypted, shown masked and opened one at a time."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models

from youju.kernel.crypto import MASKS, KeyRing

if TYPE_CHECKING:
    Text = models.TextField[Any, Any]
else:
    Text = models.TextField


@lru_cache(maxsize=4)
def _ring(text: str) -> KeyRing:
    return KeyRing.parse(text)


def key_ring() -> KeyRing:
    """Return the key ring of the settings: the first encrypts, all decrypt."""
    return _ring(settings.FIELD_KEYS)


class Sealed:
    """An encrypted value in memory: prints masked; opens only when told to."""

    def __init__(self, token: str, context: str, mask: str) -> None:
        self.token, self._context, self._mask = token, context, mask

    def open(self) -> str:
        """Return the plain value. Only `actions.open_protected` calls this, and logs it."""
        return key_ring().decrypt(self.token, self._context)

    def __str__(self) -> str:
        return MASKS[self._mask](self.open())

    def __repr__(self) -> str:
        return "<Sealed>"

    def __bool__(self) -> bool:
        return bool(self.token)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and self.token == other.token

    def __hash__(self) -> int:
        return hash(self.token)


class ProtectedField(Text):
    """Text encrypted in its column (AES-256-GCM); read back as `Sealed`, "" stays empty.

    Args:
        mask: A key of `kernel.crypto.MASKS`: how the value is shown.
    """

    def __init__(self, *args: Any, mask: str = "all", **kwargs: Any) -> None:
        self.mask = mask
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, list(args), {**kwargs, "mask": self.mask}

    @property
    def context(self) -> str:
        """What binds a ciphertext to its column."""
        return f"{self.model._meta.label_lower}.{self.attname}"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Sealed | str:
        return Sealed(value, self.context, self.mask) if value else ""

    def to_python(self, value: Any) -> Any:
        return value if isinstance(value, Sealed) else super().to_python(value)

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, Sealed):
            return value.token
        return key_ring().encrypt(str(value), self.context) if value else ""
