"""Forms of wishes, stand-in parents and children's files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.aid.models import Wish
from youju.aid.rhythm import duties
from youju.aid.rules.children import GROUPS
from youju.kernel.words import noted
from youju.organisations.choosing import AtUnitForm
from youju.ui.act_forms import ActForm, text, today
from youju.ui.forms import DateField, SearchSelect
from youju.volunteers.queries import Volunteer


class WishForm(AtUnitForm):
    kind = forms.ChoiceField(label=_("种类"), choices=Wish.KindName.choices, widget=forms.RadioSelect, initial="wish")  # fmt: skip
    name = text(_("姓名"), 30, help_text=_("加密保存，页面上只显示姓。"))
    group = forms.ChoiceField(label=_("对象"), choices=Wish.GroupName.choices)
    wish = text(_("心愿"), 100, required=False, help_text=_("如 一台收音机、一个新书包。不写病情等隐私。"))  # fmt: skip
    occasion = text(_("时节"), 20, required=False, help_text=_("一帮一陪伴必填，如 2026年春节。"))  # fmt: skip
    on = DateField(label=_("征集日期"), initial=today)
    consent = forms.BooleanField(label=_("未成年人：监护人同意"), required=False)


class VolunteerChosen(ActForm):
    """A helper by name, or a volunteer of the register."""

    helper = text(_("姓名或单位"), 60, required=False)
    volunteer = forms.TypedChoiceField(
        label=_("或从志愿者名册中选"), required=False, coerce=int, empty_value=None, widget=SearchSelect
    )  # fmt: skip

    def __init__(self, *args: Any, volunteers: Iterable[Volunteer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(one.pk, noted(one.name, f"…{(one.number or '')[-5:]}")) for one in volunteers]
        cast(Any, self.fields["volunteer"]).choices = [("", _("不选"))] + named  # noqa: RUF005


class TakeForm(VolunteerChosen):
    helper_kind = forms.ChoiceField(label=_("认领人是"), choices=Wish.HelperName.choices)
    on = DateField(label=_("认领日期"), initial=today)


class FulfilForm(ActForm):
    on = DateField(label=_("圆梦日期"), initial=today)
    result = text(_("怎么圆的梦"), 140, help_text=_("一句话，如 收音机已送到家里。"))


class StandInForm(VolunteerChosen):
    phone = text(_("联系电话"), 20, required=False, help_text=_("加密保存，只显示后四位。"))
    since = DateField(label=_("结对日期"), initial=today)
    guardian = text(_("监护人"), 30)
    consent = forms.BooleanField(label=_("监护人同意结对"), required=False)


class ContactForm(ActForm):
    on = DateField(label=_("日期"), initial=today)
    done = forms.MultipleChoiceField(
        label=_("这次做了哪几项"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("勾选这次做了哪几项。")},
    )  # fmt: skip
    note = text(_("情况"), 200, required=False, help_text=_("加密保存，页面上不显示。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [(one.code, f"{GROUPS[one.group]} · {one.label}") for one in duties()]
        cast(Any, self.fields["done"]).choices = told


class FileForm(ActForm):
    school = text(_("学校"), 60, required=False)
    parents = text(_("父母去向"), 100, required=False, help_text=_("如 父亲在外省务工。"))
    wants = text(_("需要"), 200, required=False)
    guardian = text(_("监护人"), 30)
    consent = forms.BooleanField(label=_("监护人同意建档"), required=False)
