"""For each act: its form, its words, its photos, and the action it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from youju.cases import actions
from youju.cases.forms import acts as forms
from youju.cases.rules import Act

AFTER, PROOF = "after", "proof"


@dataclass(frozen=True, slots=True)
class ActPage:
    """One act as a page.

    Attributes:
        call: The action; it takes the case's id, what the form tells, actor, now and key.
        submit: The words of the button.
        done: What is said afterwards.
        photos: "after": one for each before-photo; "proof": any; "": none.
        sign: What the signature of whoever confirms it is called; "": none is asked for.
        near: Whether near-duplicates stand beside the form.
    """

    form: type[forms.ActForm]
    call: Callable[..., Any]
    submit: str | Promise
    done: str | Promise
    intro: str | Promise = ""
    photos: str = ""
    sign: str | Promise = ""
    near: bool = False


PAGES: dict[Act, ActPage] = {
    Act.FILE: ActPage(forms.NoteForm, actions.file_case, _("立案"), _("已立案，待派遣。"), near=True),
    Act.REFUSE: ActPage(
        forms.ReasonForm, actions.refuse_case, _("不予立案"), _("已不予立案。"),
        _("理由会留在经过里，居民上报的，本人查询时看得到。"),
    ),
    Act.DISPATCH: ActPage(
        forms.DispatchForm, actions.dispatch_case, _("派遣"), _("已派遣，开始计时。"),
    ),
    Act.ACCEPT: ActPage(forms.NoteForm, actions.accept_case, _("接单"), _("已接单。")),
    Act.DISPUTE: ActPage(
        forms.ReasonForm, actions.dispute_case, _("提出权属异议"), _("已提出异议，裁定前不计时。"),
        _("写明为什么不归本单位、应归哪个单位。裁定前停止计时。"),
    ),
    Act.UPHOLD: ActPage(
        forms.UpholdForm, partial(actions.settle_dispute, uphold=True), _("改派"), _("已改派，重新计时。"),
    ),
    Act.REJECT: ActPage(
        forms.NeededAnswerForm, partial(actions.settle_dispute, uphold=False), _("驳回异议"),
        _("已驳回，接着计时。"),
    ),
    Act.ASK_EXTENSION: ActPage(
        forms.ExtensionForm, actions.ask_extension, _("申请延期"), _("已申请，答复前不计时。"),
        _("答复前停止计时；同意的，从原时限往后延。"),
    ),
    Act.GRANT_EXTENSION: ActPage(
        forms.AnswerForm, partial(actions.settle_extension, granted=True), _("同意延期"), _("已同意延期。"),
    ),
    Act.DENY_EXTENSION: ActPage(
        forms.NeededAnswerForm, partial(actions.settle_extension, granted=False), _("不同意延期"),
        _("已答复，接着计时。"),
    ),
    Act.RECTIFY: ActPage(
        forms.NeededNoteForm, actions.rectify_case, _("反馈整改"), _("已反馈，待复核。"),
        _("照着整改前的照片，在原位置逐张补拍；再写一句做了什么。"), AFTER,
    ),
    Act.PASS: ActPage(
        forms.PassForm, partial(actions.verify_case, passed=True), _("通过，结案"), _("已复核通过，结案。"),
        photos=PROOF, sign=_("确认人签名"),
    ),
    Act.FAIL: ActPage(
        forms.NeededNoteForm, partial(actions.verify_case, passed=False), _("不通过，退回整改"),
        _("已退回责任单位整改。"), _("写明哪里不合格，责任单位照此再整改；复核用的时间不算在责任单位头上。"), PROOF,
    ),
    Act.REOPEN: ActPage(
        forms.ReasonForm, actions.reopen_case, _("重新办理"), _("已重新办理，交原责任单位，重新计时。"),
    ),
    Act.MERGE: ActPage(
        forms.MergeForm, actions.merge_case, _("并案"), _("已并案。"),
        _("并入后本件不再单独办理，只计上报；经过留在两件里。"), near=True,
    ),
    Act.SPLIT: ActPage(
        forms.SplitForm, actions.split_case, _("拆分"), _("已拆分，各部分待派遣。"),
        _("一件里有几样事、归几个单位的，拆成几件；本件照旧办理。"),
    ),
    Act.NOTE: ActPage(forms.NeededNoteForm, actions.add_note, _("加备注"), _("已加备注。"), photos=PROOF),
    Act.CHANGE_KIND: ActPage(forms.KindForm, actions.change_kind, _("改类别"), _("已改类别。")),
    Act.MARK_HARD: ActPage(
        forms.HardForm, actions.mark_hard, _("挂账"), _("已挂账，列入疑难问题。"),
        _("一时解决不了的挂账：写明原因、打算和回看日期；在总结里逐期列出，直到销账。"),
    ),
    Act.REVIEW_HARD: ActPage(forms.ReviewForm, actions.review_hard, _("记下回看"), _("已记下。")),
    Act.CLEAR_HARD: ActPage(forms.ClearForm, actions.clear_hard, _("销账"), _("已销账。")),
    Act.RAISE: ActPage(
        forms.RaiseForm, actions.raise_case, _("上报求助"), _("已上报，等答复。"),
        _("本级解决不了的，报给上级或主管部门；对方能看到本件，答复和落实留在经过里。"),
    ),
}  # fmt: skip
