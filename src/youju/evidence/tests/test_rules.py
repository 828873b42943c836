"""What is accepted and what looks alike; no database."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.evidence import rules
from youju.evidence.rules import Role
from youju.kernel.refusal import Refused

LOOKS = st.integers(min_value=0, max_value=2**64 - 1)


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("清运 前.jpg", "清运 前.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\照片\\a.jpg", "a.jpg"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("换\n行\x00.jpg", "换行.jpg"),
        ("e\u0301.jpg", "\u00e9.jpg"),
        (" .. ", "未命名"),
        ("", "未命名"),
        ("dir/", "未命名"),
        ("图" * 200 + ".jpg", "图" * 116 + ".jpg"),
        ("a." + "x" * 200, "a." + "x" * 118),
    ],
)
def test_a_file_name_is_cleaned(given_name, kept):
    assert rules.clean_name(given_name) == kept


@given(st.text(max_size=300))
def test_a_clean_name_is_never_a_path_nor_too_long(name):
    kept = rules.clean_name(name)

    assert 1 <= len(kept) <= 120
    assert not set("/\\\0\n\r\u202e") & set(kept)
    assert kept not in (".", "..")


def test_a_stored_name_lies_two_folders_deep():
    assert rules.stored_name("abcd" + "0" * 60, ".jpg") == f"ab/cd/abcd{'0' * 60}.jpg"


def test_sizes_at_the_limit():
    rules.check_size(1, 10)
    rules.check_size(10, 10)
    for size in (0, 11):
        with pytest.raises(Refused):
            rules.check_size(size, 10)


def test_pixels_at_the_limit():
    rules.check_pixels(8000, 8000)
    rules.check_pixels(20_000, 1)
    for width, height in ((8001, 8000), (20_001, 1), (1, 20_001)):
        with pytest.raises(Refused):
            rules.check_pixels(width, height)


@given(LOOKS, st.sets(st.integers(0, 63), max_size=7))
def test_every_look_within_seven_bits_shares_a_near_band(look, flipped):
    other = look
    for bit in flipped:
        other ^= 1 << bit

    assert rules.distance(look, other) == len(flipped)
    pairs = zip(rules.bands_of(look), rules.bands_of(other), strict=True)
    assert any(theirs in rules.near_bands(mine) for mine, theirs in pairs)


def test_bands_are_sixteen_bits_from_the_top():
    assert rules.bands_of(0x0001_0203_FFFF_8000) == [0x0001, 0x0203, 0xFFFF, 0x8000]


def test_near_bands_are_seventeen_and_all_different():
    near = rules.near_bands(0b1010)

    assert len(set(near)) == 17
    assert all((a ^ b).bit_count() <= 2 for a, b in combinations(near, 2))


@pytest.mark.parametrize(
    ("lat", "lng", "real"),
    [(31.3, 120.6, True), (-90, 180, True), (0, 0, False), (91, 0, False), (0, -181, False)],
)
def test_a_position_is_a_place_on_earth(lat, lng, real):
    assert rules.check_position(lat, lng) is real


def test_the_coarse_position_has_two_decimals():
    assert rules.coarse(31.31987) == 31.32


@pytest.mark.parametrize("role", [Role.BEFORE, Role.AFTER])
def test_before_and_after_may_be_paired_or_not(role):
    rules.check_pair(role, 1)
    rules.check_pair(role, None)


def test_a_caption_is_trimmed():
    assert rules.check_caption({"place": " 东门 "}) == {"place": "东门"}
