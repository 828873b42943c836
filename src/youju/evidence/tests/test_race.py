"""The same photo from two phones in the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import connection

from youju.evidence import actions, shelf
from youju.evidence.actions import keeping
from youju.evidence.models import Item, Receipt, Variant
from youju.evidence.tests import factories as made
from youju.evidence.tests.factories import NOON, upload
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member


@pytest.mark.django_db(transaction=True)
def test_two_at_once_with_one_content_make_one_item_and_one_set_of_files(files, monkeypatch):
    city = City()
    units = [city.community, city.next_door]
    members = [make_member(unit, Role.STAFF) for unit in units]
    together = Barrier(2)
    receive = keeping._receive

    def receive_together(*args):
        received = receive(*args)
        together.wait(timeout=20)  # both have looked, neither has kept
        return received

    monkeypatch.setattr(keeping, "_receive", receive_together)

    def hand_in(n: int) -> int:
        try:
            return actions.store(upload(made.jpeg()), unit=units[n], actor=members[n], now=NOON).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(hand_in, [0, 1]))

    assert found[0] == found[1]
    assert (Item.objects.count(), Receipt.objects.count(), Variant.objects.count()) == (1, 2, 3)
    assert len([path for path in files.rglob("*") if path.is_file()]) == 4


def test_a_second_writer_of_one_file_leaves_no_second_file(files, monkeypatch):
    shelf.put_bytes(b"same", ".txt")
    exists, asked = FileSystemStorage.exists, []

    def not_yet(storage, name: str) -> bool:
        asked.append(name)
        return exists(storage, name) if len(asked) > 1 else False

    monkeypatch.setattr(FileSystemStorage, "exists", not_yet)

    name, _ = shelf.put_bytes(b"same", ".txt")

    assert [path for path in files.rglob("*") if path.is_file()] == [files / name]
