"""The catalogue for whoever sets ledgers up: browse, look at versions, try, take out as a file."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.kernel.ids import row_id
from youju.kernel.refusal import Refused
from youju.kernel.words import listed
from youju.ledgers import actions, dues, rules
from youju.ledgers.catalogue_acts import choose_ledgers
from youju.ledgers.choosing import InUseForm
from youju.ledgers.forms import EntryForm, refuse
from youju.ledgers.index import catalogue_groups
from youju.ledgers.queries import choosing_root, version_at, versions_of
from youju.ledgers.spec import KIND_LABELS, MODULES, RHYTHMS, Field, Ledger
from youju.ledgers.values import show_value
from youju.ledgers.views.asking import Asking, asked_ledger, asking
from youju.ledgers.writing import catalogue_text
from youju.organisations.queries import May, MemberRequest


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every ledger in force by module: what it has and since when; `?q=` and `?module=` narrow it."""
    who = asking(request, May.CONFIGURE)
    words, module = request.GET.get("q", "").strip()[:30], request.GET.get("module", "")
    groups = catalogue_groups(who.member, words, module)
    context = {"who": who, "groups": groups, "words": words, "module": module, "modules": list(MODULES), "at_top": who.member.unit_id == who.member.root_id}  # fmt: skip
    return render(request, "ledgers/catalogue.html", context)


@require_http_methods(["GET", "POST"])
def in_use(request: MemberRequest) -> HttpResponse:
    """Which ledgers of the product the whole tree uses; the office at the top chooses."""
    root = choosing_root(request.member)
    form = InUseForm(request.POST if request.method == "POST" else None, root=root)
    if form.is_valid():
        try:
            sent = {"now": timezone.now(), "key": form.cleaned_data["key"]}
            choose_ledgers(form.codes, root=root, actor=request.member, **sent)
            messages.success(request, _("已保存"))
            return redirect("ledgers:catalogue")
        except Refused as refusal:
            form.add_error(None, refusal.message)
    return render(
        request, "ledgers/in_use.html", {"form": form}, status=422 if form.errors else 200
    )


@require_GET
def version(request: HttpRequest, code: str) -> HttpResponse:
    """One ledger as it is set up, now or in the version asked for."""
    who = asking(request, May.CONFIGURE)
    found = version_at(who.member, code, row_id(request.GET.get("version", "")))
    spec = found.ledger
    own = found.origin == found.Origin.CONFIGURED and found.unit_id == who.member.unit_id
    context = {
        "who": who, "version": found, "ledger": spec, "own": own, "rhythm": RHYTHMS[spec.rhythm],
        "fields": [(one, KIND_LABELS[one.kind], _note(one)) for one in spec.fields],
        "versions": versions_of(who.member, code),
    }  # fmt: skip
    return render(request, "ledgers/version.html", context)


def _note(one: Field) -> str:
    return listed(one.choices or one.units)


@require_GET
def export(request: HttpRequest, code: str) -> HttpResponse:
    """The ledger as a catalogue file, to be kept or taken to another installation."""
    who = asking(request, May.CONFIGURE)
    found = version_at(who.member, code, row_id(request.GET.get("version", "")))
    answer = HttpResponse(catalogue_text(found.ledger), content_type="text/yaml; charset=utf-8")
    answer["Content-Disposition"] = f"attachment; filename*=utf-8''{quote(code)}.yaml"
    return answer


@require_http_methods(["GET", "POST"])
def attempt(request: HttpRequest, code: str) -> HttpResponse:
    """The form of a ledger to be tried: it says what an entry would count, and keeps nothing."""
    who = asking(request, May.CONFIGURE)
    _version, spec = asked_ledger(who, code)
    form = EntryForm(spec, [who.unit], [], request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            shown = _would_be(form, spec, who)
        except Refused as refusal:
            refuse(form, refusal)
    context = {"who": who, "ledger": spec, "form": form, "shown": shown}
    return render(request, "ledgers/try.html", context, status=422 if form.errors else 200)


def _would_be(form: EntryForm, spec: Ledger, who: Asking) -> dict[str, Any]:
    """Return what the page says of an entry with these values: name, figures, state, what is odd."""
    today, period = timezone.localdate(), form.cleaned_data["when"]
    rules.check_period(spec, period, today)
    kept = actions.read_typed(spec, form.typed, unit=who.unit, today=today)
    faults = dues.faults(spec, kept, period, today)
    if faults:
        raise rules.BadFields(faults)
    due_on, done_on = dues.due_of(spec, kept, period)
    outcome = dues.outcome(spec, due_on, done_on)
    names = {spec.measure_code(one.key): one.name for one in spec.measures}
    counted = rules.figures_of(spec, kept, outcome=outcome)
    state = dues.standing(due_on, done_on, spec.due.soon, today) if spec.due and due_on else None
    return {
        "title": rules.title_of(spec, kept),
        "facts": [(one.label, show_value(one, kept[one.key])) for one in spec.fields if one.key in kept],
        "figures": [(names[one.measure], one.quantity) for one in counted],
        "warnings": rules.warnings_of(spec, kept),
        "state": dues.told(state, due_on, today) if state and due_on else "",
    }  # fmt: skip
