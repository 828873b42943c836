"""Messages leave by outside channels: off by default, nothing personal, tried again, given up."""

from __future__ import annotations

import json
import socket
from datetime import UTC, datetime, timedelta
from email import message_from_string
from importlib import import_module
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client

from youju.audit.models import Entry
from youju.inbox import actions, delivering, queries, rules
from youju.inbox.models import Channel, Delivery
from youju.inbox.tests import receivers
from youju.jobs.queries import Job
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member

NOW = datetime(2026, 7, 3, 9, 0, tzinfo=UTC)
KEY = UUID("01977000-0000-7000-8000-000000000009")
WECOM = "wecombot://0f0f0f0f-secret-key"


@pytest.fixture
def city(db, kinds, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    settings.PUBLIC_URL = "https://youju.example.cn"
    return City()


@pytest.fixture
def admin(city):
    return make_member(city.street, Role.SYSADMIN)


@pytest.fixture
def staff(city):
    return make_member(city.community, Role.STAFF)


@pytest.fixture
def add(city, admin):
    def added(address="json://127.0.0.1:9/", service="gateway", **more):
        wanted = {"unit": city.community, "name": "工作群", "kinds": ["test.late"], "on": True}
        wanted |= {"actor": admin, "now": NOW, "key": uuid4(), **more}
        return actions.add_channel(address=address, service=service, **wanted)

    return added


def tell(*to, kind="test.late", title="金问〔2026〕0131号 已超期"):
    actions.tell(to, kind=kind, title=title, url="/cases/3/", now=NOW)


def queued():
    return list(Delivery.objects.order_by("pk").values_list("text", flat=True))


def work():
    return delivering.run(1, {}, lambda *told: None)["text"]


def test_a_channel_carries_only_its_kinds_and_not_their_words(add, staff):
    add()

    tell(staff)
    tell(staff, kind="test.due")

    assert queued() == ["【有据】金桥社区有一条新消息（已超期）。请登录查看。"]


def test_the_words_go_out_only_where_the_administrator_said_so(add, staff):
    add(with_title=True)

    tell(staff)

    assert queued() == ["【有据】金桥社区 已超期：金问〔2026〕0131号 已超期。请登录查看。"]


def test_a_channel_is_off_until_it_is_turned_on(add, staff, admin):
    channel = add(on=False)
    tell(staff)
    assert queued() == []

    same = {"name": "群", "kinds": ["test.late"], "below": False, "with_title": False, "on": True}
    key = uuid4()
    for _twice in range(2):
        actions.change_channel(channel.pk, actor=admin, now=NOW, key=key, **same)
    tell(staff)

    assert len(queued()) == 1
    assert Entry.objects.filter(act="inbox.change_channel").count() == 1


def test_a_unit_is_told_once_however_many_stand_there_and_below_only_where_wanted(
    add, city, staff, admin
):
    add()
    add(unit=city.street, below=True)
    office, next_door = (
        make_member(city.community, Role.OFFICE),
        make_member(city.next_door, Role.STAFF),
    )

    tell(staff, office, next_door)

    assert sorted(queued()) == sorted(
        [
            "【有据】金桥社区有一条新消息（已超期）。请登录查看。",
            "【有据】金桥社区有一条新消息（已超期）。请登录查看。",
            "【有据】桃李社区有一条新消息（已超期）。请登录查看。",
        ]
    )


def test_a_gateway_gets_the_text_with_the_way_back(add, staff):
    with receivers.web() as receiver:
        add(f"json://127.0.0.1:{receiver.server_address[1]}/sms")
        tell(staff)

        assert work() == "发出 1 条，共 1 条"

    said = json.loads(receiver.got[0])["message"]
    assert said.splitlines() == [
        "【有据】金桥社区有一条新消息（已超期）。请登录查看。",
        "https://youju.example.cn/cases/3/",
    ]
    assert Delivery.objects.get().state == Delivery.State.SENT
    assert work() == "发出 0 条，共 0 条"


def test_mail_arrives(add, admin):
    with receivers.mail() as receiver:
        port = receiver.server_address[1]
        address = f"mailto://127.0.0.1:{port}?from=youju@a.cn&to=jinqiao@b.cn&mode=insecure"
        channel = add(address, "mail", on=False)
        for _twice in range(2):
            actions.try_channel(channel.pk, actor=admin, now=NOW, key=KEY)

        assert work() == "发出 1 条，共 1 条"

    sent = message_from_string(receiver.got[0])
    text = "".join(
        part.get_payload(decode=True).decode() for part in sent.walk() if not part.is_multipart()
    )
    assert "试发消息" in text and "jinqiao@b.cn" in sent["To"]


def test_who_refuses_or_is_not_there_is_tried_again_later_and_given_up_at_last(
    add, staff, admin, monkeypatch
):
    with receivers.web() as receiver:
        receiver.answer = 403
        add(f"json://127.0.0.1:{receiver.server_address[1]}/{'k' * 20}")
        tell(staff)
        work()
    told = Delivery.objects.get()
    assert (told.state, told.tries, told.note) == (
        "waiting",
        1,
        "对方拒收（403），请核对地址和密钥",
    )
    assert told.due_at > NOW

    for _try in range(5):  # by now the receiver is gone
        Delivery.objects.update(due_at=NOW)
        work()

    told.refresh_from_db()
    assert (told.state, told.tries) == ("failed", 6)
    assert told.note == "连不上对方，或对方没有回答"
    key = uuid4()
    for _twice in range(2):
        actions.send_again(told.pk, actor=admin, now=NOW, key=key)
    told.refresh_from_db()
    assert (told.state, told.tries) == ("waiting", 0)


def test_a_foreign_host_that_cannot_be_reached_only_fails(add, staff, monkeypatch):
    def nowhere(*args, **more):
        raise socket.gaierror("no such host")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    add(WECOM, "wecom")
    tell(staff)

    assert work() == "发出 0 条，共 1 条"
    assert Delivery.objects.get().note == "连不上对方，或对方没有回答"


def test_whatever_a_channel_raises_stays_with_its_message(add, staff, monkeypatch):
    add()
    tell(staff)

    def bursts(*args, **more):
        raise ValueError("secret-key")

    plugin = import_module("apprise.plugins.custom_json")  # which it loads when it is first needed
    monkeypatch.setattr(plugin.NotifyJSON, "notify", bursts)
    work()
    assert "secret" not in Delivery.objects.get().note
    monkeypatch.setattr(delivering.apprise.Apprise, "instantiate", lambda *a, **m: None)
    assert delivering.send(Channel.objects.get(), "x") == "地址认不出来，请重新填写"
    assert delivering.send(Channel(address="json://127.0.0.1:9"), "x") == "地址认不出来，请重新填写"


def test_workers_do_not_send_one_message_twice(add, staff):
    add()
    tell(staff)

    first, second = delivering.claim(NOW), delivering.claim(NOW + timedelta(minutes=1))

    assert (len(first), second) == (1, [])
    assert len(delivering.claim(NOW + timedelta(minutes=4))) == 1  # the first one was stopped


def test_a_job_is_started_once_while_messages_wait(add, staff):
    assert not delivering.wake(now=NOW)
    add()
    tell(staff)

    assert delivering.wake(now=NOW)
    assert not delivering.wake(now=NOW)
    assert Job.objects.get().kind == delivering.JOB


def test_the_address_is_encrypted_and_never_in_the_log(add):
    channel = add(WECOM, "wecom")

    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM inbox_channel")
        assert "secret" not in cursor.fetchone()[0]
    assert "secret" not in str(Channel.objects.get(pk=channel.pk).address)
    assert "secret" not in json.dumps(list(Entry.objects.values_list("detail", flat=True)))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"service": "pager"}, "service"),
        ({"address": "https://qyapi.example.cn/"}, "address"),
        ({"address": "wecombot://x", "service": "mail"}, "address"),
        ({"address": "json://a b"}, "address"),
        ({"address": "json://" + "x" * 500}, "address"),
        ({"name": " "}, "name"),
        ({"kinds": []}, "kinds"),
        ({"kinds": ["test.gone"]}, "kinds"),
    ],
)
def test_a_channel_that_could_not_work_is_refused(add, wrong, field):
    with pytest.raises(Refused) as refusal:
        add(**wrong)

    assert refusal.value.field == field
    assert not Channel.objects.exists()


def test_only_the_administrator_of_the_unit_sets_channels(add, city, staff, admin):
    channel = add()
    with pytest.raises(Forbidden):
        add(actor=staff)
    with pytest.raises(Forbidden):
        add(unit=city.district)
    other = make_member(city.elsewhere, Role.SYSADMIN)

    with pytest.raises(Missing):
        queries.channel_for(other, channel.pk)
    with pytest.raises(Missing):
        actions.send_again(404, actor=admin, now=NOW)


def test_a_channel_added_twice_under_one_key_is_one(add):
    key = uuid4()

    assert add(key=key) == add(key=key)
    assert Channel.objects.count() == 1


def test_waiting_grows_and_ends():
    waits = [rules.next_try(n, NOW) for n in range(1, 7)]

    minutes = [(at - NOW).total_seconds() / 60 for at in waits[:-1]]
    assert minutes == [1, 5, 30, 120, 360]
    assert waits[-1] is None


def test_the_log_is_kept_for_ninety_days(add, staff):
    add()
    tell(staff)
    tell(staff)
    Delivery.objects.filter(pk=Delivery.objects.first().pk).update(ended_at=NOW)

    assert delivering.forget_log(now=NOW + timedelta(days=89)) == 0
    assert delivering.forget_log(now=NOW + timedelta(days=91)) == 1


def test_the_administrator_adds_tries_turns_on_and_reads_the_log(city, admin, staff):
    browser = Client()
    browser.force_login(admin.person)
    assert "还没有站外渠道" in browser.get("/inbox/channels/").content.decode()
    form = {"name": "工作群", "unit": city.community.pk, "service": "wecom", "address": WECOM}
    form |= {"kinds": ["test.late"], "key": uuid4()}
    assert browser.post("/inbox/channels/add/", form | {"address": "x"}).status_code == 422

    page = browser.post("/inbox/channels/add/", form).url
    browser.post(page + "try/", {"key": uuid4()})

    shown = browser.get(page).content.decode()
    assert "试发消息" in shown and "secret" not in shown
    form |= {"name": "新名", "address": "", "on": "on", "key": uuid4()}
    assert browser.post(page, form | {"kinds": []}).status_code == 422
    assert browser.post(page, form).url == page
    channel = Channel.objects.get()
    assert (channel.name, channel.on, channel.address.open()) == ("新名", True, WECOM)
    form |= {"address": WECOM + "2", "key": uuid4()}
    browser.post(page, form)
    assert Channel.objects.get().address.open() == WECOM + "2"
    assert "新名" in browser.get("/inbox/channels/").content.decode()
    Delivery.objects.update(state="failed", note="连不上")
    assert "再发" in browser.get(page).content.decode()
    browser.post(f"/inbox/deliveries/{Delivery.objects.get().pk}/again/", {"key": uuid4()})
    assert Delivery.objects.get().state == "waiting"
