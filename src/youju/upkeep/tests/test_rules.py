from datetime import UTC, datetime, timedelta

import pytest

from youju.kernel.refusal import Refused
from youju.upkeep import rules

NOON = datetime(2026, 7, 8, 4, 0, tzinfo=UTC)


def test_a_short_passphrase_is_refused_and_a_lines_end_is_not_part_of_it():
    with pytest.raises(Refused, match="至少 12"):
        rules.check_passphrase("short\n")

    assert rules.check_passphrase("twelve chars\r\n") == "twelve chars"


def test_a_sum_knows_rows_in_any_order_and_json_in_any_form():
    one, other = rules.Sum(), rules.Sum()
    for row in ([1, {"a": 1, "b": [2.0]}], [2, "桥"]):
        one.add(row)
    for row in ([2, "桥"], [1, {"b": [2], "a": 1.0}]):
        other.add(row)

    assert one.told() == other.told()
    other.add([2, "桥"])
    assert other.told()["rows"] == 3 and one.told()["hash"] != other.told()["hash"]


def test_unlike_names_tables_that_differ_or_are_missing():
    assert rules.unlike({"a": {"rows": 1}, "b": {"rows": 2}}, {"a": {"rows": 1}}) == ["b"]


def test_the_content_hash_does_not_depend_on_the_order_of_tables():
    first, second = {"rows": 1, "hash": "x"}, {"rows": 2, "hash": "y"}

    ab = rules.content_hash({"a": first, "b": second})

    assert ab == rules.content_hash({"b": second, "a": first})
    assert ab != rules.content_hash({"a": second, "b": first})


@pytest.mark.parametrize(
    ("theirs", "said"), [(["a.0001", "a.0002"], "更新的版本"), ([], "更早的版本")]
)
def test_a_copy_of_another_version_is_refused(theirs, said):
    rules.check_version(["a.0001"], ["a.0001"])

    with pytest.raises(Refused, match=said):
        rules.check_version(theirs, ["a.0001"])


def test_a_copy_under_other_field_keys_is_refused():
    rules.check_keys(["new"], ["new", "old"])

    with pytest.raises(Refused, match="YOUJU_FIELD_KEYS"):
        rules.check_keys(["new", "old"], ["new"])


def test_a_copy_is_old_after_a_week():
    assert rules.is_old(None, NOON)
    assert not rules.is_old(NOON - timedelta(days=7), NOON)
    assert rules.is_old(NOON - timedelta(days=7, seconds=1), NOON)


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 B"), (1536, "1.5 KB"), (28_293_592, "27.0 MB"), (1 << 50, "1048576.0 GB")],
)
def test_sizes_are_told_as_people_read_them(size, text):
    assert rules.size_text(size) == text
