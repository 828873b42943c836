"""Keys and ids as texts name them."""

from uuid import UUID

import pytest

from youju.kernel.ids import key_in, row_id

KEY = "01977000-0000-7000-8000-000000000001"


def test_a_key_is_taken_as_sent_and_made_where_none_was():
    assert key_in(KEY) == UUID(KEY)
    assert key_in("").version == 7
    assert key_in("x") != key_in("x")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("17", 17),
        ("0", None),
        ("", None),
        ("-1", None),
        ("²", None),
        ("１２", None),
        ("9" * 18, 999_999_999_999_999_999),
        ("9" * 19, None),
        ("1.5", None),
    ],
)
def test_only_plain_digits_within_range_name_a_row(text, wanted):
    assert row_id(text) == wanted
