"""Pages of forms from above: hand one in, look at its cells, take it back filled in; the burden."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.kernel.periods import Grain, Period, around
from youju.kernel.refusal import Missing
from youju.organisations.queries import (
    May,
    MemberRequest,
    Unit,
    asking,
    require,
    subtree,
    unit_options,
)
from youju.returns import actions, queries, quotes, rules, shown
from youju.returns.forms import MapForm, PeriodForm, ReceiveForm
from youju.returns.measures import FORM_KIND
from youju.returns.models import Return
from youju.returns.views.handing import handed_out
from youju.ui.act_pages import act_page, pressed
from youju.ui.lists import keyset_page
from youju.ui.middleware import is_fragment

SOON = timedelta(days=14)
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """The forms from above of the chosen unit and those below it."""
    who = asking(request)
    rows = queries.forms_under(who.member, who.unit)
    state = request.GET.get("state", "")
    found = dict.fromkeys(Return.State.values, 0)
    for one in rows.order_by().values_list("state", flat=True):
        found[one] += 1
    rows = rows.filter(state=state) if state in found else rows.exclude(state="dropped")
    page = keyset_page(rows, request, ["-made_at", "-id"])
    today = timezone.localdate()
    context = {
        "page": page, "unit": who.unit, "chips": shown.state_chips(found, state),
        "late": {one.pk for one in page.rows if one.late(today)},
        "waiting": queries.waiting_of(who.member, who.unit),
        "may_draft": who.member.may(May.DRAFT), "may_call": who.member.may(May.CONFIGURE),
    }  # fmt: skip
    return render(request, "returns/index.html", context)


def _crumbs(form: Return | None = None) -> list[dict[str, str]]:
    found = [{"label": _("一表通"), "url": reverse("returns:index")}]
    if form is not None:
        found.append({"label": form.title, "url": form.get_absolute_url()})
    return found


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Hand in a form as it came."""
    who = asking(request)
    member = require(who.member, May.DRAFT)
    initial = {"unit": who.unit.pk, "period": who.period}
    form = ReceiveForm(
        request.POST or None,
        request.FILES or None,
        units=list(unit_options(member)),
        initial=initial,
    )

    def do(*, file: Any, **told: Any) -> str:
        made = actions.receive_form(content=file.read(), name=file.name or "", **told)
        return made.get_absolute_url()

    return act_page(
        request, form, do, back=_crumbs()[0]["url"], template="returns/new.html",
        saved=_("已认出表里的空格，请核对。"), title=_("上传来表"), submit=_("上传并认表"), crumbs=_crumbs(),
    )  # fmt: skip


@require_GET
def form(request: MemberRequest, form_id: int) -> HttpResponse:
    """One form as a grid: what each blank asks for, and what is held."""
    member = require(request.member, May.SEE)
    found = queries.form_for(member, form_id)
    cells = queries.cells_of(found)
    counts = shown.counts(cells)
    context = {
        "form": found, "sheets": shown.sheets(found, cells), "counts": counts, "crumbs": _crumbs()[:1],
        "may_edit": member.may_at(May.DRAFT, found.unit) and found.state != Return.State.DROPPED,
        "left": [one for one in cells if one.look in ("missing", "none", "doubt")],
        "figures": sum(n for look, n in counts.items() if look != "hand"),
        "minutes": rules.MINUTES_PER_CELL, "hours": rules.hours_saved(counts["got"]),
    }  # fmt: skip
    return render(request, "returns/form.html", context)


@require_http_methods(["GET", "POST"])
def cell(request: MemberRequest, form_id: int, cell_id: int) -> HttpResponse:
    """What one cell asks for: the panel beside the grid (GET), saying it (POST)."""
    member = require(request.member, May.SEE)
    found = queries.form_for(member, form_id)
    one = queries.cell_for(found, cell_id)
    may_edit = member.may_at(May.DRAFT, found.unit) and found.state != Return.State.DROPPED
    if request.method == "POST":
        require(member, May.DRAFT, found.unit)
    told = MapForm(request.POST or None, units=list(_units_below(found.unit)), cell=one)

    def do(**given: Any) -> None:
        actions.map_cell(found.pk, one.pk, **given)

    return act_page(
        request, told, do, back=f"{found.get_absolute_url()}#c{one.pk}",
        template="returns/_cell.html" if is_fragment(request) else "returns/cell.html",
        saved=_("已记住，下次同样的词自动对上。"), title=one.label, submit=_("就是这个"), crumbs=_crumbs(found),
        cell=one, source=found, about=shown.about(found, one), shown_value=shown.shown(found, one), may_edit=may_edit,
    )  # fmt: skip


def _units_below(unit: Unit) -> Any:
    return subtree(unit).filter(until=None).exclude(pk=unit.pk).order_by("path")


@require_http_methods(["GET", "POST"])
def period(request: MemberRequest, form_id: int) -> HttpResponse:
    """Say which period the form is about."""
    member = require(request.member, May.SEE)
    found = queries.form_for(member, form_id)
    require(member, May.DRAFT, found.unit)
    told = PeriodForm(request.POST or None, initial={"period": found.period})

    def do(**given: Any) -> None:
        actions.set_period(found.pk, **given)

    return act_page(
        request, told, do, back=found.get_absolute_url(), saved=_("时段已改，数字已重新取。"),
        title=_("改统计时段"), submit=_("改时段"), crumbs=_crumbs(found),
        note=_("“本期”“本月”“累计”“上年同期”都从这个时段推出。"),
    )  # fmt: skip


@require_POST
def confirm(request: MemberRequest, form_id: int) -> HttpResponse:
    """Confirm all that is proposed."""
    found = queries.form_for(require(request.member, May.SEE), form_id)
    return pressed(
        request,
        lambda **how: actions.confirm_cells(found.pk, **how),
        found.get_absolute_url(),
        _("已确认，下次同样的词自动对上。"),
    )


@require_POST
def fill(request: MemberRequest, form_id: int) -> HttpResponse:
    """Fill the form in; the page then offers it for taking away."""
    found = queries.form_for(require(request.member, May.SEE), form_id)

    def address(code: str, unit: Unit, span: Period) -> str:
        return request.build_absolute_uri(shown.trail_url(code, unit, span))

    def do(**how: Any) -> None:
        actions.fill_form(found.pk, address=address, **how)

    return pressed(request, do, found.get_absolute_url(), _("已填好，可以下载。"))


@require_POST
def drop(request: MemberRequest, form_id: int) -> HttpResponse:
    """Put a form aside."""
    found = queries.form_for(require(request.member, May.SEE), form_id)
    return pressed(
        request,
        lambda **how: actions.drop_form(found.pk, **how),
        found.get_absolute_url(),
        _("已作废，不再计数。"),
    )


@require_GET
def download(request: MemberRequest, form_id: int) -> HttpResponse:
    """The form filled in, or with `?as=it-came` as it came. Leaving the house is in the log."""
    member = require(request.member, May.SEE)
    found = queries.form_for(member, form_id)
    as_it_came = request.GET.get("as") == "it-came"
    if not as_it_came and not found.filled:
        raise Missing(_("还没有填，先点“填好这份表”。"))
    with default_storage.open(found.stored if as_it_came else found.filled) as kept:
        content = kept.read()
    stem, _dot, suffix = found.file_name.rpartition(".")
    name = found.file_name if as_it_came else f"{stem}（{_('已填')}）.{suffix}"
    return handed_out(
        content, name, TYPES[found.kind], member=member, act="returns.download",
        subject=(FORM_KIND, found.pk), rows=found.got, as_it_came=as_it_came,
    )  # fmt: skip


@require_GET
def due(request: MemberRequest) -> HttpResponse:
    """The fragment on the page of today: forms to fill in and calls to answer."""
    member = require(request.member, May.SEE)
    today = timezone.localdate()
    forms, replies = queries.due_for(member, today + SOON)
    context = {"forms": forms, "replies": replies, "today": today}
    return render(request, "returns/_due.html", context)


@require_GET
def quoted(request: MemberRequest) -> HttpResponse:
    """The fragment in the book of figures: where the figures of the unit and period are quoted."""
    who = asking(request)
    context = {"rows": quotes.quoted(who.member, who.unit, who.period)}
    return render(request, "returns/_quoted.html", context)


@require_GET
def burden(request: MemberRequest) -> HttpResponse:
    """What was asked in the chosen year, by whom, and how much of it filled itself."""
    who = asking(request)
    year = around(who.period.bounds[1], Grain.YEAR)
    rows = queries.burden(who.member, who.unit, year)
    total = queries.Burden(
        "", sum(r.calls for r in rows), sum(r.cells for r in rows), sum(r.auto for r in rows)
    )
    context = {
        "rows": rows,
        "total": total,
        "unit": who.unit,
        "year": year,
        "minutes": rules.MINUTES_PER_CELL,
        "crumbs": _crumbs(),
    }
    return render(request, "returns/burden.html", context)
