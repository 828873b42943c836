"""Forms in from, and out to, other tools."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from youju.kernel.ids import key_in
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.kernel.workbook_out import XLSX
from youju.organisations.queries import May, MemberRequest, require
from youju.surveys import actions, queries
from youju.surveys.models import Version
from youju.surveys.rules.form import from_data, to_data
from youju.surveys.views.frame import arranged, audience_in, refuse
from youju.surveys.xlsform import Read, read_xlsform, write_xlsform

SALT = "surveys.import"


class FileForm(forms.Form):
    """An XLSForm workbook."""

    file = forms.FileField(
        label=gettext_lazy("XLSForm 文件"),
        help_text=gettext_lazy("KoboToolbox、ODK 等工具导出的 Excel，含 survey 和 choices 两张表"),
        error_messages={"required": gettext_lazy("请选一个 Excel 文件。")},
    )


@require_http_methods(["GET", "POST"])
def import_(request: MemberRequest, survey_id: int) -> HttpResponse:
    """Read a form from a spreadsheet, show what is taken and what is not, and take it."""
    _member, survey, version = arranged(request, survey_id)
    if request.method == "POST" and "taken" in request.POST:
        return _take(request, version)
    form = FileForm(request.POST or None, request.FILES or None)
    read: Read | None = None
    if request.method == "POST" and form.is_valid():
        try:
            read = read_xlsform(form.cleaned_data["file"].read())
        except Refused as refusal:
            refuse(form, refusal)
    context = {"survey": survey, "version": version, "form": form, "read": read}
    if read:
        data = to_data(read.taken.form)
        context["taken"] = signing.dumps([version.pk, data], salt=SALT, compress=True)
    return render(request, "surveys/import.html", context, status=422 if form.errors else 200)


def _take(request: MemberRequest, version: Version) -> HttpResponse:
    """Put the form that was shown into the version; what was shown is signed."""
    key = key_in(request.POST.get("key", ""))
    try:
        of, data = signing.loads(request.POST["taken"], salt=SALT, max_age=86_400)
        if of != version.pk:
            raise Refused("问卷已换了一版，请重新导入")
        form, now = from_data(data), timezone.now()
        actions.take_form(version.pk, form, actor=request.member, now=now, key=key)
    except signing.BadSignature:
        messages.error(request, _("预览已过期，请重新选文件"))
        return redirect("surveys:import", version.survey_id)
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("已导入 %(n)s 道题") % {"n": len(form.questions)})
    return redirect("surveys:design", version.survey_id)


@require_GET
def export_form(request: MemberRequest, survey_id: int) -> HttpResponse:
    """The XLSForm of an audience."""
    member = require(request.member, May.SEE)
    version = queries.current_version(queries.survey_for(member, survey_id))
    audience = audience_in(request, version.content)
    answer = HttpResponse(write_xlsform(version, audience), content_type=XLSX)
    name = f"xlsform-{version.survey_id}-{version.number}-{audience}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
