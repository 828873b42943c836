"""Reminders to people's own addresses: proved first, chosen by kind, neutral, once, stopped from a mail."""

from __future__ import annotations

import json
import re
import smtplib
from datetime import UTC, datetime, time, timedelta
from urllib.parse import parse_qs
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from youju.audit.models import Entry
from youju.inbox import actions, delivering, queries, reaching, registry, rules, rules_own
from youju.inbox.models import Address, Delivery
from youju.inbox.rules import QuietHours
from youju.inbox.rules_own import Way
from youju.inbox.tests import receivers
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member

NOW = datetime(2026, 7, 3, 9, 0, tzinfo=UTC)  # 17:00 in China, on a Friday
MAILBOX, PHONE = "jia@example.cn", "13800001111"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def city(db, kinds, settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    settings.PUBLIC_URL = "https://youju.example.cn"
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "mail.example.cn", "youju@example.cn"
    monkeypatch.setattr(registry, "URGENT", set())
    return City()


@pytest.fixture
def staff(city):
    return make_member(city.community, Role.STAFF)


@pytest.fixture
def sms(settings):
    with receivers.web() as receiver:
        settings.SMS_URL = f"http://127.0.0.1:{receiver.server_address[1]}/sms"
        yield receiver


def give(member, way=Way.MAIL, value=MAILBOX, now=NOW, key=None):
    actions.give_address(way, value, actor=member, now=now, key=key or uuid4())


def code_of(member, way=Way.MAIL):
    return Address.objects.get(person=member.person, way=way).code.open()


def prove(member, way=Way.MAIL, code=None, now=NOW):
    return actions.prove_address(way, code or code_of(member, way), actor=member, now=now)


def own(member, *kinds, way=Way.MAIL, value=MAILBOX, daily=False):
    give(member, way, value)
    prove(member, way)
    Delivery.objects.all().delete()
    choose(member, *kinds, way=way, daily=daily)


def choose(member, *kinds, way=Way.MAIL, daily=False, quiet=rules.NEVER_QUIET, now=NOW):
    how = {"offered": [], "quiet": quiet, "own": {way: kinds}, "daily": daily}
    actions.choose_reminders([], actor=member, now=now, key=uuid4(), **how)


def tell(*to, kind="test.late", title="张三低保待复核", now=NOW):
    actions.tell(to, kind=kind, title=title, url="/cases/3/", now=now)


def work():
    return delivering.run(1, {}, lambda *told: None)["text"]


def send_all(now=NOW):
    Delivery.objects.filter(state="waiting").update(due_at=now)
    for delivery in delivering.claim(now):
        delivering.deliver(delivery, now=now)


def test_a_code_goes_to_the_address_and_is_kept_nowhere_else(staff):
    give(staff)
    code = code_of(staff)
    send_all()

    assert mail.outbox[0].to == [MAILBOX] and code in mail.outbox[0].body
    assert code not in mail.outbox[0].subject
    assert (
        Delivery.objects.get().text == rules_own.code_text() and "******" in rules_own.code_text()
    )
    kept = json.dumps(list(Entry.objects.values_list("detail", flat=True)))
    assert code not in kept and MAILBOX not in kept
    with connection.cursor() as cursor:
        cursor.execute("SELECT value, code FROM inbox_address")
        row = cursor.fetchone()
    assert MAILBOX not in row[0] and code not in row[1]
    assert str(queries.own_addresses(staff)[Way.MAIL].value) == "j****@example.cn"
    assert prove(staff) and prove(staff, code="000000")  # proved is proved
    assert queries.own_addresses(staff)[Way.MAIL].is_proved


def test_nothing_but_the_code_goes_to_an_address_that_is_not_proved(staff):
    give(staff)
    with pytest.raises(Refused, match="还没有验证"):
        choose(staff, "test.late")
    tell(staff)

    assert Delivery.objects.filter(proof=False).count() == 0


def test_five_wrong_guesses_or_ten_minutes_end_a_code(staff):
    give(staff)
    right = code_of(staff)
    wrong = "111111" if right != "111111" else "222222"
    for _guess in range(5):
        assert not prove(staff, code=wrong)
    with pytest.raises(Refused, match="填错五次"):
        prove(staff, code=right)
    later = NOW + timedelta(minutes=2)
    actions.send_code_again(Way.MAIL, actor=staff, now=later, key=uuid4())
    with pytest.raises(Refused, match="过期"):
        prove(staff, now=later + timedelta(minutes=11))

    assert prove(staff, now=later)
    with pytest.raises(Refused, match="没有等着验证的"):
        actions.send_code_again(Way.MAIL, actor=staff, now=later, key=uuid4())


def test_codes_are_few_and_apart_also_when_the_address_changes(staff):
    give(staff)
    with pytest.raises(Refused, match="一分钟后"):
        give(staff, value="yi@example.cn", now=NOW + timedelta(seconds=50))
    for n in range(1, 5):
        actions.remove_address(Way.MAIL, actor=staff, now=NOW, key=uuid4())
        give(staff, now=NOW + timedelta(minutes=2 * n))
    with pytest.raises(Refused, match="五次"):
        give(staff, now=NOW + timedelta(minutes=20))
    give(staff, now=NOW + timedelta(minutes=70))

    assert Delivery.objects.filter(proof=True).count() == 6


def test_an_act_sent_twice_sends_one_code(staff):
    key = uuid4()
    for _twice in range(2):
        give(staff, key=key)
    later, again = NOW + timedelta(minutes=3), uuid4()
    for _twice in range(2):
        actions.send_code_again(Way.MAIL, actor=staff, now=later, key=again)
    assert Delivery.objects.count() == 2

    gone = uuid4()
    for _twice in range(2):
        actions.remove_address(Way.MAIL, actor=staff, now=later, key=gone)
    assert queries.own_addresses(staff) == {}
    send_all(later)
    assert mail.outbox == []


def test_an_old_code_is_not_sent_once_there_is_a_new_one(staff):
    give(staff)
    later = NOW + timedelta(minutes=3)
    actions.send_code_again(Way.MAIL, actor=staff, now=later, key=uuid4())
    send_all(later)

    states = list(Delivery.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["failed", "sent"] and len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("way", "value", "said"),
    [
        (Way.MAIL, "jia@", "邮箱应写作"),
        (Way.MAIL, "a@b.cn\nBcc: x@y.cn", "邮箱应写作"),
        (Way.MAIL, "a@" + "b" * 120 + ".cn", "邮箱应写作"),
        (Way.SMS, PHONE, "没有接通"),
    ],
)
def test_what_cannot_be_reached_is_refused(staff, way, value, said):
    with pytest.raises(Refused, match=said):
        give(staff, way, value)


@pytest.mark.parametrize("value", ["1380000111", "23800001111", "1380000111a"])
def test_what_is_no_mobile_number_is_refused(value):
    with pytest.raises(Refused, match="11 位"):
        rules_own.check_value(Way.SMS, value)


def test_a_number_is_read_as_people_write_it():
    assert rules_own.check_value(Way.SMS, " +86 138-0000 1111") == PHONE


def test_a_mail_says_only_the_kind_and_the_way_and_comes_once_for_all_posts(city, staff):
    own(staff, "test.late")
    other = make_member(city.street, Role.OFFICE)
    other.person = staff.person
    other.save()

    tell(staff, other)
    tell(staff, kind="test.due")
    assert work() == "发出 1 条，共 1 条"

    sent = mail.outbox[-1]
    assert sent.subject == "【有据】金桥社区有一条新消息（已超期）"
    assert "张三" not in sent.body and "https://youju.example.cn/cases/3/" in sent.body
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent.extra_headers["Message-ID"].endswith("@example.cn>")


def test_what_is_urgent_is_chosen_at_first_and_waits_for_no_quiet_hours(staff, monkeypatch):
    monkeypatch.setattr(registry, "URGENT", {"test.late"})
    give(staff)
    prove(staff)
    assert queries.own_addresses(staff)[Way.MAIL].kinds == ["test.late"]
    night = QuietHours(time(12), time(19))
    choose(staff, "test.late", "test.due", daily=True, quiet=night)

    tell(staff)
    tell(staff, kind="test.due")

    told = Delivery.objects.get(proof=False)
    assert told.due_at == NOW and "已超期" in told.text
    choose(staff, "test.due", quiet=night)
    tell(staff, kind="test.due")
    assert Delivery.objects.latest("pk").due_at == datetime(2026, 7, 3, 11, tzinfo=UTC)


def test_the_daily_mail_counts_what_is_unread_once_and_after_quiet_hours(staff):
    own(staff, "test.late", "test.due", daily=True)
    morning = datetime(2026, 7, 4, 0, 5, tzinfo=UTC)  # 8:05 in China, on a Saturday
    tell(staff)
    tell(staff, now=NOW + timedelta(hours=1))
    tell(staff, kind="test.due", now=NOW + timedelta(hours=1))
    assert reaching.make_daily(now=NOW + timedelta(hours=2)) == 0
    choose(staff, "test.late", "test.due", daily=True, quiet=QuietHours(rest_days=True))
    assert reaching.make_daily(now=morning) == 0
    monday = morning + timedelta(days=2)
    assert (reaching.make_daily(now=monday), reaching.make_daily(now=monday)) == (1, 0)

    told = Delivery.objects.get()
    assert told.text == "【有据】有 2 条消息没有看：已超期 1、将到期 1。请登录查看。"
    assert told.url == "/inbox/?show=unread"
    assert reaching.make_daily(now=monday + timedelta(days=1)) == 0  # nothing new


def test_the_daily_mail_is_made_by_one_worker_and_only_where_mail_is_set_up(staff, settings):
    own(staff, "test.late", daily=True)
    settings.EMAIL_HOST = ""

    assert reaching.make_daily(now=NOW + timedelta(days=1)) == 0
    tell(staff)
    assert not Delivery.objects.exists()


def test_a_daily_mail_names_six_kinds_at_most():
    counts = [(f"第{n}类", n) for n in range(9, 0, -1)]

    text = rules_own.daily_text(counts)
    assert text.startswith("【有据】有 45 条") and "第4类 4等。" in text and "第3类" not in text


def test_a_text_message_goes_to_the_gateway_signed(staff, sms, settings):
    settings.SMS_SECRET = "geheim"
    own(staff, "test.late", way=Way.SMS, value=PHONE)
    tell(staff)
    work()

    sent, headers = json.loads(sms.got[-1]), sms.headers[-1]
    assert sent["phone"] == PHONE and sent["text"].endswith(
        "请登录查看。https://youju.example.cn/cases/3/"
    )
    signed = rules_own.signature_of("geheim", headers["X-Youju-Time"], sms.got[-1].encode())
    assert headers["X-Youju-Signature"] == f"sha256={signed}"
    assert headers["Idempotency-Key"] == sent["id"]


def test_a_form_template_is_filled_and_quoted(staff, sms, settings):
    settings.SMS_BODY = "user=city&mobile={phone}&content={text}"
    own(staff, "test.late", way=Way.SMS, value=PHONE)
    tell(staff)
    work()

    sent = parse_qs(sms.got[-1])
    assert sent["mobile"] == [PHONE] and sent["content"][0].startswith("【有据】金桥社区")
    assert "X-Youju-Signature" not in sms.headers[-1]


def test_a_value_cannot_break_out_of_the_template():
    _kind, body = rules_own.body_of('{"t": "{text}"}', phone="", text='"}{phone}\n', id="", time="")

    assert json.loads(body) == {"t": '"}{phone}\n'}


@pytest.mark.parametrize(
    ("answer", "taken", "said"),
    [(500, "", "对方拒收（500）"), (302, "", "对方拒收（302）"), (200, '"code":0', "没有收下")],
)
def test_a_gateway_that_does_not_take_it_is_tried_again_with_the_same_name(
    staff, sms, settings, answer, taken, said
):
    own(staff, "test.late", way=Way.SMS, value=PHONE)
    tell(staff)
    sms.answer, settings.SMS_TAKEN = answer, taken
    for _try in range(2):
        send_all()

    told = Delivery.objects.get()
    assert (told.state, told.tries) == ("waiting", 2) and said in told.note
    assert len({json.loads(one)["id"] for one in sms.got}) == 1
    settings.SMS_URL = ""
    send_all()
    told.refresh_from_db()
    assert told.note == "没有接通"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (smtplib.SMTPRecipientsRefused({}), "不存在或拒收"),
        (smtplib.SMTPResponseException(535, b"secret"), "对方拒收（535）"),
        (ConnectionRefusedError(), "连不上对方"),
        (smtplib.SMTPServerDisconnected(), "连不上对方"),
    ],
)
def test_a_mail_server_that_fails_is_said_plainly(staff, monkeypatch, error, said):
    own(staff, "test.late")
    tell(staff)

    def fails(self, *args, **more):
        raise error

    monkeypatch.setattr(reaching.EmailMessage, "send", fails)
    send_all()

    told = Delivery.objects.get()
    assert said in told.note and "secret" not in told.note and told.state == "waiting"


def test_what_waits_for_an_address_given_up_is_not_sent(staff):
    own(staff, "test.late")
    tell(staff)
    actions.remove_address(Way.MAIL, actor=staff, now=NOW, key=uuid4())
    before = len(mail.outbox)
    send_all()

    told = Delivery.objects.get()
    assert (told.state, told.note, len(mail.outbox)) == (
        "failed",
        "本人已换掉或停用这个地址",
        before,
    )


def test_the_link_in_a_mail_stops_them_without_signing_in(staff):
    own(staff, "test.late", daily=True)
    link = reaching.stop_token(Address.objects.get())
    browser = Client(enforce_csrf_checks=True)
    page = f"/inbox/stop/{link}/"
    assert "退订" in browser.get(page).content.decode()
    assert queries.own_addresses(staff)[Way.MAIL].kinds == ["test.late"]

    answer = browser.post(page, {"List-Unsubscribe": "One-Click"})

    address = queries.own_addresses(staff)[Way.MAIL]
    assert "已退订" in answer.content.decode()
    assert (address.kinds, address.daily_since, address.is_proved) == ([], None, True)
    assert Entry.objects.get(act="inbox.stop_mails").actor_label == "收件人"
    give(staff, value="yi@example.cn", now=NOW + timedelta(hours=2))
    prove(staff, now=NOW + timedelta(hours=2))
    assert browser.post(page).status_code == 404
    assert browser.post("/inbox/stop/nonsense/").status_code == 404


def test_somebody_who_left_may_still_stop_them(staff):
    own(staff, "test.late")
    staff.until = NOW.date() - timedelta(days=1)
    staff.save()

    actions.stop_mails(reaching.stop_token(Address.objects.get()), now=NOW)

    assert Address.objects.get().kinds == [] and Entry.objects.filter(root_id=0).exists()


def browser_of(member):
    browser = Client()
    browser.force_login(member.person, backend=BACKEND)
    return browser


def test_the_page_says_plainly_what_is_not_set_up(staff, settings):
    browser = browser_of(staff)
    assert "没有接通" in browser.get("/inbox/own/sms/").content.decode()
    refused = browser.post("/inbox/own/sms/", {"value": PHONE, "key": uuid4()})
    assert refused.status_code == 422
    settings.EMAIL_HOST = ""

    page = browser.get("/inbox/mute/").content.decode()
    assert "没有接通邮件和短信" in page and "/inbox/own/" not in page
    assert browser.get("/inbox/own/fax/").status_code == 404


def test_a_person_gives_proves_chooses_and_gives_up_on_the_pages(staff):
    browser = browser_of(staff)
    page = "/inbox/own/mail/"
    wrong = browser.post(page, {"value": "jia", "key": uuid4()})
    assert wrong.status_code == 422 and 'value="jia"' in wrong.content.decode()
    assert browser.post(page, {"value": MAILBOX, "key": uuid4()}).url == page
    assert "j****@example.cn" in browser.get(page).content.decode()
    again = browser.post(page + "again/", {"key": uuid4()}, follow=True)
    assert "验证码刚发过" in again.content.decode()
    Delivery.objects.update(made_at=NOW)
    assert (
        "已重新发出"
        in browser.post(page + "again/", {"key": uuid4()}, follow=True).content.decode()
    )
    assert "验证码不对" in browser.post(page + "code/", {"code": "x"}).content.decode()
    assert browser.post(page + "code/", {}).status_code == 422
    Address.objects.update(guesses=5)
    assert "填错五次" in browser.post(page + "code/", {"code": "x"}).content.decode()
    Address.objects.update(guesses=0)
    assert browser.post(page + "code/", {"code": code_of(staff)}).url == "/inbox/mute/"

    form = {"own_mail": ["test.due"], "daily": "on", "key": uuid4()}
    assert browser.post("/inbox/mute/", form).url == "/inbox/"
    address = queries.own_addresses(staff)[Way.MAIL]
    assert address.kinds == ["test.due"] and address.daily_since
    shown = browser.get("/inbox/mute/").content.decode()
    assert len(re.findall(r" checked", shown)) == 2 and "已验证" in shown
    assert browser.post(page + "remove/", {"key": uuid4()}).url == "/inbox/mute/"
    assert queries.own_addresses(staff) == {}


def test_the_administrator_sees_what_came_of_it_and_never_the_address(city, staff):
    own(staff, "test.late")
    tell(staff)
    Delivery.objects.update(state="failed", note="连不上")
    admin, other = (
        make_member(city.street, Role.SYSADMIN),
        make_member(city.elsewhere, Role.SYSADMIN),
    )
    page = browser_of(admin).get("/inbox/people/?state=failed").content.decode()
    assert staff.person.name in page and "连不上" in page and "example.cn</" not in page
    assert "短信没有接通" in page
    told = Delivery.objects.get()

    answer = browser_of(admin).post(f"/inbox/deliveries/{told.pk}/again/", {"key": uuid4()})

    assert answer.url == "/inbox/people/"
    told.refresh_from_db()
    assert told.state == "waiting"
    with pytest.raises(Missing):
        queries.own_delivery_for(other, told.pk)
    with pytest.raises(Forbidden):
        queries.own_deliveries(staff)
