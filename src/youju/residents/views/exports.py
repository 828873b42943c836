"""Lists out of the room: masked, marked with who took them, each in the log."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from youju.kernel.crypto import mask_name
from youju.organisations.exporting import MOST_ROWS, exported
from youju.organisations.queries import Asking
from youju.residents import queries
from youju.residents.views.frame import asker


def _file(who: Asking, what: str, heads: list[str], rows: list[list[Any]]) -> HttpResponse:
    about = ("organisations.unit", who.unit.pk)
    return exported(
        who.member, "residents.export", f"{who.unit.name}{what}", heads, rows, about=about
    )


@never_cache
@require_GET
def needs(request: HttpRequest) -> HttpResponse:
    """The register of need of a unit; names, doors and numbers masked."""
    who = asker(request)
    code = request.GET.get("kind", "")
    kind = next((one for one in queries.kinds() if one.code == code), None)
    rows = queries.needs_of(who.member, who.unit, kind).order_by("kind_token", "pk")
    lines = []
    for one in rows[: MOST_ROWS + 1]:
        found = queries.kind_for(one)
        about: Any = one.resident or one.household
        name = one.resident.name if one.resident else str(one.household.head or "")  # type: ignore[union-attr]
        review = one.review_on.isoformat() if one.review_on else ""
        label = found.label if found else ""
        lines.append(
            [label, mask_name(name), about.place, one.since.isoformat(), review, one.carer]
        )
    heads = [_("类别"), _("姓名或户主"), _("住址"), _("起"), _("下次复核"), _("负责人")]
    return _file(who, _("困难和特殊群体"), heads, lines)


@never_cache
@require_GET
def aged(request: HttpRequest) -> HttpResponse:
    """Who is 90 or older; names, doors and phones masked."""
    who = asker(request)
    today = timezone.localdate()
    rows = queries.aged(who.member, who.unit, 90, today)[: MOST_ROWS + 1]
    lines = [
        [mask_name(one.name), one.get_sex_display(), one.age_on(today), one.place, str(one.phone)]
        for one in rows
    ]
    return _file(
        who, _("90岁以上老人"), [_("姓名"), _("性别"), _("年龄"), _("住址"), _("电话")], lines
    )
