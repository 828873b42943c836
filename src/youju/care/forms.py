"""Forms of the room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.care.kinds import causes, kinds
from youju.care.models import Fund, Round, Service, Visit
from youju.care.rules.benefits import Rule
from youju.care.rules.services import USUAL, What
from youju.kernel.festivals import FESTIVALS
from youju.organisations.choosing import AtUnitForm, UnitField
from youju.organisations.queries import Unit
from youju.residents.queries import Resident, purposes
from youju.residents.queries import kinds as needs
from youju.ui.act_forms import ActForm, decimal, number, offered, text, today
from youju.ui.forms import DateField
from youju.volunteers.queries import Team

LONG = 500


def _choices(field: forms.Field, found: Any) -> None:
    """Offer choices that are known only when the form is shown."""
    held: Any = field
    held.choices = found


class MemberField(forms.ChoiceField):
    """Somebody of a household; gives the resident, None for whoever speaks for the household."""

    def __init__(self, *, empty: Any, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.empty, self.people = empty, dict[str, Resident]()

    def clean(self, value: Any) -> Any:
        return self.people.get(super().clean(value))


def _offer(field: forms.Field, people: Iterable[Resident]) -> None:
    """Offer the members of a household."""
    held: Any = field
    held.people = {str(one.pk): one for one in people}
    held.choices = offered(held.people.values(), held.empty)


class VisitForm(ActForm):
    """A visit. Short enough for a phone at the door."""

    on = DateField(label=_("日期"), initial=today)
    visitors = text(_("走访人"), 120, help_text=_("几个人用顿号隔开"))
    kind = forms.ChoiceField(label=_("谁去的"), choices=Visit.By.choices)
    resident = MemberField(label=_("看望谁"), empty=_("全家"))
    goods = text(_("送去的物资"), 120, required=False, help_text=_("如 米 1 袋、油 1 桶"))
    worth = decimal(_("物资折款（元）"))
    money = decimal(_("慰问金（元）"))
    note = text(_("家里的情况和需要"), LONG, required=False, help_text=_("加密保存"))
    round = forms.ChoiceField(label=_("慰问批次"), required=False)

    def __init__(
        self, *args: Any, rounds: Iterable[Round], people: Iterable[Resident], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["resident"], people)
        self.rounds = {str(one.pk): one for one in rounds}
        if self.rounds:
            _choices(self.fields["round"], offered(self.rounds.values(), _("不属于哪一批")))
        else:
            del self.fields["round"]

    def clean_round(self) -> Round | None:
        """Return the round that was chosen."""
        return self.rounds.get(self.cleaned_data["round"])


class RoundForm(AtUnitForm):
    """A round."""

    name = text(_("名称"), 40, help_text=_("如 2027年春节慰问、寒潮走访"))
    need = forms.ChoiceField(label=_("走访哪些户"), required=False)
    since = DateField(label=_("起"), initial=today)
    until = DateField(label=_("止"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_kinds = [(one.code, one.label) for one in needs() if not one.restricted]
        _choices(self.fields["need"], [("", _("登记的各类困难和特殊群体")), *open_kinds])


class ApplyForm(ActForm):
    """An application."""

    kind = forms.ChoiceField(label=_("申请"))
    applicant = MemberField(label=_("申请人"), empty=_("户主"))
    people = number(_("保障人数"), required=True, initial=1)
    cause = forms.ChoiceField(label=_("困难原因"), help_text=_("加密保存"))
    detail = text(_("申请理由"), LONG, required=False, help_text=_("加密保存"))
    on = DateField(label=_("申请日期"), initial=today)

    def __init__(self, *args: Any, people: Iterable[Resident], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["applicant"], people)
        _choices(self.fields["kind"], [(one.code, one.label) for one in kinds()])
        _choices(self.fields["cause"], [(one, one) for one in causes()])

    def clean_people(self) -> int:
        """Return how many people; a household has some."""
        found: int = self.cleaned_data["people"]
        if not 1 <= found <= 30:
            raise forms.ValidationError(_("保障人数在 1 到 30 之间。"))
        return found


class CheckForm(ActForm):
    """What was found at home."""

    checkers = text(_("核查人"), 60, help_text=_("两人以上，用顿号隔开"))
    text = text(_("核查情况"), LONG, help_text=_("收入、财产、住房和困难；加密保存"))
    on = DateField(label=_("核查日期"), initial=today)


class DayForm(ActForm):
    """A day."""

    on = DateField(label=_("日期"), initial=today)


class WordsForm(ActForm):
    """A day with a reason."""

    text = text(_("原因"), LONG, help_text=_("加密保存"))
    on = DateField(label=_("日期"), initial=today)


class GrantForm(ActForm):
    """A grant."""

    amount = decimal(_("救助金额（元）"), required=True)
    monthly = forms.BooleanField(label=_("每月发这么多"), required=False)
    text = text(_("说明"), LONG, required=False)
    on = DateField(label=_("批准日期"), initial=today)


class ReviewForm(ActForm):
    """A review."""

    text = text(_("复核情况"), LONG, help_text=_("加密保存"))
    amount = decimal(_("新的救助金额（元）"), help_text=_("不变就不填"))
    on = DateField(label=_("复核日期"), initial=today)


class PayForm(ActForm):
    """A payment."""

    amount = decimal(_("金额（元）"), required=True)
    fund = forms.ChoiceField(label=_("从哪笔资金"), required=False)
    on = DateField(label=_("发放日期"), initial=today)
    why = text(
        _("多发的原因"),
        60,
        required=False,
        help_text=_("比批准的多、这个月再发一次时写，如 补发上月"),
    )

    def __init__(self, *args: Any, funds: Iterable[Fund], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.funds = {str(one.pk): one for one in funds}
        named = [
            (pk, _("%(name)s（余 %(left)s 元）") % {"name": one.name, "left": one.left})
            for pk, one in self.funds.items()
        ]
        _choices(self.fields["fund"], [("", _("民政直接发放")), *named])

    def clean_fund(self) -> Fund | None:
        """Return the fund that was chosen."""
        return self.funds.get(self.cleaned_data["fund"])


class FundForm(AtUnitForm):
    """Money for aid."""

    name = text(_("名称"), 40, help_text=_("如 2026年临时救助金"))
    source = text(_("来源"), 40, required=False, help_text=_("如 区民政局、慈善会"))
    given = decimal(_("到账金额（元）"), required=True, most=11)
    on = DateField(label=_("到账日期"), initial=today)


class BenefitForm(AtUnitForm):
    """What people of an age get each year."""

    name = text(_("名称"), 40, initial=_("老年节慰问"))
    least = number(_("满多少岁"), required=True, initial=90)
    most = number(_("到多少岁"), help_text=_("没有上限就不填"))
    festival = forms.ChoiceField(label=_("哪一天"), required=False, initial="chongyang")
    month_day = text(_("或每年几月几日"), 5, required=False, help_text=_("如 10-1；选了节日就不填"))
    amount = decimal(_("慰问金（元）"))
    goods = text(_("物品"), 60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = [(code, name) for code, (name, _custom) in FESTIVALS.items()]
        _choices(self.fields["festival"], [("", _("不按节日")), *days])

    def clean(self) -> dict[str, Any]:
        """Put what makes the rule together."""
        data = dict(super().clean() or {})
        parts = [data.pop(name, None) for name in ("least", "most", "festival", "month_day")]
        data["rule"] = Rule(parts[0] or 0, parts[1], parts[2] or "", parts[3] or "")
        return data


class ServiceForm(ActForm):
    """One line of an elder's plan."""

    what = forms.ChoiceField(label=_("服务"), choices=Service.What.choices)
    every_days = number(
        _("每隔几天一次"), help_text=_("不填按惯例：理发 30、体检 90、照料 7、慰藉 14")
    )
    provider = text(_("服务人"), 40, required=False, help_text=_("姓名，如 王师傅"))
    by_unit = UnitField(label=_("服务单位"), required=False)
    by_team = forms.ChoiceField(label=_("志愿队"), required=False)
    starlight = forms.BooleanField(label=_("列入星光计划"), required=False)
    since = DateField(label=_("从哪天起"), initial=today)

    def __init__(
        self, *args: Any, units: Sequence[Unit], teams: Iterable[Team], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["by_unit"]
        chosen.offer(units)
        self.teams = {str(one.pk): one for one in teams}
        _choices(
            self.fields["by_team"],
            [("", _("未填")), *((pk, one.name) for pk, one in self.teams.items())],
        )

    def clean_by_team(self) -> Team | None:
        """Return the team that was chosen."""
        return self.teams.get(self.cleaned_data["by_team"])

    def clean(self) -> dict[str, Any]:
        """Take the usual rhythm where none is told."""
        data = dict(super().clean() or {})
        if data.get("every_days") is None and data.get("what"):
            data["every_days"] = USUAL[What(data["what"])]
        return data


class CallForm(ActForm):
    """That somebody came. Short enough for a phone at the door."""

    on = DateField(label=_("日期"), initial=today)
    provider = text(_("服务人"), 40, required=False, help_text=_("换了人才填"))
    note = text(_("老人的情况"), LONG, required=False, help_text=_("加密保存"))


class ReasonForm(forms.Form):
    """Why a protected value is opened."""

    purpose = forms.ChoiceField(label=_("事由"))
    basis = text(
        _("依据或办件号"), 120,
        error_messages={"required": _("填办件号或文号，如 低保复核〔2026〕18号；没有就写清是谁来办、办什么。")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self.fields["purpose"], [(one, one) for one in purposes()])
