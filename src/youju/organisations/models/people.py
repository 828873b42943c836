"""People who sign in, and where they stand."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from youju.organisations import rules
from youju.organisations.models.tree import Unit
from youju.ui.prepared import Prepared


def _of_key(pk: int) -> models.QuerySet[Person]:
    return Person._base_manager.filter(pk=pk)


_prepared_person: Prepared[Person] = Prepared(_of_key, 987_654_321)


class PersonManager(BaseUserManager["Person"]):
    def get(self, *args: Any, **kwargs: Any) -> Person:
        """Return one person. By key, as every request asks, with SQL that is compiled once."""
        if args or list(kwargs) != ["pk"]:
            return super().get(*args, **kwargs)
        found = _prepared_person.first(kwargs["pk"])
        if found is None:
            raise Person.DoesNotExist
        return found

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(username=username)


class Person(AbstractBaseUser):
    """Somebody who signs in. What they may see and do comes from their memberships alone."""

    PERSONAL: ClassVar[dict[str, str]] = {"name": "姓名", "pinyin": "姓名"}

    username = models.CharField("登录名", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=30)
    pinyin = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField(default=False)
    language = models.CharField(max_length=10, blank=True)  # "" until one is chosen
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person at a unit in a role: the asker of every query and the actor of every act."""

    class Role(models.TextChoices):
        PUBLIC = rules.Role.PUBLIC, _("公众")
        VOLUNTEER = rules.Role.VOLUNTEER, _("志愿者")
        GRID_WORKER = rules.Role.GRID_WORKER, _("网格员")
        STAFF = rules.Role.STAFF, _("社区专干")
        OFFICE = rules.Role.OFFICE, _("创建办")
        LEADER = rules.Role.LEADER, _("分管领导")
        INSPECTOR = rules.Role.INSPECTOR, _("督查员")
        UNIT_USER = rules.Role.UNIT_USER, _("单位联络员")
        CARE_OFFICER = rules.Role.CARE_OFFICER, _("救助专员")
        SYSADMIN = rules.Role.SYSADMIN, _("系统管理员")
        SECADMIN = rules.Role.SECADMIN, _("安全管理员")
        AUDITOR = rules.Role.AUDITOR, _("审计员")

    PERSONAL: ClassVar[dict[str, str]] = {}

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField("角色", max_length=20, choices=Role.choices)
    post = models.CharField("职务", max_length=40, blank=True)
    since = models.DateField("起", null=True, blank=True)
    until = models.DateField("止", null=True, blank=True)

    # Told by `queries.posts_held`: the person has a second factor; the role needs one.
    enrolled: bool
    demanded: bool

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "unit", "role"], name="one_membership"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=models.F("since")),
                name="membership_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person.name}（{self.unit.short_name}{self.get_role_display()}）"

    @property
    def root_id(self) -> int:
        return self.unit.root_id

    @property
    def label(self) -> str:
        return str(self)

    def may(self, what: rules.May) -> bool:
        """Return whether the role allows it at all; where is for the query or action to ask."""
        return what in rules.ALLOWED[rules.Role(self.role)]

    def may_at(self, what: rules.May, unit: Unit) -> bool:
        """Return whether the role allows it at that unit: only at its own unit and below."""
        return self.may(what) and self.unit.covers(unit)
