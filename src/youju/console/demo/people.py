"""Who signs in to the demo city, and who recorded what. Nobody here exists."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from youju.audit.actions import SYSTEM
from youju.console.demo.places import Places
from youju.organisations import actions
from youju.organisations.queries import Membership, Person, Unit, memberships_of
from youju.organisations.rules import Role


@dataclass(frozen=True, slots=True)
class SignIn:
    """One way in: what is typed, whose role it is and where."""

    username: str
    role: Role
    unit: str
    name: str
    post: str


SIGN_INS = (
    SignIn("jinqiao", Role.STAFF, "金桥社区", "金专干", "社区创建专干"),
    SignIn("liuyin", Role.OFFICE, "柳荫街道", "柳主任", "街道创建办主任"),
    SignIn("chengdong", Role.OFFICE, "澄东区", "东主任", "区创建办副主任"),
    SignIn("chengjiang", Role.OFFICE, "澄江市", "江主任", "市创建办主任"),
    SignIn("lingdao", Role.LEADER, "柳荫街道", "程书记", "街道分管领导"),
    SignIn("wangge", Role.GRID_WORKER, "金桥社区", "葛网格", "第一网格网格员"),
    SignIn("ducha", Role.INSPECTOR, "澄江市", "杜督查", "市创建督查组"),
    SignIn("jiansheju", Role.UNIT_USER, "建设局", "简科长", "建设局联络员"),
    SignIn("jiuzhu", Role.CARE_OFFICER, "金桥社区", "舒专员", "社区救助专员"),
    SignIn("zhiyuan", Role.VOLUNTEER, "金桥社区", "袁志愿", "金桥志愿服务队"),
    SignIn("jumin", Role.PUBLIC, "金桥社区", "敏居民", "居民"),
    SignIn("xitong", Role.SYSADMIN, "澄江市", "席管理", "系统管理员"),
    SignIn("anquan", Role.SECADMIN, "澄江市", "安管理", "安全管理员"),
    SignIn("shenji", Role.AUDITOR, "澄江市", "沈审计", "审计员"),
)
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华魏陶姜"


@dataclass
class People:
    """The members made: those who sign in by username, and who records at each unit."""

    members: dict[str, Membership] = field(default_factory=dict)
    recorders: dict[int, Membership] = field(default_factory=dict)

    def recorder(self, unit: Unit) -> Membership:
        """Return who records for the unit: its own, else that of the unit above."""
        return self.recorders.get(unit.pk) or self.recorders[unit.ancestor_ids[-2]]


def add_people(places: Places, password: str, now: datetime) -> People:
    """Make the sign-ins with the one password, and somebody who records at each other unit."""
    people = People()
    for one in SIGN_INS:
        member = _add(places[one.unit], one.role, one.username, one.name, one.post, now, password)
        people.members[one.username] = member
        if one.role in (Role.STAFF, Role.OFFICE, Role.UNIT_USER):
            people.recorders[places[one.unit].pk] = member
    busy = [u for u in places.communities if u.parent_id == places["柳荫街道"].pk]
    others = [*busy, *places.streets, *places.districts, *places.beside]
    for number, unit in enumerate(u for u in others if u.pk not in people.recorders):
        role, title = _work_of(places, unit)
        name = f"{SURNAMES[number % len(SURNAMES)]}{title}"
        username = f"luru{number + 1:02}"
        people.recorders[unit.pk] = _add(unit, role, username, name, "", now)
    return people


def _work_of(places: Places, unit: Unit) -> tuple[Role, str]:
    if unit in places.communities:
        return Role.STAFF, "专干"
    return (Role.UNIT_USER, "干事") if unit in places.beside else (Role.OFFICE, "主任")


def _add(
    unit: Unit,
    role: Role,
    username: str,
    name: str,
    post: str,
    now: datetime,
    password: str = "",
) -> Membership:
    person, first = actions.add_person(unit, role, username, name, post=post, actor=SYSTEM, now=now)
    if password:
        actions.change_password(person, first, password, now=now)
    return _post_of(person, now)


def _post_of(person: Person, now: datetime) -> Membership:
    return memberships_of(person, timezone.localdate(now)).get()
