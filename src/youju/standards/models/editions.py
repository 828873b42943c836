"""Editions of an index, and their items."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from youju.standards import spec


class Edition(models.Model):
    """One edition of an index, as it was imported. A root has any number, some in force."""

    class State(models.TextChoices):
        DRAFT = "draft", _("试用")
        CURRENT = "current", _("在用")
        CLOSED = "closed", _("停用")

    PERSONAL: ClassVar[dict[str, str]] = {}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    code = models.CharField("代码", max_length=40)
    name = models.CharField("名称", max_length=80)
    year = models.IntegerField("年份")
    level = models.CharField("适用层级", max_length=20)
    full = models.DecimalField("满分", max_digits=7, decimal_places=2)
    passing = models.DecimalField("达标线", max_digits=7, decimal_places=2)
    sample = models.BooleanField("样例", default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    head = models.JSONField(default=dict)
    source = models.TextField("原文", blank=True)
    made_at = models.DateTimeField()
    made_by_label = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["root_id", "code"], name="one_edition_code"),
            models.CheckConstraint(condition=Q(passing__lte=models.F("full")), name="edition_pass"),
        ]

    def __str__(self) -> str:
        return self.name


class Item(models.Model):
    """One line of an edition's tree. `spec` holds all that `spec.ItemSpec` says."""

    class Kind(models.TextChoices):
        QUANTIFIED = spec.ItemKind.QUANTIFIED, _("量化")
        DYNAMIC = spec.ItemKind.DYNAMIC, _("动态")
        GENERAL = spec.ItemKind.GENERAL, _("一般")

    PERSONAL: ClassVar[dict[str, str]] = {}

    root_id = models.BigIntegerField()
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="items")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="below")
    code = models.CharField("指标编号", max_length=40)
    text = models.CharField("测评内容", max_length=120)
    standard = models.TextField("测评标准", blank=True)
    kind = models.CharField("类别", max_length=12, choices=Kind.choices, default=Kind.GENERAL)
    order = models.IntegerField()
    depth = models.IntegerField()
    leaf = models.BooleanField()
    weight = models.DecimalField("分值", max_digits=8, decimal_places=3)
    pinyin = models.CharField(max_length=400)
    spec = models.JSONField(default=dict)

    class Meta:
        ordering = ["edition", "order"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="one_item_code"),
            models.UniqueConstraint(fields=["edition", "order"], name="one_item_order"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"
