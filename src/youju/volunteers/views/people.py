"""The register: the list, one volunteer, and the acts on one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.actions import open_protected
from youju.organisations.queries import Asking, May, asking, posts_at, require
from youju.ui.act_pages import act_page, pressed
from youju.ui.lists import keyset_page
from youju.ui.shown import Act, Cell, Section, day, section, short, table
from youju.volunteers import actions, queries
from youju.volunteers.forms import people as forms
from youju.volunteers.models import Assessment, Volunteer
from youju.volunteers.queries.services import my_seats
from youju.volunteers.rules.register import Grade, State
from youju.volunteers.rules.seats import Seat
from youju.volunteers.shown import span, stars
from youju.volunteers.views.frame import crumbs, record_of, show, to, typed, units_of

SERVED = 30
PILLS = {State.APPLIED: "due", State.DECLINED: "late", State.SERVING: "ok"}


def state_cell(one: Volunteer) -> Cell:
    """Return the state of a volunteer as a label."""
    return Cell(one.get_state_display(), pill=PILLS.get(State(one.state), ""))


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """The register of a unit, by name; `?q=` finds one, `?state=` narrows."""
    who = asking(request)
    rows = queries.volunteers_of(who.member, who.unit)
    words, state = typed(request.GET, "q", 40), typed(request.GET, "state", 12) or "active"
    page = keyset_page(queries.found(rows, words, "" if words else state), request, ["pinyin"])
    shown = table(
        _("姓名"),
        _("编号"),
        _("单位"),
        _("状态"),
        (_("时长（小时）"), "n"),
        _("星级"),
        (_("特长"), "wrap"),
    )
    for one in page.rows:
        name = Cell(one.name, to("volunteer", one.pk))
        star = stars(one.star) if one.star else ""
        shown.add(name, one.number, one.unit.short_name, state_cell(one), one.hours if one.minutes else "", star, one.skills)  # fmt: skip
    return show(
        request, "list", who, "people", what=_("志愿者"), table=shown, page=page, unit_word=_("名"),
        words=words, hint=_("姓名、拼音、编号、手机号"), chips=_chips(queries.register_counts(rows), state),
        acts=_list_acts(who, request.GET.urlencode()), empty=_empty(who),
    )  # fmt: skip


def _chips(counts: dict[str, int], state: str) -> list[dict[str, Any]]:
    told = [("active", _("在册")), *((c, str(label)) for c, label in Volunteer.State.choices)]
    return [
        {"text": label, "url": f"?state={c}", "count": counts.get(c, 0), "current": state == c}
        for c, label in told
        if c == "active" or counts.get(c)
    ]


def _list_acts(who: Asking, asked: str) -> list[Act]:
    if not who.member.may_at(May.ARRANGE, who.unit):
        return []
    return [
        Act(_("导出 Excel"), f"{to('people_export')}?{asked}"),
        Act(_("联系卡"), to("cards")),
        Act(_("从 Excel 粘贴"), to("people_paste")),
        Act(_("登记志愿者"), to("volunteer_add"), primary=True),
    ]


def _empty(who: Asking) -> dict[str, str]:
    may = who.member.may_at(May.ARRANGE, who.unit)
    return {
        "title": _("没有符合的志愿者"),
        "text": _(
            "志愿者登记后有统一编号，培训、服务时长、考核、星级都记在一处，证明和联系卡由此打印。"
        ),
        "act": _("登记志愿者"),
        "url": to("volunteer_add") if may else "",
    }


@require_http_methods(["GET", "POST"])
def volunteer_add(request: HttpRequest) -> HttpResponse:
    """Register somebody."""
    who = asking(request, May.ARRANGE)

    def do(unit: Any, registered_on: Any, **told: Any) -> str:
        about = forms.about_in(told)
        made = actions.add_volunteer(unit, about, registered_on=registered_on, **told)
        return to("volunteer", made.pk)

    return act_page(
        request,
        forms.VolunteerForm(
            request.POST or None, units=units_of(who), initial={"unit": who.unit.pk}
        ),
        do,
        title=_("登记志愿者"),
        submit=_("登记"),
        back=to("people"),
        crumbs=crumbs((_("志愿者"), "people")),
    )


@require_GET
def volunteer(request: HttpRequest, volunteer_id: int) -> HttpResponse:
    """One volunteer: what is known, trainings, assessments, teams."""
    who = asking(request)
    here = queries.record_for(who.member, Volunteer, volunteer_id)
    may = who.member.may_at(May.ARRANGE, here.unit)
    main = [_served(who, here), _trainings(here), _assessments(here)]
    return show(
        request, "record", who, "people", title=here.name, pill=state_cell(here),
        meta=here.number or "", crumbs=crumbs((_("志愿者"), "people")),
        acts=_acts(here) if may else [], menu=_menu(here) if may else [],
        main=main, side=[_facts(who, here), _teams(here)], note=here.note,
    )  # fmt: skip


def _facts(who: Asking, here: Volunteer) -> Section:
    opens = who.member.may_at(May.OPEN_PROTECTED, here.unit) and bool(here.phone)
    facts = [
        (_("编号"), here.number or ""),
        (_("单位"), here.unit.name),
        (_("手机"), str(here.phone)),
        (_("特长"), here.skills),
        (_("愿意服务"), here.services),
        (_("申请"), day(here.applied_on)),
        (_("注册"), day(here.registered_on)),
        (_("时长"), _("%(n)s 小时") % {"n": here.hours}),
        (_("星级"), stars(here.star)),
    ]
    if here.left_on:
        facts.append((_("退出"), day(here.left_on)))
    acts = [Act(_("看号码"), to("phone", here.pk))] if opens else []
    return section("about", _("情况"), facts=facts, acts=acts)


def _served(who: Asking, here: Volunteer) -> Section:
    """Return the shifts that the hours come from, the last first."""
    shown = table(_("班次"), _("活动"), _("单位"), (_("时长（小时）"), "n"))
    rows = [one for one in my_seats(here) if one.state == Seat.CONFIRMED]
    for one in rows[:SERVED]:
        at = one.shift
        seen = to("shift", at.pk) if who.member.unit.covers(at.service.unit) else ""
        shown.add(Cell(span(at.starts, at.ends), seen), at.service.name, at.service.unit.short_name, one.hours)  # fmt: skip
    meta = _("%(n)s 次") % {"n": len(rows)} if rows else ""
    return section("served", _("服务记录"), shown, meta=meta, empty=_("还没有确认过的时长。"))


def _trainings(here: Volunteer) -> Section:
    shown = table(_("培训"), _("日期"), (_("学时"), "n"))
    for one in here.trainings.select_related("training").order_by("-training__on", "-pk"):
        held = one.training
        shown.add(Cell(held.title, to("training", held.pk)), short(held.on), held.hours and f"{held.hours:g}")  # fmt: skip
    return section("trainings", _("培训"), shown, empty=_("还没有参加过培训。"))


def _assessments(here: Volunteer) -> Section:
    shown = table(_("年度"), _("等次"), (_("评语"), "wrap"), _("谁评的"))
    for one in here.assessments.order_by("-year"):
        shown.add(one.year, one.get_grade_display(), one.note, one.by_label)
    return section(
        "assessments", _("年度考核"), shown, empty=_("还没有考核。每年考核一次，当年可改。")
    )


def _teams(here: Volunteer) -> Section:
    shown = table(_("队伍"), _("加入"))
    for one in here.teams.filter(until=None).select_related("team").order_by("since", "pk"):
        shown.add(Cell(one.team.name, to("team", one.team_id)), short(one.since))
    return section("teams", _("所在队伍"), shown, empty=_("还没有加入队伍，在队伍页里加入。"))


def _acts(here: Volunteer) -> list[Act]:
    if here.state in (State.APPLIED, State.DECLINED):
        return [
            Act(_("不予登记"), to("decline", here.pk)),
            Act(_("登记注册"), to("accept", here.pk), press=True, primary=True),
        ]
    if here.state == State.LEFT:
        return [Act(_("重新注册"), to("come_back", here.pk), press=True)]
    found = [Act(_("年度考核"), to("assess", here.pk))]
    if here.minutes:
        found.append(Act(_("出具证明"), to("certificate_add", here.pk)))
    return found


def _menu(here: Volunteer) -> list[Act]:
    found = [Act(_("修改资料"), to("volunteer_change", here.pk))]
    if here.is_active:
        found += [
            Act(_("关联账号"), to("account", here.pk)),
            Act(_("退出"), to("leave", here.pk)),
        ]
    return found


@require_POST
def accept(request: HttpRequest, volunteer_id: int) -> HttpResponse:
    """Register whoever applied."""
    _who, here = record_of(request, Volunteer, volunteer_id)

    def do(**act: Any) -> Any:
        return actions.decide(here.pk, accepted=True, **act)

    return pressed(request, do, to("volunteer", here.pk), _("已登记注册，编号见上。"))


@require_http_methods(["GET", "POST"])
def decline(request: HttpRequest, volunteer_id: int) -> HttpResponse:
    """Decline an application and say why."""
    _who, here = record_of(request, Volunteer, volunteer_id)

    def do(**told: Any) -> Any:
        return actions.decide(here.pk, accepted=False, **told)

    return _about(request, here, forms.DecideForm(request.POST or None), do, _("不予登记"))


@require_http_methods(["GET", "POST"])
def volunteer_change(request: HttpRequest, volunteer_id: int) -> HttpResponse:
    """Put right what is known."""
    _who, here = record_of(request, Volunteer, volunteer_id)
    initial = {"name": here.name, "skills": here.skills, "services": here.services}

    def do(**told: Any) -> Any:
        about = forms.about_in(told)
        return actions.change_volunteer(here.pk, about, keep_phone=True, **told)

    form = forms.ChangeForm(request.POST or None, initial=initial)
    return _about(request, here, form, do, _("修改资料"))


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, volunteer_id: int) -> HttpResponse:
    """Take somebody out of the register."""
    _who, here = record_of(request, Volunteer, volunteer_id)

    def do(**told: Any) -> Any:
        return actions.leave(here.pk, **told)

    note = _("退出后不再出现在在册名单里；时长、培训和证明都保留，可以重新注册，编号不变。")
    form = forms.LeaveForm(request.POST or None)
    return _about(request, here, form, do, _("退出"), note=note)


@require_POST
def come_back(request: HttpRequest, volunteer_id: int) -> HttpResponse:
    """Register somebody again."""
    _who, here = record_of(request, Volunteer, volunteer_id)

    def do(**act: Any) -> Any:
        return actions.come_back(here.pk, **act)

    return pressed(request, do, to("volunteer", here.pk), _("已重新注册，编号不变。"))


@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, volunteer_id: int) -> HttpResponse:
    """Say which account is this volunteer's."""
    who, here = record_of(request, Volunteer, volunteer_id)
    members = list(posts_at(who.member, here.unit, timezone.localdate()))
    by_id = {str(one.pk): one for one in members}

    def do(to: str, **act: Any) -> Any:
        return actions.link_account(here.pk, to=by_id[to], **act)

    form = forms.AccountForm(request.POST or None, members=members)
    note = _("本人用这个账号登录后，能看“我的服务”、报名和签到。")
    return _about(request, here, form, do, _("关联账号"), note=note)


@require_http_methods(["GET", "POST"])
def assess(request: HttpRequest, volunteer_id: int) -> HttpResponse:
    """Keep the assessment of a year."""
    _who, here = record_of(request, Volunteer, volunteer_id)

    def do(year: int, grade: str, **told: Any) -> Any:
        return actions.assess(here.pk, year, Grade(grade), **told)

    form = forms.AssessForm(request.POST or None, initial={"year": timezone.localdate().year})
    return _about(request, here, form, do, _("年度考核"))


def _about(
    request: HttpRequest, here: Volunteer, form: Any, do: Any, what: str, note: str = ""
) -> HttpResponse:
    back = to("volunteer", here.pk)
    return act_page(
        request, form, do, title=f"{here.name} · {what}", submit=what, back=back, note=note,
        crumbs=crumbs((_("志愿者"), "people"), (here.name, back)),
    )  # fmt: skip


@require_GET
def assessment(request: HttpRequest, assessment_id: int) -> HttpResponse:
    """The volunteer whose assessment it is."""
    who = asking(request)
    here = queries.record_for(who.member, Assessment, assessment_id)
    return redirect("volunteers:volunteer", here.volunteer_id)


@never_cache
@require_http_methods(["GET", "POST"])
def phone(request: HttpRequest, volunteer_id: int) -> HttpResponse:
    """Open the phone, for a reason that is logged."""
    who = asking(request)
    here = queries.record_for(who.member, Volunteer, volunteer_id)
    return open_field(request, who, here, "phone", here.name, to("volunteer", here.pk))


def open_field(
    request: HttpRequest, who: Asking, row: Any, field: str, name: str, back: str
) -> HttpResponse:
    """Ask for the reason, then show one protected value once. Only for the care officer."""
    require(who.member, May.OPEN_PROTECTED, row.unit)
    form = forms.ReasonForm(request.POST or None)
    shown = ""
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            now = timezone.now()
            shown = open_protected(row, field, row.unit, reason, actor=who.member, now=now)
        except (Forbidden, Missing):
            raise
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    context = {"form": form, "title": name, "shown": shown, "back": back, "crumbs": crumbs((name, back))}  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "organisations/opened.html", context, status=status)
