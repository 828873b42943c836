"""Forms from above in the demo city: one filled in, one that waits; and a call to the communities."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlencode
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from youju.console.demo.people import People
from youju.console.demo.places import Places
from youju.facts.queries import Figure, unscoped_figures
from youju.kernel.periods import Grain, Period, around
from youju.kernel.workbook_out import workbook
from youju.organisations.queries import Unit
from youju.returns import actions
from youju.returns.actions.calls import Given, Wanted
from youju.returns.queries import Call

LINES = (
    ("清理垃圾", "车"), ("清除小广告", "个"), ("拆除乱搭乱建", "处"), ("志愿服务活动", "次"), ("志愿服务人次", "人次"),
    ("发放宣传资料", "份"), ("走访住户", "户"), ("公益电影放映", "场"),
)  # fmt: skip
WANTED = (
    Wanted("志愿服务活动", "volunteering.entries", "次"),
    Wanted("清理垃圾", "cleanup.rubbish", "车"),
    Wanted("需要增设的充电桩", "", "个"),
)


def add_returns(places: Places, people: People, now: datetime) -> None:
    """Hand in two forms, fill one in, and let the street ask its communities."""
    half = around(timezone.localdate(now), Grain.HALF).previous()
    month = around(timezone.localdate(now), Grain.MONTH).previous()
    office, at = people.members["liuyin"], now - timedelta(days=20)
    first = _hand_in(people, half, "文明创建主要数据统计表", at)
    actions.fill_form(
        first, address=_address, actor=office, now=at + timedelta(hours=1), key=uuid4()
    )
    _hand_in(people, month, "文明创建工作月报表", now - timedelta(days=1))
    _ask(places, people, half, now - timedelta(days=6))


def _address(code: str, unit: Unit, period: Period) -> str:
    query = {"measure": code, "unit": unit.code or str(unit.pk), "period": period.code}
    return f"{reverse('facts:trail')}?{urlencode(query)}"


def _hand_in(people: People, period: Period, title: str, at: datetime) -> int:
    office = people.members["liuyin"]
    rows = [(n, name, unit, "") for n, (name, unit) in enumerate(LINES, start=1)]
    content = workbook(
        "Sheet1", f"{period.label}{title}", ["序号", "项目", "计量单位", "数量"], rows
    )
    made = actions.receive_form(
        content=content, name=f"{title}.xlsx", unit=office.unit, period=period, asker="澄东区创建办",
        basis="澄东创建办〔2026〕18号", due_on=timezone.localdate(at) + timedelta(days=8), actor=office, now=at,
        key=uuid4(),
    )  # fmt: skip
    return made.pk


def _ask(places: Places, people: People, period: Period, at: datetime) -> None:
    office = people.members["liuyin"]
    to = [places[name] for name in ("金桥社区", "桂苑社区", "桃李社区", "柳荫里社区")]
    call = actions.make_call(
        unit=office.unit, to=to, title="充电设施和志愿服务数据", basis="柳荫街道党工委会议 11月部署", period=period,
        due_on=timezone.localdate(at) + timedelta(days=10), items=WANTED, reason="与充电设施需求一并核实后上报",
        actor=office, now=at, key=uuid4(),
    )  # fmt: skip
    _answer(call, to[1], people, at + timedelta(days=2))


def _answer(call: Call, unit: Unit, people: People, at: datetime) -> None:
    """Let a unit confirm what the records say, and fill in what they do not."""
    reply = call.replies.get(unit=unit)
    codes = [one.measure_code for one in call.items.all() if one.measure_code]
    held = unscoped_figures(unit, call.period, codes)
    given = {
        one.pk: Given(_said(held.get(one.measure_code), one.unit_word)) for one in call.items.all()
    }
    actions.answer_call(reply.pk, given=given, actor=people.recorder(unit), now=at, key=uuid4())


def _said(figure: Figure | None, word: str) -> str:
    return figure.quantity.text() if figure and figure.quantity else f"3{word}"
