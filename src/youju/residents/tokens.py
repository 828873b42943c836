"""Keyed digests of what is protected: equal values meet, nobody reads them back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from youju.kernel.crypto import KeyRing
from youju.organisations.queries import key_ring
from youju.residents.kinds import kinds
from youju.residents.rules.keys import Blind, By, sealed_key
from youju.residents.rules.needs import Kind

KIND = "residents.kind"


def blind(plain: str, context: str) -> str:
    """Return the digest under the first key of the ring."""
    return key_ring().blind_index(plain, context)


def sealed_keys(by: By, plain: str) -> list[str]:
    """Return the keys under every key of the ring, to search while a rotation is under way."""
    return [sealed_key(by, plain, one) for one in _blinds()]


def _blinds() -> list[Blind]:
    ring = key_ring()
    found: list[Blind] = []
    for n in range(len(ring.keys)):
        found.append(lambda plain, context, n=n: ring.blind_indexes(plain, context)[n])  # type: ignore[misc]
    return found


def id_token(number: str) -> str:
    """Return what stands for an identity number; "" for none."""
    return sealed_key(By.ID, number, blind) if number else ""


def door_token(door: str) -> str:
    """Return what stands for a door in its building."""
    return sealed_key(By.DOOR, door, blind)


def kind_token(code: str) -> str:
    """Return what stands for a kind of need."""
    return blind(code, KIND)[:32]


def kind_tokens(code: str) -> list[str]:
    """Return what may stand for a kind of need while a rotation is under way."""
    return [one[:32] for one in key_ring().blind_indexes(code, KIND)]


def kinds_by_token() -> Mapping[str, Kind]:
    """Return every kind of need by what may stand for it: worked out once for the keys, as lists ask for
    each of their lines."""
    return _by_token(key_ring(), kinds())


@lru_cache(maxsize=4)
def _by_token(ring: KeyRing, all_kinds: tuple[Kind, ...]) -> Mapping[str, Kind]:
    return {one[:32]: kind for kind in all_kinds for one in ring.blind_indexes(kind.code, KIND)}
