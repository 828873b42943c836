"""The form of an activity: what its kind asks for, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.activities.actions import Told
from youju.activities.forms.base import ComingDateField, text
from youju.activities.kinds import topic_days
from youju.activities.models import Activity, Series, SeriesPart
from youju.activities.rules import activities as rules
from youju.activities.rules.kinds import AMOUNTS, HINTS, TEXTS, Kind
from youju.kernel.festivals import FESTIVALS
from youju.organisations.choosing import AtUnitForm, UnitsField
from youju.organisations.queries import Unit
from youju.ui.act_forms import ClockField
from youju.ui.forms import QuantityField

Offered = dict[str, tuple[Series, SeriesPart | None]]


class ActivityForm(AtUnitForm):
    """Days, place and people of every kind; further texts and numbers by the kind."""

    title = text(_("名称"), rules.TITLE, required=True)
    on = ComingDateField(label=_("日期"))
    until = ComingDateField(label=_("结束日期"), required=False, help_text=_("一天办完不填。"))
    starts = ClockField(label=_("开始时间"), required=False)
    ends = ClockField(label=_("结束时间"), required=False)
    place = text(_("地点"), rules.PLACE)
    note = text(_("情况"), rules.NOTE)
    partners = UnitsField(
        label=_("联合举办单位"), help_text=_("各单位都算一场，上级合计只算一次。")
    )

    def __init__(
        self, *args: Any, kind: Kind, near: Sequence[Unit], series: Sequence[Series], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        fields = cast(dict[str, Any], self.fields)
        ids = [one.pk for one in near]
        fields["partners"].queryset = Unit.objects.filter(pk__in=ids).order_by("path")
        fields["place"].required = "place" in kind.needs
        self.series: Offered = {str(one.pk): (one, None) for one in series} | {
            f"{one.pk}.{part.pk}": (one, part) for one in series for part in one.parts.all()
        }
        for name, field in _by_kind(kind, self.series):
            fields[name] = field

    @property
    def texts(self) -> list[forms.BoundField]:
        """The texts that the kind asks for."""
        return [self[name] for name in ("sort", *self.kind.asks) if name in self.fields]

    @property
    def marks(self) -> list[forms.BoundField]:
        """Festival, topic day and series, where the kind has them."""
        names = ("festival", "topic_day", "series")
        return [self[name] for name in names if name in self.fields]

    @property
    def numbers(self) -> list[forms.BoundField]:
        """The numbers that the kind has."""
        return [self[name] for name in self.kind.numbers]

    def told(self, photos: Sequence[int]) -> Told:
        """Return what was filled in, as the actions take it."""
        said = self.cleaned_data
        series, part = self.series.get(said.get("series", ""), (None, None))
        plain = ("title", "on", "until", "starts", "ends", "place", "note")
        return Told(
            kind=self.kind.code,
            sort=said.get("sort", ""),
            festival=said.get("festival", ""),
            topic_day=said.get("topic_day", ""),
            details={name: said[name] for name in self.kind.asks},
            amounts={name: said[name] for name in self.kind.numbers},
            programme=rules.read_programme(said.get("programme", "")),
            partners=list(said["partners"]),
            series=series,
            part=part,
            photos=photos,
            **{name: said[name] for name in plain},
        )


def _by_kind(kind: Kind, series: Offered) -> Iterable[tuple[str, forms.Field]]:
    if kind.sorts:
        choices: list[tuple[str, Any]] = [("", _("不选")), *((one, one) for one in kind.sorts)]
        yield "sort", forms.ChoiceField(label=_("类别"), choices=choices, required="sort" in kind.needs)  # fmt: skip
    if kind.festival:
        days = [(code, name) for code, (name, _custom) in FESTIVALS.items()]
        yield "festival", forms.ChoiceField(label=_("节日"), choices=[("", _("请选择")), *days])
    if kind.topic_day:
        choices = [("", _("不选")), *((d.code, d.label) for d in topic_days().values())]
        yield "topic_day", forms.ChoiceField(label=_("主题日"), choices=choices, required=False)
    if series:
        named = [(key, f"{one.title} · {part.label}" if part else one.title) for key, (one, part) in series.items()]  # fmt: skip
        yield (
            "series",
            forms.ChoiceField(
                label=_("系列"), choices=[("", _("不属于系列")), *named], required=False
            ),
        )
    for name in kind.asks:
        needed, hint = name in kind.needs, HINTS.get(name, "")
        yield name, text(TEXTS[name], rules.TEXT, required=needed, help_text=hint)
    for name in kind.numbers:
        yield name, _number(kind, name)
    if kind.programme:
        box = forms.Textarea(attrs={"rows": 4})
        line = _("一行一个节目；表演者写在竖线后，如 舞蹈《金桥》｜金桥社区舞蹈队")
        yield (
            "programme",
            forms.CharField(
                label=_("节目单"), required=False, max_length=6000, widget=box, help_text=line
            ),
        )


def _number(kind: Kind, name: str) -> QuantityField:
    amount = AMOUNTS[name]
    unit = kind.unit if name == "sessions" else amount.units[0]
    hints = {
        "people": _("人次或人，如 120人次、2600余名。"),
        "sessions": _("一场不填；补记以往的写 17次。"),
    }
    return QuantityField(
        label=amount.label, unit=unit, required=False, help_text=hints.get(name, "")
    )


def initial_of(activity: Activity) -> dict[str, Any]:
    """Return what the form shows of an activity that is there."""
    names = (
        "title", "on", "until", "starts", "ends", "place", "sort", "festival", "topic_day", "note",
    )  # fmt: skip
    series = f"{activity.series_id}" if activity.series_id else ""
    lines = (f"{one.title}｜{one.by}" if one.by else one.title for one in activity.programme.all())
    return {
        **{name: getattr(activity, name) for name in names},
        **activity.details,
        **activity.numbers,
        "unit": activity.unit_id,
        "series": f"{series}.{activity.part_id}" if activity.part_id else series,
        "partners": [one.pk for one in activity.partners.all()],
        "programme": "\n".join(lines),
    }
