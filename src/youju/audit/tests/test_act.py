"""The frame of an act: once per key, all or nothing, and every refusal on record."""

import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections, connection, transaction
from django.utils import translation
from django.utils.translation import gettext

from youju.audit.actions import SYSTEM, act, record, settle_refusals
from youju.audit.models import Entry, ReplayKey
from youju.audit.queries import Outcome, authors_of, trail_of
from youju.kernel.refusal import Refused

NOW = datetime(2026, 7, 3, 9, 0, tzinfo=UTC)
KEY = UUID("01977000-0000-7000-8000-000000000001")
OTHER = UUID("01977000-0000-7000-8000-000000000002")


@dataclass(frozen=True)
class Someone:
    root_id: int = 1
    person_id: int | None = 5
    unit_id: int | None = 7
    role: str = "staff"
    label: str = "某社区专干"


STAFF = Someone()


def sign(key=KEY, actor=STAFF, name="papers.sign"):
    with act(name, actor=actor, now=NOW, key=key) as doing:
        if not doing.replayed:
            doing.on("papers.paper", 12, title="通知")
        return doing


@pytest.mark.django_db
def test_an_act_is_logged_with_who_what_and_on_what():
    sign()

    entry = Entry.objects.get()
    assert (entry.act, entry.outcome, entry.actor_label) == ("papers.sign", "done", "某社区专干")
    assert (entry.subject_kind, entry.subject_id) == ("papers.paper", "12")
    assert entry.detail == {"title": "通知"}
    assert list(trail_of(1, "papers.paper", 12)) == [entry]
    assert authors_of(1, "papers.paper", ["12", "13"]) == {"12": "某社区专干"}


@pytest.mark.django_db
def test_the_same_key_again_is_answered_with_what_was_done():
    sign()

    again = sign()

    assert again.replayed
    assert (again.subject_kind, again.subject_id) == ("papers.paper", "12")
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_an_act_that_names_no_subject_is_not_done_twice_either():
    for expected in (False, True):
        with act("papers.sweep", actor=STAFF, now=NOW, key=KEY) as doing:
            assert doing.replayed is expected

    assert Entry.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"name": "papers.burn"}, {"actor": Someone(person_id=6)}])
def test_a_key_of_another_act_or_person_is_refused(wrong):
    sign()

    with pytest.raises(Refused, match="请刷新页面重试"):
        sign(**wrong)

    assert [e.outcome for e in Entry.objects.order_by("id")] == ["done", "refused"]


@pytest.mark.django_db
def test_the_same_key_in_another_root_is_another_key():
    sign()

    assert not sign(actor=Someone(root_id=2)).replayed


def refuse(key=KEY):
    with act("papers.sign", actor=STAFF, now=NOW, key=key) as doing:
        doing.on("papers.paper", 12)
        ReplayKey.objects.create(root_id=1, key=OTHER, act="a row of the act", at=NOW)
        raise Refused("缺签发人，请先填写")


@pytest.mark.django_db
def test_a_refused_act_writes_nothing_but_its_refusal_and_may_be_tried_again():
    with pytest.raises(Refused):
        refuse()

    entry = Entry.objects.get()
    assert (entry.outcome, entry.detail) == ("refused", {"reason": "缺签发人，请先填写"})
    assert not ReplayKey.objects.exists()
    assert not sign().replayed


@pytest.mark.django_db
def test_a_crash_undoes_the_act_and_logs_nothing():
    with pytest.raises(ZeroDivisionError), act("papers.sign", actor=STAFF, now=NOW, key=KEY):
        raise ZeroDivisionError

    assert not Entry.objects.exists()
    assert not ReplayKey.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_refusal_survives_the_transaction_around_it():
    with pytest.raises(Refused), transaction.atomic():
        refuse()
    assert not Entry.objects.exists()

    request_finished.send(sender=None)

    assert Entry.objects.get().outcome == "refused"


@pytest.mark.django_db(transaction=True)
def test_a_refusal_is_logged_once_when_the_transaction_around_it_goes_on():
    with transaction.atomic(), pytest.raises(Refused):
        refuse()

    settle_refusals()

    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_next_act_settles_what_was_undone_before_it():
    with pytest.raises(Refused), act("papers.file", actor=STAFF, now=NOW):
        refuse()

    outcomes = Entry.objects.order_by("id").values_list("act", "outcome")
    assert list(outcomes) == [("papers.sign", "refused"), ("papers.file", "refused")]


@pytest.mark.django_db(transaction=True)
def test_a_refusal_in_a_broken_transaction_is_logged_after_its_end():
    with pytest.raises(Refused), transaction.atomic():
        transaction.set_rollback(True)
        with act("papers.sign", actor=STAFF, now=NOW):
            raise Refused("缺签发人，请先填写")

    settle_refusals()

    assert Entry.objects.get().outcome == "refused"


@pytest.mark.django_db
def test_an_act_within_an_act_is_logged_on_its_own_and_may_share_its_key():
    with act("papers.import", actor=STAFF, now=NOW, key=KEY) as doing:
        inner = sign(key=KEY)
        doing.on("papers.batch", 3)

    assert not inner.replayed
    assert Entry.objects.count() == 2
    assert ReplayKey.objects.get().subject_id == "3"


@pytest.mark.django_db
def test_a_look_an_export_and_a_sign_in_are_logged():
    record("people.open_phone", Outcome.LOOKED, actor=SYSTEM, now=NOW, kind="p", subject_id=4, reason="核实")  # fmt: skip

    entry = Entry.objects.get()
    assert (entry.outcome, entry.subject_id, entry.detail) == ("looked", "4", {"reason": "核实"})
    assert entry.actor_label == "系统"


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has one writer at a time")
def test_the_same_key_twice_at_once_is_done_once():
    begin, done = threading.Barrier(2), []

    def tap():
        begin.wait()
        done.append(sign().replayed)
        close_old_connections()
        connection.close()

    taps = [threading.Thread(target=tap) for _ in range(2)]
    for one in taps:
        one.start()
    for one in taps:
        one.join()

    assert sorted(done) == [False, True]
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_an_act_writes_chinese_whatever_its_actor_reads():
    with translation.override("en"):
        with act("papers.sign", actor=STAFF, now=NOW) as doing:
            doing.on("papers.paper", 12, state=gettext("待派遣"))
        assert gettext("待派遣") == "To be dispatched"

    assert Entry.objects.get().detail == {"state": "待派遣"}
