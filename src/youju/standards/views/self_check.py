"""自查: the items of a unit one after another, each with what proves it and what was found."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.evidence.queries import items_chosen
from youju.kernel.ids import row_id
from youju.organisations.queries import May, MemberRequest, asking, require
from youju.standards import actions, queries, shown_check
from youju.standards.forms.standing import CheckForm, JudgeForm
from youju.standards.views.mock_frame import act_page, acting, crumbs, sent, to
from youju.standards.views.score import edition_asked

MOST_PHOTOS = 20


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """The self-checks of the chosen unit, and the items that fail with whoever answers for them."""
    who = asking(request)
    edition = edition_asked(request, who)
    context: dict[str, Any] = {"who": who, "edition": edition}
    if edition is not None:
        context |= shown_check.index_page(who.member, edition, who.unit)
    context["may_record"] = who.member.may_at(May.RECORD, who.unit)
    return render(request, "standards/self_checks.html", context)


@require_POST
def begin(request: MemberRequest, edition_id: int) -> HttpResponse:
    """Begin a self-check, or go on with the one under way."""
    who = asking(request)
    edition = queries.edition_for(who.member, edition_id)
    found = actions.begin_check(edition=edition, unit=who.unit, **acting(request))
    return redirect("standards:self_check", found.pk)


@require_http_methods(["GET", "POST"])
def run(request: MemberRequest, check_id: int) -> HttpResponse:
    """One item of a self-check: how it stands, what proves it, what was found."""
    member = require(request.member, May.SEE)
    found = queries.self_check_for(member, check_id)
    page = shown_check.run_page(member, found, request.GET.get("item", ""))
    form = CheckForm(request.POST or None)
    if request.method == "POST":
        require(member, May.RECORD, found.unit)
    if request.method == "POST" and form.is_valid():

        def do(**given: Any) -> object:
            right = given.pop("verdict") == "right"
            return actions.check_item(found.pk, item=page["item"], right=right, **given)

        if sent(request, form, do):
            after = page["after"] or page["item"].code
            return redirect(f"{to('self_check', found.pk)}?item={after}")
    context = page | {"form": form, "found": found}
    context["may_record"] = member.may_at(May.RECORD, found.unit) and found.finished_on is None
    return render(request, "standards/self_check.html", context, status=422 if form.errors else 200)


@require_POST
def finish(request: MemberRequest, check_id: int) -> HttpResponse:
    """Close a self-check."""
    found = queries.self_check_for(require(request.member, May.SEE), check_id)
    actions.finish_check(found.pk, **acting(request))
    return redirect("standards:self_check", found.pk)


@require_http_methods(["GET", "POST"])
def judge(request: MemberRequest, item_id: int) -> HttpResponse:
    """Somebody decides what an item is worth at the chosen unit, where no data can say."""
    who = asking(request, May.RECORD)
    item = queries.item_for(who.member, item_id)
    given = request.POST.getlist("items") if request.method == "POST" else []
    photos = [one for text in given[:MOST_PHOTOS] if (one := row_id(text))]

    def do(**told: Any) -> object:
        return actions.judge_item(item=item, unit=who.unit, evidence=photos, **told)

    back = request.GET.get("back", "")
    back = back if back.startswith("/standards/") and "\\" not in back else to("item", item.pk)
    return act_page(
        request, JudgeForm(request.POST or None), do, back=back, saved=_("已记下评定，几分钟内计入得分"),
        template="judge", title=_("%(item)s：人工评定") % {"item": item}, submit=_("保存评定"),
        item=item, unit=who.unit, items=items_chosen(who.member, photos),
        told=actions.told_by_data(item, who.unit, timezone.now()),
        crumbs=crumbs((str(item), to("item", item.pk))),
    )  # fmt: skip
