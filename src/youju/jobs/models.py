"""Work in the background, with its progress and its end."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """One piece of background work that somebody waits for.

    It belongs to the membership that started it, kept as person, unit and role: this room stands
    below the one that owns memberships. `result` may hold `text` (what came of it), `url` (where to
    see it), `file` (a name in the file storage) and `file_name` (what the download is called).
    """

    PERSONAL: ClassVar[dict[str, str]] = {}

    class State(models.TextChoices):
        WAITING = "waiting", _("排队")
        RUNNING = "running", _("进行中")
        DONE = "done", _("完成")
        FAILED = "failed", _("未完成")

    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    root_id = models.BigIntegerField()
    person_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=20)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)
    result = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "-made_at"], name="job_person"),
            models.Index(fields=["state", "seen_at"], name="job_state"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ended(self) -> bool:
        return self.state in (self.State.DONE, self.State.FAILED)

    @property
    def failed(self) -> bool:
        return self.state == self.State.FAILED

    @property
    def file(self) -> str:
        """Name of the file it made, in the storage; "" if it made none."""
        return str(self.result.get("file", ""))

    @property
    def text(self) -> str:
        """What came of it, or why it failed."""
        return self.note if self.failed else str(self.result.get("text", ""))

    def is_lost(self, now: datetime, silent: float) -> bool:
        """Return whether it runs by its own word, but said nothing for `silent` seconds."""
        if self.state != self.State.RUNNING or self.seen_at is None:
            return False
        return (now - self.seen_at).total_seconds() > silent
