"""What was told to whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from youju.inbox import registry, rules
from youju.inbox.rules import Service
from youju.inbox.rules_own import Way
from youju.organisations.queries import ProtectedField


class Message(models.Model):
    """One member was told of something; `url` is the page to look at, "" where there is none."""

    PERSONAL: ClassVar[dict[str, str]] = {"read_at": "何时看过"}

    membership = models.ForeignKey(
        "organisations.Membership", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=40)
    title = models.CharField("内容", max_length=rules.MAX_TITLE)
    url = models.CharField(max_length=rules.MAX_URL, blank=True)
    at = models.DateTimeField("时间")
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index("membership", "at", "id", name="inbox_by_member"),
            models.Index("membership", name="inbox_unread", condition=Q(read_at=None)),
            models.Index("at", name="inbox_age"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """What users call its kind."""
        return registry.label_of(self.kind)


class Mute(models.Model):
    """A person does not want a kind of message through one way out; the inbox still has it."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    person = models.ForeignKey(
        "organisations.Person", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=40)
    service = models.CharField(max_length=10, choices=[(one, one) for one in Service])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "service"], name="inbox_one_mute"),
        ]


class Quiet(models.Model):
    """When a person wants nothing from outside: what comes then waits until the end of it."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    person = models.OneToOneField(
        "organisations.Person", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    since = models.TimeField(null=True)
    until = models.TimeField(null=True)
    rest_days = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None, until=None) | Q(since__isnull=False, until__isnull=False),
                name="inbox_quiet_span",
            ),
        ]

    def __str__(self) -> str:
        return str(self.hours)

    @property
    def hours(self) -> rules.QuietHours:
        """What the rules ask of it."""
        return rules.QuietHours(self.since, self.until, self.rest_days)


class Channel(models.Model):
    """A way out for the messages to a unit: a group chat, mail addresses, an SMS gateway.

    Off until the administrator turns it on. The address holds keys: encrypted, never shown.
    """

    PERSONAL: ClassVar[dict[str, str]] = {"address": "密钥或联系方式"}

    class ServiceName(models.TextChoices):
        WECOM = Service.WECOM, _("企业微信群机器人")
        DINGTALK = Service.DINGTALK, _("钉钉群机器人")
        FEISHU = Service.FEISHU, _("飞书群机器人")
        MAIL = Service.MAIL, _("邮件")
        GATEWAY = Service.GATEWAY, _("短信网关或其他系统")

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    below = models.BooleanField(default=False)
    name = models.CharField("名称", max_length=40)
    service = models.CharField(max_length=10, choices=ServiceName.choices)
    address = ProtectedField(mask="all")
    kinds = models.JSONField(default=list)
    with_title = models.BooleanField(default=False)
    on = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index("root_id", name="inbox_channels_on", condition=Q(on=True))]

    def __str__(self) -> str:
        return self.name


class Address(models.Model):
    """A mail address or mobile phone of a person's own, and which kinds of messages come there.

    Nothing is sent to it but its code until the person has proved it. An address given up keeps its row,
    so that its codes are still counted. `daily_since` is when the last daily mail was made, and None where
    each message comes by itself.
    """

    PERSONAL: ClassVar[dict[str, str]] = {"value": "联系方式", "code": "验证码"}

    class WayName(models.TextChoices):
        MAIL = Way.MAIL, _("邮箱")
        SMS = Way.SMS, _("手机短信")

    person = models.ForeignKey(
        "organisations.Person", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    way = models.CharField(max_length=4, choices=WayName.choices)
    value = ProtectedField(mask="contact", blank=True)
    proved_at = models.DateTimeField(null=True)
    code = ProtectedField(mask="all", blank=True)
    code_until = models.DateTimeField(null=True)
    guesses = models.SmallIntegerField(default=0)
    kinds = models.JSONField(default=list)
    daily_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "way"], name="inbox_one_address"),
        ]
        indexes = [
            models.Index("daily_since", name="inbox_daily", condition=Q(daily_since__isnull=False)),
        ]

    @property
    def is_proved(self) -> bool:
        """Whether messages may go there."""
        return self.proved_at is not None

    @property
    def asks_code(self) -> bool:
        """Whether a code was sent there and waits for an answer."""
        return bool(self.code) and not self.is_proved


class Delivery(models.Model):
    """One message on its way through a channel or to a person's own address: the log that the
    administrator reads. One that brings a code (`proof`) does not keep it."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    class State(models.TextChoices):
        WAITING = "waiting", _("待发")
        SENT = "sent", _("已发出")
        FAILED = "failed", _("未发出")

    channel = models.ForeignKey(
        Channel, on_delete=models.CASCADE, related_name="deliveries", db_index=False, null=True
    )
    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="+", null=True)
    proof = models.BooleanField(default=False)
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=rules.MAX_URL, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.SmallIntegerField(default=0)
    note = models.CharField(max_length=100, blank=True)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index("channel", "made_at", "id", name="inbox_delivery_log"),
            models.Index("due_at", name="inbox_delivery_due", condition=Q(state="waiting")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(channel=None) ^ Q(address=None), name="inbox_delivery_one_way"
            ),
        ]
