"""Forms of drives and grants."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.aid.models import Donation, Grant, Handover
from youju.organisations.choosing import AtUnitForm
from youju.ui.act_forms import ActForm, decimal, number, text, today
from youju.ui.forms import DateField, QuantityField


class DriveForm(AtUnitForm):
    name = text(_("募捐活动"), 60)
    purpose = text(_("用途"), 140, required=False, help_text=_("如 大病救助、灾后重建。会公开。"))
    since = DateField(label=_("开始日期"), initial=today)
    until = DateField(label=_("结束日期"), required=False)


class DonationForm(ActForm):
    on = DateField(label=_("日期"), initial=today)
    donor = forms.ChoiceField(
        label=_("捐赠方"), choices=Donation.DonorName.choices, widget=forms.RadioSelect, initial="unit"
    )  # fmt: skip
    name = text(_("单位名称或姓名"), 60, required=False, help_text=_("姓名加密保存，公开时只显示姓。"))  # fmt: skip
    donors = number(
        _("单位或人数"), required=True, initial=1, help_text=_("几个单位合在一起登记时写个数，名称可空。")
    )  # fmt: skip
    unnamed = forms.BooleanField(label=_("不留名"), required=False)
    amount = QuantityField(label=_("金额"), unit="元", required=False, help_text=_("如 9000元、10余万元。"))  # fmt: skip
    goods = text(_("物资"), 100, required=False, help_text=_("如 棉被 30 床。"))
    worth = QuantityField(label=_("物资折款"), unit="元", required=False)


class HandoverForm(ActForm):
    on = DateField(label=_("日期"), initial=today)
    kind = forms.ChoiceField(label=_("受赠方"), choices=Handover.ReceiverName.choices)
    receiver = text(
        _("姓名或单位"), 60, required=False, help_text=_("加密保存；公开时只有户数、人数和金额。")
    )  # fmt: skip
    receivers = number(_("户数或人数"), required=True, initial=1)
    amount = decimal(_("金额（元）"), most=12)
    goods = text(_("物资"), 100, required=False)
    paper = text(_("领取凭证号"), 40, required=False)


class GrantForm(AtUnitForm):
    fund = text(_("基金、项目或主办单位"), 60, help_text=_("同一基金每次写法一样，按基金和年度合计。"))  # fmt: skip
    agency = text(_("主办"), 60, required=False, help_text=_("如 县妇联、团县委、社区。"))
    help = forms.ChoiceField(label=_("种类"), choices=Grant.HelpName.choices)
    on = DateField(label=_("日期"), initial=today)
    pupils = QuantityField(label=_("受助人数"), unit="名", help_text=_("如 5名、200多名。"))
    amount = QuantityField(label=_("金额"), unit="元", required=False, help_text=_("如 5000元、6.5万余元。"))  # fmt: skip
    goods = text(_("物资"), 100, required=False, help_text=_("如 文具书籍。"))
    pieces = QuantityField(label=_("物资件数"), unit="件", required=False)


class GrantChildForm(ActForm):
    name = text(_("孩子姓名"), 30, help_text=_("姓名、学校和监护人都加密保存。"))
    school = text(_("学校"), 60, required=False)
    amount = decimal(_("金额（元）"))
    guardian = text(_("监护人"), 30)
    consent = forms.BooleanField(label=_("监护人同意登记"), required=False)
