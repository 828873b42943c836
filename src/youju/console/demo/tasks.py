"""Plans, tasks and the checklist of the demo city: the street's key list, half done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from youju.console.demo.people import People
from youju.console.demo.places import Places
from youju.kernel.quantity_text import parse_quantity
from youju.work import actions
from youju.work.queries import lines_of


@dataclass(frozen=True, slots=True)
class Given:
    """One task: who does it, its day from today, what is due and told, and how it was found."""

    title: str
    to: str
    due: int
    amount: str = ""
    done: str = ""
    text: str = ""
    ease: int = 2
    found: str = ""  # good, sound, no, or "" while nobody has looked


TASKS = (
    Given("更换破损公益广告", "金桥社区", -62, "18处", "18处", "内容、版式照样稿", 1, "good"),
    Given("清理楼道堆物", "柳荫里社区", -48, "32个", "32个", "一个单元算一个", 2, "sound"),
    Given("拆除飞线充电", "桂苑社区", -33, "9处", "9处", "同时告知集中充电点", 3, "sound"),
    Given("背街小巷路面修补", "桃李社区", -20, "6条", "6条", "无坑洼、无积水", 3, "good"),
    Given("非机动车停车划线", "金桥社区", -4, "320米", "240米", "一侧停放，留出盲道", 2),
    Given("门前三包责任书续签", "桃李社区", 2, "85家", "61家", "逐户签，上墙", 1),
    Given("居民楼道粉刷", "柳荫里社区", 5, "14个", "14个", "白灰两遍，清除小广告"),
    Given("未成年人活动室开放登记", "桂苑社区", 9, "", "", "每周开放不少于三次，有登记"),
    Given("志愿服务站补齐“九个有”", "金桥社区", 13, "2个", "1个"),
    Given("农贸市场公平秤检定", "桃李社区", 20, "1个", "", "检定合格证上墙"),
)
TOLD = {
    "leaders": "组长 1 人、副组长 2 人、成员 9 人，分工表已上墙。",
    "mobilise": "3 月 5 日开动员会，入户发倡议书。",
    "climate": "主要路口和小区门口公益广告更换一遍。",
    "cleaning": "每周五下午集中清理，前后照片已存。",
    "lasting": "保洁、巡查、门前三包三项制度上墙。",
    "patrol": "居民代表 12 人，每天一圈。",
}


def add_tasks(places: Places, people: People, now: datetime) -> None:
    """Give the street's key list and checklist, and tell what became of each."""
    today = timezone.localdate(now)
    begun = now - timedelta(90)
    office = people.members["liuyin"]
    plan = actions.make_plan(
        unit=office.unit,
        kind="rectification",
        title=f"{today.year}年重点整治清单",
        goals="先简单后复杂，逐项销号：广告破损、楼道堆物、飞线充电、背街小巷、乱停乱放五类，"
        "每项定标准、定数量、定期限，完成一项验收一项。",
        start=today.replace(month=1, day=1),
        end=today.replace(month=12, day=31),
        **_by(office, begun),
    )
    for one in TASKS:
        _give(one, plan, places, people, now)
    checklist = actions.start_checklist(
        unit=office.unit,
        code="ten_ones",
        units=[places[name] for name in ("金桥社区", "桃李社区", "桂苑社区", "柳荫里社区")],
        due_on=today + timedelta(24),
        inspection=f"{today.year}年国家测评",
        **_by(office, now - timedelta(12)),
    )
    for n, line in enumerate(lines_of(office, checklist)):
        if (note := TOLD.get(line.heading)) and (n * 7) % 5 != 1:
            doer = people.recorders[line.unit_id]
            state = "done" if n % 4 else "doing"
            actions.mark_line(line.pk, state=state, note=note, **_by(doer, now - timedelta(3)))


def _give(one: Given, plan: Any, places: Places, people: People, now: datetime) -> None:
    office, to = people.members["liuyin"], places[one.to]
    doer = people.recorders[to.pk]
    at = now - timedelta(80) if one.due < 0 else now - timedelta(10)
    due = timezone.localdate(now) + timedelta(one.due)
    task = actions.open_task(
        unit=office.unit,
        owner_unit=to,
        title=one.title,
        text=one.text,
        due_on=due,
        amount=parse_quantity(one.amount) if one.amount else None,
        ease=one.ease,
        plan=plan,
        **_by(office, at),
    )
    told = min(now, now + timedelta(one.due)) - timedelta(2)
    done = parse_quantity(one.done) if one.done else None
    if done is not None and one.done != one.amount:
        actions.report_progress(task.pk, amount=done, **_by(doer, told))
    elif done is not None:
        actions.finish_task(task.pk, amount=done, **_by(doer, told))
    if one.found:
        actions.confirm_task(task.pk, quality=one.found, **_by(office, told + timedelta(1)))


def _by(member: Any, at: datetime) -> dict[str, Any]:
    return {"actor": member, "now": at, "key": uuid4()}
