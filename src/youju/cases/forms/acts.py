"""A form for each act on a case: what it asks, and what it tells the action."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from youju.cases.actions import Part
from youju.cases.deadlines import limit_of
from youju.cases.forms.fields import (
    LimitField,
    kind_field,
    note_field,
    unit_field,
)
from youju.cases.models import Case, HardCase
from youju.cases.queries import kinds_of
from youju.cases.routing import proposed
from youju.cases.words import limit_words
from youju.organisations.queries import Membership, Unit
from youju.ui.forms import DateField, KeyField


def units_of(root_id: int) -> list[Unit]:
    """Return the units of a root that can be given work: those still open, without grids and areas."""
    rows = Unit.objects.filter(root_id=root_id, until=None)
    return list(rows.exclude(kind__in=("grid", "area")).order_by("path")[:2000])


def by_id(value: str) -> Unit | None:
    return Unit.objects.filter(pk=int(value)).first() if value else None


class ActForm(forms.Form):
    """The frame: the act's key, and what the action is told."""

    key = KeyField()

    def __init__(self, case: Case, member: Membership, *args: Any) -> None:
        self.case, self.member = case, member
        super().__init__(*args)
        self.build()

    def build(self) -> None:
        """Add the fields that depend on the case."""

    def told(self) -> dict[str, Any]:
        """Return the keyword arguments of the action."""
        return {}


class NoteForm(ActForm):
    """A remark that may stay empty."""

    needed: ClassVar[bool] = False
    name: ClassVar[str] = "note"

    def build(self) -> None:
        self.fields[self.name] = note_field(_("说明"), required=self.needed)

    def told(self) -> dict[str, Any]:
        return {self.name: self.cleaned_data[self.name]}


class PassForm(NoteForm):
    """A remark, and who confirmed on the spot that it is solved."""

    def build(self) -> None:
        super().build()
        self.fields["signer"] = forms.CharField(
            label=_("签名确认人"),
            required=False,
            max_length=30,
            help_text=_("上报人或责任单位的人在现场确认的，写姓名，请本人在下面签名；没有就不填"),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )

    def told(self) -> dict[str, Any]:
        return {**super().told(), "signer": self.cleaned_data["signer"]}


class NeededNoteForm(NoteForm):
    needed = True


class ReasonForm(NoteForm):
    """A reason that must be given."""

    needed = True
    name = "reason"

    def build(self) -> None:
        self.fields[self.name] = note_field(_("理由"), required=True)


class AnswerForm(NoteForm):
    name = "answer"

    def build(self) -> None:
        self.fields[self.name] = note_field(_("答复"), required=self.needed)


class NeededAnswerForm(AnswerForm):
    needed = True


class DispatchForm(ActForm):
    """The unit that answers for it, proposed by the routing rules with the reason."""

    def build(self) -> None:
        units = units_of(self.case.root_id)
        route = proposed(self.case)
        hint = route.why if route else _("没有路由规则对得上，请自选。")
        self.fields["owner_unit"] = unit_field(
            units,
            label=_("责任单位"),
            help_text=hint,
            initial=str(route.unit.pk) if route else None,
        )
        self.fields["helpers"] = forms.CharField(
            label=_("配合单位"),
            required=False,
            max_length=300,
            help_text=_("几个单位一起办的，写配合单位的简称，用顿号隔开；责任单位牵头"),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
        usual = limit_of(self.case.kind, self.case.unit)
        self.fields["limit"] = LimitField(
            label=_("时限"),
            unit=usual.unit.value,
            help_text=_("不填就按类别的时限：%(limit)s") % {"limit": limit_words(usual)},
        )
        self.fields["note"] = note_field(_("要求"))
        self.order_fields(("owner_unit", "helpers", "limit", "note", "key"))
        self.units = units

    def clean_helpers(self) -> list[Unit]:
        text = self.cleaned_data["helpers"].replace("，", "、").replace(",", "、")
        names = [one.strip() for one in text.split("、") if one.strip()]
        known = {one.short_name: one for one in self.units} | {one.name: one for one in self.units}
        unknown = [one for one in names if one not in known]
        if unknown:
            raise forms.ValidationError(
                _("没有“%(name)s”这个单位，写单位的简称或全称。") % {"name": unknown[0]}
            )
        return [known[one] for one in names]

    def told(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] for name in ("helpers", "limit", "note")}
        return {"owner_unit": by_id(self.cleaned_data["owner_unit"]), **given}


class UpholdForm(ActForm):
    """Another unit, and a word to both."""

    def build(self) -> None:
        units = [one for one in units_of(self.case.root_id) if one.pk != self.case.owner_unit_id]
        self.fields["to"] = unit_field(units, label=_("改派给"))
        self.fields["answer"] = note_field(_("裁定意见"))

    def told(self) -> dict[str, Any]:
        return {"to": by_id(self.cleaned_data["to"]), "answer": self.cleaned_data["answer"]}


class ExtensionForm(ActForm):
    """How much more time, and why."""

    def build(self) -> None:
        self.fields["limit"] = LimitField(
            label=_("再要多久"), unit=self.case.limit_unit, required=True
        )
        self.fields["reason"] = note_field(_("理由"), required=True, hint=_("如 等配件、连续降雨"))

    def told(self) -> dict[str, Any]:
        return {"limit": self.cleaned_data["limit"], "reason": self.cleaned_data["reason"]}


class MergeForm(ActForm):
    """The case it is the same as: near ones to choose from, or any number."""

    def build(self) -> None:
        self.fields["into"] = forms.CharField(
            label=_("并入哪一件"),
            max_length=40,
            help_text=_("填编号，如 金问〔2026〕0131号；右边列出附近相同的"),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            error_messages={"required": _("填要并入的问题的编号。")},
        )
        self.fields["note"] = note_field(_("说明"))

    def clean_into(self) -> int:
        number = self.cleaned_data["into"].strip().replace("[", "〔").replace("]", "〕")
        rows = Case.objects.filter(root_id=self.case.root_id, number=number)
        found = rows.values_list("pk", flat=True).first()
        if found is None:
            raise forms.ValidationError(_("没有编号为“%(n)s”的问题，请核对。") % {"n": number})
        return int(found)

    def told(self) -> dict[str, Any]:
        return {"into": self.cleaned_data["into"], "note": self.cleaned_data["note"]}


class KindForm(ActForm):
    """Another kind; its limit counts from then on."""

    def build(self) -> None:
        self.fields["kind"] = kind_field(kinds_of(self.case.root_id), label=_("改为"))
        self.fields["note"] = note_field(_("说明"))

    def told(self) -> dict[str, Any]:
        return {"kind": self.cleaned_data["kind"], "note": self.cleaned_data["note"]}


class HardForm(ActForm):
    """Why it cannot be put right soon, what is planned, and when it is looked at again."""

    def build(self) -> None:
        day = timezone.localdate() + timedelta(days=90)
        self.fields["why"] = forms.ChoiceField(
            label=_("未解决的原因"), choices=HardCase.Why.choices
        )
        self.fields["plan"] = note_field(
            _("打算"), required=True, hint=_("分几步做，哪一步到什么时候")
        )
        self.fields["needs"] = forms.CharField(
            label=_("需要谁支持"),
            required=False,
            max_length=200,
            help_text=_("如 市住建局、街道协调"),
        )
        self.fields["review_on"] = DateField(label=_("回看日期"), initial=day.isoformat())

    def told(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("why", "plan", "needs", "review_on")}


class ReviewForm(ActForm):
    """What the look at a hard case found."""

    def build(self) -> None:
        day = timezone.localdate() + timedelta(days=90)
        self.fields["note"] = note_field(_("进展"), required=True)
        self.fields["review_on"] = DateField(label=_("下次回看"), initial=day.isoformat())

    def told(self) -> dict[str, Any]:
        return {"note": self.cleaned_data["note"], "review_on": self.cleaned_data["review_on"]}


class ClearForm(ActForm):
    """How a hard case ends."""

    def build(self) -> None:
        self.fields["note"] = note_field(_("说明"), required=True)

    def told(self) -> dict[str, Any]:
        return {"note": self.cleaned_data["note"]}


class RaiseForm(ActForm):
    """To whom, with what paper, asking for what."""

    def build(self) -> None:
        units = [one for one in units_of(self.case.root_id) if one.pk != self.case.unit_id]
        self.fields["to"] = unit_field(units, label=_("报给"))
        self.fields["paper"] = forms.CharField(
            label=_("报告文号或材料"), required=False, max_length=120,
            help_text=_("如 金社〔2026〕12号《关于……的请示》"),
        )  # fmt: skip
        self.fields["reason"] = note_field(_("请求事项"), required=True)

    def told(self) -> dict[str, Any]:
        found = {name: self.cleaned_data[name] for name in ("paper", "reason")}
        return {"to": by_id(self.cleaned_data["to"]), **found}


class SplitForm(ActForm):
    """Up to five parts, each with a kind and a title."""

    parts: ClassVar[range] = range(1, 4)

    def build(self) -> None:
        kinds = kinds_of(self.case.root_id)
        for n in self.parts:
            first = n == 1
            self.fields[f"kind_{n}"] = kind_field(
                kinds, label=_("第 %(n)s 部分的类别") % {"n": n}, required=first
            )
            self.fields[f"title_{n}"] = forms.CharField(
                label=_("第 %(n)s 部分的标题") % {"n": n}, required=first, max_length=120,
                error_messages={"required": _("写这一部分的标题。")},
            )  # fmt: skip
        self.fields["note"] = note_field(_("说明"))

    def told(self) -> dict[str, Any]:
        given = [
            Part(self.cleaned_data[f"kind_{n}"], self.cleaned_data[f"title_{n}"])
            for n in self.parts
            if self.cleaned_data.get(f"kind_{n}") or self.cleaned_data.get(f"title_{n}")
        ]
        return {"parts": given, "note": self.cleaned_data["note"]}


class RaisingAnswerForm(forms.Form):
    """What will be done about a call for help, or why not."""

    key = KeyField()
    granted = forms.ChoiceField(
        label=gettext_lazy("意见"),
        choices=[("yes", gettext_lazy("同意，由我们办或协调")), ("no", gettext_lazy("不同意"))],
        widget=forms.RadioSelect,
        initial="yes",
    )
    answer = forms.CharField(
        label=gettext_lazy("答复"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("写明答复。")},
    )  # fmt: skip
