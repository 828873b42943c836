"""Forms made from a ledger's fields; what is typed is read by `values`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from youju.kernel.periods import Grain, Period
from youju.kernel.refusal import Refused
from youju.ledgers.drawing import Things
from youju.ledgers.models import Entry
from youju.ledgers.rules import BadFields, Ratings
from youju.ledgers.spec import Draw, Field, Kind, Ledger
from youju.ledgers.values import typed_value
from youju.ledgers.whens import read_day, read_when
from youju.organisations.queries import Unit
from youju.ui.forms import DateField, KeyField, OfferingInput, SearchSelect

PREFIX = "v_"


class EntryForm(forms.Form):
    """One entry: when, the fields of the ledger, and for joint ones the partners."""

    key = KeyField()
    unit = forms.ChoiceField(label=gettext_lazy("单位"), widget=SearchSelect)
    when = forms.CharField(
        max_length=60, widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"})
    )

    def __init__(
        self,
        ledger: Ledger,
        units: Iterable[Unit],
        partners: Iterable[Unit],
        *args: Any,
        entry: Entry | None = None,
        things: Things | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ledger = ledger
        choices = [(str(unit.pk), unit.name) for unit in units]
        self._set_unit(choices, entry)
        self._set_when(entry)
        for one in ledger.fields:
            self.fields[PREFIX + one.key] = _form_field(one, entry)
        if ledger.draw is not None:
            self._offer(ledger.draw, things or {})
        first = next(iter(ledger.fields))
        self.fields[PREFIX + first.key].widget.attrs["autofocus"] = True
        if ledger.asset:
            self.fields["until"] = _until_field(ledger.ending, entry)
        if ledger.joint and (partners := list(partners)):
            self.fields["partners"] = _partners_field(partners, entry)
        if entry is not None:
            self.fields["reason"] = forms.CharField(
                label=_("更正原因"),
                required=False,
                max_length=200,
                help_text=_("写进经过，给查账的人看"),
            )

    def _offer(self, draw: Draw, things: Things) -> None:
        """Offer the names that are registered, each with what it fills in; that may be left empty."""
        widget = self.fields[PREFIX + draw.own].widget
        offered = [(one.name, one.shown) for one in things.values()]
        self.fields[PREFIX + draw.own].widget = OfferingInput(offered, widget.attrs)
        for own, _theirs in draw.fill:
            self.fields[PREFIX + own].required = False

    def _set_unit(self, choices: list[tuple[str, str]], entry: Entry | None) -> None:
        unit = cast(forms.ChoiceField, self.fields["unit"])
        unit.choices = choices
        if entry is not None or len(choices) == 1:
            unit.widget = forms.HiddenInput()
            unit.initial = entry.unit_id if entry else choices[0][0]
            unit.choices = [(str(unit.initial), "")]

    def _set_when(self, entry: Entry | None) -> None:
        when = self.fields["when"]
        when.label = self.ledger.when_label
        today = timezone.localdate()
        when.initial = typed_period(entry.period) if entry else today.isoformat()
        when.help_text = (
            _("如 7-5、2026年7月5日；只知道月份、季度就写 2026年7月、2026年第三季度；不知道写 不详")
            if self.ledger.any_period
            else _("如 7-5、2026年7月5日")
        )
        when.error_messages["required"] = _("请填%(label)s。") % {"label": self.ledger.when_label}

    def clean_when(self) -> Period:
        try:
            return read_when(
                self.cleaned_data["when"],
                timezone.localdate(),
                any_period=self.ledger.any_period,
            )
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def clean_until(self) -> date | None:
        text = self.cleaned_data["until"].strip()
        try:
            return read_day(text, timezone.localdate()) if text else None
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, by field key."""
        found = {}
        for one in self.ledger.fields:
            value = self.cleaned_data.get(PREFIX + one.key, "")
            found[one.key] = "、".join(value) if isinstance(value, list) else value
        return found

    @property
    def partner_ids(self) -> list[int]:
        return [int(one) for one in self.cleaned_data.get("partners", [])]


def refuse(form: forms.Form, refusal: Refused) -> None:
    """Show a refusal of the action at the fields it names."""
    errors = refusal.errors if isinstance(refusal, BadFields) else {refusal.field: refusal.message}
    for key, message in errors.items():
        name = PREFIX + key if key and PREFIX + key in form.fields else key
        form.add_error(name if name in form.fields else None, message)


class StepForm(forms.Form):
    """One more step of an entry: when, what was done, and what it changes."""

    key = KeyField()
    on = DateField(label=gettext_lazy("日期"))
    said = forms.CharField(
        label=gettext_lazy("做了什么"),
        max_length=180,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("谁去的、谈得怎样、查得怎样；不写住户姓名"),
        error_messages={"required": gettext_lazy("写明做了什么、谈得怎样。")},
    )

    def __init__(self, entry: Entry, posted: QueryDict | None) -> None:
        super().__init__(posted, initial={"on": timezone.localdate()})
        for one in (stepped := entry.version.ledger.stepped()):
            self.fields[PREFIX + one.key] = _form_field(one, entry)
        self.keys = [one.key for one in stepped]

    @property
    def values(self) -> dict[str, Any]:
        """What was typed into the fields of the step, by field key."""
        return {key: self.cleaned_data.get(PREFIX + key, "") for key in self.keys}


class ReasonForm(forms.Form):
    """Why a personal value is looked at."""

    reason = forms.CharField(
        label=gettext_lazy("为什么要看"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("写明用途和依据，会记入日志"),
        error_messages={"required": gettext_lazy("写明为什么要看。")},
    )


def typed_period(period: Period) -> str:
    """Return a period so that the form reads it again."""
    if not period.known:
        return _("不详")
    if period.grain is Grain.SPAN:
        first, last = period.bounds
        return f"{first.isoformat()}至{last.isoformat()}"
    return period.code if period.grain is not Grain.MONTH else period.label


def _form_field(one: Field, entry: Entry | None) -> forms.Field:
    kept = entry.values.get(one.key) if entry else None
    secret = bool(one.personal and kept)  # what is kept is never shown: empty leaves it as it is
    initial: Any = "" if secret else typed_value(one, kept) if entry else one.default
    common: dict[str, Any] = {
        "label": one.heading, "required": False, "help_text": one.hint, "initial": initial,
    }  # fmt: skip
    if one.personal:
        held = (
            (
                _("已登记 %(mask)s，不改就留空")
                if one.required
                else _("已登记 %(mask)s，不改就留空，要删去写“无”")
            )
            % {"mask": kept}
            if secret
            else _("加密保存，列表里只显示一部分")
        )
        common["help_text"] = (
            _("%(hint)s；%(held)s") % {"hint": one.hint, "held": held} if one.hint else held
        )
    field = _plain_field(one, common, kept)
    field.widget.is_required = False
    if one.required and not secret:
        field.required = True
        field.error_messages["required"] = _("请填“%(label)s”。") % {"label": one.label}
    return field


def _plain_field(one: Field, common: dict[str, Any], kept: Any) -> forms.Field:
    if one.kind is Kind.CHOICES:
        common["initial"] = kept or [common["initial"]]
        pairs = [(choice, choice) for choice in one.choices]
        return forms.MultipleChoiceField(
            choices=pairs, widget=forms.CheckboxSelectMultiple, **common
        )
    if one.choices:
        pairs = [("", ""), *((choice, choice) for choice in one.choices)]
        return forms.ChoiceField(choices=pairs, **common)
    if one.kind is Kind.YES_NO:
        return forms.ChoiceField(choices=[("", ""), ("是", _("是")), ("否", _("否"))], **common)
    if one.kind is Kind.LONG:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=5000, **common)
    attrs = {"autocomplete": "off"}
    if one.is_number or one.kind in (Kind.DATE, Kind.PERIOD):
        attrs["class"] = "short"
    return forms.CharField(widget=forms.TextInput(attrs=attrs), max_length=500, **common)


def _until_field(label: str, entry: Entry | None) -> forms.CharField:
    until = entry.until if entry else None
    return forms.CharField(
        label=label,
        required=False,
        max_length=40,
        initial=until.isoformat() if until else "",
        help_text=_("到这一天为止；还在就留空"),
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )


def _partners_field(partners: Iterable[Unit], entry: Entry | None) -> forms.MultipleChoiceField:
    held = [str(one.pk) for one in entry.partners.all()] if entry else []
    return forms.MultipleChoiceField(
        label=_("联合单位"),
        required=False,
        choices=[(str(unit.pk), unit.short_name) for unit in partners],
        initial=held,
        help_text=_("几个单位合办的，勾上其他单位；到上级只计一次"),
        widget=forms.CheckboxSelectMultiple,
    )


class RatingForm(forms.Form):
    """How many residents who were asked on the spot gave each mark."""

    key = KeyField()
    good = forms.IntegerField(label=gettext_lazy("满意（人）"), required=False, min_value=0, max_value=100_000)  # fmt: skip
    fair = forms.IntegerField(label=gettext_lazy("基本满意（人）"), required=False, min_value=0, max_value=100_000)  # fmt: skip
    bad = forms.IntegerField(label=gettext_lazy("不满意（人）"), required=False, min_value=0, max_value=100_000)  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("居民说了什么"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("不写姓名、电话和门牌"),
    )

    @property
    def told(self) -> Ratings:
        return Ratings(*(self.cleaned_data[one] or 0 for one in ("good", "fair", "bad")))
