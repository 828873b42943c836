"""Forms of what an office sets: kinds, limits, working hours, routes, facilities."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from youju.cases.forms.fields import LimitField, kind_field, unit_field
from youju.cases.models import Kind, WorkHours
from youju.cases.rules.kinds import PHOTO_LABELS, KindSpec, Photos
from youju.cases.rules.states import SEVERITY_LABELS
from youju.kernel.workcal import OFFICE_WEEK, Limit, LimitUnit
from youju.organisations.queries import Unit
from youju.organisations.rules import UnitKind
from youju.ui.choices import spoken
from youju.ui.forms import DateField, KeyField, read_date

DAYS = (
    gettext_lazy("星期一"), gettext_lazy("星期二"), gettext_lazy("星期三"), gettext_lazy("星期四"),
    gettext_lazy("星期五"), gettext_lazy("星期六"), gettext_lazy("星期日"),
)  # fmt: skip


class KindForm(forms.Form):
    """One kind of the unit's root."""

    key = KeyField()
    code = forms.CharField(
        label=gettext_lazy("代码"), max_length=40,
        help_text=gettext_lazy("小写字母和数字，定了不改"),
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )  # fmt: skip
    name = forms.CharField(
        label=gettext_lazy("名称"), max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    severity = forms.TypedChoiceField(
        label=gettext_lazy("严重程度"), coerce=int,
        choices=spoken(SEVERITY_LABELS),
    )  # fmt: skip
    photos = forms.ChoiceField(label=gettext_lazy("照片"), choices=spoken(PHOTO_LABELS))
    unit_kind = forms.ChoiceField(label=gettext_lazy("一般由哪种单位办"), required=False)
    unit_word = forms.CharField(
        label=gettext_lazy("责任单位名称里的字"), required=False, max_length=30,
        help_text=gettext_lazy("如 城管、环卫；派遣时据此提议"),
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("别的叫法"), required=False, max_length=200,
        help_text=gettext_lazy("用空格隔开，查找时用"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    closed = forms.BooleanField(label=gettext_lazy("停用"), required=False)

    def __init__(self, kinds: Sequence[Kind], held: Kind | None, data: Any = None) -> None:
        super().__init__(data, initial=_held(held))
        self.held = held
        classes = [(one.code, one.name) for one in kinds if not one.parent_code]
        self.fields["parent"] = forms.ChoiceField(
            label=_("大类"), choices=[("", _("本身是大类")), *classes], required=False
        )
        self.fields["unit_kind"].choices = [("", _("不定")), *_unit_kinds()]  # type: ignore[attr-defined]
        self.fields["limit"] = LimitField(label=_("整改时限"), required=True)
        if held is not None:
            self.fields["code"].disabled = True
        self.order_fields(
            ["parent", "code", "name", "limit", "severity", "photos", "unit_kind", "unit_word", "words", "closed"]
        )  # fmt: skip

    @property
    def spec(self) -> KindSpec:
        """Return the kind as it was told."""
        given = self.cleaned_data
        limit: Limit = given["limit"]
        return KindSpec(
            given["code"],
            given["name"],
            given["parent"],
            is_thing=self.held.is_thing if self.held else given["code"].startswith("b"),
            unit_kind=given["unit_kind"],
            unit_word=given["unit_word"],
            limit=limit.amount,
            limit_unit=limit.unit.value,
            severity=given["severity"],
            photos=given["photos"],
            counter=self.held.counter if self.held else "处",
            words=tuple(given["words"].split()),
        )


def _held(held: Kind | None) -> dict[str, Any]:
    if held is None:
        return {"photos": Photos.BOTH}
    names = ("code", "name", "severity", "photos", "unit_kind", "unit_word", "closed")
    found = {name: getattr(held, name) for name in names}
    limit = Limit(held.limit, LimitUnit(held.limit_unit))
    return found | {"parent": held.parent_code, "words": " ".join(held.words), "limit": limit}


def _unit_kinds() -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label in Unit._meta.get_field("kind").choices or [] if value in set(UnitKind)]  # fmt: skip


class LimitForm(forms.Form):
    """The unit's own limit of one kind; empty takes it back."""

    key = KeyField()

    def __init__(self, held: Limit, data: Any = None) -> None:
        super().__init__(data, initial={"limit": held})
        self.fields["limit"] = LimitField(label=_("整改时限"), help_text=_("留空就按类别的时限"))


class HoursForm(forms.Form):
    """When a unit works: shifts of each day, and days that are otherwise."""

    key = KeyField()

    def __init__(self, held: WorkHours | None, *args: Any) -> None:
        super().__init__(*args)
        usual = [[f"{_clock(s.start)}-{_clock(s.end)}" for s in day] for day in OFFICE_WEEK]
        week = held.week if held else usual
        for n, day in enumerate(DAYS):
            self.fields[f"day_{n}"] = forms.CharField(
                label=day, required=False, max_length=100, initial=" ".join(week[n]),
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )  # fmt: skip
        self.fields["day_0"].help_text = _("写 8:30-12:00 14:00-17:30，几段用空格隔开；休息就留空")
        self.fields["holidays"] = forms.BooleanField(
            label=_("法定节假日休息，调休日上班"),
            required=False,
            initial=held.holidays if held else True,
        )
        for name, label in (("days_off", _("另外休息的日子")), ("days_on", _("另外上班的日子"))):
            self.fields[name] = forms.CharField(
                label=label, required=False, max_length=500, initial=" ".join(getattr(held, name, [])),
                help_text=_("如 2026-7-1 2026-7-2，用空格隔开"),
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )  # fmt: skip

    def clean_days_off(self) -> list[date]:
        return self._days("days_off")

    def clean_days_on(self) -> list[date]:
        return self._days("days_on")

    def _days(self, name: str) -> list[date]:
        try:
            return [read_date(one, timezone.localdate()) for one in self.cleaned_data[name].split()]
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    @property
    def week(self) -> list[list[str]]:
        return [self.cleaned_data[f"day_{n}"].split() for n in range(len(DAYS))]


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


class RouteForm(forms.Form):
    """Problems of a kind, or at a place with a word, below a unit: which unit they go to."""

    key = KeyField()

    def __init__(
        self, units: Sequence[Unit], owners: Sequence[Unit], kinds: Sequence[Kind], unit: Unit, *args: Any
    ) -> None:  # fmt: skip
        super().__init__(*args)
        self.fields["unit"] = forms.ChoiceField(
            label=_("在哪个单位"),
            choices=[(str(one.pk), one.name) for one in units],
            initial=str(unit.pk),
        )
        classes = [(one.code, one.name) for one in kinds if not one.parent_code]
        field = kind_field(kinds, label=_("类别"), required=False)
        pairs = [(code, _("%(name)s（整类）") % {"name": name}) for code, name in classes]
        rest = [(one.code, str(one.name)) for one in kinds if one.parent_code]
        field.choices = [("", _("不限")), *pairs, *rest]
        self.fields["kind"] = field
        self.fields["place_word"] = forms.CharField(
            label=_("地点里的字"), required=False, max_length=30, help_text=_("如 市场、河堤；不限就留空"),
            widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
        )  # fmt: skip
        self.fields["owner_unit"] = unit_field(owners, label=_("交哪个单位"))
        self.fields["note"] = forms.CharField(
            label=_("依据"), required=False, max_length=100, help_text=_("如 物业合同、职责分工文号"),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )  # fmt: skip


class FacilityForm(forms.Form):
    """How many facilities of a kind there are: the base of 设施完好率."""

    key = KeyField()
    total = forms.IntegerField(
        label=gettext_lazy("数量"), min_value=0, max_value=10_000_000,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
    )  # fmt: skip
    on = DateField(label=gettext_lazy("截至"), initial=lambda: timezone.localdate().isoformat())

    def __init__(
        self, units: Sequence[Unit], kinds: Sequence[Kind], unit: Unit, *args: Any
    ) -> None:
        super().__init__(*args)
        things = [one for one in kinds if one.is_thing]
        self.fields["kind"] = kind_field(things, label=_("部件"))
        self.fields["unit"] = forms.ChoiceField(
            label=_("在哪个单位"),
            choices=[(str(one.pk), one.name) for one in units],
            initial=str(unit.pk),
        )
        self.order_fields(["unit", "kind", "total", "on"])
