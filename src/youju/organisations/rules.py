"""Kinds of units, roles and what each role may do; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Forbidden, Refused
from youju.kernel.words import Words


class UnitKind(StrEnum):
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    STREET = "street"
    TOWN = "town"
    COMMUNITY = "community"
    VILLAGE = "village"
    AREA = "area"
    GRID = "grid"
    BUREAU = "bureau"
    HOSPITAL = "hospital"
    SCHOOL = "school"
    ENTERPRISE = "enterprise"


# Where a kind may stand. Units beside the line stand under any level of the line.
LINE: dict[UnitKind, set[UnitKind | None]] = {
    UnitKind.PROVINCE: {None},
    UnitKind.CITY: {None, UnitKind.PROVINCE},
    UnitKind.DISTRICT: {None, UnitKind.CITY, UnitKind.PROVINCE},
    UnitKind.STREET: {UnitKind.DISTRICT, UnitKind.CITY},
    UnitKind.TOWN: {UnitKind.DISTRICT, UnitKind.CITY},
    UnitKind.COMMUNITY: {UnitKind.STREET, UnitKind.TOWN},
    UnitKind.VILLAGE: {UnitKind.TOWN, UnitKind.STREET},
    UnitKind.AREA: {UnitKind.COMMUNITY, UnitKind.VILLAGE},
    UnitKind.GRID: {UnitKind.COMMUNITY, UnitKind.VILLAGE, UnitKind.AREA},
}
BESIDE = {UnitKind.BUREAU, UnitKind.HOSPITAL, UnitKind.SCHOOL, UnitKind.ENTERPRISE}
ABOVE_COMMUNITY = {
    UnitKind.PROVINCE, UnitKind.CITY, UnitKind.DISTRICT, UnitKind.STREET, UnitKind.TOWN,
    UnitKind.COMMUNITY, UnitKind.VILLAGE, UnitKind.BUREAU,
}  # fmt: skip


class Role(StrEnum):
    PUBLIC = "public"
    VOLUNTEER = "volunteer"
    GRID_WORKER = "grid_worker"
    STAFF = "staff"
    OFFICE = "office"
    LEADER = "leader"
    INSPECTOR = "inspector"
    UNIT_USER = "unit_user"
    CARE_OFFICER = "care_officer"
    SYSADMIN = "sysadmin"
    SECADMIN = "secadmin"
    AUDITOR = "auditor"


class May(StrEnum):
    """What a role can be allowed to do, within the subtree of its unit."""

    SEE = "see"  # business data
    RECORD = "record"  # entries, evidence, visits
    DISPATCH = "dispatch"  # open problems and give them to the unit that answers for them
    IMPORT = "import"  # Excel files, old reports
    DRAFT = "draft"  # reports
    REVIEW = "review"  # pass or return a draft
    ISSUE = "issue"  # sign and freeze
    ORGANISE = "organise"  # units, groups, duties, pairings, contracts, profile
    ARRANGE = "arrange"  # places to go round to, how often, rosters, cleaning areas
    CONFIGURE = "configure"  # ledgers, templates
    RESIDENTS = "residents"  # look residents up and register them; lists are masked
    OPEN_PROTECTED = "open_protected"  # one protected field, with a reason
    PEOPLE = "people"  # accounts and memberships
    CHANNELS = "channels"  # ways out for messages
    UPKEEP = "upkeep"  # copies of the whole system
    SECURITY = "security"  # locks, second factor by role
    AUDIT = "audit"  # the log


_WORK = {May.SEE, May.RECORD, May.IMPORT, May.DRAFT}
ALLOWED: dict[Role, frozenset[May]] = {
    Role.PUBLIC: frozenset(),
    Role.VOLUNTEER: frozenset(),
    Role.GRID_WORKER: frozenset({May.SEE, May.RECORD, May.RESIDENTS}),
    Role.STAFF: frozenset(_WORK | {May.DISPATCH, May.ORGANISE, May.ARRANGE, May.RESIDENTS}),
    Role.OFFICE: frozenset(
        _WORK | {May.DISPATCH, May.REVIEW, May.ORGANISE, May.ARRANGE, May.CONFIGURE, May.RESIDENTS}
    ),
    Role.LEADER: frozenset({May.SEE, May.REVIEW, May.ISSUE}),
    Role.INSPECTOR: frozenset({May.SEE, May.RECORD}),
    Role.UNIT_USER: frozenset(_WORK | {May.ARRANGE}),
    Role.CARE_OFFICER: frozenset({May.SEE, May.RECORD, May.RESIDENTS, May.OPEN_PROTECTED}),
    Role.SYSADMIN: frozenset({May.PEOPLE, May.CHANNELS, May.UPKEEP}),
    Role.SECADMIN: frozenset({May.SECURITY}),
    Role.AUDITOR: frozenset({May.AUDIT}),
}


def check_place(kind: UnitKind, parent: UnitKind | None) -> None:
    """Refuse a unit where its kind may not stand."""
    if kind in BESIDE:
        if parent is None or parent not in ABOVE_COMMUNITY:
            raise Refused("局、医院、学校、企业须挂在社区以上的单位之下", field="parent")
    elif parent not in LINE[kind]:
        raise Refused("这一级单位不能放在所选上级之下", field="parent")


def kinds_below(parent: UnitKind) -> set[UnitKind]:
    """Return the kinds of units that may stand right below one of this kind."""
    line = {kind for kind, above in LINE.items() if parent in above}
    return line | (BESIDE if parent in ABOVE_COMMUNITY else set())


def check_code(code: str) -> None:
    """Refuse a division code that is not 12 digits (GB/T 2260 + 街道 3 位 + 社区 3 位), or 20 for a
    grid (CJ/T 349). An empty code is allowed: units beside the line have none."""
    if code and not (code.isdigit() and len(code) in (12, 20)):
        raise Refused("区划代码为 12 位数字，网格代码为 20 位数字；没有代码就留空", field="code")


# Fixed-width digits only, so that a prefix is a range under every collation.
STEP = 7


def path_of(parent_path: str, unit_id: int) -> str:
    """Return the path of a unit under its parent: the ids from the root down, 7 digits each."""
    return f"{parent_path}{unit_id:0{STEP}}"


def path_end(path: str) -> str:
    """Return the least text above every path that begins with `path`."""
    return path + "z"


def ids_on(path: str) -> list[int]:
    """Return the ids of a unit's ancestors and itself, root first."""
    return [int(path[n : n + STEP]) for n in range(0, len(path), STEP)]


# How many leading digits of a 12-digit code name the unit; the rest are zeros (GB/T 2260).
CODE_DIGITS: dict[UnitKind, int] = {
    UnitKind.PROVINCE: 2,
    UnitKind.CITY: 4,
    UnitKind.DISTRICT: 6,
    UnitKind.STREET: 9,
    UnitKind.TOWN: 9,
    UnitKind.COMMUNITY: 12,
    UnitKind.VILLAGE: 12,
}


def check_code_of(
    kind: UnitKind, code: str, parent_kind: UnitKind | None, parent_code: str
) -> None:
    """Refuse a code that does not fit its kind or its parent.

    A grid carries its community's digits 1–12 as its digits 7–18 (CJ/T 349: 7–12 district, 13–15
    street, 16–18 community).
    """
    check_code(code)
    if not code:
        return
    if kind is UnitKind.GRID:
        if len(code) != 20:
            raise Refused("网格代码为 20 位数字", field="code")
        community = parent_kind in (UnitKind.COMMUNITY, UnitKind.VILLAGE)
        if community and parent_code and code[6:18] != parent_code:
            raise Refused("网格代码第 7 至 18 位应是所在社区的区划代码，请核对", field="code")
        return
    if len(code) != 12:
        raise Refused("只有网格用 20 位代码，这一级单位用 12 位", field="code")
    own = CODE_DIGITS.get(kind)
    if own is None:
        return
    if code[own:].strip("0"):
        raise Refused(_("这一级代码第 %(own)s 位以后应全是 0，请核对") % {"own": own}, field="code")
    above = CODE_DIGITS.get(parent_kind) if parent_kind else None
    if above and parent_code and code[:above] != parent_code[:above]:
        raise Refused("代码开头与上级单位的代码不一致，请核对", field="code")


def check_name(name: str) -> None:
    """Refuse an empty name."""
    if not name.strip():
        raise Refused("填单位名称", field="name")


ORGANS = {
    UnitKind.CITY: "精神文明建设指导委员会办公室",
    UnitKind.DISTRICT: "精神文明建设指导委员会办公室",
    UnitKind.STREET: "办事处",
    UnitKind.TOWN: "人民政府",
    UnitKind.COMMUNITY: "居民委员会",
    UnitKind.VILLAGE: "村民委员会",
}  # which of a unit's organs usually signs


def usual_signature(kind: UnitKind, name: str) -> str:
    """Return the name under which a unit of the kind usually issues papers: 金桥社区居民委员会."""
    return name + ORGANS.get(kind, "")


def check_signature(text: str) -> None:
    """Refuse a name in more than one line, which no paper could be signed with."""
    if len(text.splitlines()) > 1:
        raise Refused("公文署名写成一行", field="signs_as")


def check_move(path: str, new_parent_path: str) -> None:
    """Refuse to put a unit below itself."""
    if new_parent_path.startswith(path):
        raise Refused("不能把单位移到它自己或它的下级之下", field="parent")


def check_open(closed_on: date | None, name: str) -> None:
    """Refuse an act on a unit or body that has been closed."""
    if closed_on is not None:
        raise Refused(_("%(name)s已撤销，不能再办这一步") % {"name": name})


def check_closing(open_below: int) -> None:
    """Refuse to close a unit that others still stand under."""
    if open_below:
        raise Refused(
            _("下面还有 %(open_below)s 个单位，请先划转或撤销它们") % {"open_below": open_below}
        )


def check_span(since: date | None, until: date | None) -> None:
    """Refuse an end before the beginning."""
    if since and until and until < since:
        raise Refused("结束日期早于开始日期，请核对", field="until")


MOST_VIEWS = 12  # kept views of one list; more would not fit above it
_LIST_CODE = re.compile(r"[a-z]+(:[a-z0-9_-]+)?")


def view_name(name: str) -> str:
    """Return the name of a kept view without spaces around it; refuse none, or a long one."""
    plain = " ".join(name.replace("\0", "").split())
    if not 1 <= len(plain) <= 30:
        raise Refused("给这个视图起个名，最多 30 个字。", field="name")
    return plain


def check_view(list_code: str, query: str) -> None:
    """Refuse to keep what is no list's, nothing, or more than fits."""
    if not _LIST_CODE.fullmatch(list_code):
        raise Refused("没有这个列表，请回到列表再存。")
    if not query or len(query) > 500:
        raise Refused("筛选是空的或者太长，请回到列表重选再存。")


def check_view_count(kept: int) -> None:
    """Refuse more views of a list than its page can show."""
    if kept >= MOST_VIEWS:
        raise Refused(
            _("一个列表最多存 %(n)s 个视图，请先去掉不用的。") % {"n": MOST_VIEWS}, field="name"
        )


def check_view_owner(owner_id: int, actor_id: int) -> None:
    """Refuse to change a view that another keeps."""
    if owner_id != actor_id:
        raise Forbidden("这个视图是别人存的，您可以自己另存一个。")


def check_view_free(taken: bool) -> None:
    """Refuse a name that another view of the list has."""
    if taken:
        raise Refused("您已有同名的视图，请换一个名。", field="name")


class GroupKind(StrEnum):
    LEADING = "leading"
    COMMAND = "command"
    FUNCTIONAL = "functional"
    OFFICE = "office"


class Rank(StrEnum):
    CHIEF = "chief"
    FIRST_DEPUTY = "first_deputy"
    STANDING_DEPUTY = "standing_deputy"
    DEPUTY_CHIEF = "deputy_chief"
    COMMISSAR = "commissar"
    HEAD = "head"
    DEPUTY_HEAD = "deputy_head"
    DIRECTOR = "director"
    DEPUTY_DIRECTOR = "deputy_director"
    MEMBER = "member"


_HEADED = frozenset({Rank.HEAD, Rank.DEPUTY_HEAD, Rank.MEMBER})
RANKS: dict[GroupKind, frozenset[Rank]] = {
    GroupKind.LEADING: _HEADED,
    GroupKind.FUNCTIONAL: _HEADED,
    GroupKind.COMMAND: frozenset(
        {
            Rank.CHIEF,
            Rank.FIRST_DEPUTY,
            Rank.STANDING_DEPUTY,
            Rank.DEPUTY_CHIEF,
            Rank.COMMISSAR,
            Rank.MEMBER,
        }
    ),
    GroupKind.OFFICE: frozenset({Rank.DIRECTOR, Rank.DEPUTY_DIRECTOR, Rank.MEMBER}),
}
# One holder at a time.
SINGLE = frozenset({Rank.CHIEF, Rank.FIRST_DEPUTY, Rank.HEAD, Rank.DIRECTOR})
RANK_ORDER = {rank: n for n, rank in enumerate(Rank)}


def check_group_parent(kind: GroupKind, parent: GroupKind | None) -> None:
    """Refuse a functional group outside a command, or another body inside one."""
    if kind is GroupKind.FUNCTIONAL and parent is not GroupKind.COMMAND:
        raise Refused("职能组须设在指挥部之下，请选择指挥部", field="parent")
    if kind is not GroupKind.FUNCTIONAL and parent is not None:
        raise Refused("只有职能组设在指挥部之下，这一类请不选上级机构", field="parent")


def check_rank(kind: GroupKind, rank: Rank, held: bool) -> None:
    """Refuse a rank that the body does not have, or a second holder of a single rank."""
    if rank not in RANKS[kind]:
        raise Refused("这类机构没有这个职务，请另选", field="rank")
    if rank in SINGLE and held:
        raise Refused("这个职务现已有人，请先给现任填结束日期", field="rank")


class DutySubject(StrEnum):
    AREA = "area"
    BUILDING = "building"
    INDEX = "index"
    TASK = "task"
    OTHER = "other"


class Force(StrEnum):
    DETACHED = "detached"
    WORKERS = "workers"
    VOLUNTEERS = "volunteers"
    GRID_WORKERS = "grid_workers"


FORCE_LABELS = Words(
    {
        Force.DETACHED: "抽调人员",
        Force.WORKERS: "小工",
        Force.VOLUNTEERS: "志愿者",
        Force.GRID_WORKERS: "网格员",
    }
)


class PointState(StrEnum):
    OPEN = "open"
    DONE = "done"
    JOINT = "joint"
    RAISED = "raised"


POINT_CHANGES: dict[PointState, frozenset[PointState]] = {
    PointState.OPEN: frozenset({PointState.DONE, PointState.JOINT, PointState.RAISED}),
    PointState.JOINT: frozenset({PointState.DONE, PointState.RAISED}),
    PointState.RAISED: frozenset({PointState.DONE, PointState.JOINT}),
    PointState.DONE: frozenset(),
}


def check_point_change(before: PointState, after: PointState, hard: bool) -> None:
    """Refuse a change of state that cannot follow, and raising what is easy."""
    if after not in POINT_CHANGES[before]:
        raise Refused("这一点位已不能改成所选状态", field="state")
    if after in (PointState.JOINT, PointState.RAISED) and not hard:
        raise Refused("易解决的点位由网格自行解决，难点才列入联合行动或上报", field="state")


class HelperRole(StrEnum):
    RESIDENTS_HEAD = "residents_head"
    PARTY_HEAD = "party_head"
    DELEGATE = "delegate"
    STAIR_HEAD = "stair_head"
    PROPERTY_MANAGER = "property_manager"


class PairingKind(StrEnum):
    BUILDING = "building"
    LIAISON = "liaison"


class DeedKind(StrEnum):
    VISIT = "visit"
    ACTION = "action"
    MONEY = "money"
    GOODS = "goods"
    PEOPLE = "people"
    ROOM = "room"


class ContractState(StrEnum):
    OPEN = "open"
    MET = "met"
    FAILED = "failed"


def check_contract_dates(signed_on: date, due_on: date) -> None:
    """Refuse a deadline before the signing."""
    if due_on < signed_on:
        raise Refused("期限早于签订日期，请核对", field="due_on")


def check_settling(before: ContractState, after: ContractState, result: str) -> None:
    """Refuse to settle twice, to nothing, or without a word on the result."""
    if before is not ContractState.OPEN:
        raise Refused("这份责任状已经认定，不能再改", field="state")
    if after is ContractState.OPEN:
        raise Refused("请选已完成或未完成", field="state")
    if not result.strip():
        raise Refused("写明结果", field="result")


def is_overdue(state: ContractState, due_on: date, today: date) -> bool:
    """Return whether an open contract has passed its deadline."""
    return state is ContractState.OPEN and due_on < today


class ProfileItem(StrEnum):
    AREA = "area"
    HOUSEHOLDS = "households"
    POPULATION = "population"
    ESTATES = "estates"
    BUILDINGS = "buildings"
    UNITS = "units"
    STAFF = "staff"
    OFFICE_AREA = "office_area"


@dataclass(frozen=True, slots=True)
class ProfileKind:
    """A figure of the profile: its name, its unit, other names of it."""

    label: str
    unit: str
    words: tuple[str, ...] = ()


PROFILE: dict[ProfileItem, ProfileKind] = {
    ProfileItem.AREA: ProfileKind("辖区面积", "平方公里", ("面积", "总面积")),
    ProfileItem.HOUSEHOLDS: ProfileKind("户数", "户", ("居民户数", "总户数")),
    ProfileItem.POPULATION: ProfileKind("人口", "人", ("常住人口", "总人口", "居民")),
    ProfileItem.ESTATES: ProfileKind("居民小区", "个", ("住宅小区",)),
    ProfileItem.BUILDINGS: ProfileKind("楼栋", "栋", ("居民楼", "居民楼栋")),
    ProfileItem.UNITS: ProfileKind("驻区单位", "家", ("辖区单位",)),
    ProfileItem.STAFF: ProfileKind("工作人员", "人", ("社区工作人员", "在职工作人员")),
    ProfileItem.OFFICE_AREA: ProfileKind("办公用房面积", "平方米", ("办公面积",)),
}


def check_reason(reason: str) -> None:
    """Refuse to open a protected field without a reason that says something."""
    if len(reason.strip()) < 4:
        raise Refused("写明查看的事由，至少 4 个字", field="reason")


def check_phone(phone: str) -> None:
    """Refuse what cannot be a telephone number; empty is allowed."""
    digits = phone.replace("-", "").replace(" ", "")
    if phone and not (digits.isdigit() and 5 <= len(digits) <= 12):
        raise Refused("电话为 5 至 12 位数字，可带短横线", field="phone")


ADMINISTRATORS = frozenset({Role.SYSADMIN, Role.SECADMIN, Role.AUDITOR})


def check_separate(held: set[Role], wanted: Role) -> None:
    """Refuse one person two of the three administrators, or one beside business work (等保 level 3)."""
    others = held - {wanted}
    if wanted in ADMINISTRATORS and others:
        raise Refused("三类管理员须由专人担任，不能与其他岗位兼任", field="role")
    if wanted not in ADMINISTRATORS and others & ADMINISTRATORS:
        raise Refused("此人是管理员，不能兼任业务岗位", field="role")


def check_username(username: str) -> None:
    """Refuse a sign-in name that is hard to type."""
    plain = username.replace("-", "").replace("_", "").replace(".", "")
    if not (3 <= len(username) <= 40 and plain.isascii() and plain.isalnum()):
        raise Refused("登录名为 3 至 40 位字母、数字、点、横线", field="username")
