"""Forms of the room's pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from youju.facts.queries import measures
from youju.kernel.words import noted
from youju.organisations.choosing import AtUnitForm, UnitField, UnitsField
from youju.organisations.queries import Unit
from youju.returns.models import Cell, Item
from youju.returns.reading import spans
from youju.ui.act_forms import ActForm, text
from youju.ui.forms import DateField, PeriodField, SearchSelect


class ReceiveForm(AtUnitForm):
    """The file, who wants it, by when."""

    field_order = ["file", "asker", "due_on", "basis", "period", "unit"]
    file = forms.FileField(
        label=_("表格文件"),
        help_text=_("原样上传，Excel（.xlsx）或 Word（.docx），不用改格式。"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.docx", "hx-preserve": "true"}),
        error_messages={"required": _("先选要填的表。"), "empty": _("这个文件是空的。")},
    )
    asker = text(
        _("谁要的"), 60, help_text=_("如 区创建办"),
        error_messages={"required": _("写明谁要的，如 区创建办。")},
    )  # fmt: skip
    due_on = DateField(label=_("什么时候要"), required=False)
    basis = text(_("依据"), 150, required=False, help_text=_("文号或通知名称，没有就不填"))
    period = PeriodField(label=_("统计时段"), help_text=_("表上写明的以表为准"))


class MapForm(ActForm):
    """What a cell asks for, or what is written there by hand."""

    measure = forms.ChoiceField(label=_("统计项"), required=False, widget=SearchSelect)
    rule = forms.ChoiceField(label=_("时段"))
    org = UnitField(label=_("哪个单位的数"), required=False, empty_label=_("本单位"))
    typed = text(
        _("直接写"), 120, required=False, help_text=_("写了就不取记录里的数，来源记为手填")
    )

    def __init__(self, *args: Any, units: Sequence[Unit], cell: Cell, **kwargs: Any) -> None:
        rule = cell.rule or spans.FORM
        initial = {
            "measure": cell.measure_code,
            "rule": rule,
            "org": cell.org_id,
            "typed": cell.typed,
        }
        super().__init__(*args, **{"initial": initial, **kwargs})
        choices, found = measure_choices(gettext("不取数，留空"))
        field: Any = self.fields["measure"]
        field.choices = choices
        field.widget.pinyin = found
        rules = list(dict.fromkeys([rule, *spans.OFFERED]))
        self.fields["rule"].choices = [(one, spans.shown(one)) for one in rules if one]  # type: ignore[attr-defined]
        org: Any = self.fields["org"]
        org.offer(units)


def measure_choices(empty: str) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Return the measures to choose from, and what each is also found by."""
    known = list(measures())
    choices = [("", empty), *((m.code, noted(m.name, m.unit)) for m in known)]
    return choices, {m.code: f"{m.pinyin} {' '.join(m.words)}" for m in known}


class PeriodForm(ActForm):
    """Which period the form is about."""

    period = PeriodField(label=_("统计时段"))


class CallForm(AtUnitForm):
    """Which figures are asked of whom, by what right, by when."""

    field_order = ["title", "basis", "period", "due_on", "items", "units", "reason", "unit"]
    title = text(_("要什么数"), 100, help_text=_("如 第三季度志愿服务数据"))
    basis = text(
        _("依据"), 150, help_text=_("文号或会议要求；没有依据不向下要数"),
        error_messages={"required": _("写明依据的文件或要求；没有依据不向下要数。")},
    )  # fmt: skip
    period = PeriodField(label=_("统计时段"))
    due_on = DateField(label=_("期限"))
    items = forms.CharField(
        label=_("数据项"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("一行一项，单位写在括号里，如 清理垃圾（车）。认得的项会先替下级填好。"),
        error_messages={"required": _("至少要一项数。")},
    )
    units = UnitsField(label=_("发给"))
    reason = text(
        _("已有的数为什么还要"), 150, required=False, help_text=_("要的数记录里都有时才用填")
    )

    def __init__(self, *args: Any, below: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units: Any = self.fields["units"]
        units.queryset = Unit.objects.filter(pk__in=[one.pk for one in below]).order_by("path")


class AnswerForm(ActForm):
    """One text and one reason for each item of a call."""

    def __init__(self, *args: Any, items: Iterable[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in items:
            unit = noted("", item.unit_word) if item.unit_word else ""
            box = forms.TextInput(attrs={"class": "input", "autocomplete": "off"})
            self.fields[f"text_{item.pk}"] = forms.CharField(
                label=f"{item.label}{unit}", required=False, max_length=40, widget=box
            )
            self.fields[f"reason_{item.pk}"] = forms.CharField(
                label=gettext("与记录不同的原因"),
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={"class": "input"}),
            )
