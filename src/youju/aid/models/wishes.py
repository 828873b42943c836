"""Small wishes, and one-to-one company at a festival."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.aid.rules import wishes as rules
from youju.organisations.queries import ProtectedField


class Wish(models.Model):
    """Somebody's wish, or the company somebody is to have, until it is fulfilled."""

    class KindName(models.TextChoices):
        WISH = rules.Kind.WISH, _("微心愿")
        COMPANY = rules.Kind.COMPANY, _("一帮一陪伴")

    class StateName(models.TextChoices):
        GATHERED = rules.State.GATHERED, _("待认领")
        TAKEN = rules.State.TAKEN, _("已认领")
        DONE = rules.State.DONE, _("已圆梦")
        DROPPED = rules.State.DROPPED, _("已撤下")

    class GroupName(models.TextChoices):
        WUBAO = rules.Group.WUBAO, _("五保老人")
        OLD = rules.Group.OLD, _("老人")
        WEAK = rules.Group.WEAK, _("病弱")
        CHILD = rules.Group.CHILD, _("少年儿童")
        DISABLED = rules.Group.DISABLED, _("残疾人")
        POOR = rules.Group.POOR, _("困难群众")

    class HelperName(models.TextChoices):
        MEMBER = rules.Helper.MEMBER, _("党员")
        VOLUNTEER = rules.Helper.VOLUNTEER, _("志愿者")
        UNIT = rules.Helper.UNIT, _("单位")
        OTHER = rules.Helper.OTHER, _("其他")

    PERSONAL: ClassVar[dict[str, str]] = {
        "person": "姓名", "group": "对象类别", "text": "心愿", "helper": "姓名", "by_label": "姓名",
    }  # fmt: skip

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("种类", max_length=8, choices=KindName.choices)
    person = ProtectedField("心愿人", mask="name")
    group = models.CharField("对象", max_length=10, choices=GroupName.choices)
    text = models.CharField("心愿", max_length=100, blank=True)
    occasion = models.CharField("时节", max_length=20, blank=True)
    gathered_on = models.DateField("征集日期")
    state = models.CharField(
        max_length=8, choices=StateName.choices, default=rules.State.GATHERED.value
    )
    helper = models.CharField("认领人", max_length=60, blank=True)
    helper_kind = models.CharField(max_length=10, choices=HelperName.choices, blank=True)
    volunteer = models.ForeignKey(
        "volunteers.Volunteer", on_delete=models.PROTECT, null=True, related_name="wishes"
    )
    taken_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    result = models.CharField("怎么圆的梦", max_length=140, blank=True)
    by_label = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["unit", "state", "-id"], name="aid_wish_of_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["gathered", "dropped"])
                | Q(state__in=["taken", "done"], taken_on__isnull=False) & ~Q(helper=""),
                name="aid_wish_taken",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_on__isnull=False), name="aid_wish_done"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk} 号"

    def get_absolute_url(self) -> str:
        return reverse("aid:wish", args=[self.pk])
