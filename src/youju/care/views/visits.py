"""Who was not seen, visits, rounds, one household."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.care import actions, forms, queries
from youju.care.actions.visits import Told
from youju.care.models import Round, Visit
from youju.care.queries.aid import aid_to
from youju.care.queries.visits import in_need
from youju.care.views.frame import asker, chip, crumbs, home_of, record_of, show, to, units_of
from youju.kernel.crypto import mask_name
from youju.kernel.ids import row_id
from youju.organisations.queries import Asking, May
from youju.residents.queries import members_of
from youju.ui.act_pages import act_page, pressed
from youju.ui.lists import keyset_page

PRINTED = 500


def _wanted(request: HttpRequest, who: Asking) -> tuple[Round | None, date, date]:
    """Return the round that is asked for with its days; without one this year's."""
    wanted = row_id(request.GET.get("round", "")) or 0
    found = queries.record_for(who.member, Round, wanted) if wanted else None
    today = timezone.localdate()
    if found is not None:
        return found, found.since, found.until
    return None, today.replace(month=1, day=1), today


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The households in need that nobody visited: this year, or in a round."""
    who = asker(request)
    made, since, until = _wanted(request, who)
    need = made.need if made else ""
    rows = queries.unseen(who.member, who.unit, since, until, need)
    total, left = in_need(who.member, who.unit, need).count(), rows.count()
    page = keyset_page(rows, request, ["id"])
    needs = queries.needs_by_home(who.member, who.unit, page.rows)
    open_rounds = queries.rounds_at(who.member, who.unit).filter(until__gte=timezone.localdate())
    chips = [chip(_("今年"), to("index"), made is None)] + [
        chip(one.name, f"?round={one.pk}", one == made) for one in open_rounds.order_by("until", "pk")[:6]
    ]  # fmt: skip
    return show(
        request, "unseen", who, "index", page=page, chips=chips, total=total, left=left, seen=total - left, round=made,
        lines=[(one, needs.get(one.pk, [])) for one in page.rows], since=since, until=until,
        may_visit=not made or made.since <= timezone.localdate() <= made.until,
    )  # fmt: skip


@never_cache
@require_GET
def print_unseen(request: HttpRequest) -> HttpResponse:
    """The list to take along: names and doors masked, who printed it on it, in the log."""
    who = asker(request)
    made, since, until = _wanted(request, who)
    rows = queries.unseen(who.member, who.unit, since, until, made.need if made else "")
    homes: list[Any] = list(rows.order_by("area__pinyin", "pk")[:PRINTED])
    needs = queries.needs_by_home(who.member, who.unit, homes)
    record(
        "care.print_unseen", Outcome.EXPORTED, actor=who.member, now=timezone.now(),
        kind="organisations.unit", subject_id=who.unit.pk, rows=len(homes),
    )  # fmt: skip
    lines = [
        (
            mask_name(one.head.name) if one.head else "",
            one.place,
            needs.get(one.pk, []),
            one.last_on,
        )
        for one in homes
    ]
    title = made.name if made else _("%(year)s 年") % {"year": since.year}
    context = {"who": who, "lines": lines, "title": title, "now": timezone.localtime()}
    return render(request, "care/print_unseen.html", context)


@require_GET
def visits(request: HttpRequest) -> HttpResponse:
    """The visits of the chosen unit, the last first; `?cheered=1` those with something brought."""
    who = asker(request)
    rows = queries.visits_at(who.member, who.unit)
    year = rows.filter(on__year=timezone.localdate().year)
    gifts = rows.exclude(money=None, worth=None, goods="")
    only = "cheered" in request.GET
    chips = [
        chip(_("全部"), to("visits"), not only, rows.count()),
        chip(_("慰问"), "?cheered=1", only, gifts.count()),
    ]
    page = keyset_page(gifts if only else rows, request, ["-on"])
    rounds = queries.rounds_at(who.member, who.unit).order_by("-until", "-pk")[:8]
    return show(
        request, "visits", who, "visits", page=page, chips=chips, year=year.count(), rounds=rounds
    )


@require_GET
def home(request: HttpRequest, household_id: int) -> HttpResponse:
    """What was done for one household."""
    member, row = home_of(request, household_id)
    return render(request, "care/home.html", _home(member, row))


@require_GET
def home_part(request: HttpRequest, household_id: int) -> HttpResponse:
    """The fragment beside the household in the register."""
    member, row = home_of(request, household_id)
    return render(request, "care/_home_part.html", _home(member, row))


def _home(member: Any, row: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "home": row,
        "visits": queries.visits_to(member, row)[:30],
        "cases": aid_to(member, row),
        "elders": [one for one in members_of(member, row) if (one.age_on(today) or 0) >= 60],
        "today": today,
        "may_open": member.may(May.OPEN_PROTECTED),
        "crumbs": crumbs(),
    }


@require_http_methods(["GET", "POST"])
def visit_new(request: HttpRequest, household_id: int) -> HttpResponse:
    """Note a visit."""
    member, row = home_of(request, household_id)
    today = timezone.localdate()
    rounds = queries.rounds_for(member, row.unit).filter(since__lte=today).order_by("-until")[:6]
    initial = {"visitors": member.person.name, "round": request.GET.get("round", "")}
    form = forms.VisitForm(
        request.POST or None, rounds=rounds, people=members_of(member, row), initial=initial
    )

    def do(*, round: Round | None = None, **told: Any) -> Visit:
        acting = {name: told.pop(name) for name in ("actor", "now", "key")}
        return actions.record_visit(row.pk, Told(**told), round=round, **acting)

    words = {"title": _("%s · 记走访") % row, "submit": _("记下"), "saved": _("已记下。")}
    back = to("home", row.pk)
    return act_page(request, form, do, back=back, crumbs=crumbs((row, back)), **words)


@require_POST
def seen(request: HttpRequest, household_id: int) -> HttpResponse:
    """Note with one tap that a household was visited today by whoever taps."""
    member, row = home_of(request, household_id)
    wanted = row_id(request.POST.get("round", "")) or 0
    made = queries.record_for(member, Round, wanted) if wanted else None

    def do(**told: Any) -> Visit:
        today = Told(timezone.localdate(), member.person.name)
        return actions.record_visit(row.pk, today, round=made, **told)

    back = f"{to('index')}?round={made.pk}" if made else to("index")
    return pressed(request, do, back, _("已记：今天走访%(home)s。") % {"home": row})


@require_GET
def visit(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Where a visit in a trail leads: the household."""
    _member, row = record_of(request, Visit, visit_id)
    return redirect(to("home", row.household_id))


@require_POST
def withdraw_visit(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Take back a visit."""
    _member, row = record_of(request, Visit, visit_id)

    def do(**told: Any) -> Visit:
        return actions.withdraw_visit(row.pk, **told)

    return pressed(request, do, to("home", row.household_id), _("已撤销，数字里也去掉了。"))


@require_http_methods(["GET", "POST"])
def round_new(request: HttpRequest) -> HttpResponse:
    """Begin a round."""
    who = asker(request)
    form = forms.RoundForm(request.POST or None, units=units_of(who), initial={"unit": who.unit.pk})

    def do(**told: Any) -> str:
        parts = [told.pop(name) for name in ("unit", "name", "since", "until")]
        return actions.open_round(*parts, **told).get_absolute_url()

    note = _("批次期间走访过的户自动划去，剩下的就是还没走到的。")
    words = {"title": _("发起慰问批次"), "submit": _("发起"), "note": note}
    return act_page(request, form, do, back=to("index"), crumbs=crumbs(), **words)


@require_GET
def round_(request: HttpRequest, round_id: int) -> HttpResponse:
    """Where a round leads: who is left of it."""
    _member, row = record_of(request, Round, round_id)
    return redirect(f"{to('index')}?round={row.pk}")
