"""What stands in the queue for a job that is gone is taken out of it; the rest stays."""

from __future__ import annotations

from datetime import UTC, datetime

from django_tasks_db.models import DBTaskResult

from youju.audit.actions import SYSTEM
from youju.jobs import actions
from youju.jobs.models import Job
from youju.kernel.ids import new_key

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


def test_the_queue_loses_only_what_names_no_job(
    db, settings, django_capture_on_commit_callbacks, monkeypatch
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setitem(actions.HANDLERS, "test.job", lambda *told: {})
    with django_capture_on_commit_callbacks(execute=True):
        for _n in range(2):
            actions.start("test.job", "一件事", actor=SYSTEM, now=NOW, payload={}, key=new_key())
    assert DBTaskResult.objects.count() == 2
    Job.objects.earliest("id").delete()

    assert actions.drop_orphans() == 1

    assert DBTaskResult.objects.get().args_kwargs["args"] == [Job.objects.get().pk]
    assert actions.drop_orphans() == 0
