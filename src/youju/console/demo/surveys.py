"""Questionnaires of the demo city: a finished one of the district, the one before it, and one under way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from itertools import islice
from typing import Any
from uuid import uuid4

from django.utils import timezone

from youju.console.demo.people import People
from youju.console.demo.places import Places
from youju.organisations.queries import Membership, Unit
from youju.surveys import actions, queries
from youju.surveys.actions.plans import Wanted
from youju.surveys.actions.sheets import Given
from youju.surveys.actions.surveys import Wording
from youju.surveys.queries import PlanCell, Survey, bank
from youju.surveys.rules.form import Audience, Form, Kind, Question
from youju.surveys.rules.plan import Criteria
from youju.surveys.rules.states import Channel

CELLS, EACH = 18, 25
ESTATES = ("一期", "二期", "三期", "东区", "西区")
STUDENTS = ("know_city", "know_values", "know_sorting", "part_volunteer", "sat_school")
ASKED = (
    "know_city", "know_values", "know_pact", "know_ways", "part_year", "part_volunteer", "support_city", "support_parking",
    "sat_clean", "sat_market", "sat_traffic", "sat_safety", "words_worst",
)  # fmt: skip
WORDS = (
    "楼道里堆的旧家具该清一清了", "电动车充电的地方不够，老往楼里推", "菜市场后门污水味道大", "希望多几个放学时段的劝导员",
    "小广告撕了又贴，能不能管管源头", "路口右转车不让人", "绿地里遛狗不牵绳", "下水道一下雨就冒水",
    "我家三楼漏水，打13800000000没人管",
)  # fmt: skip
SHOWN = ("know_city", "support_city", "sat_clean", "sat_safety")  # to the public
TYPED, TWICE = 6, 50  # sheets of paper, and how many per cent are typed again
PURPOSE = "区创建办调查，用来改进创建工作。不记名，请按真实想法填写。"


def add_surveys(places: Places, people: People, now: datetime) -> None:
    """Make the surveys, their plans and their sheets, and some rates told by counts."""
    office, street = people.members["chengdong"], people.members["liuyin"]
    year = timezone.localdate(now).year
    before = _finished(
        f"{year - 1}年创建工作知晓率满意率调查", office, now - timedelta(400), 55, 12
    )
    last = _finished(f"{year}年创建工作知晓率满意率调查", office, now - timedelta(40), 72, EACH)
    for one, value in ((before, Decimal("71.0")), (last, Decimal("83.5"))):
        actions.state_official(
            one.pk, rate="satisfied", value=value, on=one.closed_on or timezone.localdate(now), source="市统计局社情民意调查通报",
            actor=office, now=now, key=uuid4(),
        )  # fmt: skip
    actions.release_results(
        last.pk, audience="residents", questions=SHOWN, actor=office, now=now, key=uuid4()
    )
    _under_way(street, people.members["jinqiao"], office, now)
    _counted(places, people, now)


def _form() -> Form:
    held = {one.code: one for _group, questions in bank() for one in questions}
    codes = tuple(dict.fromkeys((*ASKED, *STUDENTS)))
    audiences = (Audience("residents", "居民", ASKED), Audience("students", "学生", STUDENTS))
    return Form(tuple(held[code] for code in codes), audiences)


def _estates(office: Membership, wanted: int, each: int) -> Iterator[Wanted]:
    """Yield 小区 of the communities in turn, street by street."""
    rows = Unit.objects.filter(path__startswith=office.unit.path, kind="community", until=None)
    communities = list(rows.order_by("path"))
    turns = ((one, name) for name in ESTATES for one in communities)
    for one, name in islice(turns, wanted):
        yield Wanted(one, each, f"{one.short_name.removesuffix('社区')}{name}")


def _finished(title: str, office: Membership, at: datetime, favour: int, each: int) -> Survey:
    """A survey of 18 小区, handed out, answered and closed."""
    act: dict[str, Any] = {"actor": office, "now": at}
    day = timezone.localdate(at)
    wording = Wording(title, PURPOSE, day - timedelta(9), day)
    survey = actions.make_survey(office.unit, wording, form=_form(), key=uuid4(), **act)
    wanted = list(_estates(office, CELLS, each))
    plan = actions.set_cells(survey.pk, wanted, criteria=Criteria(), key=uuid4(), **act)
    actions.open_survey(survey.pk, key=uuid4(), **act)
    version = queries.current_version(survey)
    cells = list(plan.cells.select_related("unit", "plan"))
    for one in {cell.unit_id: cell.unit for cell in cells}.values():
        number = sum(cell.target for cell in cells if cell.unit_id == one.pk)
        actions.record_issued(
            version, audience="residents", unit=one, number=number, on=day - timedelta(9), key=uuid4(), **act
        )  # fmt: skip
    given = [_given(cell, n, at, favour) for cell in cells for n in range(cell.target)]
    actions.answer_sheets(version, given, key=uuid4(), **act)
    return actions.close_survey(survey.pk, key=uuid4(), **act)


def _number(*what: object) -> int:
    """Return a number under 100 that is the same for the same things."""
    return int(sha256(":".join(map(str, what)).encode()).hexdigest()[:6], 16) % 100


def _given(cell: PlanCell, n: int, at: datetime, favour: int) -> Given:
    lean = favour + _number(cell.place) // 6 - 8
    done = at - timedelta(days=_number(cell.place, n) % 9)
    answers = _answers(_FORM.of("residents"), f"{cell.place}:{n}", lean)
    return Given("residents", cell.unit, answers, Channel.PAPER, done, cell)


def _answers(questions: tuple[Question, ...], seed: str, lean: int) -> dict[str, list[str] | str]:
    found: dict[str, list[str] | str] = {}
    for question in questions:
        drawn = _number(seed, question.code)
        if question.kind is Kind.TEXT:
            if drawn < 6:
                found[question.code] = WORDS[_number(seed) % len(WORDS)]
        elif question.kind is Kind.MULTIPLE:
            codes = [one.code for one in question.options]
            found[question.code] = sorted(
                {codes[drawn % len(codes)], codes[_number(seed) % len(codes)]}
            )
        else:
            best = [one.code for one in question.options if one.share == 100]
            rest = [one.code for one in question.options if one.share != 100] or best
            pool = best if drawn < lean else rest
            found[question.code] = [pool[drawn % len(pool)]]
    return found


def _under_way(street: Membership, clerk: Membership, office: Membership, now: datetime) -> None:
    """A survey of the street that residents answer with their phones, some of them on paper."""
    act: dict[str, Any] = {"actor": street, "now": now}
    day = timezone.localdate(now)
    wording = Wording(
        "柳荫街道居民满意率调查", PURPOSE, day - timedelta(5), day + timedelta(16), recheck=TWICE
    )
    survey = actions.make_survey(street.unit, wording, form=_form(), key=uuid4(), **act)
    plan = actions.draw_plan(
        survey.pk, kind="community", number=3, each=20, seed=f"{day.year}柳荫", criteria=Criteria(), key=uuid4(), **act
    )  # fmt: skip
    actions.open_survey(survey.pk, key=uuid4(), **act)
    version = queries.current_version(survey)
    cells = list(plan.cells.select_related("unit", "plan"))
    given = [
        _given(cell, n, now - timedelta(1), 75)
        for cell, done in zip(cells, (20, 13, 3), strict=True)
        for n in range(done)
    ]
    given = [one for one in given if timezone.localdate(one.done_at) >= day - timedelta(5)]
    actions.answer_sheets(version, given, key=uuid4(), **act)
    where: dict[str, Any] = {"audience": "residents", "unit": cells[2].unit}
    actions.issue_tokens(version, **where, number=24, key=uuid4(), **act)
    asked, papers = _FORM.of("residents"), []
    for n in range(TYPED):
        answers = _answers(asked, f"纸{n}", 75)
        papers.append(
            actions.enter_sheet(
                version, **where, cell=cells[2], answers=answers, done_at=now, key=uuid4(), **act
            )
        )
    drawn = [n for n, one in enumerate(papers) if one.chosen]
    for n in drawn[:2]:  # the first alike, the second not
        again = _answers(asked, f"纸{n}", 75) | ({"know_city": ["o2"]} if n != drawn[0] else {})
        actions.check_entry(papers[n].pk, again, actor=office, now=now, key=uuid4())


def _counted(places: Places, people: People, now: datetime) -> None:
    for name, kind, about, numerator, denominator in (
        ("金桥社区", "joined", "全民清洁日党员", 86, 86),
        ("桃李社区", "taught", "市民文明素质教育", 5236, 6400),
        ("柳荫街道", "mobilised", "创建攻坚月包片干部", 124, 124),
    ):
        actions.record_counted(
            places[name], kind=kind, about=about, numerator=numerator, denominator=denominator,
            on=timezone.localdate(now) - timedelta(20), source="签到表和入户登记表", actor=people.recorder(places[name]),
            now=now, key=uuid4(),
        )  # fmt: skip


_FORM = _form()
