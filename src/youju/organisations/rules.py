"""Kinds of units, roles and what each role may do; pure."""

from __future__ import annotations

from enum import StrEnum

from youju.kernel.refusal import Refused


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
    IMPORT = "import"  # Excel files, old reports
    DRAFT = "draft"  # reports
    REVIEW = "review"  # pass or return a draft
    ISSUE = "issue"  # sign and freeze
    ORGANISE = "organise"  # units, groups, duties, pairings, contracts, profile
    CONFIGURE = "configure"  # ledgers, templates
    OPEN_PROTECTED = "open_protected"  # one protected field, with a reason
    PEOPLE = "people"  # accounts and memberships
    SECURITY = "security"  # locks, second factor by role
    AUDIT = "audit"  # the log


_WORK = {May.SEE, May.RECORD, May.IMPORT, May.DRAFT}
ALLOWED: dict[Role, frozenset[May]] = {
    Role.PUBLIC: frozenset(),
    Role.VOLUNTEER: frozenset(),
    Role.GRID_WORKER: frozenset({May.SEE, May.RECORD}),
    Role.STAFF: frozenset(_WORK | {May.ORGANISE}),
    Role.OFFICE: frozenset(_WORK | {May.REVIEW, May.ORGANISE, May.CONFIGURE}),
    Role.LEADER: frozenset({May.SEE, May.REVIEW, May.ISSUE}),
    Role.INSPECTOR: frozenset({May.SEE, May.RECORD}),
    Role.UNIT_USER: frozenset(_WORK),
    Role.CARE_OFFICER: frozenset({May.SEE, May.RECORD, May.OPEN_PROTECTED}),
    Role.SYSADMIN: frozenset({May.PEOPLE}),
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
