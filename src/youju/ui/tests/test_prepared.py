from datetime import date

import pytest
from django.db.models import Count, QuerySet

from youju.organisations.models import Membership, Person, Unit
from youju.organisations.queries import memberships_of, posts_held
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.ui.prepared import Prepared, insert

pytestmark = pytest.mark.django_db


def at(path: str, since: date) -> QuerySet[Unit]:
    rows = Unit.objects.filter(path=path, since__lte=since)
    return rows.select_related("parent").annotate(parts=Count("children"))


def test_rows_come_back_as_the_query_would_give_them():
    city = City()
    prepared = Prepared(at, "path-of-a-unit", date(1971, 2, 3))

    found = prepared(city.community.path, date(2026, 7, 8))
    again = prepared.first(city.city.path, date(2026, 7, 8))

    assert found == [city.community]
    assert (found[0].parent, found[0].parts) == (city.street, 1)
    assert (again, again.parent, again.parts) == (city.city, None, 2)
    assert prepared.first(city.community.path, date(2019, 1, 1)) is None


def test_a_value_that_is_not_in_the_sql_is_a_fault():
    prepared = Prepared(lambda path: Unit.objects.filter(path__startswith=path), "path-of-a-unit")

    with pytest.raises(ValueError, match="path-of-a-unit"):
        prepared("0000001")


def test_a_person_is_found_by_key_or_not_at_all():
    member = make_member(City().community, Role.STAFF)

    assert Person.objects.get(pk=member.person_id) == member.person
    assert Person.objects.get(username=member.person.username) == member.person
    with pytest.raises(Person.DoesNotExist):
        Person.objects.get(pk=0)


def test_the_posts_of_a_request_are_those_that_hold_today():
    city = City()
    member = make_member(city.community, Role.STAFF)
    ended = Membership.objects.create(
        person=member.person, unit=city.street, role=Role.OFFICE, until=date(2026, 7, 7)
    )

    for day in (date(2026, 7, 7), date(2026, 7, 8)):
        assert posts_held(member.person, day) == list(memberships_of(member.person, day))
    assert posts_held(member.person, date(2026, 7, 7))[0] == ended


def test_a_row_is_written_as_save_writes_it():
    city = City()
    person = Person(username="chen", name="陈晓", password="!")
    insert(person)
    member = Membership(person=person, unit=city.community, role=Role.STAFF, since=date(2026, 7, 8))

    insert(member)

    assert Person.objects.get(username="chen").created_at is not None
    assert (member.pk is not None, member._state.adding) == (True, False)
    assert Membership.objects.get() == member
    assert Membership.objects.get().since == date(2026, 7, 8)
