"""Templates: what there is, and making one's own version with a live preview."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from youju.documents import actions, plain, queries, rules
from youju.documents.forms import TemplateForm
from youju.documents.library import addressee_for, sections_for
from youju.documents.models import Template
from youju.documents.render import fill
from youju.facts.queries import measures
from youju.kernel.refusal import Forbidden, Refused
from youju.organisations.queries import (
    May,
    MemberRequest,
    Membership,
    require,
    unit_or_own,
)
from youju.ui.chosen import chosen


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """The templates that the member may start from."""
    member = require(request.member, May.SEE)
    rows = [
        (rules.KINDS[t.kind], plain.kinds_told(t.spec), t) for t in queries.templates_for(member)
    ]
    context = {"rows": rows, "may_configure": member.may(May.CONFIGURE)}
    return render(request, "documents/templates.html", context)


def _saved(found: Template, told: dict[str, Any], member: Membership) -> Template:
    return actions.save_template(
        found.pk,
        name=told["name"],
        spec=plain.from_plain(told["body"], found.spec),
        actor=member,
        now=timezone.now(),
        key=told["key"],
    )


def template(request: MemberRequest, template_id: int) -> HttpResponse:
    """One template in its plain form; saving makes a new version of the office's own."""
    member = require(request.member, May.CONFIGURE if request.method == "POST" else May.SEE)
    found = queries.template_for(member, template_id)
    body = plain.to_plain(found.spec)
    form = TemplateForm(request.POST or None, initial={"name": found.name, "body": body})
    if request.method == "POST" and form.is_valid():
        try:
            saved = _saved(found, form.cleaned_data, member)
            return redirect("documents:template", saved.pk)
        except Forbidden:
            raise
        except Refused as refusal:
            form.add_error("body", refusal.message)
    context = {
        "template": found,
        "form": form,
        "kind": rules.KINDS[found.kind],
        "measures": measures(),
        "may_configure": member.may(May.CONFIGURE),
    }
    return render(request, "documents/template.html", context, status=422 if form.errors else 200)


@require_POST
def preview(request: MemberRequest, template_id: int) -> HttpResponse:
    """The template's text as typed so far, filled for the chosen unit and period."""
    member = require(request.member, May.SEE)
    found = queries.template_for(member, template_id)
    here = chosen(request)
    try:
        spec = plain.from_plain(request.POST.get("body", ""), found.spec)
        actions.check_spec(spec | {"code": found.code, "name": found.name})
        unit = unit_or_own(member, here.unit_code)
        text = fill(
            {"sections": sections_for(spec["sections"], unit.kind)},
            unit=unit,
            period=here.period,
            title=spec["title"],
            addressee=addressee_for(spec, unit.kind),
            today=timezone.localdate(),
            author=member,
        )
        context = {"text": text, "refusal": ""}
    except Refused as refusal:
        context = {"text": None, "refusal": refusal.message}
    return render(request, "documents/_template_preview.html", context)
