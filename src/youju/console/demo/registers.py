"""A few entries in registers that most cities keep thin: help, service, conduct, follow-up."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

from django.utils import timezone

from youju.console.demo.people import People
from youju.console.demo.places import Places
from youju.kernel.periods import Grain, around
from youju.ledgers.actions import rate_entry, record_entry, show_to_residents
from youju.ledgers.queries import Entry
from youju.ledgers.rules import Ratings
from youju.organisations.queries import Membership

HOSPITAL = "市一医院"
# Unit, ledger, days ago, values; a value like "@-3" is a day so many days from today.
Told = tuple[str, str, int, dict[str, str]]
ENTRIES: tuple[Told, ...] = (
    ("金桥社区", "joint_actions", 40, {"what": "清扫背街小巷", "kind": "街区环境联治", "partner": "澄江区建设局", "people": "60人次", "result": "石井巷见底色"}),
    ("金桥社区", "joint_actions", 26, {"what": "联调车棚纠纷", "kind": "社会治安联防", "disputes": "2起", "result": "都已化解"}),
    ("金桥社区", "sendings", 33, {"place": "金桥广场", "kind": "送文化、送服务", "what": "演出和义诊", "people": "200余人次"}),
    ("金桥社区", "good_deeds", 12, {"deed": "修3号楼路灯", "for_whom": "3号楼居民", "by": "社区干部", "deeds": "1", "promised": "@2"}),
    ("金桥社区", "good_deeds", 20, {"deed": "上门清理下水", "for_whom": "独居老人", "by": "志愿者", "deeds": "1", "promised": "@-15", "done_on": "@-16"}),
    ("金桥社区", "linked_villages", 90, {"village": "石桥村", "kind": "产业调整", "measure": "改种大棚菜", "households": "12户", "by": "@25"}),
    ("金桥社区", "job_training", 60, {"name": "家政服务培训班", "kind": "技能培训", "trade": "家政", "learners": "32人", "employed": "21人", "ended": "@-55"}),
    ("金桥社区", "publicity_teams", 200, {"team": "老党员宣传队", "made_of": "党员、老干部", "members": "12人"}),
    ("金桥社区", "door_to_door", 18, {"way": "入户宣传", "topic": "创建知识", "due_doors": "400户", "doors": "352户", "papers": "350份"}),
    ("金桥社区", "service_items", 300, {"item": "居住证明", "kind": "便民服务", "promised": "1", "post_a": "窗口1号", "post_b": "窗口2号"}),
    ("金桥社区", "service_requests", 15, {"matter": "店招备案", "asked": "窗口1号", "limit": "5", "told_once": "是", "done_on": "@-10"}),
    ("金桥社区", "service_requests", 9, {"matter": "占道施工登记", "asked": "窗口2号", "handed": "街道城管办", "limit": "5", "told_once": "是"}),
    ("金桥社区", "service_requests", 2, {"matter": "老年优待证", "asked": "窗口1号", "limit": "3", "told_once": "是"}),
    ("金桥社区", "open_affairs", 100, {"item": "低保名额", "kind": "居务公开", "place": "公示栏", "state": "已公开", "shown": "@-100", "expires": "@5"}),
    ("金桥社区", "rule_books", 150, {"book": "社区值班制度", "rules": "12条", "checked": "@-85"}),
    ("金桥社区", "rule_checks", 14, {"unit_checked": "金桥便民服务站", "rule": "值班制度", "way": "明查", "faults": "1", "pushed": "0", "loose": "1", "selfish": "0"}),
    (HOSPITAL, "discharges", 12, {"ward": "内一科", "patient": "陈某甲", "phone": "13800000000", "card": "是", "way": "电话", "called": "@-8", "content": "满意"}),
    (HOSPITAL, "discharges", 9, {"ward": "内一科", "patient": "周某乙", "phone": "13800000001", "card": "是"}),
    (HOSPITAL, "discharges", 6, {"ward": "骨科", "patient": "吴某丙", "card": "否"}),
    (HOSPITAL, "hotline", 10, {"matter": "学习压力", "way": "热线电话", "people": "1", "follow": "@1", "place": "电话"}),
    (HOSPITAL, "ethics_files", 30, {"number": "A017", "person": "郑某丁", "ward": "内一科", "kind": "拒收红包", "plus": "5"}),
    (HOSPITAL, "ward_services", 25, {"ward": "内一科", "service": "生日祝福", "asked": "50", "content": "48"}),
)  # fmt: skip


def add_registers(places: Places, people: People, now: datetime) -> None:
    """Record the entries, each on its day."""
    today = timezone.localdate(now)
    for name, ledger, ago, values in ENTRIES:
        unit, day = places[name], today - timedelta(ago)
        made = record_entry(
            ledger,
            unit=unit,
            values={key: _told(value, today) for key, value in values.items()},
            period=around(day, Grain.DAY),
            actor=people.recorder(unit),
            now=now,
            key=uuid4(),
            done_at=now,
        )
        if ledger == "good_deeds":
            _ask_residents(made, people.recorder(unit), now)


def _told(value: str, today: date) -> str:
    return (today + timedelta(int(value[1:]))).isoformat() if value.startswith("@") else value


def _ask_residents(deed: Entry, clerk: Membership, now: datetime) -> None:
    """Show a deed to residents; what is done has been rated at the door."""
    show_to_residents(deed.pk, actor=clerk, now=now, key=uuid4())
    if deed.is_done:
        said = Ratings(good=16, fair=3, bad=1)
        rate_entry(deed.pk, said, words="下水通了，楼道也扫了", actor=clerk, now=now, key=uuid4())
