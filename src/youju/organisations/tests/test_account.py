"""The way in and out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from youju.audit.queries import Entry, Outcome
from youju.kernel.refusal import Forbidden, Refused
from youju.organisations import actions, rules
from youju.organisations.models import Membership, RecoveryCode, SignIn
from youju.organisations.tests.factories import PASSWORD, City, make_member

pytestmark = pytest.mark.django_db
CONSTANT = "登录名或密码不对"


@pytest.fixture
def city() -> City:
    return City()


def sign_in(client: Client, username: str, password: str = PASSWORD, **more):
    data = {"username": username, "password": password, **more}
    return client.post(reverse("organisations:sign_in"), data)


def test_a_person_signs_in_and_arrives_at_the_wanted_page(client, city):
    member = make_member(city.community, rules.Role.STAFF, "zhuangan")

    answer = sign_in(client, "zhuangan", next="/organisations/account/")

    assert answer.status_code == 302
    assert answer.url == "/organisations/account/"
    assert client.get(answer.url).status_code == 200
    began = SignIn.objects.get()
    assert (began.person, began.session_key) == (member.person, client.session.session_key)
    entry = Entry.objects.get(outcome=Outcome.SIGNED_IN)
    assert (entry.root_id, entry.actor_id) == (city.city.pk, member.person_id)


def test_sign_in_never_leads_to_another_host(client, city):
    make_member(city.community, rules.Role.STAFF, "zhuangan")

    assert sign_in(client, "zhuangan", next="https://example.com/").url == "/"


@pytest.mark.parametrize("username", ["zhuangan", "nobody"])
def test_wrong_password_and_unknown_name_read_the_same(client, city, username):
    make_member(city.community, rules.Role.STAFF, "zhuangan")

    answer = sign_in(client, username, "Wrong-password-1")

    assert answer.status_code == 422
    assert CONSTANT in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert Entry.objects.filter(outcome=Outcome.SIGN_IN_FAILED).count() == 1


def test_a_person_who_was_switched_off_reads_the_same_as_a_wrong_password(client, city):
    member = make_member(city.community, rules.Role.STAFF, "zhuangan")
    member.person.is_active = False
    member.person.save()

    answer = sign_in(client, "zhuangan")

    assert answer.status_code == 422
    assert CONSTANT in answer.content.decode()


@pytest.mark.parametrize("username", ["zhuangan", "nobody"])
def test_five_failures_lock_even_the_right_password_out(client, city, username):
    make_member(city.community, rules.Role.STAFF, "zhuangan")

    codes = [sign_in(client, username, "Wrong-password-1").status_code for _ in range(5)]
    then = sign_in(client, username)

    assert codes == [422, 422, 422, 422, 429]
    assert then.status_code == 429
    assert "暂停 15 分钟" in then.content.decode()


def test_pages_lead_to_sign_in_and_back_again(client, city):
    answer = client.get("/organisations/account/")

    assert answer.status_code == 302
    assert answer.url == "/organisations/sign-in/?next=/organisations/account/"


def test_a_part_of_a_page_leads_the_whole_page_to_sign_in(client):
    answer = client.get("/organisations/account/", headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"] == "/organisations/sign-in/"


def test_a_program_that_is_not_signed_in_gets_401(client):
    answer = client.get("/organisations/account/", headers={"Accept": "application/json"})

    assert answer.status_code == 401


def test_idle_time_ends_the_session_and_says_so(client, city):
    make_member(city.community, rules.Role.STAFF, "zhuangan")
    sign_in(client, "zhuangan")
    client.get("/organisations/account/")
    session = client.session
    session["seen_at"] -= 31 * 60
    session.save()

    answer = client.get("/organisations/account/", follow=True)

    assert answer.redirect_chain[0][0].startswith("/organisations/sign-in/")
    assert "超过 30 分钟没有操作" in answer.content.decode()


def test_signing_out_ends_the_session_and_is_logged(client, city):
    make_member(city.community, rules.Role.STAFF, "zhuangan")
    sign_in(client, "zhuangan")

    answer = client.post(reverse("organisations:sign_out"))

    assert answer.url == "/organisations/sign-in/"
    assert client.get("/organisations/account/").status_code == 302
    assert SignIn.objects.get().ended_at is not None
    assert Entry.objects.filter(outcome=Outcome.SIGNED_OUT).count() == 1


def test_several_posts_are_chosen_from_after_signing_in(client, city):
    member = make_member(city.community, rules.Role.STAFF, "zhuangan")
    other = Membership.objects.create(
        person=member.person, unit=city.street, role=rules.Role.OFFICE
    )

    answer = sign_in(client, "zhuangan", next="/organisations/account/")
    page = client.get(answer.url)
    client.post("/organisations/choose/", {"membership": other.pk})

    assert answer.url.startswith("/organisations/choose/")
    assert "柳荫街道 · 创建办" in page.content.decode()
    assert client.session["membership"] == other.pk


def test_a_post_ends_with_the_day_of_its_country(city):
    member = make_member(city.community, rules.Role.STAFF, "zhuangan")
    member.until = date(2026, 11, 25)
    member.save()
    late, early = (
        datetime(2026, 11, 25, 15, 30, tzinfo=UTC),
        datetime(2026, 11, 25, 16, 30, tzinfo=UTC),
    )

    assert actions.choose_post(member.person, member.pk, now=late) == member
    with pytest.raises(Forbidden, match="不在这个岗位"):
        actions.choose_post(member.person, member.pk, now=early)


def test_a_post_that_has_ended_cannot_be_chosen(client, city):
    member = make_member(city.community, rules.Role.STAFF, "zhuangan")
    yesterday = timezone.localdate() - timedelta(1)
    ended = Membership.objects.create(
        person=member.person, unit=city.street, role=rules.Role.OFFICE, until=yesterday
    )
    sign_in(client, "zhuangan")

    answer = client.post(reverse("organisations:switch"), {"membership": ended.pk})

    assert answer.status_code == 403
    assert client.session.get("membership") is None
    with pytest.raises(Forbidden, match="不在这个岗位"):
        actions.choose_post(member.person, ended.pk, now=timezone.now())


def test_a_first_password_must_be_changed_before_anything_else(client, city):
    member = make_member(city.community, rules.Role.STAFF, "zhuangan")
    member.person.must_change_password = True
    member.person.save()
    sign_in(client, "zhuangan")

    page = client.get("/organisations/password/")
    short = change(client, PASSWORD, "short")
    same = change(client, PASSWORD, PASSWORD)
    wrong = change(client, "Wrong-password-1", "Qingxi-2027-lu")
    done = change(client, PASSWORD, "Qingxi-2027-lu")

    assert "只能用一次" in page.content.decode()
    assert [short.status_code, same.status_code, wrong.status_code] == [422, 422, 422]
    assert "密码须含" in short.content.decode()
    assert "与现在的相同" in same.content.decode()
    assert "现在的密码不对" in wrong.content.decode()
    assert done.status_code == 302
    assert client.get("/organisations/account/").status_code == 200
    member.person.refresh_from_db()
    assert not member.person.must_change_password


def change(client: Client, old: str, new: str):
    data = {"old_password": old, "new_password": new, "again": new}
    return client.post(reverse("organisations:password"), data)


def test_two_different_new_passwords_are_refused(client, city):
    make_member(city.community, rules.Role.STAFF, "zhuangan")
    sign_in(client, "zhuangan")
    data = {"old_password": PASSWORD, "new_password": "Qingxi-2027-lu", "again": "Qingxi-2027-la"}

    answer = client.post(reverse("organisations:password"), data)

    assert answer.status_code == 422
    assert "两遍不一样" in answer.content.decode()


def enrolled(client: Client) -> tuple[TOTPDevice, list[str]]:
    """Enrol the signed-in person through the page."""
    client.get(reverse("organisations:enrol"))
    device = TOTPDevice.objects.get()
    answer = client.post(reverse("organisations:enrol"), {"code": f"{totp(device.bin_key):06}"})
    return device, list(answer.context["codes"])


def test_a_second_factor_is_enrolled_and_then_asked_for(client, city):
    make_member(city.community, rules.Role.STAFF, "zhuangan")
    sign_in(client, "zhuangan")
    page = client.get(reverse("organisations:enrol")).content.decode()
    refused = client.post(reverse("organisations:enrol"), {"code": "000000"})
    TOTPDevice.objects.update(throttling_failure_count=0)
    _device, codes = enrolled(client)
    client.post(reverse("organisations:sign_out"))

    sign_in(client, "zhuangan")
    step = client.get("/organisations/account/")

    assert "<svg" in page
    assert refused.status_code == 422
    assert len(codes) == 10
    assert RecoveryCode.objects.count() == 10
    assert codes[0] not in str(list(RecoveryCode.objects.values_list("digest", flat=True)))
    assert step.status_code == 200
    assert not step.wsgi_request.user.is_verified()


def test_a_recovery_code_lets_in_once(client, city):
    member = make_member(city.community, rules.Role.STAFF, "zhuangan")
    sign_in(client, "zhuangan")
    _device, codes = enrolled(client)
    client.post(reverse("organisations:sign_out"))
    sign_in(client, "zhuangan")

    answer = client.post(reverse("organisations:second_factor"), {"code": codes[0].upper()})

    assert answer.status_code == 302
    assert client.get(reverse("organisations:account")).context["codes_left"] == 9
    assert not actions.use_recovery_code(member.person, codes[0], now=timezone.now())
    assert actions.use_recovery_code(member.person, codes[1], now=timezone.now())


def test_a_wrong_code_is_refused_and_logged(client, city):
    make_member(city.community, rules.Role.STAFF, "zhuangan")
    sign_in(client, "zhuangan")
    enrolled(client)
    client.post(reverse("organisations:sign_out"))
    sign_in(client, "zhuangan")

    answer = client.post(reverse("organisations:second_factor"), {"code": "000000"})

    assert answer.status_code == 422
    assert Entry.objects.filter(outcome=Outcome.SIGN_IN_FAILED).count() == 1


def test_enrolling_with_a_wrong_code_is_refused(city):
    member = make_member(city.community, rules.Role.STAFF, "zhuangan")

    with pytest.raises(Refused, match="口令不对"):
        actions.confirm_second_factor(member.person, "000000", now=timezone.now())

    assert not TOTPDevice.objects.filter(confirmed=True).exists()


def test_ending_a_session_signs_the_person_out(client, city):
    make_member(city.community, rules.Role.STAFF, "zhuangan")
    sign_in(client, "zhuangan")

    actions.end_session(SignIn.objects.get(), now=timezone.now())

    assert client.get("/organisations/account/").status_code == 302
