"""What inspectors asked a resident: told on a page of its own, and at once."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from youju.cases.queries import kinds_of
from youju.inbox.models import Message
from youju.kernel.refusal import Refused
from youju.portal import actions, queries
from youju.portal.models import Report
from youju.portal.rules import Told, check_asked
from youju.portal.tests.factories import NOON
from youju.portal.tests.test_pages import PLACE, form

URL = f"/public/{PLACE}/asked/"
SAID = {"words": "两名调查员问楼道多久扫一次", "where": "金桥路 12号楼下"}


def test_the_place_leads_to_the_page_and_the_community_hears_at_once(
    city, people, django_capture_on_commit_callbacks
):
    resident = Client()
    assert URL in resident.get(reverse("portal:place", args=[PLACE])).content.decode()

    said = form(resident.get(URL), **SAID, community=str(city.community.pk))
    with django_capture_on_commit_callbacks(execute=True):
        first, again = resident.post(URL, said), resident.post(URL, said)

    assert first.status_code == 302 and first["Location"] == again["Location"]
    case = Report.objects.get().case
    assert (case.kind.code, case.unit, case.title) == (
        "s0613",
        city.community,
        "金桥路 12号楼下测评人员询问",
    )
    assert case.done_at == case.received_at
    told = Message.objects.filter(kind="portal.report", membership=people.staff)
    assert case.number in told.get().title
    assert resident.get(first["Location"]).status_code == 200


def test_it_is_told_when_it_was_and_without_a_name(city, people):
    resident, early = Client(), timezone.localtime() - timedelta(hours=3)

    page = resident.get(URL)
    assert (
        'name="phone"' not in page.content.decode() and 'name="name"' not in page.content.decode()
    )
    resident.post(URL, form(page, **SAID, at=f"{early:%Y-%m-%dT%H:%M}"))

    case = Report.objects.get().case
    assert abs(case.done_at - early) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"words": ""}, "写明问了什么"), ({"words": "问"}, "至少 4 个字"), ({"where": ""}, "写明在哪里问的"),
        ({"at": "2099-01-01T08:00"}, "这个时间还没有到"), ({"at": "早上"}, "选日期和时间"),
    ],
)  # fmt: skip
def test_what_is_wrong_stands_at_the_field_and_nothing_is_lost(city, changed, why):
    resident = Client()
    answer = resident.post(URL, form(resident.get(URL), **SAID | changed))

    html = answer.content.decode()
    assert answer.status_code == 422 and why in html
    kept = (SAID | changed)["where"] or SAID["words"]
    assert kept in html and not Report.objects.exists()


def test_a_place_that_closed_the_kind_has_no_such_page(city):
    for kind in kinds_of(city.city.pk):
        if kind.code == "s0613":
            kind.closed = True
            kind.save(update_fields=["closed"])
    resident = Client()

    assert not queries.takes_asked(city.street)
    assert resident.get(URL).status_code == 404
    assert URL not in resident.get(reverse("portal:place", args=[PLACE])).content.decode()


def test_the_ordinary_report_does_not_offer_it_and_the_action_checks_again(city):
    assert "s0613" not in dict(queries.kinds_offered(city.city.pk))
    for told, field in (
        (Told("s0613", "楼下", words=" 问 "), "words"), (Told("s0613", " ", words="问了垃圾分类"), "place"),
        (Told("s0613", "楼下", words="问了垃圾分类", at=NOON + timedelta(1)), "at"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            check_asked(told, NOON)
        assert refused.value.field == field
        with pytest.raises(Refused):
            actions.send_report(city.street, told, now=NOON, key=uuid4())
    check_asked(Told("s0613", "楼下", words="问了垃圾分类", at=NOON), NOON)
