"""Stand-in parents, and the register of left-behind and moving children: masked, each look at the list logged."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from youju.aid import actions, queries
from youju.aid.forms import people as forms
from youju.aid.forms.pairs import WhyForm
from youju.aid.models import ChildFile, Contact, StandIn
from youju.aid.rhythm import duties
from youju.aid.rules.children import GROUPS, Due
from youju.aid.views.frame import (
    STAYS,
    act_page,
    back_of,
    crumbs,
    keeper,
    record_of,
    show_list,
    show_record,
    to,
)
from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.kernel.refusal import Missing
from youju.kernel.words import listed
from youju.organisations.queries import Asking, May
from youju.residents.queries import Resident
from youju.ui.act_forms import EndForm
from youju.ui.lists import keyset_page
from youju.ui.shown import Act, Cell, Section, Table, day, section, short, table
from youju.volunteers.queries import volunteers_offered


@require_GET
def stand_ins(request: HttpRequest) -> HttpResponse:
    """The stand-in parents of a unit and below; `?late=1` those late with something."""
    who, today = keeper(request), timezone.localdate()
    rows = list(queries.stand_ins_of(who.member, who.unit).order_by("pk")[:1000])
    due = {one.pk: [d for d in queries.due_in(one) if d.late(today)] for one in rows}
    late = [one for one in rows if due[one.pk]]
    only = "late" in request.GET
    chips = [
        {"text": _("全部"), "url": "?", "count": len(rows), "current": not only},
        {"text": _("该联系了"), "url": "?late=1", "count": len(late), "current": only},
    ]
    shown = _stand_in_table(late if only else rows, due)
    children = to("children")
    empty = {
        "title": _("没有要联系的") if only else _("还没有爱心家长"),
        "act": _("从孩子名单结对"),
        "url": children,
    }
    empty["text"] = _("在“留守流动儿童”里给孩子结对爱心家长，三知三谈四个一做一次记一次，该联系的看得到。")  # fmt: skip
    return show_list(
        request, who, "stand_ins", what=_("爱心家长"), table=shown, empty=empty, chips=chips,
        acts=[Act(_("从孩子名单结对"), children, primary=True)],
    )  # fmt: skip


def _stand_in_table(rows: list[StandIn], due: dict[int, list[Due]]) -> Table:
    shown = table(
        _("孩子"), _("爱心家长"), _("志愿者"), _("单位"), _("最近联系"), (_("该做的"), "wrap")
    )
    for one in rows:
        last = max((c.on for c in one.contacts.all() if c.counts), default=None)
        words, n = listed(d.duty.label for d in due[one.pk][:3]), len(due[one.pk])
        cell = Cell(words, meta=_("等 %(n)s 项") % {"n": n} if n > 3 else "")
        shown.add(Cell(one.child.name, to("stand_in", one.pk)), one.helper, one.volunteer.number if one.volunteer else "", one.unit.short_name, short(last), cell)  # fmt: skip
    return shown


@require_GET
def stand_in(request: HttpRequest, stand_in_id: int) -> HttpResponse:
    """One stand-in parent: the rhythm, the contacts."""
    who, here = record_of(request, StandIn, stand_in_id)
    today = timezone.localdate()
    opens = who.member.may_at(May.OPEN_PROTECTED, here.unit)
    looks = [Act(_("看电话"), to("open", "stand_in", here.pk, "phone"))] if opens and here.phone else []  # fmt: skip
    facts = [
        (_("孩子"), here.child.name), (_("爱心家长"), here.helper), (_("志愿者编号"), here.volunteer.number if here.volunteer else ""),
        (_("电话"), str(here.phone)), (_("监护人"), str(here.consent_by)), (_("单位"), here.unit.name), (_("结对"), day(here.since)), (_("结束"), day(here.until)),
    ]  # fmt: skip
    open_ = here.until is None
    return show_record(
        request, title=_("%(helper)s 和 %(child)s") % {"helper": here.helper, "child": here.child.name},
        pill=None if open_ else Cell(_("已结束"), pill=""), crumbs=crumbs((_("爱心家长"), to("stand_ins"))),
        acts=[Act(_("记一次联系"), to("contact_add", here.pk), primary=True)] if open_ else [],
        menu=[Act(_("结束结对"), to("stand_in_end", here.pk))] if open_ else [],
        main=[_rhythm(here, today), _contacts(here, opens)],
        side=[section("about", _("情况"), facts=facts, acts=[*looks, Act(_("看孩子档案"), to("child", here.child_id))])],
    )  # fmt: skip


def _rhythm(here: StandIn, today: Any) -> Section:
    shown = table(_("三知三谈四个一"), _("内容"), _("最近"), _("该做"))
    for one in queries.due_in(here):
        pill = "late" if one.late(today) and here.until is None else None
        shown.add(GROUPS[one.duty.group], one.duty.label, short(one.last), Cell(short(one.on), pill=pill))  # fmt: skip
    return section("rhythm", _("联系节奏"), shown)


def _contacts(here: StandIn, opens: bool) -> Section:
    shown = table(_("日期"), (_("做了什么"), "wrap"), _("情况"), _("谁记的"), "")
    words = {one.code: one.label for one in duties()}
    for one in here.contacts.order_by("-on", "-pk")[:200]:
        look = (
            (Act(_("打开"), to("open", "contact", one.pk, "note")),) if opens and one.note else ()
        )
        done = listed(words.get(code, code) for code in one.done)
        shown.add(short(one.on), done, Cell(str(one.note), acts=look), one.by_label, back_of(one, "contact_withdraw"))  # fmt: skip
    return section("contacts", _("联系记录"), shown, empty=_("还没有联系记录。"))


@require_http_methods(["GET", "POST"])
def contact_add(request: HttpRequest, stand_in_id: int) -> HttpResponse:
    """Log a contact."""
    _who, here = record_of(request, StandIn, stand_in_id)

    def do(on: Any, done: list[str], **told: Any) -> Any:
        return actions.contact(here.pk, on, done, **told)

    return _about(request, here, forms.ContactForm(request.POST or None), do, _("记一次联系"))


@require_http_methods(["GET", "POST"])
def contact_withdraw(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Take back a contact that was recorded by mistake."""
    _who, one = record_of(request, Contact, contact_id)

    def do(**told: Any) -> Any:
        return actions.withdraw_contact(one.pk, **told)

    form = WhyForm(request.POST or None)
    return _about(request, one.stand_in, form, do, _("撤回联系"), note=STAYS)


@require_http_methods(["GET", "POST"])
def stand_in_end(request: HttpRequest, stand_in_id: int) -> HttpResponse:
    """End a stand-in."""
    _who, here = record_of(request, StandIn, stand_in_id)

    def do(**told: Any) -> Any:
        return actions.end_stand_in(here.pk, **told)

    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    return _about(request, here, form, do, _("结束结对"))


def _about(
    request: HttpRequest, here: StandIn, form: Any, do: Any, what: str, **shown: Any
) -> HttpResponse:
    back = to("stand_in", here.pk)
    way = crumbs((_("爱心家长"), to("stand_ins")), (here.helper, back))
    title = f"{here.helper} · {what}"
    return act_page(request, form, do, title=title, submit=what, back=back, crumbs=way, **shown)


@require_GET
def contact(request: HttpRequest, contact_id: int) -> HttpResponse:
    """The stand-in parent that a contact belongs to."""
    _who, one = record_of(request, Contact, contact_id)
    return redirect("aid:stand_in", one.stand_in_id)


@never_cache
@require_GET
def children(request: HttpRequest) -> HttpResponse:
    """The register: who is left behind or moving, whose file is kept, who is looked after."""
    who = keeper(request)
    counts = queries.child_counts(who.member, who.unit)
    kind = next((code for code, _l, _n in counts if code == request.GET.get("kind")), "")
    chips = []
    for code, label, n in [("", _("全部"), sum(n for _c, _l, n in counts)), *counts]:
        chips.append({"text": label, "url": f"?kind={code}" if code else "?", "count": n, "current": code == kind})  # fmt: skip
    page = keyset_page(queries.children_at(who.member, who.unit, kind), request, ["id"])
    shown = table(_("姓名"), _("类别"), _("监护人"), _("住址"), _("建档"), _("爱心家长"), "")
    for line in queries.children_lines(who.member, who.unit, page.rows):
        shown.add(*_cells(line))
    record(
        "aid.look_children", Outcome.LOOKED, actor=who.member, now=timezone.now(),
        kind="organisations.unit", subject_id=who.unit.pk, rows=len(page.rows),
    )  # fmt: skip
    empty = {"title": _("没有登记这样的孩子"), "act": "", "url": ""}
    empty["text"] = _("先在“住户”里登记孩子，类别选留守儿童、流动儿童或流浪儿童，这里就有名单，可以建档、结对爱心家长。")  # fmt: skip
    return show_list(
        request, who, "children", what=_("留守流动儿童信息库"), table=shown, page=page, unit_word=_("名"),
        empty=empty, chips=chips,
    )  # fmt: skip


def _cells(line: queries.ChildLine) -> list[Any]:
    child = line.child
    kept = Cell(short(line.file.checked_on), pill="ok") if line.file else Cell(_("未建档"), pill="due")  # fmt: skip
    parent = Cell(line.stand_in.helper, to("stand_in", line.stand_in.pk)) if line.stand_in else ""
    acts = [Act(_("更新档案") if line.file else _("建档"), to("file", child.pk))]
    if line.stand_in is None:
        acts.append(Act(_("结对爱心家长"), to("stand_in_add", child.pk)))
    return [Cell(child.name, to("child", child.pk)), listed(line.kinds), str(child.guardian), child.place, kept, parent, Cell(acts=tuple(acts))]  # fmt: skip


def _child_of(request: HttpRequest, child_id: int) -> tuple[Asking, queries.ChildLine]:
    """Return who asks and the child, who must be of the register."""
    who = keeper(request)
    found = queries.children_at(who.member, who.member.unit).filter(pk=child_id).select_related("unit")  # fmt: skip
    lines = queries.children_lines(who.member, who.member.unit, list(found))
    if not lines:
        raise Missing(_("没有这个孩子，或者不在您的查看范围内"))
    return who, lines[0]


@never_cache
@require_GET
def child(request: HttpRequest, child_id: int) -> HttpResponse:
    """One child's file: masked, opened one value at a time."""
    who, line = _child_of(request, child_id)
    here, kept = line.child, line.file
    opens = kept is not None and who.member.may_at(May.OPEN_PROTECTED, here.unit)
    shown = table(_("项目"), _("内容"), "")
    for field, label in ChildFile.PROTECTED.items():
        value = getattr(kept, field, "")
        look = (Act(_("打开"), to("open", "file", kept.pk, field)),) if kept and opens and value else ()  # fmt: skip
        shown.add(_(label), str(value), Cell(acts=look))
    facts = [
        (_("类别"), listed(line.kinds)), (_("监护人"), str(here.guardian)), (_("住址"), here.place), (_("单位"), here.unit.name),
        (_("建档"), day(kept.made_on) if kept else ""), (_("最近核对"), day(kept.checked_on) if kept else ""),
        (_("爱心家长"), line.stand_in.helper if line.stand_in else ""),
    ]  # fmt: skip
    acts = [] if line.stand_in else [Act(_("结对爱心家长"), to("stand_in_add", here.pk))]
    acts.append(Act(_("更新档案") if kept else _("建档"), to("file", here.pk), primary=True))
    return show_record(
        request, title=_("%(name)s的档案") % {"name": here.name}, acts=acts,
        pill=None if kept else Cell(_("未建档"), pill="due"), crumbs=crumbs((_("留守流动儿童"), to("children"))),
        main=[section("file", _("档案"), shown if kept else None, empty=_("还没有建档。建档要监护人同意，内容加密保存，只有救助专员能逐项打开。"))],
        side=[section("about", _("情况"), facts=facts, acts=[Act(_("看住户登记"), here.get_absolute_url())])],
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, child_id: int) -> HttpResponse:
    """Keep a child's file, or bring it up to date."""
    _who, line = _child_of(request, child_id)

    def do(**told: Any) -> Any:
        return actions.keep_file(line.child.pk, **told)

    note = (
        _("学校、父母去向、需要不显示原文；不填就不改，填了就替换，要删去写“无”。")
        if line.file
        else ""
    )
    form = forms.FileForm(request.POST or None)
    return _of_child(request, line.child, form, do, _("更新档案") if line.file else _("建档"), note)


@never_cache
@require_http_methods(["GET", "POST"])
def stand_in_add(request: HttpRequest, child_id: int) -> HttpResponse:
    """Pair a child with a stand-in parent."""
    who, line = _child_of(request, child_id)

    def do(volunteer: int | None, **told: Any) -> str:
        return to("stand_in", actions.stand_in(line.child.pk, volunteer_id=volunteer, **told).pk)

    offered = volunteers_offered(who.member, line.child.unit)
    form = forms.StandInForm(request.POST or None, volunteers=offered)
    return _of_child(request, line.child, form, do, _("结对爱心家长"))


def _of_child(
    request: HttpRequest, here: Resident, form: Any, do: Any, what: str, note: str = ""
) -> HttpResponse:
    back = to("child", here.pk)
    way = crumbs((_("留守流动儿童"), to("children")), (here.name, back))
    title = f"{here.name} · {what}"
    return act_page(request, form, do, title=title, submit=what, back=back, crumbs=way, note=note)
