"""Forms of services, shifts, programmes and posts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from youju.kernel.periods import SHORT_DAYS
from youju.organisations.choosing import AtUnitForm
from youju.organisations.queries import Unit
from youju.ui.act_forms import ActForm, ClockField, decimal, number, offered, text, today
from youju.ui.choices import spoken
from youju.ui.forms import DateField, QuantityField
from youju.volunteers.forms.base import volunteer_choices
from youju.volunteers.forms.people import OneVolunteerForm
from youju.volunteers.models import Post, Programme, Seat, Shift, Team, Volunteer

WEEKDAYS = spoken(SHORT_DAYS)
AHEAD = timedelta(31)


class ComingDateField(DateField):
    """A day still to come: 12-5 without a year is the next one, not the last."""

    def to_python(self, value: Any) -> date | None:
        found = super().to_python(value)
        typed = str(value).strip()
        with_year = re.match(r"\d{4}", typed)
        if found is None or isinstance(value, date) or with_year:
            return found
        if found < timezone.localdate() - AHEAD:
            return _next_year(found)
        return found


def _next_year(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day


class _WhenForm(forms.Form):
    """One shift: a day, from when until when, how many people."""

    day = ComingDateField(label=_("日期"), help_text=_("如 12-5；不写年份就是接下来的那一天。"))
    starts = ClockField(label=_("开始"), help_text=_("如 9:00。"))
    ends = ClockField(label=_("结束"))
    wanted = number(_("需要人数"), required=True, initial=10, help_text=_("报满以后转候补。"))


def moments(told: dict[str, Any]) -> tuple[datetime, datetime, int]:
    """Take a shift's beginning, end and number of people out of a form's fields."""
    day, starts, ends = told.pop("day"), told.pop("starts"), told.pop("ends")

    def at(clock: time) -> datetime:
        return timezone.make_aware(datetime.combine(day, clock))

    return at(starts), at(ends), told.pop("wanted")


WHEN = ("day", "starts", "ends", "wanted")


class ShiftForm(ActForm, _WhenForm):
    """A shift more."""


class ServiceForm(AtUnitForm):
    """A service with its first shift."""

    name = text(_("活动名称"), 60)
    kind = forms.ChoiceField(label=_("类别"), choices=Team.Function.choices, initial="clean")
    place = text(_("地点"), 60)
    day, starts, ends, wanted = (_WhenForm.base_fields[name] for name in WHEN)
    about = text(_("内容和要求"), 300, required=False)
    contact = text(_("负责人"), 30, required=False)
    team = forms.ChoiceField(label=_("服务队"), required=False)
    programme = forms.ChoiceField(label=_("所属项目"), required=False)
    partners = forms.MultipleChoiceField(
        label=_("联合单位"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("几个单位一起办的勾上，上级合计只算一次。"),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        teams: Sequence[Team],
        programmes: Sequence[Programme],
        near: Sequence[Unit],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields = cast(Any, self.fields)
        fields["team"].choices = offered(teams, _("不属于哪支队伍"))
        fields["programme"].choices = offered(programmes, _("不属于哪个项目"))
        fields["partners"].choices = [(one.pk, one.short_name) for one in near]


class CloseForm(ActForm):
    result = text(_("成效"), 300, help_text=_("如 清理卫生死角 6 处，劝导 20 人次。"))
    others = QuantityField(
        label=_("名册以外参加"), unit="人次", required=False,
        help_text=_("没有逐人登记的，照说的写：近5000余人次、120人次。"),
    )  # fmt: skip
    served = number(_("服务困难家庭（户次）"))


class ListForm(ActForm):
    """Who came: those who signed up as boxes, others by name or number."""

    people = forms.MultipleChoiceField(
        label=_("到场的勾上"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = text(
        _("没有报名但到场的"), 5000, required=False,
        help_text=_("姓名或编号，一行一名，可以从 Excel 粘贴；同名的写编号后 5 位。"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, seats: Iterable[Seat], offered: Iterable[Volunteer], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = list(offered)
        fields = cast(Any, self.fields)
        fields["people"].choices = volunteer_choices([one.volunteer for one in seats])
        if not fields["people"].choices:
            fields["people"].widget = forms.MultipleHiddenInput()

    def clean_others(self) -> list[int]:
        found = [
            self._named(one)
            for one in re.split(r"[\s,，、;；]+", self.cleaned_data["others"])
            if one
        ]
        return [one.pk for one in found]

    def _named(self, words: str) -> Volunteer:
        matches = [
            one for one in self.offered
            if words in (one.name, one.number) or (len(words) == 5 and (one.number or "").endswith(words))
        ]  # fmt: skip
        if not matches:
            raise ValidationError(say("名册里没有“%(name)s”，请先登记。") % {"name": words})
        if len(matches) > 1:
            told = {"n": len(matches), "name": words}
            raise ValidationError(say("名册里有 %(n)s 名“%(name)s”，请写编号后 5 位。") % told)
        return matches[0]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        chosen = [*map(int, told.get("people", [])), *told.pop("others", [])]
        if not chosen and not self.errors:
            self.add_error("others", say("勾选到场的人，或写没有报名但到场的。"))
        return {**told, "people": chosen}


class ConfirmForm(ActForm):
    """Everybody's hours, the shift's length unless told; at a post how many were persuaded."""

    def __init__(self, *args: Any, shift: Shift, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = [one.pk for one in seats]
        for seat in seats:
            label = say("%(name)s（小时）") % {"name": seat.volunteer.name}
            self.fields[f"hours_{seat.pk}"] = decimal(label, required=True, initial=shift.hours)
            self.fields[f"hours_{seat.pk}"].error_messages["required"] = say(
                "填时长；没有来的填 0。"
            )
        if shift.service.post_id is not None:
            self.fields["persuaded"] = number(_("劝导不文明行为（人次）"))
        self.fields["note"] = text(_("情况"), 140, required=False)

    def minutes(self, told: dict[str, Any]) -> dict[int, int]:
        """Take the minutes of each seat out of the form's fields."""
        return {pk: in_minutes(told.pop(f"hours_{pk}")) for pk in self.held}


def in_minutes(hours: Decimal) -> int:
    """Return hours as whole minutes."""
    return int((hours * 60).to_integral_value())


class MakeUpForm(OneVolunteerForm):
    hours = decimal(_("时长（小时）"), required=True)
    reason = text(_("为什么补录"), 140, help_text=_("由另一人批准，不能超过班次时长。"))


class MyMakeUpForm(ActForm):
    hours = decimal(_("时长（小时）"), required=True)
    reason = text(_("为什么补录"), 140, help_text=_("由社区批准，不能超过班次时长。"))


class CorrectForm(ActForm):
    hours = decimal(_("时长（小时）"), required=True)
    reason = text(_("更正原因"), 140)


class CodeForm(ActForm):
    code = text(_("现场的六位签到码"), 6)


class ProgrammeForm(AtUnitForm):
    name = text(_("项目"), 60)
    owner = text(_("承办"), 60, required=False, help_text=_("如 县志愿者协会、实验小学。"))
    about = text(_("内容"), 140, required=False)
    rhythm = text(_("节奏"), 40, required=False, help_text=_("如 每周六上午、三月集中。"))
    since = DateField(label=_("启动日期"), initial=today)


class PostForm(AtUnitForm):
    name = text(_("岗位"), 60, help_text=_("如 金桥路口、汽车站进站口。"))
    kind = forms.ChoiceField(label=_("类别"), choices=Post.Kind.choices)
    place = text(_("地点"), 60, required=False)
    since = DateField(label=_("设立日期"), initial=today)


class PlanForm(ActForm):
    first = ComingDateField(label=_("从哪天"))
    last = ComingDateField(label=_("到哪天"))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("星期"), choices=WEEKDAYS, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    starts = ClockField(label=_("开始"), initial=time(7, 30))
    ends = ClockField(label=_("结束"), initial=time(8, 30))
    wanted = number(_("每班人数"), required=True, initial=2)
