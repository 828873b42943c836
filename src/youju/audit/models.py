"""The append-only log and the hash chain over it.

Rows carry composite keys (root unit, id) so that a large installation can spread them by root.
Nothing points at them by foreign key; actor and subject are kept as they were named at the time.
"""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    DONE = "done", _("已办")
    REFUSED = "refused", _("被拒")
    LOOKED = "looked", _("查看受保护信息")
    EXPORTED = "exported", _("导出")
    SIGNED_IN = "signed_in", _("登录")
    SIGNED_OUT = "signed_out", _("退出")
    SIGN_IN_FAILED = "sign_in_failed", _("登录失败")


class Entry(models.Model):
    """One act, look, export, sign-in or refusal. Never changed, never deleted."""

    PERSONAL: ClassVar[dict[str, str]] = {"actor_label": "姓名", "detail": "登录的网络地址"}

    pk = models.CompositePrimaryKey("root_id", "id")
    root_id = models.BigIntegerField()
    id = models.UUIDField()
    at = models.DateTimeField()
    act = models.CharField(max_length=80)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, default=Outcome.DONE)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=120)
    unit_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=20, blank=True)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=60, blank=True)
    detail = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        indexes = [
            models.Index("root_id", "subject_kind", "subject_id", "at", name="audit_subject"),
            models.Index("root_id", "at", name="audit_at"),
            models.Index("root_id", "actor_id", "at", name="audit_actor"),
            models.Index("id", name="audit_made"),
        ]


class ReplayKey(models.Model):
    """An act that was done under this key; the same key again is answered, not done again.

    The row is committed with the act, so that it is there exactly when the act was done.
    """

    PERSONAL: ClassVar[dict[str, str]] = {}

    pk = models.CompositePrimaryKey("root_id", "key")
    root_id = models.BigIntegerField()
    key = models.UUIDField()
    person_id = models.BigIntegerField(null=True)
    act = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()


class Batch(models.Model):
    """A sealed run of entries: its hash covers every row and the batch before."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    sealed_at = models.DateTimeField()
    count = models.IntegerField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)


class Seal(models.Model):
    """Which batch an entry was sealed in, and the hash of its row at that time."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    pk = models.CompositePrimaryKey("root_id", "entry_id")
    root_id = models.BigIntegerField()
    entry_id = models.UUIDField()
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT)
    position = models.IntegerField()
    row_hash = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index("batch", "position", name="audit_seal_batch")]
