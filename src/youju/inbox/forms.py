"""Which kinds of messages come through outside channels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from youju.inbox import registry, rules
from youju.inbox.models import Address, Channel
from youju.inbox.rules import QuietHours, Service
from youju.inbox.rules_own import MAX_VALUE, Way
from youju.organisations.queries import Unit
from youju.ui.forms import KeyField, SearchSelect

if TYPE_CHECKING:
    UnitChoice = forms.ModelChoiceField[Unit]
else:
    UnitChoice = forms.ModelChoiceField


class ChannelForm(forms.Form):
    """An outside channel. The address is only ever written, never shown again."""

    key = KeyField()
    name = forms.CharField(label=_("名称"), max_length=40, help_text=_("如 街道创建办工作群"))
    unit = UnitChoice(
        Unit.objects.none(),
        label=_("发给哪个单位的消息"),
        empty_label=_("请选择"),
        widget=SearchSelect,
    )
    service = forms.ChoiceField(label=_("渠道"), choices=Channel.ServiceName.choices)
    address = forms.CharField(
        label=_("地址"),
        max_length=rules.MAX_ADDRESS,
        help_text=" ； ".join(rules.EXAMPLES.values()),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    kinds = forms.MultipleChoiceField(
        label=_("哪几类消息"), widget=forms.CheckboxSelectMultiple, required=False
    )
    below = forms.BooleanField(label=_("下级单位的消息也发"), required=False)
    with_title = forms.BooleanField(
        label=_("发送消息原文"),
        help_text=_("不勾时只说是哪类消息，内容登录后看。原文会经过渠道服务商的服务器。"),
        required=False,
    )
    on = forms.BooleanField(
        label=_("启用"), help_text=_("先保存、试发，收到后再启用。"), required=False
    )

    def __init__(
        self, *args: Any, units: QuerySet[Unit], channel: Channel | None = None, **kwargs: Any
    ) -> None:
        if channel is not None:
            kept = ("name", "unit", "service", "kinds", "below", "with_title", "on")
            kwargs["initial"] = {name: getattr(channel, name) for name in kept}
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["kinds"].choices = registry.choices()
        fields["unit"].queryset = units
        fields["unit"].widget.pinyin = {str(unit.pk): unit.pinyin for unit in units}
        if channel is not None:
            del fields["unit"], fields["service"]
            fields["address"].required = False
            fields["address"].help_text = _("已保存，不再显示；要换就填新的，不换就留空。")


class ReminderForm(forms.Form):
    """What a person wants to have outside, too, by which service, and when not: all for themselves."""

    key = KeyField()

    def __init__(
        self,
        *args: Any,
        ways: dict[Service, set[str]],
        muted: set[tuple[str, str]],
        quiet: QuietHours,
        own: Mapping[Way, Address] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ways, self.before, self.own = ways, muted, own or {}
        self._ask_own()
        labels = dict(Channel.ServiceName.choices)
        named = registry.choices()
        for service, carried in ways.items():
            kinds = [one for one in named if one[0] in carried]
            self.fields[service] = forms.MultipleChoiceField(
                label=_("发到%(service)s") % {"service": labels[service]},
                choices=kinds,
                initial=[kind for kind, _label in kinds if (kind, service) not in muted],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        if ways or self.own:
            self._ask_hours(quiet)

    def _ask_own(self) -> None:
        """Ask which kinds come to the person's own addresses, where these are proved."""
        labels = {Way.MAIL: _("发到本人邮箱"), Way.SMS: _("发短信到本人手机")}
        for way, address in self.own.items():
            self.fields[f"own_{way}"] = forms.MultipleChoiceField(
                label=labels[way],
                choices=registry.choices(),
                initial=address.kinds,
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
            if way == Way.MAIL:
                self.fields["daily"] = forms.BooleanField(
                    label=_("邮件每天早上八点合成一封"),
                    help_text=_("只写哪类消息有几条没有看；没有就不发。严重问题仍随时发。"),
                    required=False,
                    initial=address.daily_since is not None,
                )

    def _ask_hours(self, quiet: QuietHours) -> None:
        how: dict[str, Any] = {"required": False, "input_formats": ["%H:%M"]}
        narrow = {"class": "short", "inputmode": "numeric", "autocomplete": "off"}
        for name, label, told in (
            ("since", _("免打扰从几点"), _("如 22:00；不要免打扰就留空。")),
            ("until", _("到几点"), _("如 7:30。这段时间里的消息，到点再发；站内随时看得到。")),
        ):
            at: Any = getattr(quiet, name)
            box = forms.TextInput(attrs=narrow)
            self.fields[name] = forms.TimeField(
                label=label, help_text=told, widget=box, initial=at and f"{at:%H:%M}", **how
            )
        self.fields["rest_days"] = forms.BooleanField(
            label=_("休息日整天免打扰（按调休后的日历）"), required=False, initial=quiet.rest_days
        )

    @property
    def muted(self) -> set[tuple[str, str]]:
        """Kinds with the service by which they are not wanted; what was not asked about stays."""
        sent = self.cleaned_data
        unasked = {
            (kind, way)
            for kind, way in self.before
            if way in self.ways and kind not in self.ways[Service(way)]
        }
        said = {
            (kind, str(service))
            for service, carried in self.ways.items()
            for kind in carried & set(registry.KINDS) - set(sent[service])
        }
        return unasked | said

    @property
    def own_kinds(self) -> dict[Way, list[str]]:
        """Which kinds come to each own address."""
        return {way: self.cleaned_data[f"own_{way}"] for way in self.own}

    @property
    def daily(self) -> bool:
        """Whether what is not urgent comes to the own mail address once a day."""
        return bool(self.cleaned_data.get("daily"))

    @property
    def quiet(self) -> QuietHours:
        """When nothing is wanted."""
        sent = self.cleaned_data
        return QuietHours(sent["since"], sent["until"], sent["rest_days"])


class AddressForm(forms.Form):
    """A mail address or mobile phone of the person's own; what it is checks the action."""

    key = KeyField()
    value = forms.CharField(max_length=MAX_VALUE)

    def __init__(self, *args: Any, way: Way, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_mail = way == Way.MAIL
        field = self.fields["value"]
        field.label = _("邮箱") if is_mail else _("手机号")
        field.help_text = _("只用来给您本人发提醒。加密保存，别人看不到。")
        field.error_messages["required"] = _("填您本人的邮箱") if is_mail else _("填您本人的手机号")
        keyboard = {"inputmode": "email" if is_mail else "tel", "spellcheck": "false"}
        field.widget.attrs |= keyboard | {"autocomplete": "email" if is_mail else "tel"}


class CodeForm(forms.Form):
    """The code that came to the address."""

    code = forms.CharField(
        label=_("验证码"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"class": "short", "inputmode": "numeric", "autocomplete": "one-time-code"}
        ),
        error_messages={"required": _("填收到的六位数字")},
    )
