"""Items of evidence, the copies made of them, and the records they serve."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from youju.evidence import rules
from youju.evidence.rules import Size
from youju.evidence.rules.boxes import Box, check_boxes


class Item(models.Model):
    """One photo or file, kept once per root however often it is handed in."""

    PERSONAL: ClassVar[dict[str, str]] = {"people": "姓名", "stored": "影像"}

    class Kind(models.TextChoices):
        PHOTO = rules.Kind.PHOTO, gettext_lazy("照片")
        DOCUMENT = rules.Kind.DOCUMENT, gettext_lazy("文件")
        TABLE = rules.Kind.TABLE, gettext_lazy("表格")
        SLIDES = rules.Kind.SLIDES, gettext_lazy("演示稿")
        TEXT = rules.Kind.TEXT, gettext_lazy("文本")

    class State(models.TextChoices):
        SOUND = "sound", gettext_lazy("完好")
        DAMAGED = "damaged", gettext_lazy("缺失或被改动")

    class Work(models.TextChoices):
        """What has become of a photo since it was accepted by its header alone."""

        WAITING = "waiting", gettext_lazy("处理中")
        READY = "ready", gettext_lazy("已处理")
        BROKEN = "broken", gettext_lazy("打不开")

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    uploader = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, related_name="+", null=True
    )  # nobody's where it came without a sign-in
    sha256 = models.CharField(max_length=64)
    drawn = models.BooleanField(default=False)  # a signature: shown with the record it signs alone
    stored = models.CharField(max_length=90)
    media_type = models.CharField(max_length=100)
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    size = models.BigIntegerField()
    file_name = models.CharField("文件名", max_length=rules.MAX_NAME)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SOUND)
    work = models.CharField(max_length=10, choices=Work.choices, default=Work.READY)
    work_at = models.DateTimeField(null=True)
    tries = models.SmallIntegerField(default=0)
    width = models.IntegerField(null=True)
    height = models.IntegerField(null=True)
    taken_at = models.DateTimeField("拍摄时间", null=True)
    received_at = models.DateTimeField("收到时间")
    look = models.CharField(max_length=16, null=True)
    look_1 = models.IntegerField(null=True)
    look_2 = models.IntegerField(null=True)
    look_3 = models.IntegerField(null=True)
    look_4 = models.IntegerField(null=True)
    blur = models.FloatField(null=True)
    caption = models.CharField("说明", max_length=rules.CAPTION_LIMITS["caption"], blank=True)
    time = models.CharField("时间", max_length=rules.CAPTION_LIMITS["time"], blank=True)
    place = models.CharField("地点", max_length=rules.CAPTION_LIMITS["place"], blank=True)
    people = models.CharField("人物", max_length=rules.CAPTION_LIMITS["people"], blank=True)
    topic = models.CharField("主题", max_length=rules.CAPTION_LIMITS["topic"], blank=True)
    background = models.CharField("背景", max_length=rules.CAPTION_LIMITS["background"], blank=True)
    reason = models.CharField("事由", max_length=rules.CAPTION_LIMITS["reason"], blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["root_id", "sha256"], name="evidence_content_once"),
        ]
        indexes = [
            models.Index("received_at", "id", name="evidence_received"),
            models.Index("stored", name="evidence_stored"),
            models.Index("received_at", name="evidence_waiting", condition=Q(work="waiting")),
            models.Index("unit", "received_at", name="evidence_unit"),
            *(
                models.Index(
                    f"look_{n}",
                    "root_id",
                    name=f"evidence_look_{n}",
                    condition=Q(**{f"look_{n}__isnull": False}),
                )
                for n in (1, 2, 3, 4)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return self.caption or self.topic or self.file_name

    @property
    def uploader_label(self) -> str:
        return self.uploader.label if self.uploader else _("居民（没有登录）")

    @property
    def is_photo(self) -> bool:
        return self.kind == rules.Kind.PHOTO

    @property
    def waiting(self) -> bool:
        """Return whether its copies are still to be made."""
        return self.work == self.Work.WAITING

    @property
    def broken(self) -> bool:
        """Return whether it was found to be no whole picture after it had been accepted."""
        return self.work == self.Work.BROKEN

    @property
    def look_bits(self) -> int | None:
        return int(self.look, 16) if self.look else None

    @property
    def blurred(self) -> bool:
        """Return whether the photo may be sent back for being blurred."""
        return self.blur is not None and self.blur < rules.BLURRED_BELOW

    @property
    def shown_at(self) -> datetime:
        """Return when it was taken, else when it was received; local time."""
        return timezone.localtime(self.taken_at or self.received_at)


class Position(models.Model):
    """Where a photo was taken: apart from it, so that showing the photo never shows the place.

    The exact one is for those who hold the photo; the coarse one, about 1 km, for everybody.
    """

    PERSONAL: ClassVar[dict[str, str]] = {"lat": "拍摄位置", "lng": "拍摄位置"}

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="position")
    lat = models.FloatField("纬度")
    lng = models.FloatField("经度")
    coarse_lat = models.FloatField()
    coarse_lng = models.FloatField()


class Variant(models.Model):
    """A copy of a photo without metadata; its file is named by the copy's own hash."""

    PERSONAL: ClassVar[dict[str, str]] = {"stored": "影像"}

    class SizeName(models.TextChoices):
        PUBLIC = Size.PUBLIC, gettext_lazy("公开件")
        MEDIUM = Size.MEDIUM, gettext_lazy("中图")
        SMALL = Size.SMALL, gettext_lazy("小图")
        OPEN = Size.OPEN, gettext_lazy("遮挡件")
        OPEN_SMALL = Size.OPEN_SMALL, gettext_lazy("遮挡小图")

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="variants")
    size_name = models.CharField(max_length=10, choices=SizeName.choices)
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=90, db_index=True)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    width = models.IntegerField()
    height = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "size_name"], name="evidence_one_copy"),
        ]


class Redaction(models.Model):
    """Somebody covered faces and plates of a photo; its open copies are made from the latest one
    that was not taken back."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="redactions")
    boxes = models.JSONField()
    made_by = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    @property
    def places(self) -> list[Box]:
        return check_boxes(self.boxes)


class Upload(models.Model):
    """A file on its way in parts; what has come survives a lost connection and a stopped server."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    class State(models.TextChoices):
        OPEN = "open", gettext_lazy("传送中")
        DONE = "done", gettext_lazy("已收下")
        REFUSED = "refused", gettext_lazy("未收下")

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.CASCADE, related_name="+")
    membership = models.ForeignKey(
        "organisations.Membership", on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(max_length=rules.MAX_NAME)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)
    received = models.BigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    note = models.CharField(max_length=200, blank=True)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, null=True, related_name="+")
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(received__gte=0, received__lte=models.F("size")),
                name="evidence_upload_within",
            ),
            models.CheckConstraint(
                condition=Q(state="done", item__isnull=False) | ~Q(state="done"),
                name="evidence_upload_has_item",
            ),
        ]
        indexes = [models.Index("state", "seen_at", name="evidence_upload_age")]

    @property
    def whole(self) -> bool:
        return self.received == self.size


class UploadPart(models.Model):
    """A part that has come: from which byte, and under what name it lies in the storage."""

    PERSONAL: ClassVar[dict[str, str]] = {"stored": "影像"}

    upload = models.ForeignKey(
        Upload, on_delete=models.CASCADE, related_name="parts", db_index=False
    )
    offset = models.BigIntegerField()
    size = models.BigIntegerField()
    stored = models.CharField(max_length=90)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upload", "offset"], name="evidence_one_part"),
        ]


class Receipt(models.Model):
    """A unit handed the item in: who, when, and under what file name."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    item = models.ForeignKey(
        Item, on_delete=models.CASCADE, related_name="receipts", db_index=False
    )
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    uploader = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, related_name="+", null=True
    )  # nobody's where it came without a sign-in
    file_name = models.CharField(max_length=rules.MAX_NAME)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "unit"], name="evidence_one_receipt"),
        ]


class Link(models.Model):
    """An item serves a record. `unit` is the record's own, so that who sees it sees the item."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    class RoleName(models.TextChoices):
        BEFORE = rules.Role.BEFORE, gettext_lazy("整改前")
        AFTER = rules.Role.AFTER, gettext_lazy("整改后")
        PROOF = rules.Role.PROOF, gettext_lazy("佐证")
        DOCUMENT = rules.Role.DOCUMENT, gettext_lazy("附件")
        SIGNATURE = rules.Role.SIGNATURE, gettext_lazy("签名")

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="links", db_index=False)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    source_kind = models.CharField(max_length=60)
    source_id = models.CharField(max_length=60)
    role = models.CharField(max_length=10, choices=RoleName.choices)
    pair = models.IntegerField(null=True)
    order = models.IntegerField()
    linked_at = models.DateTimeField()

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "source_kind", "source_id"], name="evidence_one_link"
            ),
            models.CheckConstraint(
                condition=Q(pair=None) | Q(pair__gte=1, role__in=["before", "after"]),
                name="evidence_pair_of_photos",
            ),
        ]
        indexes = [models.Index("source_kind", "source_id", "order", name="evidence_source")]
