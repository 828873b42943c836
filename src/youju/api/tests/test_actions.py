from datetime import date, timedelta
from uuid import uuid4

import pytest

from youju.api import actions, queries
from youju.api.rules import Scope
from youju.api.tests.world import NOON, a_token
from youju.audit.models import Entry
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 8)


@pytest.fixture
def city():
    return City()


@pytest.fixture
def staff(city):
    return make_member(city.community, Role.STAFF)


def secret_of(headers):
    return headers["HTTP_AUTHORIZATION"].split()[1]


def test_a_secret_is_told_once_and_only_its_hash_is_kept(staff):
    key = uuid4()
    token, headers = a_token(staff, Scope.READ_CASES, key=key)
    secret = secret_of(headers)

    again, told = actions.make_token(
        "平台取数", scopes=[], expires_on=TODAY, actor=staff, now=NOON, key=key
    )

    assert (again.pk, told) == (token.pk, "")
    assert secret.startswith(token.hint)
    assert secret not in str(token.__dict__)
    assert queries.token_by_secret(secret, TODAY) == token
    entry = Entry.objects.get(act="api.make_token")
    assert secret not in str(entry.detail)
    assert entry.detail["scopes"] == ["read:cases"]


def test_a_token_is_refused_as_the_rules_say(staff):
    with pytest.raises(Refused, match="一年"):
        a_token(staff, expires_on=date(2028, 1, 1))

    assert not queries.tokens_of(staff).exists()


def test_an_administrator_gets_no_token(city):
    with pytest.raises(Forbidden):
        a_token(make_member(city.community, Role.SYSADMIN))


def test_a_token_ends_with_its_day_and_with_its_post(staff):
    _token, headers = a_token(staff)
    secret = secret_of(headers)

    assert queries.token_by_secret(secret, date(2027, 1, 1)) is None

    staff.until = TODAY - timedelta(1)
    staff.save()

    assert queries.token_by_secret(secret, TODAY) is None


def test_a_token_is_revoked_once_by_its_owner(staff):
    token, headers = a_token(staff)

    actions.revoke_token(token.pk, actor=staff, now=NOON, key=uuid4())
    actions.revoke_token(token.pk, actor=staff, now=NOON + timedelta(1), key=uuid4())

    token.refresh_from_db()
    assert (token.revoked_at, token.revoked_by) == (NOON, staff.person)
    assert queries.token_by_secret(secret_of(headers), TODAY) is None


def test_only_the_owner_and_the_security_administrator_above_reach_a_token(city, staff):
    token, _headers = a_token(staff)
    guard = make_member(city.street, Role.SECADMIN)

    for stranger in (
        make_member(city.community, Role.OFFICE),
        make_member(city.next_door, Role.SECADMIN),
    ):
        with pytest.raises(Missing):
            actions.revoke_token(token.pk, actor=stranger, now=NOON)
    assert list(queries.tokens_watched_by(guard)) == [token]
    actions.revoke_token(token.pk, actor=guard, now=NOON)

    token.refresh_from_db()
    assert token.revoked_by == guard.person


def test_uses_are_counted_by_the_minute(staff):
    token, _headers = a_token(staff, per_minute=2)

    counted = [actions.count_use(token, now=NOON + timedelta(seconds=s)) for s in (0, 1, 59, 60)]

    assert counted == [True, True, False, True]
    token.refresh_from_db()
    assert (token.window_uses, token.last_used_at) == (1, NOON + timedelta(seconds=60))


def test_a_new_calendar_address_closes_the_old_one(staff):
    key = uuid4()
    first = actions.make_feed(actor=staff, now=NOON, key=key)
    told_again = actions.make_feed(actor=staff, now=NOON, key=key)
    second = actions.make_feed(actor=staff, now=NOON, key=uuid4())

    assert told_again == ""
    assert queries.feed_by_secret(first, TODAY) is None
    feed = queries.feed_by_secret(second, TODAY)
    actions.note_feed_use(feed, now=NOON)
    assert queries.feed_of(staff).last_used_at == NOON


def test_a_calendar_address_is_dropped_once(staff):
    actions.make_feed(actor=staff, now=NOON)
    key = uuid4()

    actions.drop_feed(actor=staff, now=NOON, key=key)
    actions.drop_feed(actor=staff, now=NOON, key=key)

    assert queries.feed_of(staff) is None
    with pytest.raises(Missing):
        actions.drop_feed(actor=staff, now=NOON, key=uuid4())


def test_an_administrator_has_no_calendar(city):
    with pytest.raises(Forbidden):
        actions.make_feed(actor=make_member(city.community, Role.AUDITOR), now=NOON)
