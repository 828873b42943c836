"""Forms of the split of an edition, and of what becomes of a duty."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership, Person, Unit
from youju.standards.duties_sheet import names_in, unit_named, units_by_name
from youju.standards.rules.duties import MAX_REASON
from youju.ui.forms import DateField, KeyField, SearchSelect

MOST_FILE = 5 * 2**20


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A unit of the tree, found by characters, pinyin or initials."""

    def offer(self, units: Iterable[Unit]) -> None:
        """Offer these units."""
        rows = list(units)
        self.choices = [("", "—"), *((one.pk, one.short_name) for one in rows)]
        self.widget = SearchSelect(
            choices=self.choices, pinyin={str(one.pk): one.pinyin for one in rows}
        )


class GiveForm(forms.Form):
    """To whom the ticked items go."""

    lead = UnitField(Unit.objects.none(), label=_("牵头单位"), required=False)
    supports = forms.CharField(
        label=_("配合单位"), required=False, max_length=600, help_text=_("几家用、隔开"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    due = DateField(label=_("期限"), required=False)
    section = forms.CharField(label=_("科室"), required=False, max_length=60)
    key = KeyField()

    def __init__(
        self, *args: Any, member: Membership, units: QuerySet[Unit], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        lead: Any = self.fields["lead"]
        lead.queryset = units
        lead.offer(units)

    def clean_supports(self) -> list[Unit]:
        """Return the units named."""
        names = names_in(self.cleaned_data["supports"])
        try:
            known = units_by_name(self.member) if names else {}
            return [unit_named(one, known) for one in names]
        except Refused as refusal:
            raise ValidationError(refusal.message) from refusal

    def clean(self) -> dict[str, Any]:
        """Refuse to give items to nobody."""
        given = super().clean() or {}
        if not self.errors and not given.get("lead") and not given.get("supports"):
            self.add_error("lead", _("选牵头单位，或者写配合单位。"))
        return given


class PlaceForm(forms.Form):
    """Who within the unit answers for it."""

    person = forms.ChoiceField(label=_("责任人"), required=False)
    section = forms.CharField(label=_("科室"), required=False, max_length=60)
    key = KeyField()

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        field: Any = self.fields["person"]
        field.choices = [("", "—"), *((pk, one.name) for pk, one in self.people.items())]

    def clean_person(self) -> Person | None:
        """Return the person chosen."""
        return self.people.get(self.cleaned_data["person"])


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("原因"),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": MAX_REASON}),
        error_messages={"required": _("写明原因。")},
    )
    key = KeyField()


class ReassignForm(forms.Form):
    """Which other unit it goes to."""

    unit = UnitField(
        Unit.objects.none(), label=_("改派给"), error_messages={"required": _("选改派给哪个单位。")}
    )
    due = DateField(label=_("期限"), required=False, help_text=_("不填沿用原来的期限"))
    key = KeyField()

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = units
        unit.offer(units)


class SheetForm(forms.Form):
    """A split in a workbook."""

    file = forms.FileField(
        label=_("分工表"), help_text=_(".xlsx 或 .xls，最大 5 MB"),
        error_messages={"required": _("选填好的分工表。")},
    )  # fmt: skip

    def clean_file(self) -> Any:
        """Refuse a file that is too large to be a split."""
        file = self.cleaned_data["file"]
        if file.size > MOST_FILE:
            raise ValidationError(_("文件超过 5 MB，不像分工表。"))
        return file
