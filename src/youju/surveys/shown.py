"""What the lists and the page of a survey show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.queries import trail_of
from youju.audit.registry import label_of
from youju.kernel.periods import day_label
from youju.kernel.words import joined, listed
from youju.organisations.queries import May, Membership
from youju.surveys.measures import SURVEY_KIND
from youju.surveys.models import DayTally, Issue, Sheet, Survey, Version
from youju.surveys.queries import current_version, may_arrange, paper_numbers, plan_progress
from youju.surveys.results import RateLine, rate_lines, sees_all
from youju.surveys.rules.form import rate_name
from youju.surveys.rules.lint import problems
from youju.surveys.rules.states import NAMES, State

SHOWN = 60  # entries of the log that a trail is made of


def of_state(rows: QuerySet[Survey], state: str) -> QuerySet[Survey]:
    """Return the surveys of a state, or all."""
    return rows.filter(state=state) if state in set(State) else rows


def chips(rows: QuerySet[Survey], state: str) -> list[dict[str, Any]]:
    """Return the filters by state with their counts."""
    counts: dict[str, int] = {}
    for one in rows.order_by().values_list("state", flat=True):
        counts[one] = counts.get(one, 0) + 1
    found: list[dict[str, Any]] = [{"text": _("全部"), "url": "?", "current": not state}]
    return found + [
        {"text": name, "url": f"?state={code}", "count": counts[code], "current": state == code}
        for code, name in NAMES.items()
        if code in counts
    ]


def sheets_of(ids: Sequence[int]) -> dict[int, int]:
    """Return how many valid sheets each of these surveys has."""
    rows = DayTally.objects.filter(survey_id__in=ids, rate="").order_by()
    return dict(rows.values_list("survey_id").annotate(n=Sum("n")))


def wording_of(survey: Survey) -> dict[str, Any]:
    """Return what the settings of a survey begin with."""
    names = (
        "title", "purpose", "since", "until", "by_token", "weighted", "count_open", "recheck", "least",
    )  # fmt: skip
    return {name: getattr(survey, name) for name in names}


def copied(source: Survey | None) -> dict[str, Any]:
    """Return what a new survey takes over from the one it follows: all but its days."""
    held = wording_of(source) if source else {}
    return {name: value for name, value in held.items() if name not in ("since", "until")}


def tabs(survey: Survey, current: str) -> list[dict[str, Any]]:
    """Return the pages of a survey as tabs."""
    names = {
        "survey": _("概况"),
        "design": _("题目"),
        "plan": _("抽样与进度"),
        "results": _("结果"),
        "between": _("社区比较"),
        "trend": _("历次比较"),
        "words": _("填写的话"),
    }
    return [
        {
            "text": text,
            "url": reverse(f"surveys:{name}", args=[survey.pk]),
            "current": name == current,
        }
        for name, text in names.items()
    ]


def facts_of(survey: Survey, version: Version) -> list[tuple[str, str]]:
    """Return the facts of a survey, name beside value."""
    issued = Issue.objects.filter(survey=survey).aggregate(n=Sum("number"))["n"]
    valid = sheets_of([survey.pk]).get(survey.pk, 0)
    void = Sheet.objects.filter(survey=survey, spoiled=True).count()
    form = version.content
    days = [day_label(one) for one in (survey.since, survey.until) if one]
    return [
        (_("组织单位"), survey.unit.name),
        (_("起止"), _(" 至 ").join(days) or _("没有定")),
        (
            _("对象"),
            listed(
                _("%(label)s %(questions)s 题")
                % {"label": one.label, "questions": len(one.questions)}
                for one in form.audiences
            ),
        ),
        (_("计入"), listed(rate_name(one) for one in form.rates) or _("没有")),
        (_("发放"), _("%(n)s 份") % {"n": issued} if issued else _("没有登记")),
        (_("回收"), _("有效 %(n)s 份，作废 %(void)s 份") % {"n": valid, "void": void}),
        (_("版本"), _("第 %(n)s 版") % {"n": version.number}),
        (_("作答"), _("凭答卷码") if survey.by_token else _("扫码即可作答")),
        (_("合计"), _("按人口加权") if survey.weighted else _("各份一样计")),
    ]


def events_of(survey: Survey) -> list[dict[str, Any]]:
    """Return the trail of a survey from the log, newest first; the same act again and again on one day
    by one person stands once."""
    rows = trail_of(survey.root_id, SURVEY_KIND, survey.pk)[:SHOWN]
    found: list[dict[str, Any]] = []
    for one in rows:
        last, number = found[-1] if found else None, _number(one.detail)
        if last and (last["act"], last["who"], last["day"]) == (
            one.act,
            one.actor_label,
            timezone.localdate(one.at),
        ):
            last["number"] += number
            last["times"] += 1
            continue
        found.append({
            "at": one.at, "day": timezone.localdate(one.at), "act": one.act, "what": label_of(one.act),
            "who": one.actor_label, "number": number, "times": 1,
        })  # fmt: skip
    return [one | {"text": _event_words(one)} for one in found]


def _event_words(event: dict[str, Any]) -> str:
    """Return how many sheets an event was about, and of how many acts in a row it tells."""
    told = [_("%(n)s 份") % {"n": event["number"]}] if event["number"] else []
    if event["times"] > 1:
        told.append(_("连续 %(n)s 次") % {"n": event["times"]})
    return joined(told)


def _number(detail: dict[str, Any]) -> int:
    """Return how many sheets an act of the trail was about; 0 where it was about none."""
    return int(detail.get("sheets") or detail.get("number") or 0)


def _weighed(survey: Survey, rates: Sequence[RateLine]) -> str:
    """Return in words how the areas count in the rates, and so in the figures of the closed survey."""
    known = [one.rate for one in rates if one.rate]
    if not known:
        return ""
    if not survey.weighted:
        return _("各份答卷一样计")
    if all(one.weighted for one in known):
        return _("各社区按常住人口加权")
    return _("有社区没有登记常住人口，各份答卷一样计；登记后按人口加权")


def void_chips(rows: QuerySet[Sheet], wanted: str) -> list[dict[str, Any]]:
    """Return the filters of the list of sheets."""
    void = rows.filter(spoiled=True).count()
    return [
        {"text": _("全部"), "url": "?", "current": wanted != "void"},
        {"text": _("已作废"), "url": "?show=void", "count": void, "current": wanted == "void"},
    ]


def void_page(member: Membership, survey: Survey, sheet: Sheet) -> dict[str, Any]:
    """Return what tells one sheet from others; its answers only for the unit that asked."""
    number = paper_numbers([sheet.id]).get(sheet.id)
    form = sheet.version.content
    told = [
        (_("调查点"), str(sheet.cell or sheet.unit.short_name)),
        (_("对象"), form.audience(sheet.audience).label),
        (_("来路"), sheet.get_channel_display()),
        (_("作答"), clock(sheet.done_at)),
        (_("收到"), clock(sheet.received_at)),
    ]
    if number is not None:
        told.append((_("纸质答卷"), _("第 %(n)s 份") % {"n": number}))
    lines = []
    if sees_all(member, survey):
        for one in form.of(sheet.audience):
            chosen = sheet.answers.get(one.code, ())
            words = listed(option.text for option in one.options if option.code in chosen)
            lines.append((one.text, words))
    return {"facts": told, "answers": lines}


def clock(at: datetime) -> str:
    """Return a day with its hour; the minute is not kept."""
    local = timezone.localtime(at)
    return _("%(day)s %(hour)s时") % {"day": day_label(local.date()), "hour": local.hour}


def survey_page(member: Membership, survey: Survey) -> dict[str, Any]:
    """Return the context of a survey's page."""
    version = current_version(survey)
    rates = rate_lines(survey, version.content, "", 0 if sees_all(member, survey) else survey.least)
    return {
        "survey": survey,
        "tabs": tabs(survey, "survey"),
        "facts": facts_of(survey, version),
        "events": events_of(survey),
        "plan": plan_progress(survey),
        "problems": problems(version.content) if survey.at is State.DRAFT else [],
        "rates": rates,
        "weighed": _weighed(survey, rates),
        "officials": survey.officials.order_by("rate"),
        "may_arrange": may_arrange(member, survey),
        "may_record": member.may(May.RECORD),
        "may_void": member.may(May.ARRANGE),
        "may_import": member.may_at(May.IMPORT, survey.unit),
        "may_release": member.may_at(May.REVIEW, survey.unit),
        "used_in": f"{reverse('documents:used_in')}?kind={SURVEY_KIND}&id={survey.pk}",
    }
