"""What the public and the office fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.kernel.refusal import Refused
from youju.organisations.rules import check_phone
from youju.portal import rules
from youju.portal.models import Opinion
from youju.portal.rules import Decision, Told
from youju.ui.forms import KeyField, PhotosField, PhotosInput

PHOTO_BYTES = 15 * 2**20
ALL_BYTES = rules.MAX_PHOTOS * PHOTO_BYTES


class GateForm(forms.Form):
    """The fields that keep machines out: a trap, a challenge, and the key of the act.

    The sum is for browsers without scripts; whether it or the work is right, the gate says.
    """

    key = KeyField()
    website = forms.CharField(required=False, label=_("这一栏请不要填"), max_length=200)
    token = forms.CharField(required=False, widget=forms.HiddenInput, max_length=120)
    work = forms.CharField(required=False, widget=forms.HiddenInput, max_length=20)
    answer = forms.CharField(
        required=False,
        max_length=10,
        label=_("图中算式的得数"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "short"}),
    )


class ReportForm(GateForm):
    """A resident's report."""

    kind = forms.ChoiceField(
        label=_("是什么问题"),
        widget=forms.RadioSelect,
        error_messages={"required": _("选一类问题")},
    )
    photos = PhotosField(
        label=_("照片"),
        required=False,
        help_text=_("最多 4 张，每张 15 MB 以内。先由工作人员审核，再决定是否公开。"),
        widget=PhotosInput(attrs={"multiple": True}),
    )
    where = forms.CharField(
        label=_("地点"),
        required=False,
        max_length=100,
        help_text=_("写到路名、小区、楼栋，如 金桥路 12号楼北侧。请不要写您家的门牌号。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    community = forms.ChoiceField(label=_("在哪个社区"), required=False)
    lat = forms.FloatField(required=False, widget=forms.HiddenInput)
    lng = forms.FloatField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("说明"),
        required=False,
        max_length=rules.MAX_WORDS,
        help_text=_("有照片可以不写。请不要写姓名、电话、车牌。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    name = forms.CharField(
        label=_("怎么称呼您"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "short"}),
    )
    phone = forms.CharField(
        label=_("电话"),
        required=False,
        max_length=20,
        help_text=_("办理时可能要问您。加密保存，不公开。"),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel", "class": "short"}),
    )

    def __init__(
        self,
        *args: Any,
        kinds: list[tuple[str, str]],
        communities: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["community"].choices = [("", _("不清楚")), *communities]  # type: ignore[attr-defined]

    def clean_photos(self) -> Any:
        photos = self.cleaned_data["photos"]
        if len(photos) > rules.MAX_PHOTOS:
            raise forms.ValidationError(_("最多 4 张照片"))
        if any(photo.size > PHOTO_BYTES for photo in photos):
            raise forms.ValidationError(_("每张照片 15 MB 以内，请用手机的“小图”再传"))
        return photos

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        try:
            check_phone(phone)
        except Refused as refusal:
            raise forms.ValidationError(refusal.message) from refusal
        return phone

    def told(self) -> Told:
        """Return what was filled in, as the action takes it."""
        said = self.cleaned_data
        return Told(
            kind=said["kind"],
            place=said["where"],
            lat=said["lat"] if said["lng"] is not None else None,
            lng=said["lng"] if said["lat"] is not None else None,
            words=said["words"],
            name=said["name"],
            phone=said["phone"],
        )


# Fields of `Told` -> fields of the form.
FIELDS = {"place": "where"}


class LookUpForm(forms.Form):
    """Number and code."""

    number = forms.CharField(
        label=_("编号"),
        max_length=30,
        help_text=_("如 261125-482103"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "short"}),
        error_messages={"required": _("填上报时给您的编号")},
    )
    code = forms.CharField(
        label=_("查询码"),
        max_length=30,
        help_text=_("12 位，如 7KXM-4QPR-9TDA"),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "class": "short", "autocapitalize": "characters"}
        ),
        error_messages={"required": _("填上报时给您的查询码")},
    )


class FeedbackForm(forms.Form):
    """Fixed or not, and why not."""

    key = KeyField()
    fixed = forms.ChoiceField(
        label=_("问题解决了吗"),
        choices=[("yes", _("解决了")), ("no", _("没有解决"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("选解决了或者没有解决")},
    )
    reason = forms.CharField(
        label=_("哪里没有解决"),
        required=False,
        max_length=rules.MAX_WORDS,
        help_text=_("选“没有解决”要写。问题会重新办理。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class OpinionForm(GateForm):
    """A complaint about the product, or a suggestion."""

    kind = forms.ChoiceField(
        label=_("类别"),
        choices=Opinion.Kind.choices,
        widget=forms.RadioSelect,
        initial="suggestion",
    )
    words = forms.CharField(
        label=_("您的意见"),
        max_length=1000,
        help_text=_("说哪一页、哪一步不好用，或者要求填了哪些重复的数。"),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("写明意见，至少 4 个字")},
    )


class DecisionForm(forms.Form):
    """Whether the public may read these words."""

    key = KeyField()
    decision = forms.ChoiceField(
        label=_("是否公开"),
        choices=[(Decision.SHOWN.value, _("公开")), (Decision.REFUSED.value, _("不公开"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("选公开或者不公开")},
    )
    words = forms.CharField(
        label=_("公开的文字"),
        required=False,
        max_length=rules.MAX_SHOWN,
        help_text=_("已经去掉像电话、证件号、车牌和称呼的字，请再看一遍：不能认出任何一个人。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason = forms.CharField(
        label=_("不公开的理由"),
        required=False,
        max_length=200,
        help_text=_("只给内部看。"),
    )


class PhotoForm(forms.Form):
    """Whether the public may see a photo; the button says it."""

    key = KeyField()
    item = forms.IntegerField()
    decision = forms.ChoiceField(choices=[(one.value, one.value) for one in Decision])
    reason = forms.CharField(required=False, max_length=200)


class AnswerForm(forms.Form):
    """What a resident is told at the end."""

    key = KeyField()
    answer = forms.CharField(
        label=_("给居民的答复"),
        max_length=rules.MAX_ANSWER,
        help_text=_("写做了什么、什么时候做的。凭查询码可见；问题公开时一并公开。"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("写明办理结果，至少 4 个字")},
    )


class OpinionAnswerForm(AnswerForm):
    """What is answered to an opinion on the product."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["answer"]
        field.label, field.help_text = (
            _("答复"),
            _("写怎么处理、什么时候改。来信人凭查询码可见，不公开。"),
        )
        field.error_messages["required"] = _("写明答复，至少 4 个字")


class ReasonForm(forms.Form):
    """Why a protected value is looked at."""

    reason = forms.CharField(
        label=_("事由"),
        max_length=200,
        help_text=_("如 核对垃圾堆放的位置。查看人、时间和事由都会留下记录。"),
        error_messages={"required": _("写明查看的事由，至少 4 个字")},
    )


class PublishForm(forms.Form):
    """What is published of a report or an honour."""

    key = KeyField()
    title = forms.CharField(
        label=_("标题"), max_length=120, error_messages={"required": _("写明标题")}
    )
    words = forms.CharField(
        label=_("摘要"),
        max_length=2000,
        help_text=_("写给居民看：做成了什么，还有什么没做成。不写姓名和电话。"),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("写明摘要")},
    )
