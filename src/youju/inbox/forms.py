"""Which kinds of messages come through outside channels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from youju.inbox import registry, rules
from youju.inbox.models import Channel
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
        fields["kinds"].choices = sorted(registry.KINDS.items(), key=lambda one: one[1])
        fields["unit"].queryset = units
        fields["unit"].widget.pinyin = {str(unit.pk): unit.pinyin for unit in units}
        if channel is not None:
            del fields["unit"], fields["service"]
            fields["address"].required = False
            fields["address"].help_text = _("已保存，不再显示；要换就填新的，不换就留空。")


class MuteForm(forms.Form):
    """The kinds a person wants to have outside, too: what is not ticked is muted."""

    key = KeyField()
    kinds = forms.MultipleChoiceField(
        label=_("也要发到站外的消息"),
        help_text=_("去掉勾的只在这里看得到。站外渠道由系统管理员开通，没有开通时不会外发。"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, muted: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kinds"]
        field.choices = sorted(registry.KINDS.items(), key=lambda one: one[1])
        field.initial = [kind for kind in registry.KINDS if kind not in muted]

    @property
    def muted(self) -> set[str]:
        return set(registry.KINDS) - set(self.cleaned_data["kinds"])
