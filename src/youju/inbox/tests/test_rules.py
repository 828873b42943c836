"""What a message may say and where it may lead."""

from datetime import UTC, date, datetime

import pytest

from youju.inbox import rules

NOW = datetime(2026, 7, 3, 9, 0, tzinfo=UTC)


def test_a_title_is_one_line_and_cut_where_it_is_long():
    assert rules.clean_title(" 问题 \n 已派遣 ") == "问题 已派遣"
    assert rules.clean_title("长" * 121) == "长" * 119 + "…"


def test_a_message_says_something():
    with pytest.raises(ValueError, match="without a title"):
        rules.clean_title(" \n ")


@pytest.mark.parametrize("url", ["", "/", "/cases/3/?tab=trail#e2"])
def test_a_message_leads_to_a_page_of_the_product(url):
    assert rules.check_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "//example.org/",
        "/\\example.org",
        "cases/3/",
        "/a b",
        "/" + "x" * 200,
    ],
)
def test_a_message_leads_nowhere_else(url):
    with pytest.raises(ValueError, match="not an address"):
        rules.check_url(url)


def test_a_post_is_held_from_its_first_day_to_its_last():
    first, last = date(2026, 7, 1), date(2026, 7, 31)

    assert rules.holds(first, last, first) and rules.holds(first, last, last)
    assert rules.holds(None, None, first)
    assert not rules.holds(last, None, first)
    assert not rules.holds(None, first, last)


def test_read_messages_go_sooner():
    assert rules.forgotten_before(NOW, read=True) == datetime(2026, 4, 4, 9, 0, tzinfo=UTC)
    assert rules.forgotten_before(NOW, read=False) == datetime(2025, 5, 29, 9, 0, tzinfo=UTC)


def test_the_bar_shows_nothing_for_none_and_stops_at_99():
    assert [rules.shown_count(n) for n in (0, 1, 99, 100)] == ["", "1", "99", "99+"]
