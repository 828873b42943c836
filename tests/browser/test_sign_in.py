"""The first page everyone meets, at the desk and on the phone."""

import pytest
from django.conf import settings
from django.urls import reverse

from youju.organisations.tests.factories import City

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def city() -> City:
    """A system somebody works in: an empty one would lead to its first page."""
    return City()


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_the_sign_in_page_fits_and_keeps_nobody_out(
    size, request, assert_fits, assert_accessible, picture
):
    page = request.getfixturevalue(size)

    page.goto(reverse(settings.LOGIN_URL))
    picture(page, f"sign-in-{size}")

    assert page.locator("input[type=password]").is_visible()
    assert_fits(page)
    assert_accessible(page)


def test_a_wrong_password_is_refused_in_words(desk):
    desk.goto(reverse(settings.LOGIN_URL))

    desk.locator("input[name=username]").fill("nobody")
    desk.locator("input[type=password]").fill("Wrong-password-1")
    desk.locator("main button[type=submit]").click()

    assert "登录名或密码不对" in desk.locator("main").inner_text()
