"""Form fields in the users' ways of writing: 50余车, 7月5日, 2026年上半年."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from youju.kernel.ids import new_key
from youju.kernel.periods import Period, parse_period
from youju.kernel.quantity import Quantity
from youju.kernel.quantity_text import parse_quantity
from youju.kernel.refusal import Refused
from youju.ui.said import is_chinese, said

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．－／：", "0123456789.-/:")
_DATE = re.compile(r"(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")


def read_date(text: str, today: date) -> date:
    """Read a day: 2026-7-5, 2026/7/5, 2026年7月5日, 7月5日, 7-5, 20260705.

    A day without a year is the latest that is not after today.

    Raises:
        ValueError: With what to do, in Chinese.
    """
    plain = text.strip().translate(_FULL_WIDTH)
    match = _COMPACT.fullmatch(plain) or _DATE.fullmatch(plain)
    if not match:
        raise ValueError(
            _("“%(text)s”不是日期。写作 2026-7-5、7月5日 或 20260705。") % {"text": text}
        )
    year, month, day = (int(part or 0) for part in match.groups())
    # Without a year, eight years back always hold a 29th of February.
    years = [year] if year else range(today.year, today.year - 9, -1)
    for tried in years:
        with suppress(ValueError):
            found = date(tried, month, day)
            if year or found <= today:
                return found
    raise ValueError(_("没有“%(text)s”这一天，请核对月和日。") % {"text": text})


def day_asked(request: HttpRequest) -> date:
    """Return the day of `?day=`, else today; also for what is no day, or none that pages can count with."""
    today = timezone.localdate()
    try:
        found = read_date(request.GET.get("day", ""), today)
    except ValueError:
        return today
    return found if FIRST_DAY <= found <= LAST_DAY else today


class DateInput(forms.DateInput):
    """A short text box; browsers' own date pickers refuse 7月5日."""

    input_type = "text"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {"class": "short", "inputmode": "text", "autocomplete": "off", **(attrs or {})}
        )

    def format_value(self, value: Any) -> str | None:
        return value.isoformat() if isinstance(value, date) else super().format_value(value)


class DateField(forms.Field):
    """A day as people write it."""

    widget = DateInput
    default_error_messages = {"required": gettext_lazy("填日期，如 2026-7-5 或 7月5日。")}

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        try:
            return read_date(str(value), timezone.localdate())
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error


class PeriodField(forms.Field):
    """A period: 2026, 2026H1, 2026Q3, 2026-07, or 2026年上半年, 2026年第三季度, 2026年7月."""

    widget = forms.TextInput(attrs={"class": "short", "autocomplete": "off"})
    default_error_messages = {"required": gettext_lazy("填时段，如 2026年上半年 或 2026-07。")}

    def to_python(self, value: Any) -> Period | None:
        if value in self.empty_values:
            return None
        if isinstance(value, Period):
            return value
        try:
            return read_period(str(value))
        except ValueError as error:
            raise ValidationError(
                _("“%(text)s”不是时段。写作 2026年、2026年上半年、2026年第三季度 或 2026-07。")
                % {"text": value},
                code="invalid",
            ) from error

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Period):
            return value
        return value.label if is_chinese() else value.code


_WORDS = re.compile(
    r"(\d{4})年?(?:(?:第?([一二三四1-4])季度)|(上|下)半年|(\d{1,2})月(?:(\d{1,2})[日号])?)?"
)


def read_period(text: str) -> Period:
    """Read a period by its code or its words. Raises ValueError where it is neither."""
    plain = re.sub(r"\s", "", text).translate(_FULL_WIDTH)
    match = _WORDS.fullmatch(plain)
    if not match:
        return parse_period(plain)
    year, quarter, half, month, day = match.groups()
    if quarter:
        return parse_period(f"{year}Q{'一二三四'.find(quarter) + 1 or quarter}")
    if half:
        return parse_period(f"{year}H{1 if half == '上' else 2}")
    if month:
        return parse_period(f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else ""))
    return parse_period(year)


class QuantityField(forms.Field):
    """A quantity as it is written: 50, 50余车, 约3, 10余万元. Takes its unit where none is typed.

    Args:
        unit: The field's own unit; another one that can be converted is converted by the action.
    """

    widget = forms.TextInput(attrs={"class": "short", "inputmode": "text", "autocomplete": "off"})

    def __init__(self, *, unit: str = "", **kwargs: Any) -> None:
        self.unit = unit
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Quantity | None:
        if value in self.empty_values:
            return None
        if isinstance(value, Quantity):
            return value
        try:
            return parse_quantity(str(value), self.unit)
        except (Refused, ValueError) as error:
            reason = error.message if isinstance(error, Refused) else str(error)
            raise ValidationError(reason, code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return value.text() if isinstance(value, Quantity) else value


class _BoundKey(forms.BoundField):
    """A key that says itself what is wrong with it, since no template shows a hidden field's errors."""

    tells_errors = True

    def __str__(self) -> SafeString:
        box = super().__str__()
        if not self.errors:
            return box
        return format_html(
            '{}<div class="form-errors" role="alert"><p>{}</p></div>', box, said(self.errors[0])
        )


class KeyField(forms.UUIDField):
    """The key of the act: made once with the form, so that a second send of it counts once."""

    widget = forms.HiddenInput
    _lost = gettext_lazy(
        "这次提交没有带上编号，可能是页面没有装完，所以没有保存。填写的文字都还在，请核对后再提交一次。"
    )
    default_error_messages = {"required": _lost, "invalid": _lost}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"initial": new_key, **kwargs})

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Return the key that was sent; a new one in place of none, so that the next send counts."""
        try:
            return self.to_python(data) or initial
        except ValidationError:
            return initial

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        return _BoundKey(form, self, field_name)


class SearchSelect(forms.Select):
    """A select that becomes a box to type into: characters, pinyin or initials.

    Args:
        pinyin: Choice value -> what it is also found by: "jinqiao jq".
    """

    def __init__(self, *args: Any, pinyin: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pinyin = pinyin or {}
        self.attrs["data-combobox"] = ""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if found := self.pinyin.get(str(value)):
            option["attrs"]["data-find"] = found
        return option


class OfferingInput(forms.TextInput):
    """A text box that offers words to choose from, each with a remark; others may be typed too."""

    template_name = "ui/forms/offering.html"

    def __init__(
        self, offered: Sequence[tuple[str, str]], attrs: dict[str, Any] | None = None
    ) -> None:
        super().__init__({**(attrs or {}), "autocomplete": "off"})
        self.offered = list(offered)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        list_id = f"{name}-offered"
        context = super().get_context(name, value, {**(attrs or {}), "list": list_id})
        context["widget"] |= {"offered": self.offered, "list_id": list_id}
        return context


class PhotosInput(forms.ClearableFileInput):
    """Several photos or files, with previews and a place to drop them."""

    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, accept: str = "image/*") -> None:
        super().__init__({"accept": accept, "data-file-input": "", **(attrs or {})})


class PhotosField(forms.FileField):
    """Returns a list of uploaded files."""

    widget = PhotosInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if not given:
            return [] if not self.required else super().clean(None, initial)
        return [super(PhotosField, self).clean(one, initial) for one in given]
