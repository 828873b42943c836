"""Pages for whoever keeps the system running."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from youju.organisations.queries import MemberRequest
from youju.upkeep import queries, rules


@require_GET
def copies(request: MemberRequest) -> HttpResponse:
    """The last copy and whether it was good, and those before."""
    found = queries.copies(request.member)
    last = queries.last_good(found)
    facts = last and [
        (_("文件"), last.name),
        (_("大小"), last.size),
        (_("内容"), _("%(rows)d 行，%(files)d 个文件") % {"rows": last.rows, "files": last.files}),
        (_("内容指纹"), last.content),
    ]
    context = {
        "page_title": _("备份"),
        "last": last,
        "is_old": rules.is_old(last.at if last else None, timezone.now()),
        "facts": facts,
        "rows": found,
    }
    return render(request, "upkeep/copies.html", context)
