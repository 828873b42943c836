"""The form of a visit: where, who, the checklist, faults with their photos, opinions heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from youju.kernel.ids import row_id
from youju.organisations.choosing import UnitField, UnitsField
from youju.organisations.queries import Unit
from youju.patrols.kinds import PlaceKind
from youju.patrols.models import Visit
from youju.patrols.rules.visits import NOTE, Fault, Purpose, Way
from youju.ui.act_forms import ActForm, MomentField, offered, text
from youju.ui.forms import QuantityField

OK, BAD = "ok", "bad"
# A mock assessment records its visits itself.
PURPOSES = [one for one in Visit.PurposeName.choices if one[0] != Purpose.MOCK]


class VisitForm(ActForm):
    """Beside the checklist, which `Sheet` reads."""

    unit = UnitField(label=_("督查单位"), required=False)
    purpose = forms.ChoiceField(label=_("性质"), choices=PURPOSES, initial=Purpose.PATROL)
    way = forms.ChoiceField(label=_("看了什么"), choices=Visit.WayName.choices, initial=Way.SITE)
    post = text(
        _("以什么岗位"), 40, required=False, help_text=_("如 院领导、中层干部；不写就用您的职务。")
    )
    team = forms.ChoiceField(label=_("队伍"), required=False)
    route = forms.ChoiceField(label=_("路线"), required=False)
    people = QuantityField(
        label=_("人次"), unit="人次", required=False, help_text=_("一起去的人数，如 4。")
    )
    done_at = MomentField(
        label=_("时间"), required=False, help_text=_("现在就不填；补记写 7-8 10:30。")
    )
    partners = UnitsField(label=_("联合单位"), help_text=_("一起去的单位；合计只算一次。"))
    other = forms.CharField(
        label=_("检查表以外的问题"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("一行一个。"),
    )
    opinions = forms.CharField(
        label=_("听到的意见"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("一行一条，不写姓名和电话。"),
    )
    praised = forms.BooleanField(label=_("做得好，可以表扬"), required=False)
    note = text(_("情况"), 300, required=False)

    def __init__(
        self,
        *args: Any,
        units: Sequence[Unit],
        near: Sequence[Unit],
        teams: Any,
        routes: Any,
        placed: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields = cast(dict[str, Any], self.fields)
        if placed:
            del fields["unit"]
        else:
            fields["unit"].offer(units)
        fields["partners"].queryset = Unit.objects.filter(pk__in=[one.pk for one in near]).order_by(
            "path"
        )
        fields["team"].choices = offered(teams, _("不选"))
        fields["route"].choices = offered(routes, _("不选"))


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the checklist as it was filled in."""

    code: str
    text: str
    basis: str = ""
    mark: str = ""
    fault: str = ""
    corrected: bool = False
    photos: tuple[int, ...] = ()


def lines_of(kind: PlaceKind | None, sent: QueryDict | None) -> list[Line]:
    """Return the checklist with what was sent of it."""
    items = kind.items if kind else ()
    if sent is None:
        return [Line(one.code, one.text, one.basis) for one in items]
    return [
        Line(
            one.code,
            one.text,
            one.basis,
            sent.get(f"item_{one.code}", ""),
            sent.get(f"fault_{one.code}", "").replace("\0", "")[: NOTE + 1],
            bool(sent.get(f"corrected_{one.code}")),
            tuple(n for raw in sent.getlist(f"photos_{one.code}") if (n := row_id(raw))),
        )
        for one in items
    ]


def passed_of(lines: Sequence[Line]) -> list[str]:
    """Return the codes of the items that were found in order."""
    return [one.code for one in lines if one.mark == OK]


def faults_of(lines: Sequence[Line], other: str) -> list[Fault]:
    """Return what was not in order: items of the checklist, and lines of free text."""
    found = [
        Fault(one.code, one.fault, one.corrected, one.photos) for one in lines if one.mark == BAD
    ]
    return found + [Fault("", one.strip()) for one in other.splitlines() if one.strip()]
