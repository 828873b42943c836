"""Pages by key: every row once, in order, whichever way one turns."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.test import RequestFactory

from youju.ui.lists import keyset_page, sorted_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def events():
    """Seven rows; three of them on one day."""
    for key, day in zip("abcdefg", [1, 2, 2, 2, 3, 4, 5], strict=True):
        Session.objects.create(session_key=key, expire_date=july(day))
    return Session.objects.all()


def july(day):
    return datetime(2026, 7, day, tzinfo=UTC)


def page(queryset, query="", order=("-expire_date",), size=3):
    return keyset_page(queryset, RequestFactory().get(f"/{query}"), order, size=size)


def days(found):
    return [row.expire_date.day for row in found.rows]


def test_pages_follow_each_other_without_loss_or_repetition(events):
    first = page(events)
    second = page(events, f"?after={first.next_cursor}")
    third = page(events, f"?after={second.next_cursor}")

    assert [days(first), days(second), days(third)] == [[5, 4, 3], [2, 2, 2], [1]]
    assert len({row.pk for p in (first, second, third) for row in p.rows}) == 7
    assert not first.has_previous
    assert not third.has_next


def test_turning_back_gives_the_same_pages(events):
    first = page(events)
    second = page(events, f"?after={first.next_cursor}")
    third = page(events, f"?after={second.next_cursor}")

    back = page(events, f"?before={third.previous_cursor}")
    start = page(events, f"?before={back.previous_cursor}")

    assert [row.pk for row in back.rows] == [row.pk for row in second.rows]
    assert [row.pk for row in start.rows] == [row.pk for row in first.rows]
    assert back.has_next and back.has_previous
    assert not start.has_previous


def test_a_row_added_meanwhile_shifts_nothing(events):
    first = page(events)
    Session.objects.create(session_key="h", expire_date=july(30))

    assert days(page(events, f"?after={first.next_cursor}")) == [2, 2, 2]


def test_columns_of_related_rows_can_order():
    for label, name in [("b", "读"), ("a", "改"), ("a", "删"), ("b", "写")]:
        kind, _ = ContentType.objects.get_or_create(app_label=label, model="x")
        Permission.objects.create(content_type=kind, codename=name, name=name)
    listed = Permission.objects.filter(content_type__model="x")
    order = ("content_type__app_label", "pk")

    first = page(listed, order=order)
    second = page(listed, f"?after={first.next_cursor}", order=order)

    assert [p.codename for p in first.rows] == ["改", "删", "读"]
    assert [p.codename for p in second.rows] == ["写"]


def test_the_primary_key_alone_can_order(events):
    first = page(events, order=("pk",), size=5)

    assert days(page(events, f"?after={first.next_cursor}", order=("pk",))) == [4, 5]


@pytest.mark.parametrize(
    "cursor", ["x", "!!!", "W10", "bnVsbA", "e30", "W1siLW9uIiwiLXBrIl0sWyJ4IiwxXV0"]
)
def test_a_cursor_that_is_none_gives_the_first_page(events, cursor):
    assert days(page(events, f"?after={cursor}")) == [5, 4, 3]


def test_a_cursor_of_another_order_gives_the_first_page(events):
    other = page(events, order=("expire_date",)).next_cursor

    assert days(page(events, f"?after={other}")) == [5, 4, 3]


def test_a_list_that_fits_has_no_other_pages(events):
    whole = page(events, size=7)

    assert len(whole.rows) == 7
    assert not whole.has_next
    assert not whole.has_previous


def test_an_empty_list_is_one_empty_page(events):
    none = page(events.none())

    assert none.rows == []
    assert not none.has_next


def test_only_listed_columns_sort():
    def ask(query):
        return sorted_by(RequestFactory().get(f"/{query}"), ["on", "kind"], "-on")

    assert ask("?sort=kind") == "kind"
    assert ask("?sort=-kind") == "-kind"
    assert ask("?sort=password") == "-on"
    assert ask("") == "-on"
