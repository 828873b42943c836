"""Forms of the tree and the profile."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.organisations import rules
from youju.organisations.forms.base import UnitField, UnitsForm, text
from youju.organisations.models import Unit
from youju.ui.forms import DateField, QuantityField


class FoundForm(forms.Form):
    kind = forms.ChoiceField(label=_("类别"), choices=Unit.Kind.choices)
    name = text(_("名称"), 60, help_text=_("用全称，如 金桥社区、金桥社区第一网格。"))
    short_name = text(_("简称"), 30, required=False)
    code = text(
        _("区划代码"), 20, required=False, help_text=_("12 位；网格 20 位。局、医院等没有就留空。")
    )
    boundary = text(_("四至范围"), 150, required=False)
    on = DateField(label=_("设立日期"))
    note = text(_("依据或说明"), 150, required=False)

    def __init__(self, *args: Any, parent: rules.UnitKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        below = rules.kinds_below(parent)
        kind.choices = [(one, label) for one, label in Unit.Kind.choices if one in below]


class RenameForm(forms.Form):
    name = text(_("新名称"), 60)
    short_name = text(_("新简称"), 30, required=False)
    on = DateField(label=_("更名日期"))
    note = text(_("依据或说明"), 150, required=False)


class SignatureForm(forms.Form):
    signs_as = text(
        _("公文署名"),
        60,
        required=False,
        help_text=_("发文机关的全称，如“某某社区居民委员会”。落款、红头用它；不填用单位名称。"),
    )


class MoveForm(UnitsForm):
    parent = UnitField(label=_("划到哪个上级"))
    code = text(_("新代码"), 20, required=False, help_text=_("代码随上级变的，填新代码。"))
    on = DateField(label=_("划转日期"))
    note = text(_("依据或说明"), 150, required=False)


class MergeForm(UnitsForm):
    into = UnitField(label=_("并入哪个单位"))
    on = DateField(label=_("并入日期"))
    note = text(_("依据或说明"), 150, required=False)


class SplitForm(forms.Form):
    name = text(_("新单位名称"), 60)
    code = text(_("新单位代码"), 20, required=False)
    children = forms.TypedMultipleChoiceField(
        label=_("划给新单位的下级"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    on = DateField(label=_("析出日期"))
    note = text(_("依据或说明"), 150, required=False)

    def __init__(self, *args: Any, children: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["children"]
        if isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = [(child.pk, child.name) for child in children]


class CloseForm(forms.Form):
    on = DateField(label=_("撤销日期"))
    note = text(_("依据或说明"), 150, required=False)


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("Excel 文件"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv,.ods"}),
    )


class ImportUnitsForm(ImportForm):
    on = DateField(label=_("设立日期"))


class ProfileForm(forms.Form):
    item = forms.ChoiceField(
        label=_("项目"), choices=[(i.value, rules.PROFILE[i].label) for i in rules.ProfileItem]
    )
    quantity = QuantityField(
        label=_("数值"), help_text=_("照实写，如 2130户、1万多人、1平方公里多、约800平方米。")
    )
    on = DateField(label=_("截至日期"))
    source = text(_("来源"), 120, help_text=_("如 第七次人口普查、2026年6月网格摸底。"))
