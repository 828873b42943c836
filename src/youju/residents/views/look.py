"""The one box, a person's protected values one at a time, a person's own data."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as say
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.kernel.refusal import Missing, Refused
from youju.kernel.words import listed
from youju.kernel.workbook_out import workbook
from youju.organisations.exporting import file_answer, watermark
from youju.organisations.queries import Asking, May
from youju.residents import actions, forms, queries
from youju.residents.models import (
    Firm,
    Household,
    HouseStep,
    Need,
    NeedNote,
    Resident,
)
from youju.residents.rules.keys import LABELS
from youju.residents.rules.questions import LONGEST_QUESTION
from youju.residents.views.frame import asker, crumbs, record_of, show, to
from youju.ui.act_pages import sent

SHUT_AFTER = 300  # seconds a value stays open on the screen
# What may be opened, by the word in the address: the model, its fields with their names.
OPENABLE: dict[str, tuple[type[Model], dict[str, Any]]] = {
    "person": (
        Resident,
        {
            "id_number": say("身份证号"), "phone": say("电话"), "other_phone": say("另一个电话"), "door": say("门牌"),
            "sealed_name": say("姓名"), "sealed_birth": say("出生日期"), "guardian": say("监护人"), "note": say("健康、就业等情况"),
        },
    ),
    "need": (Need, {"detail": say("困难和需要")}),
    "note": (NeedNote, {"text": say("情况")}),
    "household": (Household, {"landlord_phone": say("房东电话")}),
    "step": (HouseStep, {"text": say("情况")}),
    "firm": (Firm, {"phone": say("电话")}),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """The one box. What is asked comes by POST, so that it stands in no address."""
    who = asker(request)
    words = request.POST.get("q", "").replace("\0", "").strip()[:LONGEST_QUESTION]
    shown: dict[str, Any] = {"words": words, "error": "", "answer": None, "lines": []}
    if request.method == "POST":
        try:
            answer = queries.look_up(who.member, who.unit, words, timezone.localdate())
            shown |= {"answer": answer, "lines": _lines(answer), "chips": _chips(answer)}
            _log(who, answer)
        except Refused as refusal:
            if refusal.field != "q":
                raise
            shown["error"] = refusal.message
    homes, people = queries.counts_at(who.member, who.unit)
    status = 422 if shown["error"] else 200
    return show(request, "index", who, "index", homes=homes, people=people, status=status, **shown)


def _lines(answer: queries.Answer) -> list[tuple[queries.Found, Any]]:
    return [(one, LABELS[one.by]) for one in answer.people]


def _chips(answer: queries.Answer) -> list[tuple[Any, int]]:
    return [(LABELS[by], n) for by, n in Counter(one.by for one in answer.people).items()]


def _log(who: Asking, answer: queries.Answer) -> None:
    """Note that somebody was looked for: by what and how many were found, never the words."""
    told: dict[str, Any] = {"by": listed(sorted({str(LABELS[one.by]) for one in answer.people}))}
    record(
        "residents.look_up", Outcome.LOOKED, actor=who.member, now=timezone.now(),
        kind="organisations.unit", subject_id=who.unit.pk, found=len(answer.people), **told,
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def open_(request: HttpRequest, what: str, record_id: int, field: str) -> HttpResponse:
    """Ask for purpose and basis, then show one protected value for five minutes."""
    model, fields = OPENABLE.get(what, (None, {}))
    if model is None or field not in fields:
        raise Missing(_("没有这一项"))
    _member, row = record_of(request, model, record_id, May.OPEN_PROTECTED)
    form = forms.ReasonForm(request.POST or None)
    value = ""
    if request.method == "POST" and form.is_valid():

        def do(*, key: Any, **told: Any) -> str:
            return actions.open_field(row, field, **told)

        value = sent(request, form, do) or ""
    return _opened(request, form, value, row, fields[field])


def _opened(request: HttpRequest, form: Any, value: str, row: Any, label: Any) -> HttpResponse:
    about = row.need if isinstance(row, NeedNote) else row
    about = row.house if isinstance(row, HouseStep) else about
    back = to("bodies") if isinstance(row, Firm) else about.get_absolute_url()
    name = getattr(about, "subject", str(about))
    context = {
        "form": form,
        "value": value,
        "label": label,
        "name": name,
        "back": back,
        "crumbs": crumbs((name, back)),
    }
    answer = render(request, "residents/open.html", context, status=422 if form.errors else 200)
    if value:
        answer["Refresh"] = f"{SHUT_AFTER}; url={back}"
    return answer


@never_cache
@require_http_methods(["GET", "POST"])
def own_data(request: HttpRequest, resident_id: int) -> HttpResponse:
    """All that is held of somebody who asked for it, as a file with who fetched it and when."""
    member, row = record_of(request, Resident, resident_id, May.OPEN_PROTECTED)
    form = forms.BasisForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def do(**told: Any) -> Any:
            return actions.open_own_data(row, **told)

        if lines := sent(request, form, do):
            mark = watermark(member)
            content = workbook(_("个人信息"), mark, [_("项目"), _("内容")], lines)
            return file_answer(content, _("本人信息"))
    context = {
        "form": form,
        "title": _("%s · 本人查阅") % row.name,
        "submit": _("导出"),
        "back": row.get_absolute_url(),
        "crumbs": crumbs((row.name, row.get_absolute_url())),
        "note": _("只交给本人或其监护人。导出会留痕，文件上写有导出人和时间。"),
    }
    return render(request, "residents/act.html", context, status=422 if form.errors else 200)
