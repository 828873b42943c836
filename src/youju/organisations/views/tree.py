"""Acts on the tree: found, rename, move, merge, split and close units."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from youju.organisations import actions
from youju.organisations.forms import tree as forms
from youju.organisations.models import Unit
from youju.organisations.queries import unit_options
from youju.organisations.rules import UnitKind, usual_signature
from youju.organisations.sheets import read_rows
from youju.organisations.views.frame import act_page, crumbs_in, dated, made_page, organiser_of, to
from youju.organisations.views.requests import MemberRequest
from youju.organisations.views.shown import Cell


@require_http_methods(["GET", "POST"])
def found(request: MemberRequest, unit_id: int) -> HttpResponse:
    parent = organiser_of(request, unit_id)

    def do(kind: str, **data: Any) -> Unit:
        return actions.found_unit(parent, UnitKind(kind), **data)

    return act_page(
        request,
        dated(request, forms.FoundForm, "on", parent=UnitKind(parent.kind)),
        do,
        title=_("%s · 新设下级单位") % parent.short_name,
        submit=_("设立这个单位"),
        back=to("unit", parent.pk),
        saved=_("已设立。"),
        crumbs=crumbs_in(request.member, parent),
    )


@require_http_methods(["GET", "POST"])
def rename(request: MemberRequest, unit_id: int) -> HttpResponse:
    here = organiser_of(request, unit_id)
    return act_page(
        request,
        dated(request, forms.RenameForm, "on"),
        partial(actions.rename_unit, here),
        title=_("%s · 更名") % here.short_name,
        submit=_("更名"),
        back=to("unit", here.pk),
        saved=_("已更名，原名记在沿革里。"),
        crumbs=crumbs_in(request.member, here),
    )


@require_http_methods(["GET", "POST"])
def signature(request: MemberRequest, unit_id: int) -> HttpResponse:
    here = organiser_of(request, unit_id)
    usual = usual_signature(UnitKind(here.kind), here.name)
    return act_page(
        request,
        forms.SignatureForm(request.POST or None, initial={"signs_as": here.signs_as or usual}),
        partial(actions.sign_papers_as, here),
        title=_("%s · 公文署名") % here.short_name,
        submit=_("保存"),
        back=to("unit", here.pk),
        saved=_("已保存，以后签发的公文用这个署名。"),
        crumbs=crumbs_in(request.member, here),
        note=_("已经签发的报告署名不变。"),
    )


@require_http_methods(["GET", "POST"])
def move(request: MemberRequest, unit_id: int) -> HttpResponse:
    here = organiser_of(request, unit_id)
    options = unit_options(request.member).exclude(path__startswith=here.path)
    return act_page(
        request,
        dated(request, forms.MoveForm, "on", units=options),
        partial(actions.move_unit, here),
        title=_("%s · 划转") % here.short_name,
        submit=_("划转"),
        back=to("unit", here.pk),
        saved=_("已划转，数字随单位归到新上级。"),
        crumbs=crumbs_in(request.member, here),
        note=_("本单位连同全部下级一起划转；各级合计从现在起按新的归属计算。"),
    )


@require_http_methods(["GET", "POST"])
def merge(request: MemberRequest, unit_id: int) -> HttpResponse:
    here = organiser_of(request, unit_id)
    options = unit_options(request.member).filter(kind=here.kind).exclude(pk=here.pk)
    return act_page(
        request,
        dated(request, forms.MergeForm, "on", units=options),
        partial(actions.merge_unit, here),
        title=_("%s · 并入其他单位") % here.short_name,
        submit=_("并入"),
        back=to("unit", here.pk),
        saved=_("已并入，原有记录不变。"),
        crumbs=crumbs_in(request.member, here),
        note=_("下级单位转到接收单位；%s撤销，原有记录保留，计入接收单位的合计。")
        % here.short_name,
    )


@require_http_methods(["GET", "POST"])
def split(request: MemberRequest, unit_id: int) -> HttpResponse:
    here = organiser_of(request, unit_id)
    children = list(here.children.filter(until=None).order_by("path"))
    return act_page(
        request,
        dated(request, forms.SplitForm, "on", children=children),
        partial(actions.split_unit, here),
        title=_("%s · 析出新单位") % here.short_name,
        submit=_("析出"),
        back=to("unit", here.pk),
        saved=_("已析出新单位。"),
        crumbs=crumbs_in(request.member, here),
    )


@require_http_methods(["GET", "POST"])
def close(request: MemberRequest, unit_id: int) -> HttpResponse:
    here = organiser_of(request, unit_id)
    return act_page(
        request,
        dated(request, forms.CloseForm, "on"),
        partial(actions.close_unit, here),
        title=_("%s · 撤销") % here.short_name,
        submit=_("撤销%s") % here.short_name,
        back=to("unit", here.pk),
        saved=_("已撤销，记录保留。"),
        crumbs=crumbs_in(request.member, here),
        note=_("撤销后不能再在这里记录，已有的记录和数字保留。"),
    )


@require_http_methods(["GET", "POST"])
def import_units(request: MemberRequest, unit_id: int) -> HttpResponse:
    """Found units from a list, row by row."""
    parent = organiser_of(request, unit_id)

    def do(file: Any, on: date, key: Any, **acting: Any) -> HttpResponse:
        made, bad = actions.import_units(parent, read_rows(file), on=on, **acting)
        told = {"back": to("unit", parent.pk), "again": to("import_units", parent.pk)}
        names = [Cell(one.name, to("unit", one.pk)) for one in made]
        return made_page(request, _("%s · 导入结果") % parent.short_name, names, bad=bad, **told)

    return act_page(
        request,
        dated(request, forms.ImportUnitsForm, "on"),
        do,
        title=_("%s · 从 Excel 导入下级单位") % parent.short_name,
        submit=_("导入"),
        back=to("unit", parent.pk),
        crumbs=crumbs_in(request.member, parent),
        note=_(
            "第一行是列名：名称、类别必有，代码、上级、简称可有。有错的行留下并说明原因，其余照常设立。"
        ),
    )
