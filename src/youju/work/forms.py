"""Forms of the room."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from youju.kernel.quantity import Quantity
from youju.organisations.queries import Unit
from youju.ui.forms import DateField, KeyField, QuantityField, SearchSelect
from youju.work.models import ChecklistLine, Plan, Task
from youju.work.rules.checklists import Template
from youju.work.rules.tasks import NOTE, PLACE, TEXT, TITLE

if TYPE_CHECKING:
    UnitChoice = forms.ModelChoiceField[Unit]
    UnitsChoice = forms.ModelMultipleChoiceField[Unit]
else:
    UnitChoice = forms.ModelChoiceField
    UnitsChoice = forms.ModelMultipleChoiceField


def _offer(field: Any, units: QuerySet[Unit]) -> None:
    """Give a choice of one unit its units, found by pinyin as well."""
    field.queryset = units
    pinyin = {str(unit.pk): unit.pinyin for unit in units}
    field.widget = SearchSelect(choices=field.choices, pinyin=pinyin)


class TaskForm(forms.Form):
    """A new task."""

    title = forms.CharField(
        label=_("任务"), max_length=TITLE, help_text=_("做什么，如 清理背街小巷卫生死角")
    )
    owner_unit = UnitChoice(
        Unit.objects.none(),
        label=_("承担单位"),
        required=False,
        empty_label=_("由分管的职能组承担"),
        help_text=_("不选就按任务名称交给分管的职能组：组里第一个成员单位承担，其余配合"),
    )
    due_on = DateField(label=_("期限"))
    amount = QuantityField(
        label=_("应完成数量"), required=False, help_text=_("如 50处；没有数量就不填")
    )
    text = forms.CharField(
        label=_("标准和要求"),
        required=False,
        max_length=TEXT,
        help_text=_("做到什么样算合格"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    place = forms.CharField(label=_("地点"), required=False, max_length=PLACE)
    person = forms.CharField(label=_("责任人"), required=False, max_length=30)
    ease = forms.TypedChoiceField(
        label=_("难易"),
        choices=Task.EaseName.choices,
        coerce=int,
        initial=Task.EaseName.PLAIN,
        help_text=_("同一天到期的，容易的排在前面"),
    )
    helpers = UnitsChoice(
        Unit.objects.none(),
        label=_("配合单位"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 5}),
        help_text=_("可选多个"),
    )
    key = KeyField()

    def __init__(
        self, *args: Any, units: QuerySet[Unit], routed: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not routed:
            owner: Any = self.fields["owner_unit"]
            owner.required, owner.help_text, owner.empty_label = True, "", "---------"
            owner.error_messages["required"] = _("选承担任务的单位。")
        _offer(self.fields["owner_unit"], units)
        helpers: Any = self.fields["helpers"]
        helpers.queryset = units


class PassForm(forms.Form):
    """To whom below a task is handed on."""

    units = UnitsChoice(
        Unit.objects.none(),
        label=_("分解给"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("至少选一个下级单位。")},
    )
    due_on = DateField(label=_("期限"), help_text=_("不晚于本单位的期限"))
    amount = QuantityField(
        label=_("每个单位应完成"), required=False, help_text=_("各单位数量不同的，分几次分解")
    )
    text = forms.CharField(
        label=_("补充要求"),
        required=False,
        max_length=500,
        help_text=_("上级的标准和要求会一起下达"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    key = KeyField()

    def __init__(self, *args: Any, units: QuerySet[Unit], task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["units"]
        field.queryset = units
        field.label_from_instance = lambda unit: unit.short_name
        amount: Any = self.fields["amount"]
        amount.unit = task.amount_unit


class ProgressForm(forms.Form):
    """What was done since the last word."""

    amount = QuantityField(label=_("这次完成"), required=False)
    note = forms.CharField(
        label=_("说明"), required=False, max_length=NOTE, widget=forms.Textarea(attrs={"rows": 3})
    )
    key = KeyField()

    def __init__(self, *args: Any, task: Task, below: Decimal = Decimal(0), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        amount: Any = self.fields["amount"]
        if task.amount is None:
            del self.fields["amount"]
        else:
            amount.unit = task.amount_unit
            amount.help_text = _("按“%(unit)s”计，已报 %(done)s") % {
                "unit": task.amount_unit,
                "done": task.done_amount.text() if task.done_amount else "",
            }
            if below > task.done:
                amount.initial = Quantity(below - task.done, task.amount_unit)
                told = Quantity(below, task.amount_unit).text()
                amount.help_text += _("；下级共报 %(n)s，已按差数填好") % {"n": told}


class ConfirmForm(forms.Form):
    """What somebody of the issuing side found."""

    passed = forms.ChoiceField(
        label=_("验收结果"),
        choices=[
            ("good", _("好")),
            ("sound", _("合格")),
            ("no", _("不合格，退回再做")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("选一个验收结果。")},
    )
    note = forms.CharField(
        label=_("意见"),
        required=False,
        max_length=NOTE,
        help_text=_("退回时写明哪里不合格"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    due_on = DateField(label=_("新的期限"), required=False, help_text=_("退回时可以另定，不填不变"))
    key = KeyField()


class ExtendForm(forms.Form):
    """More time, and why."""

    due_on = DateField(label=_("新的期限"))
    note = forms.CharField(
        label=_("延期原因"),
        max_length=NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("写明延期的原因。")},
    )
    key = KeyField()


class ReasonForm(forms.Form):
    """A word why."""

    note = forms.CharField(
        label=_("原因"),
        max_length=NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("写明原因，承担单位会看到。")},
    )
    key = KeyField()


class PlanForm(forms.Form):
    """A new plan."""

    kind = forms.ChoiceField(label=_("种类"), choices=Plan.Kind.choices)
    title = forms.CharField(
        label=_("名称"), max_length=TITLE, help_text=_("如 2026年文明城市创建实施方案")
    )
    start = DateField(label=_("开始"))
    end = DateField(label=_("结束"))
    goals = forms.CharField(
        label=_("目标和要求"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )
    key = KeyField()


class ChecklistForm(forms.Form):
    """A checklist to give out."""

    code = forms.ChoiceField(label=_("清单"))
    title = forms.CharField(
        label=_("名称"), required=False, max_length=80, help_text=_("不填就用清单的名称")
    )
    inspection = forms.CharField(
        label=_("为哪次检查"), required=False, max_length=60, help_text=_("如 2026年国家测评")
    )
    due_on = DateField(label=_("期限"))
    units = UnitsChoice(
        Unit.objects.none(),
        label=_("哪些单位做"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("选至少一个单位。")},
    )
    key = KeyField()

    def __init__(
        self, *args: Any, units: QuerySet[Unit], templates: Iterable[Template], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        code: Any = self.fields["code"]
        code.choices = [(one.code, one.label) for one in templates]
        field: Any = self.fields["units"]
        field.queryset = units


class LineForm(forms.Form):
    """How a heading stands."""

    state = forms.ChoiceField(
        label=_("做到哪一步"), choices=ChecklistLine.StateName.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("怎么做的"),
        required=False,
        max_length=NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    done_on = DateField(label=_("完成日期"), required=False, help_text=_("不填为今天"))
    key = KeyField()
