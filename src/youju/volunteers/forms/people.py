"""Forms of the register, trainings and assessments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.organisations.choosing import AtUnitForm, people_choices
from youju.organisations.queries import Membership
from youju.ui.act_forms import ActForm, decimal, text, today
from youju.ui.forms import DateField, SearchSelect
from youju.volunteers.actions.register import About
from youju.volunteers.forms.base import volunteer_choices
from youju.volunteers.models import Assessment, Volunteer

ABOUT = ("name", "phone", "skills", "services", "card_phone", "adult", "consent")


class _About(forms.Form):
    """What somebody tells of themselves."""

    name = text(_("姓名"), 30)
    phone = text(
        _("手机"), 20, required=False, help_text=_("加密保存，名册里只显示后四位，用来通知和查重。")
    )
    skills = text(_("特长"), 100, required=False, help_text=_("如 法律、理发、电工、急救。"))
    services = text(_("愿意服务的项目"), 100, required=False, help_text=_("印在联系卡上。"))
    card_phone = text(
        _("联系卡上的电话"),
        20,
        required=False,
        help_text=_("印在卡上发给居民的号码，本人同意才填。"),
    )
    adult = forms.BooleanField(label=_("已满 18 周岁"), required=False)
    consent = forms.BooleanField(
        label=_("本人同意登记以上信息，用于志愿服务的组织、记录和证明"), required=False
    )


def about_in(told: dict[str, Any]) -> About:
    """Take what somebody told of themselves out of a form's fields."""
    return About(**{name: told.pop(name) for name in ABOUT if name in told})


class ApplyForm(ActForm, _About):
    """Applying for oneself."""


class VolunteerForm(AtUnitForm, _About):
    """Registering somebody from a form on paper."""

    registered_on = DateField(label=_("注册日期"), initial=today)


class ChangeForm(ActForm, _About):
    """What is known of a volunteer; phones stay where the box is left empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["adult"], self.fields["consent"]
        for name in ("phone", "card_phone"):
            self.fields[name].help_text = _("不改就留空，要删去写“无”。")


class DecideForm(ActForm):
    note = text(_("原因"), 140)


class ReasonForm(forms.Form):
    reason = text(_("查看事由"), 100, help_text=_("如 通知集合、核对登记。查看会留痕。"))


class LeaveForm(ActForm):
    on = DateField(label=_("退出日期"), initial=today)


class AccountForm(ActForm):
    to = forms.ChoiceField(label=_("账号"))

    def __init__(self, *args: Any, members: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Any, self.fields["to"]).choices = people_choices(members, _("请选择"))


class AssessForm(ActForm):
    year = forms.IntegerField(
        label=_("年度"), min_value=2000, max_value=2100,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip
    grade = forms.ChoiceField(label=_("等次"), choices=Assessment.Grade.choices, initial="good")
    note = text(_("评语"), 140, required=False)


class TrainingForm(AtUnitForm):
    title = text(_("培训内容"), 60)
    on = DateField(label=_("日期"), initial=today)
    hours = decimal(_("学时"), most=4)
    place = text(_("地点"), 60, required=False)
    teacher = text(_("授课人"), 30, required=False)
    people = forms.MultipleChoiceField(
        label=_("参加的志愿者"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("选参加培训的志愿者。")},
    )

    def __init__(self, *args: Any, volunteers: Iterable[Volunteer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Any, self.fields["people"]).choices = volunteer_choices(volunteers)


class OneVolunteerForm(ActForm):
    """A form about one volunteer to choose."""

    volunteer = forms.ChoiceField(label=_("志愿者"), widget=SearchSelect)

    def __init__(self, *args: Any, volunteers: Iterable[Volunteer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(volunteers)
        field = cast(Any, self.fields["volunteer"])
        field.choices = volunteer_choices(rows, _("请选择"))
        field.widget.pinyin = {str(one.pk): one.pinyin for one in rows}
