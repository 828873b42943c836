"""Background work: queued after commit, done once, with its progress and its end."""

import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError
from django.test import RequestFactory

from youju.audit.models import Entry
from youju.jobs import actions, heart, queries, registry, rules, views
from youju.jobs.models import Job
from youju.jobs.worker import Clockwork
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.models import Membership, Person, Unit

NOW = datetime(2026, 7, 3, 9, 0, tzinfo=UTC)
KEY = UUID("01977000-0000-7000-8000-000000000001")


@dataclass(frozen=True)
class Someone:
    root_id: int = 1
    person_id: int | None = 5
    unit_id: int | None = 7
    role: str = "staff"
    label: str = "某社区专干"


STAFF = Someone()
STRANGER = Someone(person_id=6)


@pytest.fixture
def kinds(monkeypatch, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    monkeypatch.setattr(registry, "HANDLERS", {})
    monkeypatch.setattr(actions, "HANDLERS", registry.HANDLERS)
    monkeypatch.setattr(registry, "FAILED", {})
    monkeypatch.setattr(actions, "FAILED", registry.FAILED)
    return registry


def test_a_job_in_hand_gives_signs_of_life_even_where_the_database_is_busy(monkeypatch):
    beats = []

    def busy(job_id):
        beats.append(job_id)
        raised.set()

    raised = threading.Event()
    monkeypatch.setattr(heart, "beat", busy)
    with heart.Heartbeat(7, every=0.001):
        assert raised.wait(5)
    assert beats[0] == 7


@pytest.mark.django_db
def test_a_sign_of_life_is_for_what_runs(kinds, monkeypatch):
    kinds.register("count", count)
    job = begin()
    for state, seen in (("waiting", False), ("running", True)):
        Job.objects.update(state=state, seen_at=None)
        heart.beat(job.pk)
        assert bool(Job.objects.get().seen_at) is seen
    monkeypatch.setattr(heart.Job.objects, "filter", _locked)
    heart.beat(job.pk)


def _locked(**_given):
    raise OperationalError("database is locked")


def begin(kind="count", key=KEY, **payload):
    return actions.start(kind, "数一数", actor=STAFF, now=NOW, payload=payload, key=key)


def count(job_id, payload, report):
    for n in range(1, payload["to"] + 1):
        report(n, payload["to"], f"第 {n} 项")
    return {"text": f"数完 {payload['to']} 项"}


def refuse(job_id, payload, report):
    raise Refused("表头里没有“日期”一列，请补上后重新导入")


def crash(job_id, payload, report):
    raise ZeroDivisionError("secret detail")


@pytest.mark.django_db
def test_a_job_is_done_after_commit_and_keeps_what_came_of_it(
    kinds, django_capture_on_commit_callbacks
):
    kinds.register("count", count)

    with django_capture_on_commit_callbacks(execute=True):
        job = begin(to=3)
        assert Job.objects.get().state == "waiting"

    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.text) == ("done", 3, 3, "数完 3 项")
    assert job.ended_at is not None
    assert Entry.objects.get().act == "jobs.start"


@pytest.mark.django_db
def test_the_same_key_starts_one_job(kinds, django_capture_on_commit_callbacks):
    kinds.register("count", count)

    with django_capture_on_commit_callbacks() as queued:
        first, second = begin(to=3), begin(to=3)

    assert first.pk == second.pk
    assert len(queued) == 1


@pytest.mark.django_db
def test_a_job_that_has_ended_is_not_done_again(kinds):
    calls = []
    kinds.register("count", lambda *given: calls.append(given) or {})
    job = begin()

    actions.perform(job.pk)
    actions.perform(job.pk)

    assert len(calls) == 1


@pytest.mark.django_db
def test_a_refusal_ends_the_job_with_its_reason(kinds):
    kinds.register("count", refuse)
    job = begin()

    actions.perform(job.pk)

    job.refresh_from_db()
    assert (job.state, job.text) == ("failed", "表头里没有“日期”一列，请补上后重新导入")


@pytest.mark.django_db
def test_a_crash_ends_the_job_with_a_plain_sentence_and_a_log_line(kinds, caplog):
    kinds.register("count", crash)
    job = begin()

    actions.perform(job.pk)

    job.refresh_from_db()
    assert job.state == "failed"
    assert (
        job.text == "系统出错，没有做完；已经写入的部分保留着。请重试，仍不行请把时间告诉管理员。"
    )
    assert "secret detail" in caplog.text


@pytest.mark.django_db
def test_an_unknown_kind_cannot_be_started(kinds):
    with pytest.raises(KeyError):
        begin("nothing")

    assert not Job.objects.exists()


@pytest.mark.django_db
def test_progress_is_written_at_most_every_half_second(kinds, monkeypatch):
    kinds.register("count", count)
    job = begin()
    moments = iter([10.0, 10.1, 10.4, 10.5, 10.6])
    monkeypatch.setattr("youju.jobs.actions.time.monotonic", lambda: next(moments))
    Job.objects.update(state="running")
    report = actions.Progress(job.pk)

    seen = []
    for done in (1, 2, 3, 4, 5):
        report(done, 5)
        seen.append(Job.objects.get().done)

    assert seen == [1, 1, 1, 4, 5]


@pytest.mark.django_db
def test_a_job_whose_worker_was_stopped_is_given_up_and_its_room_is_told(kinds):
    told = []
    kinds.register("count", count, failed=lambda *given: told.append(given))
    lost, busy = begin(key=KEY), begin(key=UUID(int=2))
    Job.objects.filter(pk=lost.pk).update(state="running", seen_at=NOW - timedelta(seconds=121))
    Job.objects.filter(pk=busy.pk).update(state="running", seen_at=NOW - timedelta(seconds=119))

    assert actions.give_up_lost(now=NOW) == 1

    lost.refresh_from_db()
    busy.refresh_from_db()
    assert (lost.state, lost.text) == ("failed", rules.LOST)
    assert busy.state == "running"
    assert told == [(lost.pk, {}, rules.LOST)]
    with pytest.raises(Refused, match="中途停止"):
        actions.Progress(lost.pk)(1, 5)


@pytest.mark.django_db
def test_only_the_membership_that_started_a_job_sees_it(kinds):
    kinds.register("count", count)
    job = begin()

    assert list(queries.jobs_of(STAFF)) == [job]
    assert not queries.jobs_of(Someone(role="office")).exists()
    with pytest.raises(Missing):
        queries.job_for(STRANGER, job.pk)
    with pytest.raises(Forbidden):
        queries.job_for(None, job.pk)


def test_a_routine_is_called_when_it_is_due_and_outlives_its_failures(monkeypatch, caplog):
    calls = []
    routines = [
        registry.Routine(2, lambda: calls.append("fold")),
        registry.Routine(60, lambda: 1 / 0),
    ]
    monkeypatch.setattr("youju.jobs.worker.ROUTINES", routines)
    monkeypatch.setattr("youju.jobs.worker.close_old_connections", lambda: None)
    clockwork = Clockwork()

    for moment in (100.0, 101.0, 102.0, 103.9, 104.0):
        clockwork.tick(moment)

    assert calls == ["fold", "fold", "fold"]
    assert caplog.text.count("ZeroDivisionError: ") == 1


def request_of(member, path="/jobs/", **headers):
    request = RequestFactory().get(path, headers=headers)
    request.member = member
    return request


@pytest.mark.django_db
def test_the_page_of_a_running_job_says_what_was_done_and_what_is_left(kinds):
    kinds.register("count", count)
    job = begin()
    Job.objects.filter(pk=job.pk).update(state="running", done=120, total=300)

    answer = views.detail(request_of(STAFF, **{"HX-Request": "true"}), job.pk)

    text = answer.content.decode()
    assert "已做 120 项，共 300 项" in text
    assert f'hx-get="/jobs/{job.pk}/"' in text
    assert "<html" not in text


@pytest.mark.django_db
def test_a_file_is_downloaded_by_its_owner_alone_and_the_log_says_so(kinds):
    name = default_storage.save("jobs/rejects.txt", ContentFile(b"a row"))
    kinds.register("count", lambda *given: {"file": name, "file_name": "退回的行.txt"})
    job = begin()
    actions.perform(job.pk)

    answer = views.download(request_of(STAFF), job.pk)

    assert b"".join(answer.streaming_content) == b"a row"
    assert Entry.objects.filter(act="jobs.download", outcome="exported").count() == 1
    with pytest.raises(Missing):
        views.download(request_of(STRANGER), job.pk)
    default_storage.delete(name)
    with pytest.raises(Missing, match="请重新发起"):
        views.download(request_of(STAFF), job.pk)


@pytest.mark.django_db
def test_the_list_names_each_job_and_what_came_of_it(kinds, client):
    unit = Unit.objects.create(
        kind="community", name="金桥社区", short_name="金桥", path="0000001", root_id=1
    )
    person = Person.objects.create(username="staff", name="某专干")
    member = Membership.objects.create(person=person, unit=unit, role="staff")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    kinds.register("count", count)
    job = actions.start("count", "数一数", actor=member, now=NOW, payload={"to": 2}, key=KEY)
    actions.perform(job.pk)

    answer = client.get("/jobs/")

    assert "数完 2 项" in answer.content.decode()
    assert "数一数" in client.get(f"/jobs/{job.pk}/").content.decode()
