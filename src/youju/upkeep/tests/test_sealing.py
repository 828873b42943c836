"""The encrypted stream: what goes in comes out, and nothing else is ever taken for it."""

import io

import pytest

from youju.upkeep import sealing
from youju.upkeep.rules import Damaged, WrongKey
from youju.upkeep.sealing import Opening, Sealing
from youju.upkeep.tests.conftest import WORD

HEAD = 40  # bytes


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    monkeypatch.setattr(sealing, "CHUNK", 64)


def sealed(plain: bytes) -> bytes:
    file = io.BytesIO()
    sealing_file = Sealing(file, WORD)
    for start in range(0, len(plain), 50):
        sealing_file.write(plain[start : start + 50])
    sealing_file.finish()
    return file.getvalue()


def opened(content: bytes, word: str = WORD) -> bytes:
    return Opening(io.BytesIO(content), word).read()


@pytest.mark.parametrize("length", [0, 1, 63, 64, 65, 128, 300])
def test_what_went_in_comes_out(length):
    plain = bytes(range(256)) * 2

    assert opened(sealed(plain[:length])) == plain[:length]


def test_it_is_read_in_pieces_of_any_size():
    file = Opening(io.BytesIO(sealed(b"abcdefghij" * 20)), WORD)

    pieces = [file.read(7), file.read(0), file.read(100), file.read(1000), file.read(5)]

    assert pieces[0] == b"abcdefg" and len(pieces[2]) == 100 and pieces[4] == b""
    assert b"".join(pieces) == b"abcdefghij" * 20
    assert Sealing(io.BytesIO(), WORD).writable() and file.readable()


def test_another_passphrase_is_told_at_once():
    with pytest.raises(WrongKey, match="口令不对"):
        opened(sealed(b"x"), WORD + "1")


@pytest.mark.parametrize("cut", [10, HEAD, HEAD + 80, -1])
def test_a_file_cut_off_anywhere_is_damaged(cut):
    with pytest.raises(Damaged):
        opened(sealed(b"y" * 200)[:cut])


def test_a_changed_byte_swapped_or_added_chunks_are_damage():
    good = sealed(b"z" * 200)
    chunks = [good[HEAD + n * 80 : HEAD + (n + 1) * 80] for n in range(4)]
    changed = good[:100] + bytes([good[100] ^ 1]) + good[101:]
    swapped = good[:HEAD] + chunks[1] + chunks[0] + chunks[2] + chunks[3]

    for bad in (changed, swapped, good + chunks[0], b"PK\x03\x04" + good):
        with pytest.raises(Damaged):
            opened(bad)
