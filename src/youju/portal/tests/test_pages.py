"""The public pages, met by somebody who is not signed in; and nothing that tells who reported."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from youju.audit.queries import Entry
from youju.evidence.tests.factories import jpeg, jpeg_of_phone
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.portal import challenges
from youju.portal.models import Count, Opinion, Report
from youju.portal.tests.factories import (
    NAME,
    PHONE,
    closed,
    code_of,
    photo_shown,
    public_of,
    sent,
    shown,
)  # fmt: skip

PLACE = 320502001000


@pytest.fixture
def resident() -> Client:
    return Client(enforce_csrf_checks=False)


def form(page, **said: object) -> dict[str, object]:
    """Return what a browser without scripts sends: the hidden fields, the sum, and what was typed."""
    html = page.content.decode()
    token = re.search(r'name="token" value="([^"]+)"', html)[1]
    key = re.search(r'name="key" value="([^"]+)"', html)[1]
    answer = challenges.known(token).question.answer
    return {"token": token, "key": key, "answer": str(answer), "work": "", "website": "", **said}


SAID = {
    "kind": "s0101",
    "where": "金桥路 12号楼北侧",
    "words": f"没人清，打 {PHONE}",
    "name": NAME,
    "phone": PHONE,
}


def send(resident: Client, **changed: object):
    url = reverse("portal:report", args=[PLACE])
    return resident.post(url, form(resident.get(url), **SAID | changed))


def test_a_resident_without_scripts_reports_and_is_led_to_his_own_page(city, resident):
    answer = send(resident)

    report = Report.objects.get()
    assert answer.url == reverse("portal:progress", args=[report.number, code_of(report)])
    page = resident.get(answer.url)
    assert "已经收到，等待受理" in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "same-origin"
    assert page["X-Robots-Tag"] == "noindex"


def test_a_form_sent_twice_leads_to_the_same_report(city, resident):
    url = reverse("portal:report", args=[PLACE])
    said = form(resident.get(url), **SAID)

    assert resident.post(url, said).url == resident.post(url, said).url
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"answer": "99"}, "算式的得数不对"),
        ({"token": "x"}, "校验已失效"),
        ({"website": "http://spam.example"}, "隐藏的那一栏"),
        ({"kind": ""}, "选一类问题"),
        ({"where": "", "lat": "", "lng": ""}, "写明地点"),
        ({"phone": "打给我"}, "电话为 5 至 12 位数字"),
        ({"lat": "nan", "lng": "1e400"}, "请看下面标红的地方"),
        ({"key": "x"}, "请看下面标红的地方"),
    ],
)
def test_a_report_that_is_refused_says_why_and_keeps_what_was_typed(city, resident, changed, told):
    answer = send(resident, **changed)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert told in html or "isn’t" in html
    assert f"没人清，打 {PHONE}" in html
    assert not Report.objects.exists()


def test_a_file_that_is_no_photo_and_too_many_of_them_are_refused_at_the_field(city, resident):
    from django.core.files.uploadedfile import SimpleUploadedFile

    def photo(n: int, content: bytes = b"") -> SimpleUploadedFile:
        return SimpleUploadedFile(f"{n}.jpg", content or jpeg(), content_type="image/jpeg")

    for photos, told in (
        ([photo(n) for n in range(5)], "最多 4 张"),
        ([photo(1, b"GIF89a")], "照片"),
    ):
        answer = send(resident, photos=photos)
        assert answer.status_code == 422
        assert told in answer.content.decode()
    assert send(resident, photos=[photo(1, jpeg_of_phone())]).status_code == 302


def test_the_twenty_first_report_of_an_hour_is_refused(city, resident):
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    from youju.portal.secrets import sender_of

    Count.objects.create(
        root_id=city.city.pk, what="report", who=sender_of("127.0.0.1"), hour=hour, n=20
    )

    assert "您所在的网络" in send(resident).content.decode()


def test_behind_own_proxies_the_address_is_the_one_they_wrote_down(city, resident, settings):
    settings.PROXIES = 1
    from youju.portal.secrets import sender_of

    url = reverse("portal:ask")
    said = {"number": "261125-000000", "code": "0" * 12}
    resident.post(url, said, headers={"X-Forwarded-For": "9.9.9.9, 203.0.113.9"})
    resident.post(url, said)

    assert set(Count.objects.values_list("who", flat=True)) == {
        "", sender_of("203.0.113.9"), sender_of("127.0.0.1"),
    }  # fmt: skip


def test_number_and_code_open_the_page_and_a_wrong_pair_says_the_same_whatever_is_wrong(
    city, resident
):
    report = sent(city.community)
    url = reverse("portal:ask")

    right = resident.post(url, {"number": report.number, "code": code_of(report).lower()})
    wrong = [
        resident.post(url, {"number": number, "code": code}).content.decode()
        for number, code in ((report.number, "0" * 12), ("999999-999999", code_of(report)))
    ]

    assert right.url == reverse("portal:progress", args=[report.number, code_of(report)])
    assert all("对不上" in html for html in wrong)
    gone = resident.get(reverse("portal:progress", args=[report.number, "0" * 12]))
    assert gone.status_code == 404


def test_not_fixed_needs_a_reason_and_is_then_told(city, people, resident):
    now = timezone.now()  # the page says it now; after 30 days it is too late
    report = sent(city.community, at=now)
    closed(report, people.office, people.staff, people.office, now)
    pair = [report.number, code_of(report)]

    empty = resident.post(
        reverse("portal:feedback", args=pair), {"fixed": "no", "key": str(uuid4())}
    )
    assert "写明哪里没有解决" in empty.content.decode()
    said = {"fixed": "no", "reason": "第二天又满了", "key": str(uuid4())}
    resident.post(reverse("portal:feedback", args=pair), said)

    assert (
        "您说没有解决，已经重新办理"
        in resident.get(reverse("portal:progress", args=pair)).content.decode()
    )


def test_an_opinion_is_sent_with_its_code_and_answered_in_the_console(city, people, resident):
    url = reverse("portal:opinion", args=[PLACE])
    said = form(resident.get(url), kind="complaint", words="又要重复填数")
    answer = resident.post(url, said)
    assert answer.url == resident.post(url, said).url
    assert (
        "算式的得数不对"
        in resident.post(
            url, form(resident.get(url), kind="complaint", words="慢慢慢慢", answer="")
        ).content.decode()
    )

    opinion = Opinion.objects.get()
    desk = Client()
    desk.force_login(people.office.person, backend="django.contrib.auth.backends.ModelBackend")
    assert "又要重复填数" in desk.get(reverse("portal:opinions") + "?open=1").content.decode()
    page = reverse("portal:answer_opinion", args=[opinion.pk])
    assert desk.post(page, {"answer": "好", "key": str(uuid4())}).status_code == 422
    assert desk.post(page, {"answer": "已经合并两张表", "key": str(uuid4())}).status_code == 302
    assert "已经合并两张表" in resident.get(answer.url).content.decode()


def public_pages(city, report, photo, publication, deed) -> list[str]:
    public = public_of(report)
    place = [int(city.street.code)]
    return [
        reverse("portal:index"),
        reverse("portal:place", args=place),
        reverse("portal:report", args=place),
        reverse("portal:asked", args=place),
        reverse("portal:ask"),
        reverse("portal:progress", args=[report.number, code_of(report)]),
        reverse("portal:problems", args=place),
        reverse("portal:problems", args=place) + "?kind=s0101&state=done&month=2026-11",
        reverse("portal:problem", args=[public.slug]),
        reverse("portal:published", args=place),
        reverse("portal:publication", args=[*place, publication.pk]),
        reverse("portal:deeds", args=place),
        reverse("portal:deed", args=[*place, deed.pk]),
        reverse("portal:opinion", args=place),
    ]


# Whatever could lead to the one who reported.
SECRETS = (
    NAME,
    PHONE,
    "0512-0077",
    "12345挡",
    "302室",
    "北侧 302",
    "31.298765",
    "120.583219",
    "31.2987",
    "120.5832",
)


def test_no_public_page_tells_who_reported_where_exactly_or_a_number(
    city, people, resident, django_assert_max_num_queries
):
    from youju.portal import actions
    from youju.portal.actions.publishing import ENTRY
    from youju.portal.tests.factories import by
    from youju.portal.tests.test_actions import honour
    from youju.portal.tests.test_deeds import deed_shown

    report = sent(city.community)
    closed(report, people.office, people.staff, people.office)
    public = public_of(report)
    shown(report, people.staff, public.words)
    photo = photo_shown(report, people.staff)
    actions.answer_case(public.pk, f"已告知{NAME[:1]}先生 {PHONE}，垃圾已清运", **by(people.staff))
    publication = actions.publish(
        ENTRY, str(honour(people).pk), title="文明社区", words=f"联系 {PHONE}", **by(people.leader)
    )

    deed = deed_shown(people, result=f"回访{NAME[:1]}先生 {PHONE}，满意")
    for url in public_pages(city, report, photo, publication, deed):
        resident.get(url)
        with django_assert_max_num_queries(20):
            answer = resident.get(url)
        assert answer.status_code == 200, url
        html = answer.content.decode()
        assert [secret for secret in SECRETS if secret in html] == [], url
        assert "Cache-Control" in answer
    image = resident.get(reverse("portal:photo", args=[photo.slug, "medium"]))
    content = b"".join(image.streaming_content)
    assert image["Cache-Control"] == "public, max-age=300"
    assert b"Exif" not in content


def test_a_report_nobody_looked_at_shows_nothing_but_its_state_even_to_its_sender(city, resident):
    report = sent(city.community)

    assert (
        "没有公开的问题" in resident.get(reverse("portal:problems", args=[PLACE])).content.decode()
    )
    html = resident.get(
        reverse("portal:progress", args=[report.number, code_of(report)])
    ).content.decode()
    assert "楼下垃圾" not in html
    assert "<img" not in html


@pytest.mark.parametrize(
    "url",
    [
        "/public/999999999999/", "/public/1/report/", "/public/problems/x/", "/public/photos/x/medium/",
        "/public/sum/x/", "/public/progress/x/y/", "/public/320502001000/published/1/",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(city, resident, url):
    assert resident.get(url).status_code == 404


def test_odd_filters_and_sizes_are_no_error(city, people, resident):
    report = sent(city.community)
    shown(report, people.staff)
    photo = photo_shown(report, people.staff)

    for query in ("month=2026", "month=abc", "state=x", "kind=%00", "after=!!!", "month=2026-12"):
        assert resident.get(f"/public/{PLACE}/problems/?{query}").status_code == 200
    assert resident.get(reverse("portal:photo", args=[photo.slug, "public"])).status_code == 404


def test_tiles_are_asked_of_another_host_only_where_one_is_set(city, people, resident, settings):
    pages = [reverse("portal:report", args=[PLACE]), reverse("portal:problems", args=[PLACE])]
    shown(sent(city.community), people.staff)
    assert not any("<image" in resident.get(page).content.decode() for page in pages)

    settings.TILES = "https://tiles.example.cn/{z}/{x}/{y}.png"
    assert all(
        '<image href="https://tiles.example.cn/' in resident.get(page).content.decode()
        for page in pages
    )


def desk_of(member) -> Client:
    desk = Client()
    desk.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return desk


def test_staff_decide_words_photos_and_answer_on_one_page(city, people):
    report = sent(city.community)
    public = public_of(report)
    desk, page = desk_of(people.staff), reverse("portal:moderate", args=[public.pk])
    item = desk.get(page).context["photos"][0][0].item_id
    one = {"key": str(uuid4()), "item": item}

    assert "待审核" in desk.get(reverse("portal:moderation")).content.decode()
    assert (
        "写明公开的文字"
        in desk.post(page, {"decision": "shown", "words": "", "key": str(uuid4())}).content.decode()
    )
    assert (
        desk.post(
            page, {"decision": "shown", "words": "垃圾没人清", "key": str(uuid4())}
        ).status_code
        == 302
    )
    photo = reverse("portal:moderate_photo", args=[public.pk])
    assert "写明不公开的理由" in desk.post(photo, one | {"decision": "refused"}).content.decode()
    assert desk.post(photo, {"decision": "shown"}).status_code == 422
    assert desk.post(photo, one | {"decision": "shown"}).status_code == 302
    assert (
        desk.post(photo, one | {"item": 999, "decision": "shown", "key": str(uuid4())}).status_code
        == 404
    )
    answer = reverse("portal:answer", args=[public.pk])
    said = {"answer": "已清运两车", "key": str(uuid4())}
    assert desk.post(answer, said | {"key": str(uuid4())}).status_code == 422
    closed(report, people.office, people.staff, people.office)
    assert "已清运两车" in desk.get(page).content.decode()  # proposed from what the unit wrote
    assert desk.post(answer, said).status_code == 302
    assert desk.get(reverse("portal:moderation") + "?show=answer").context["rows"] == []


def test_the_care_officer_opens_a_reporters_phone_with_a_reason_and_nobody_else(city, people):
    report = sent(city.community)
    page = reverse("portal:reporter", args=[report.case_id])
    officer = desk_of(make_member(city.community, Role.CARE_OFFICER))

    assert page in officer.get(reverse("portal:of_case", args=[report.case_id])).content.decode()
    assert "至少 4 个字" in officer.post(page, {"reason": "问"}).content.decode()
    told = officer.post(page, {"reason": "核对垃圾的位置"})
    assert PHONE in told.content.decode()
    assert "no-cache" in told["Cache-Control"]
    assert Entry.objects.filter(act="organisations.look", subject_id=str(report.case_id)).exists()
    assert desk_of(people.office).post(page, {"reason": "核对垃圾的位置"}).status_code == 403
    silent = reverse("portal:reporter", args=[sent(city.community, photos=0, phone="").case_id])
    assert officer.post(silent, {"reason": "核对垃圾的位置"}).status_code == 404


def test_the_leader_publishes_and_takes_back(city, people):
    from youju.portal.tests.test_actions import honour

    pk = honour(people).pk
    desk = desk_of(people.leader)
    assert "文明社区" in desk.get(reverse("portal:publishing")).content.decode()
    page = reverse("portal:publish", args=["ledgers.entry", pk])
    assert "获得“文明社区”" in desk.get(page).content.decode()
    assert desk.post(page, {"title": "", "words": "", "key": str(uuid4())}).status_code == 422
    said = {"title": "文明社区", "words": "获得文明社区", "key": str(uuid4())}
    assert desk.post(page, said).status_code == 302
    assert desk.post(page, said | {"key": str(uuid4())}).status_code == 422
    page = desk.get(reverse("portal:publishing")).context
    assert page["offered"] == []
    desk.post(reverse("portal:withdraw", args=[page["page"].rows[0].pk]), {"key": str(uuid4())})
    assert "已撤下" in desk.get(reverse("portal:publishing")).content.decode()
