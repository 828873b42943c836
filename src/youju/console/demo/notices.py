"""Rectification notices of the demo city, and the street's monthly bulletins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import uuid4

from django.utils import timezone

from youju.console.demo.people import People
from youju.console.demo.places import Places
from youju.documents import actions as documents
from youju.documents.queries import templates_for
from youju.kernel.periods import Grain, Period, around
from youju.supervision import actions


@dataclass(frozen=True, slots=True)
class Sent:
    """One notice: days before today, to whom, what about, and how far it has come."""

    ago: int
    to: str
    problem: str
    requirement: str
    answer: str = ""
    found: str = ""


NOTICES = (
    Sent(163, "金桥社区", "金桥农贸市场东门生活垃圾露天堆放。", "当日清走，增设收集点，落实保洁。", "已清运2车，增设分类桶4组。", "现场整洁，桶体完好。"),
    Sent(140, "桃李社区", "桃李路商铺占道经营6处。", "逐户签订门前三包责任书，恢复通行。", "6户已签责任书，货物全部入室。", "道路畅通。"),
    Sent(118, "柳荫里社区", "柳荫里7号楼楼道堆放杂物，消防通道不畅。", "清空通道，张贴提示，建立巡查。", "已清理杂物3车。", "通道畅通。"),
    Sent(96, "桂苑社区", "公益广告破损5处未更换。", "三日内更换，列出巡查清单。", "更换5处，另补3处。", "版面完好。"),
    Sent(71, "金桥社区", "金桥农贸市场公平秤未检定。\n入口处积水。", "送检并公示；疏通排水。", "公平秤已检定，排水沟疏通。", "合格。"),
    Sent(44, "桃李社区", "小学东门上放学时段车辆乱停。", "会同交警划线，安排劝导员。", "划线60米，劝导员到岗。", "秩序良好。"),
    Sent(26, "桂苑社区", "桂苑小区飞线充电9处。", "全部拆除，建集中充电点。", "已拆9处，充电点在建。"),
    Sent(15, "柳荫里社区", "菜市场后巷污水外溢。", "疏通管网，清洗路面。"),
    Sent(5, "金桥社区", "第二网格小广告反弹。", "清除并溯源，加密巡查。"),
)  # fmt: skip
REPLY_DAYS, LOOK_DAYS, DUE_DAYS = 5, 7, 10


def add_notices(places: Places, people: People, now: datetime) -> None:
    """Send the street's notices, answer and re-check them, and issue two bulletins."""
    for one in NOTICES:
        _send(one, places, people, now - timedelta(one.ago))
    month = around(timezone.localdate(now), Grain.MONTH)
    for period in (month.previous().previous(), month.previous()):
        _bulletin(people, period, now)


def _send(one: Sent, places: Places, people: People, at: datetime) -> None:
    office, to = people.members["liuyin"], places[one.to]
    notice = actions.issue_notice(
        unit=office.unit,
        to=to,
        problem=one.problem,
        requirement=one.requirement,
        due_on=timezone.localdate(at) + timedelta(DUE_DAYS),
        actor=office,
        now=at,
        key=uuid4(),
    )
    there = people.recorder(to)
    actions.receive_notice(
        notice.pk, name=there.person.name, actor=there, now=at + timedelta(hours=3), key=uuid4()
    )
    if one.answer:
        actions.reply_notice(
            notice.pk,
            text=one.answer,
            actor=there,
            now=at + timedelta(REPLY_DAYS),
            key=uuid4(),
        )
    if one.found:
        actions.recheck_notice(
            notice.pk,
            passed=True,
            note=one.found,
            actor=office,
            now=at + timedelta(LOOK_DAYS),
            key=uuid4(),
        )


def _bulletin(people: People, period: Period, now: datetime) -> None:
    office, leader = people.members["liuyin"], people.members["lingdao"]
    template = templates_for(office).get(code="bulletin")
    after = datetime.combine(period.bounds[1] + timedelta(4), time(9))
    at = min(timezone.make_aware(after), now)
    report = documents.start_report(
        template.pk, unit=office.unit, period=period, actor=office, now=at, key=uuid4()
    )
    documents.send_for_review(report.pk, actor=office, now=at, key=uuid4())
    documents.issue_report(report.pk, actor=leader, now=at, key=uuid4())
