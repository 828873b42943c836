"""Promises on the public site: seen, kept, rated by residents."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from youju.kernel.periods import Grain, around
from youju.ledgers.actions import finish_entry, record_entry, show_to_residents
from youju.ledgers.queries import Entry
from youju.portal.tests.factories import NOON, by
from youju.portal.tests.test_activities import send, words

PLACE = "/public/320502001001/"
TODAY = timezone.localdate(NOON)


def deed_shown(people: Any, **values: str) -> Entry:
    given = {"deed": "修3号楼路灯", "for_whom": "3号楼居民", "by": "社区干部"} | values
    made = record_entry(
        "good_deeds",
        unit=people.staff.unit,
        values=given,
        period=around(TODAY - timedelta(3), Grain.DAY),
        **by(people.staff),
    )
    return show_to_residents(made.pk, **by(people.staff))


def test_a_promise_stands_on_the_site_and_cannot_be_rated_before_it_is_kept(people):
    deed = deed_shown(people, promised=f"{TODAY + timedelta(5):%Y-%m-%d}")

    for url in (PLACE, f"{PLACE}deeds/", "/public/320502001000/deeds/"):
        assert "修3号楼路灯" in words(Client(), url)
    page = words(Client(), f"{PLACE}deeds/{deed.pk}/")
    assert "3号楼居民" in page and "社区干部" not in page
    assert "办成以后请您来评价" in page and 'name="mark"' not in page


def test_residents_rate_what_was_done_and_their_words_are_for_the_unit_alone(people):
    deed = deed_shown(people, promised=f"{TODAY + timedelta(5):%Y-%m-%d}")
    finish_entry(deed, on=f"{TODAY:%Y-%m-%d}", **by(people.staff))
    at = f"{PLACE}deeds/{deed.pk}/"

    assert send(at, mark="").status_code == 422
    for mark, said in (("good", ""), ("bad", "还是暗，找李大爷 13905120077")):
        assert send(at, mark=mark, words=said)["Location"] == f"{at}rated/"

    done = words(Client(), f"{at}rated/")
    assert "已有 2 人评价，满意率 50%" in done and "还是暗" not in done
    assert "50%" in words(Client(), f"{PLACE}deeds/")
    desk = Client()
    desk.force_login(people.staff.person)
    page = words(desk, f"/ledgers/entries/{deed.pk}/")
    assert "还是暗" in page and "13905120077" not in page and "李大爷" not in page


def test_a_form_sent_for_what_is_not_done_or_gone_is_refused(people):
    deed = deed_shown(people)
    at = f"{PLACE}deeds/{deed.pk}/"

    wrong = send(at, mark="good", answer="9999")
    assert wrong.status_code == 422 and "算式的得数不对" in wrong.content.decode()
    assert Client().get(f"/public/320502001002/deeds/{deed.pk}/").status_code == 404
