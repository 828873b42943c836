"""Forms of the room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from youju.organisations.choosing import UnitField
from youju.organisations.queries import Unit
from youju.residents.kinds import kinds, purposes
from youju.residents.models import Area, Consent, Engagement, Household, Resident, UnsafeHouse
from youju.residents.rules.houses import State
from youju.residents.rules.needs import Kind
from youju.residents.rules.people import NAME, NOTE, RELATIONS
from youju.residents.rules.roster import COLUMNS
from youju.ui.forms import DateField, KeyField, SearchSelect

if TYPE_CHECKING:
    AreaChoice = forms.ModelChoiceField[Area]
    UnitChoice = forms.ModelChoiceField[Unit]
else:
    AreaChoice = forms.ModelChoiceField
    UnitChoice = forms.ModelChoiceField
EMPTY = [("", _("未填"))]


def words(label: Any, length: int, *, required: bool = False, **kwargs: Any) -> forms.CharField:
    """Return a text field; long ones get a box of several lines."""
    if length > 150:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
    attrs = {"autocomplete": "off"}
    kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
    return forms.CharField(label=label, max_length=length, required=required, **kwargs)


def today() -> Any:
    """Return today's date, as the initial value of a field."""
    return timezone.localdate()


class AreaField(AreaChoice):
    """An area to choose, found by characters, pinyin or initials."""

    widget = SearchSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Area.objects.none(), **{"empty_label": _("请选择"), **kwargs})
        self.error_messages["required"] = _("选小区；还没有的先登记小区。")

    def offer(self, areas: QuerySet[Area]) -> None:
        """Offer these areas."""
        self.queryset = areas.order_by("pinyin", "pk")
        widget: Any = self.widget
        widget.pinyin = {str(one.pk): one.pinyin for one in areas}


class PersonForm(forms.Form):
    """Who somebody is."""

    name = words(_("姓名"), NAME, required=True)
    id_number = words(_("身份证号"), 30, help_text=_("填了就自动得出性别和出生日期"))
    sex = forms.ChoiceField(
        label=_("性别"), required=False, choices=[*EMPTY, *Resident.SexName.choices]
    )
    birth = DateField(label=_("出生日期"), required=False)
    phone = words(_("电话"), 20)
    other_phone = words(_("另一个电话"), 20)
    relation = forms.ChoiceField(
        label=_("与户主关系"),
        required=False,
        choices=[*EMPTY, *((one.value, _(label)) for one, (label, _w) in RELATIONS.items())],
    )
    guardian = words(_("监护人"), NAME, help_text=_("未满 14 周岁必填"))
    former_name = words(_("曾用名"), NAME)
    incomer = forms.BooleanField(label=_("外来人口"), required=False)
    registered_on = DateField(
        label=_("居住登记日期"), required=False, help_text=_("外来人口在派出所登记的日期")
    )
    note = words(_("健康、就业等情况"), NOTE, help_text=_("加密保存，只有救助专员能打开"))
    key = KeyField()

    def clean(self) -> dict[str, Any]:
        """Put the phones together."""
        data = dict(super().clean() or {})
        phones = (data.pop("phone", ""), data.pop("other_phone", ""))
        data["phones"] = tuple(one.strip() for one in phones if one and one.strip())
        return data


class ChangeForm(PersonForm):
    """A correction: an empty protected field is kept as it is."""

    def clean(self) -> dict[str, Any]:
        """Keep each phone in its place, as one may change without the other."""
        data = super().clean()
        phones = tuple(
            str(self.cleaned_data.get(name) or "").strip() for name in ("phone", "other_phone")
        )
        return data | {"phones": phones if any(phones) else ()}


class HomeForm(forms.Form):
    """Where somebody lives."""

    area = AreaField(label=_("小区"))
    door = words(_("门牌"), 30, help_text=_("如 3-2-501、3栋2单元501、12号"))
    tenure = forms.ChoiceField(label=_("居住方式"), choices=Household.TenureName.choices)
    landlord = words(_("房东"), 30, help_text=_("租住的填"))

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["area"]
        field.offer(areas)


class RegisterForm(HomeForm, PersonForm):
    """A new resident: where, and who."""

    since = DateField(label=_("入住日期"), required=False, help_text=_("不填为今天"))
    field_order = ("area", "door", "tenure", "landlord", "since", "name", "id_number")


class MoveForm(HomeForm):
    """Where somebody moves, and when."""

    relation = forms.ChoiceField(
        label=_("与户主关系"),
        required=False,
        choices=[*EMPTY, *((one.value, _(label)) for one, (label, _w) in RELATIONS.items())],
    )
    on = DateField(label=_("迁入日期"), initial=today)
    key = KeyField()


class LeaveForm(forms.Form):
    """That somebody left."""

    why = forms.ChoiceField(
        label=_("原因"), choices=Resident.GoneName.choices, widget=forms.RadioSelect
    )
    on = DateField(label=_("日期"), initial=today)
    key = KeyField()


class EraseForm(forms.Form):
    """Why data are erased."""

    asked = forms.BooleanField(label=_("本人要求删除"), required=False)
    why = words(_("依据"), 200, required=True, help_text=_("如 本人申请〔2026〕3号，或 保存期满"))
    key = KeyField()


class ReasonForm(forms.Form):
    """Why a protected value is opened."""

    purpose = forms.ChoiceField(label=_("事由"))
    basis = words(
        _("依据或办件号"), 120, required=True,
        error_messages={"required": _("填办件号或文号，如 低保复核〔2026〕18号；没有就写清是谁来办、办什么。")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["purpose"]
        field.choices = [(one, one) for one in purposes()]


class BasisForm(forms.Form):
    """What somebody's own request is based on."""

    basis = words(_("申请编号或经过"), 120, required=True)
    key = KeyField()


class ConsentForm(forms.Form):
    """A consent."""

    purpose = words(_("同意用于"), 60, required=True, help_text=_("如 上门体检、助学登记"))
    way = forms.ChoiceField(label=_("方式"), choices=Consent.Way.choices)
    by = words(_("同意人"), NAME, help_text=_("不填为本人；未成年人为监护人"))
    on = DateField(label=_("日期"), initial=today)
    key = KeyField()


class DayForm(forms.Form):
    """A day."""

    on = DateField(label=_("日期"), initial=today)
    key = KeyField()


class AreaForm(forms.Form):
    """An area."""

    name = words(_("名称"), 40, required=True)
    kind = forms.ChoiceField(
        label=_("类型"), choices=Area.Kind.choices, help_text=_("决定由谁保洁、谁答复")
    )
    built = words(_("建成年代"), 40, help_text=_("如 70、80年代"))
    fee = words(_("物业费"), 40, help_text=_("如 0.6元/平方米·月"))
    households_told = words(_("总户数"), 30, help_text=_("登记还不全时填，如 785户"))
    people_told = words(_("总人数"), 30, help_text=_("如 1万余人"))
    weak_points = words(_("薄弱环节"), 300, help_text=_("如 停车难、无人保洁"))
    key = KeyField()


class BuildingForm(forms.Form):
    """Which grid answers for a building."""

    number = words(_("楼号"), 6, required=True)
    unit = UnitChoice(Unit.objects.none(), label=_("负责的网格"), empty_label=_("请选择"))
    key = KeyField()

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = units


class HandForm(forms.Form):
    """Which unit answers for an area from now on."""

    unit = UnitField(label=_("划给哪个单位"))
    key = KeyField()

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.offer(units)


class HouseholdForm(forms.Form):
    """How a household lives."""

    tenure = forms.ChoiceField(label=_("居住方式"), choices=Household.TenureName.choices)
    landlord = words(_("房东"), 30)
    landlord_phone = words(_("房东电话"), 20, help_text=_("不填为不改，要删去写“无”"))
    warned_on = DateField(
        label=_("提醒房东"), required=False, help_text=_("哪天告诉房东，要租户守法、到派出所登记")
    )
    key = KeyField()


class NeedForm(forms.Form):
    """A need."""

    kind = forms.ChoiceField(label=_("类别"))
    since = DateField(label=_("起"), initial=today)
    detail = words(_("困难和需要"), NOTE, help_text=_("如 因病致穷；加密保存"))
    carer = words(_("负责人"), 30)
    review_on = DateField(label=_("下次复核"), required=False, help_text=_("不填按类别的周期"))
    key = KeyField()

    def __init__(self, *args: Any, offered: list[Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [(one.code, one.label) for one in offered]


def kinds_offered(whole: bool, restricted: bool) -> list[Kind]:
    """Return the kinds of a household or of a person; restricted ones only where they may be."""
    return [one for one in kinds() if one.whole == whole and (restricted or not one.restricted)]


class ReviewForm(forms.Form):
    """What was seen or said."""

    text = words(_("看到、谈到什么"), NOTE, required=True)
    on = DateField(label=_("日期"), initial=today)
    carer = words(_("负责人"), 30, help_text=_("换了人才填"))
    review_on = DateField(label=_("下次复核"), required=False, help_text=_("不填按类别的周期"))
    key = KeyField()


class EndForm(forms.Form):
    """Until when."""

    until = DateField(label=_("止"), initial=today)
    key = KeyField()


class CommitteeForm(forms.Form):
    """An election."""

    chair = words(_("主任"), 30, required=True)
    members = forms.IntegerField(label=_("委员人数"), min_value=1, max_value=99)
    elected_on = DateField(label=_("选举日期"))
    ends_on = DateField(label=_("届满日期"))
    note = words(_("说明"), 150)
    key = KeyField()


class FirmForm(forms.Form):
    """A firm that was approached."""

    name = words(_("物业公司"), 60, required=True)
    on = DateField(label=_("洽谈日期"), initial=today)
    contact = words(_("联系人"), 30)
    phone = words(_("电话"), 20)
    key = KeyField()


class SettleFirmForm(forms.Form):
    """What came of it."""

    state = forms.ChoiceField(
        label=_("结果"), choices=Engagement.State.choices[1:], widget=forms.RadioSelect
    )
    on = DateField(label=_("日期"), initial=today)
    until = DateField(label=_("合同到期"), required=False, help_text=_("选聘的填"))
    duties = words(_("约定的服务"), 300)
    key = KeyField()


class ComplaintForm(forms.Form):
    """A complaint."""

    text = words(_("投诉什么"), 200, required=True)
    on = DateField(label=_("日期"), initial=today)
    key = KeyField()


class ResultForm(forms.Form):
    """How a complaint was settled."""

    result = words(_("处理结果"), 200, required=True)
    on = DateField(label=_("日期"), initial=today)
    key = KeyField()


class SurveyForm(forms.Form):
    """A visit to a house that may be unsafe."""

    on = DateField(label=_("走访日期"), initial=today)
    text = words(_("看到的情况"), NOTE, help_text=_("加密保存"))
    key = KeyField()


class StepForm(forms.Form):
    """The next step of a case."""

    state = forms.ChoiceField(label=_("进展"), widget=forms.RadioSelect)
    on = DateField(label=_("日期"), initial=today)
    grade = forms.ChoiceField(
        label=_("鉴定等级"), required=False, choices=[*EMPTY, *UnsafeHouse.GradeName.choices]
    )
    asked = forms.ChoiceField(
        label=_("申请什么"),
        required=False,
        choices=UnsafeHouse.HelpName.choices,
        widget=forms.RadioSelect,
    )
    text = words(_("情况"), NOTE, help_text=_("为什么申请、为什么未批、怎么办结；加密保存"))
    key = KeyField()

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["state"]
        field.choices = offered
        states = [state for state, _label in offered]
        for name, of in (("grade", State.APPRAISED), ("asked", State.APPLIED)):
            if of not in states:  # a step that is not offered has nothing to fill in
                del self.fields[name]


class RosterForm(forms.Form):
    """A roster to take in."""

    file = forms.FileField(label=_("名册"), help_text=_("Excel 或 CSV，不超过 5 MB"))
    area = AreaField(label=_("小区"), required=False, help_text=_("名册里没有“小区”一列时选"))
    key = KeyField()

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["area"]
        field.offer(areas)


class ColumnsForm(forms.Form):
    """What each column of a roster is."""

    key = KeyField()

    def __init__(self, *args: Any, heads: list[str], known: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", _("不导入")), *((name, label) for name, (label, _w) in COLUMNS.items())]
        for n, head in enumerate(heads):
            self.fields[f"column_{n}"] = forms.ChoiceField(
                label=head or _("第 %(n)s 列") % {"n": n + 1},
                choices=offered,
                required=False,
                initial=known.get(str(n), ""),
            )

    @property
    def columns(self) -> dict[int, str]:
        """Return what was chosen: {column: what it is}."""
        told = self.cleaned_data.items()
        return {int(name[7:]): key for name, key in told if name.startswith("column_") and key}
