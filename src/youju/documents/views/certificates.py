"""Certificates of service: printing one with what its holder gives, and the page that checks one."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.documents import certificate_paper
from youju.documents.certificate_paper import Holder
from youju.documents.views.reports import WORD
from youju.kernel.crypto import mask_name
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, MemberRequest, require
from youju.volunteers.measures import CERTIFICATE
from youju.volunteers.queries import Certificate, certificate_by_code, certificate_for
from youju.volunteers.rules.certificates import IdKind, State, check_id

KINDS = (
    (IdKind.RESIDENT.value, gettext_lazy("居民身份证")),
    (IdKind.PASSPORT.value, gettext_lazy("护照")),
    (IdKind.HOME_RETURN.value, gettext_lazy("港澳台居民通行证")),
    (IdKind.OTHER.value, gettext_lazy("其他证件")),
)
FILES = {"docx": (WORD, certificate_paper.docx_of), "pdf": ("application/pdf", certificate_paper.pdf_of)}  # fmt: skip


class HolderForm(forms.Form):
    """What the holder gives for the paper alone."""

    id_kind = forms.ChoiceField(label=gettext_lazy("证件类型"), choices=KINDS)
    id_number = forms.CharField(
        label=gettext_lazy("证件号码"), max_length=20, help_text=gettext_lazy("只印在这一份上，系统不保存。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    consent = forms.BooleanField(label=gettext_lazy("本人在场并同意印上证件号"), required=False)
    file = forms.ChoiceField(
        label=gettext_lazy("文件"), choices=(("docx", "Word"), ("pdf", "PDF")), initial="docx"
    )


@never_cache
@require_http_methods(["GET", "POST"])
def print_(request: MemberRequest, certificate_id: int) -> HttpResponse:
    """Ask for what the holder gives, and hand the paper out. The ID number is kept nowhere."""
    member = require(request.member, May.SEE)
    found = certificate_for(member, certificate_id)
    require(member, May.ARRANGE, found.unit)
    if found.state != State.ISSUED:
        raise Missing(_("这份证明还没有出具"))
    form = HolderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _paper(request, found, form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    back = reverse("volunteers:certificate", args=[found.pk])
    crumbs = [
        {"label": _("志愿"), "url": reverse("volunteers:people")},
        {"label": _("证明"), "url": back},
    ]
    context = {"form": form, "certificate": found, "crumbs": crumbs}
    code = 422 if form.errors else 200
    return render(request, "documents/certificate.html", context, status=code)


def _paper(request: MemberRequest, found: Certificate, told: dict[str, Any]) -> HttpResponse:
    kind = IdKind(told["id_kind"])
    check_id(kind, told["id_number"], told["consent"])
    holder = Holder(str(dict(KINDS)[kind.value]), told["id_number"].strip().upper())
    content_type, make = FILES[told["file"]]
    content = make(found, holder)
    record(
        "volunteers.print_certificate",
        Outcome.EXPORTED,
        actor=request.member,
        now=timezone.now(),
        kind=CERTIFICATE,
        subject_id=found.pk,
        file=told["file"],
    )
    name = quote(f"志愿服务证明 {found.number}.{told['file']}")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return HttpResponse(content, content_type=content_type, headers=headers)


@login_not_required
@require_GET
def ask(request: MemberRequest) -> HttpResponse:
    """Where a certificate's check code is typed in."""
    code = "".join(one for one in request.GET.get("code", "") if one.isalnum())
    wrong = ""
    if code:
        try:
            return redirect("certificate_check", code=certificate_by_code(code[:16]).code)
        except Missing as missing:
            wrong = missing.message
    context, status = {"code": code[:16], "wrong": wrong}, 422 if wrong else 200
    return render(request, "documents/certificate_ask.html", context, status=status)


@login_not_required
@require_GET
def check(request: MemberRequest, code: str) -> HttpResponse:
    """What a certificate says, its holder masked, to anybody who has the paper."""
    found = certificate_by_code(code)
    context = {"certificate": found, "name": mask_name(found.volunteer.name), "valid": found.state == State.ISSUED}  # fmt: skip
    return render(request, "documents/certificate_check.html", context)
