"""A large file that is read in the background, not to its end at first."""

from uuid import uuid4

import pytest

from youju.jobs.actions import perform
from youju.kernel.refusal import Refused
from youju.reader import actions
from youju.reader.models import Reading
from youju.reader.tests.conftest import NOON
from youju.reader.tests.test_actions import read

pytestmark = pytest.mark.django_db


def test_a_large_file_that_cannot_be_read_says_so_and_may_come_again(staff, monkeypatch):
    monkeypatch.setattr("youju.reader.actions.reading.AT_ONCE", 10)
    reading = read(staff)
    monkeypatch.setattr("youju.reader.actions.reading.LONGEST", 10)

    perform(reading.job_id)

    reading.refresh_from_db()
    assert reading.state == "failed" and "拆成几个文件" in reading.note
    monkeypatch.undo()
    again = {"actor": staff, "now": NOON, "key": uuid4()}
    for _twice in range(2):
        actions.read_again(reading.pk, **again)
    perform(Reading.objects.get().job_id)
    reading.refresh_from_db()
    assert reading.state == "ready"
    with pytest.raises(Refused, match="没有中断"):
        actions.read_again(reading.pk, **(again | {"key": uuid4()}))
