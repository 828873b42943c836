"""What residents of the demo city told, what came of it, and what its offices publish."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from youju.cases.actions import dispatch_case, file_case, rectify_case, verify_case
from youju.console.demo import photos
from youju.console.demo.people import People
from youju.console.demo.places import Places
from youju.documents.queries import Report as Paper
from youju.documents.queries import reports_visible_to
from youju.evidence.actions import store
from youju.organisations.queries import Membership, Unit
from youju.portal import actions
from youju.portal.actions.publishing import REPORT
from youju.portal.queries import Opinion, PublicCase, Report, photos_to_decide
from youju.portal.rules import Decision, Told

FILED, GIVEN, DONE, ENDED, TOLD = range(1, 6)


@dataclass(frozen=True, slots=True)
class Heard:
    """One report: how long ago, where, what, whether with a photo, and how far it has come."""

    days: int
    unit: str
    kind: str
    place: str
    words: str
    photo: bool = True
    reached: int = 0
    shown: bool = True
    answer: str = ""


HEARD = (
    Heard(24, "金桥社区", "s0101", "金桥路 12号楼北侧", "三天没有人清，有味道。", reached=TOLD,
          answer="11月3日清运两车，增设垃圾桶一个，网格员每天看一次。"),
    Heard(19, "桂苑社区", "b0110", "桂苑小区 5号楼前", "晚上很黑，老人摔过。", photo=False, reached=ENDED,
          answer="换灯头两只，当晚已经亮灯。"),
    Heard(15, "金桥社区", "s0308", "金桥新村 3号楼", "从四楼拉线下来给电动车充电。", reached=GIVEN),
    Heard(11, "桃李社区", "s0301", "桃李小学东门", "放学时候车停满，孩子走在路中间。", reached=DONE),
    Heard(8, "柳荫里社区", "s0106", "柳荫里 7号楼二单元", "楼道堆着旧家具，过不去。", reached=FILED),
    Heard(6, "金桥社区", "s0105", "菜场后门", "桶满了，旁边也堆着。", reached=FILED),
    Heard(3, "桂苑社区", "s0112", "桂苑路口", "下雨污水就冒出来。"),
    Heard(1, "金桥社区", "s0108", "金桥路公交站", "站牌背面贴满小广告，留的电话是 139 0000 1234。", shown=False),
)  # fmt: skip
OPINIONS = (
    (9, Opinion.Kind.SUGGESTION, "巡查的照片能不能一次选好几张，现在一张一张传。", "已经改好，现在一次可以选多张。"),
    (2, Opinion.Kind.COMPLAINT, "街道又要我们填一遍上个月已经报过的清理垃圾数。", ""),
)  # fmt: skip


def add_public(places: Places, people: People, now: datetime) -> int:
    """Tell what residents reported within the last weeks, and what the street publishes.

    Returns:
        How many photos came with it.
    """
    for heard in HEARD:
        morning = timezone.localtime(now - timedelta(heard.days)).replace(hour=9, minute=20)
        _heard(heard, places, people, morning)
    for days, kind, words, answer in OPINIONS:
        at = now - timedelta(days)
        sent = actions.send_opinion(places["柳荫街道"], kind, words, now=at, key=uuid4())
        if answer:
            how = _by(people.members["liuyin"], at + timedelta(1))
            actions.answer_opinion(sent.pk, answer, **how)
    _publish(people.members["lingdao"], now - timedelta(5))
    return sum(one.photo + (one.reached >= DONE) for one in HEARD)


def _by(actor: Membership, at: datetime) -> dict[str, Any]:
    return {"actor": actor, "now": at, "key": uuid4()}


def _heard(heard: Heard, places: Places, people: People, at: datetime) -> None:
    unit = places[heard.unit]
    staff = people.recorder(unit)
    before, after = photos.before_and_after(f"public {heard.place}", at.date())
    lat, lng = (unit.lat or 0) + 0.0011 * len(heard.place), (unit.lng or 0) - 0.0007 * heard.days
    report = actions.send_report(
        unit.parent or unit,
        Told(heard.kind, heard.place, lat, lng, heard.words),
        photos=[ContentFile(before, name="照片.jpg")] if heard.photo else [],
        unit=unit,
        now=at,
        key=uuid4(),
    )
    _worked_on(heard, report, unit, people, after, at)
    if not heard.shown:
        return
    public = PublicCase.objects.get(case_id=report.case_id)
    how = _by(staff, at + timedelta(hours=2))
    actions.decide_case(public.pk, Decision.SHOWN, words=public.words, **how)
    for link, _decided in photos_to_decide(staff, public):
        actions.decide_photo(
            public.pk, link.item_id, Decision.SHOWN, **_by(staff, at + timedelta(hours=2))
        )
    if heard.answer:
        actions.answer_case(public.pk, heard.answer, **_by(staff, at + timedelta(days=2)))
    if heard.reached >= TOLD:
        actions.tell_whether_fixed(report.pk, fixed=True, now=at + timedelta(days=3), key=uuid4())


def _worked_on(
    heard: Heard, report: Report, unit: Unit, people: People, after: bytes, at: datetime
) -> None:
    staff, office, case = people.recorder(unit), people.members["liuyin"], report.case_id
    steps: tuple[Callable[[], object], ...] = (
        lambda: file_case(case, **_by(office, at + timedelta(minutes=30))),
        lambda: dispatch_case(case, owner_unit=unit, **_by(office, at + timedelta(hours=1))),
        lambda: rectify_case(
            case,
            note="已经处理，现场恢复",
            photos=[_kept(after, unit, staff, at)],
            **_by(staff, at + timedelta(hours=2, minutes=30)),
        ),
        lambda: verify_case(
            case, passed=True, note="现场看过", **_by(office, at + timedelta(days=1))
        ),
    )
    for step in steps[: heard.reached]:
        step()


def _kept(content: bytes, unit: Unit, staff: Membership, at: datetime) -> int:
    file = ContentFile(content, name="整改后.jpg")
    return int(store(file, unit=unit, actor=staff, now=at, at_once=True).pk)


def _publish(leader: Membership, at: datetime) -> None:
    """Publish the summary that the street signed last."""
    paper = reports_visible_to(leader).filter(state=Paper.State.ISSUED).first()
    if paper is None:
        return
    actions.publish(
        REPORT,
        str(paper.pk),
        title=paper.shown_title,
        words="这一时期，街道组织环境卫生整治、楼道清理和河道两岸清理，居民反映的问题逐件办理、逐件答复。"
        "\n\n还没有做好的：老旧小区停车位不够，飞线充电时有反复，已列入下一步工作。",
        **_by(leader, at),
    )
