"""分工: the tree with who answers for what, the units, one unit, one duty."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from youju.kernel.ids import row_id
from youju.kernel.refusal import Missing
from youju.organisations.queries import (
    May,
    MemberRequest,
    Membership,
    Unit,
    person_for,
    require,
    unit_options,
)
from youju.standards import actions, queries, shown_duties
from youju.standards.actions import Share
from youju.standards.forms.duties import GiveForm, PlaceForm
from youju.standards.models import Edition, Item
from youju.standards.views.mock_frame import acting, sent, to

MOST_TICKED = 3000


def edition_asked(request: MemberRequest, member: Membership) -> Edition | None:
    """Return the edition an address names, else the one in force for the member's unit."""
    named = row_id(request.GET.get("edition", ""))
    if named:
        return queries.edition_for(member, named)
    return queries.current_edition(member, member.unit)


def ticked(request: MemberRequest, name: str) -> list[int]:
    """Return the ids of the ticked boxes."""
    given = request.POST.getlist(name)[:MOST_TICKED]
    return [one for text in given if (one := row_id(text))]


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """The tree of an edition with who answers for each line; whoever splits it gives lines away."""
    member = require(request.member, May.SEE)
    edition = edition_asked(request, member)
    if edition is None:
        return render(request, "standards/duties.html", {"edition": None})
    context = shown_duties.split_page(member, edition, request.GET.dict())
    if context["may_split"]:
        context["form"] = GiveForm(member=member, units=unit_options(member))
    return _split(request, member, context)


def _split(
    request: MemberRequest, member: Membership, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    context["editions"] = list(queries.editions_visible_to(member).exclude(state="closed"))
    return render(request, "standards/duties.html", context, status=status)


@require_POST
def give(request: MemberRequest, edition_id: int) -> HttpResponse:
    """Give the ticked lines to a unit, and to those that support it."""
    member = require(request.member, May.ORGANISE)
    edition = queries.edition_for(member, edition_id)
    require(member, May.ORGANISE, edition.unit)
    chosen = ticked(request, "item")
    form = GiveForm(request.POST, member=member, units=unit_options(member))
    items = list(queries.items_of(edition).filter(pk__in=chosen, leaf=True))
    if not items:
        form.add_error(None, _("先勾选要分的指标。"))
    if form.is_valid() and sent(request, form, lambda **given: _give(edition, items, **given)):
        return redirect(f"{to('duties')}?{request.GET.urlencode()}")
    context = shown_duties.split_page(member, edition, request.GET.dict(), chosen)
    return _split(request, member, context | {"form": form}, 422)


def _give(
    edition: Edition,
    items: list[Item],
    *,
    lead: Unit | None,
    supports: list[Unit],
    section: str,
    due: Any,
    **acting: Any,
) -> bool:
    sides = [(lead, True), *((unit, False) for unit in supports)]
    shares = [
        Share(item, unit, is_lead, section=section if is_lead else "", due=due)
        for item in items
        for unit, is_lead in sides
        if unit is not None
    ]
    actions.split_items(edition.pk, shares, **acting)
    return True


@require_GET
def units(request: MemberRequest) -> HttpResponse:
    """Each unit with its load and how it answered."""
    member = require(request.member, May.SEE)
    edition = edition_asked(request, member)
    context = shown_duties.units_page(member, edition) if edition else {"edition": None}
    return render(request, "standards/duties_units.html", context)


@require_GET
def unit(request: MemberRequest, unit_id: int) -> HttpResponse:
    """What one unit answers for."""
    member = require(request.member, May.SEE)
    found = Unit.objects.filter(pk=unit_id, root_id=member.root_id).first()
    edition = edition_asked(request, member)
    if found is None or edition is None:
        raise Missing(_("没有这个单位的分工，或者不在您的查看范围内"))
    return _unit(request, member, edition, found)


def _unit(
    request: MemberRequest, member: Membership, edition: Edition, found: Unit, **more: Any
) -> HttpResponse:
    context = shown_duties.unit_page(member, edition, found, more.pop("ticked", ()))
    if context["own"]:
        context["form"] = PlaceForm(people=people_of(found))
    context |= more
    form = context.get("form")
    status = 422 if form is not None and form.errors else 200
    return render(request, "standards/duties_unit.html", context, status=status)


def people_of(found: Unit) -> list[Any]:
    """Return those whom a unit may name for a duty today."""
    here = queries.people_at([found.pk], timezone.localdate())
    return list(here.get(found.pk, {}).values())


@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    """我的指标: what the member's own unit answers for."""
    member = require(request.member, May.SEE)
    rows = queries.my_items(member)
    first = None if request.GET.get("edition") else rows.first()
    edition = first.item.edition if first else edition_asked(request, member)
    if edition is None:
        return render(request, "standards/duties_unit.html", {"unit": member.unit, "mine": True})
    editions = {one.item.edition_id: one.item.edition for one in rows}
    return _unit(request, member, edition, member.unit, mine=True, editions=list(editions.values()))


@require_POST
def answer(request: MemberRequest) -> HttpResponse:
    """Accept the ticked duties of the own unit, or give them to somebody within it."""
    member = require(request.member, May.ARRANGE)
    edition = edition_asked(request, member)
    chosen = ticked(request, "duty")
    form = PlaceForm(request.POST, people=people_of(member.unit))
    do = actions.place_duties if request.POST.get("what") == "place" else actions.accept_duties
    if form.is_valid() and sent(request, form, lambda **given: do(chosen, **given)):
        return redirect(f"{to('my_items')}?{request.GET.urlencode()}")
    if edition is None:
        raise Missing(_("没有这套测评体系，或者不在您的查看范围内"))
    return _unit(request, member, edition, member.unit, mine=True, form=form, ticked=chosen)


@require_POST
def remind(request: MemberRequest, edition_id: int) -> HttpResponse:
    """Remind units of the ticked duties."""
    require(request.member, May.ORGANISE)
    chosen = ticked(request, "duty")
    actions.remind_duties(edition_id, chosen, **acting(request))
    back = row_id(request.POST.get("unit", ""))
    url = to("duties_of_unit", back) if back else to("duties_units")
    return redirect(f"{url}?edition={edition_id}")


@require_GET
def duty(request: MemberRequest, duty_id: int) -> HttpResponse:
    """One duty: what is asked, of whom, how far it is."""
    member = require(request.member, May.SEE)
    found = queries.duty_for(member, duty_id)
    return render(request, "standards/duties_one.html", shown_duties.duty_page(member, found))


@require_GET
def person(request: MemberRequest, person_id: int) -> HttpResponse:
    """The section that a person's page loads: the items of the index this person answers for."""
    member = require(request.member, May.SEE)
    rows = queries.duties_of_person(member, person_for(member, person_id))
    context = {"rows": rows, "today": timezone.localdate()}
    return render(request, "standards/_person.html", context)
