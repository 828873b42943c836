"""Rosters as communities keep them: which column is what, and what a row says; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from youju.kernel.refusal import Refused
from youju.kernel.text import normalised
from youju.residents.rules.doors import DoorName, read_door, split_place
from youju.residents.rules.needs import Kind, kind_named
from youju.residents.rules.people import Relation, Sex, Tenure, Told, relation_of

MOST_ROWS = 20_000
HEAD_WITHIN = 10
COLUMNS: dict[str, tuple[str, tuple[str, ...]]] = {
    "name": ("姓名", ("名字", "居民姓名", "成员姓名", "人员姓名")),
    "id_number": ("身份证号", ("身份证", "身份证号码", "公民身份号码", "证件号码", "证件号", "居民身份证号")),
    "sex": ("性别", ()),
    "birth": ("出生日期", ("出生年月", "出生年月日", "生日")),
    "phone": ("电话", ("联系电话", "手机", "手机号", "手机号码", "电话号码", "联系方式", "本人电话")),
    "other_phone": ("其他电话", ("备用电话", "固定电话", "座机", "紧急联系电话", "家庭电话")),
    "area": ("小区", ("小区名称", "所属小区", "楼盘", "院落", "居住小区")),
    "building": ("楼栋", ("栋", "幢", "楼号", "栋号", "幢号", "楼栋号")),
    "entrance": ("单元", ("单元号", "门洞")),
    "room": ("房号", ("室", "室号", "房间号", "房屋号")),
    "door": ("门牌", ("住址", "地址", "家庭住址", "现住址", "居住地址", "详细地址", "门牌号", "楼栋门牌")),
    "head": ("户主姓名", ("户主",)),
    "relation": ("与户主关系", ("关系", "家庭关系", "与户主的关系")),
    "former_name": ("曾用名", ()),
    "tenure": ("居住方式", ("居住类型", "房屋性质", "住房性质", "自住或租住", "房屋状态")),
    "landlord": ("房东", ("房东姓名", "出租人")),
    "kinds": ("登记类别", ("特殊情况", "人员类别", "困难类别", "特殊群体", "类别", "人群标签")),
    "guardian": ("监护人", ("监护人姓名",)),
    "incomer": ("外来人口", ("人户状态", "户籍", "户籍状态", "是否外来", "流动人口")),
    "note": ("备注", ("说明", "其他情况")),
}  # fmt: skip
_DATE = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})日?")
_RENTED = ("租", "出租", "租住", "租赁", "租户", "承租")
_INCOMER = ("是", "外来", "外地", "流动", "流动人口", "人在户不在", "非户籍", "外省", "暂住", "1")
_SPLIT = re.compile(r"[、,，;；/\s]+")


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says: the person, where, under which head, of which kinds of need."""

    told: Told
    area: str
    door: DoorName | None
    tenure: str
    landlord: str
    head: str
    kinds: tuple[Kind, ...]


def bare(head: str) -> str:
    """Return a head without spaces, marks and what stands in brackets."""
    plain = re.sub(r"[（(].*?[)）]", "", normalised(head))
    return re.sub(r"[\s:：*＊]", "", plain)


def propose(heads: Sequence[str]) -> dict[int, str]:
    """Return {column: what it is}, each once: the words that are known, then those that hold one."""
    found: dict[int, str] = {}
    for alike in (_same, _holds):
        for n, head in enumerate(heads):
            plain = bare(head)
            for key, (label, words) in COLUMNS.items():
                if n not in found and key not in found.values() and plain and alike(plain, (label, *words)):  # fmt: skip
                    found[n] = key
    return found


def _same(plain: str, words: Sequence[str]) -> bool:
    return plain in words


def _holds(plain: str, words: Sequence[str]) -> bool:
    return any(len(word) > 1 and plain.endswith(word) for word in words)


def head_row(rows: Sequence[Sequence[str]]) -> int:
    """Return which row holds the heads: the one of which most are known.

    Raises:
        Refused: If none has a name.
    """
    scored = [(len(propose(row)), -n) for n, row in enumerate(rows[:HEAD_WITHIN])]
    best = max(scored, default=(0, 0))
    at = -best[1]
    if not rows or "name" not in propose(rows[at]).values():
        raise Refused("没有找到“姓名”一列，请检查表头", field="file")
    return at


def check_columns(columns: Mapping[int, str]) -> None:
    """Refuse columns without the name, or two columns for one thing."""
    told = list(columns.values())
    if "name" not in told:
        raise Refused("要有一列是姓名", field="columns")
    for key in told:
        if told.count(key) > 1:
            raise Refused(f"两列都对上了“{COLUMNS[key][0]}”，请改其中一列", field="columns")


def read_row(cells: Mapping[str, str], kinds: tuple[Kind, ...]) -> Row:
    """Return what a row says. What it says of the person is checked when it is taken.

    Raises:
        Refused: At the column that cannot be read.
    """
    given = {key: text.strip() for key, text in cells.items() if text.strip()}
    relation = relation_of(given.get("relation", ""))
    if not relation and given.get("head") and given["head"] == given.get("name"):
        relation = Relation.HEAD.value
    area, door = _place(given)
    tenure = _tenure(given.get("tenure", ""), relation)
    told = Told(
        name=given.get("name", ""),
        id_number=given.get("id_number", ""),
        sex=_sex(given.get("sex", "")),
        birth=_birth(given.get("birth", "")),
        phones=_phones(given),
        former_name=given.get("former_name", ""),
        relation=relation,
        guardian=given.get("guardian", ""),
        note=given.get("note", ""),
        incomer=given.get("incomer", "") in _INCOMER,
    )
    found = tuple(_kinds(given.get("kinds", ""), kinds))
    return Row(told, area, door, tenure, given.get("landlord", ""), given.get("head", ""), found)


def _phones(given: Mapping[str, str]) -> tuple[str, ...]:
    parts = _SPLIT.split(given.get("phone", "")) + _SPLIT.split(given.get("other_phone", ""))
    return tuple(dict.fromkeys(part for part in parts if part))[:2]


def _place(given: Mapping[str, str]) -> tuple[str, DoorName | None]:
    area = given.get("area", "")
    if given.get("building"):
        parts = ("building", "entrance", "room")
        text = "-".join(re.sub(r"\D*$", "", given[p]) or given[p] for p in parts if given.get(p))
        return area, read_door(text if "-" in text else f"{text}号")
    if not given.get("door"):
        return area, None
    headed, door = split_place(given["door"])
    if door is None:
        return area, read_door(given["door"])
    return area or headed, door


def _sex(text: str) -> str:
    if text in ("", "男", "女"):
        return {"": "", "男": Sex.MALE.value, "女": Sex.FEMALE.value}[text]
    raise Refused(f"性别“{text}”应为男或女", field="sex")


def _birth(text: str) -> date | None:
    if not text:
        return None
    match = _DATE.fullmatch(normalised(text))
    try:
        return date(*(int(part) for part in match.groups())) if match else _no_date(text)
    except ValueError:
        return _no_date(text)


def _no_date(text: str) -> date:
    raise Refused(f"出生日期“{text}”写作 1990-1-1", field="birth")


def _tenure(text: str, relation: str) -> str:
    if relation == Relation.TENANT or any(word in text for word in _RENTED):
        return Tenure.RENTED.value
    return Tenure.VACANT.value if "空置" in text else Tenure.OWN.value


def _kinds(text: str, kinds: tuple[Kind, ...]) -> list[Kind]:
    found = []
    for word in filter(None, _SPLIT.split(text)):
        kind = kind_named(kinds, word)
        if kind is None:
            raise Refused(f"登记类别里没有“{word}”", field="kinds")
        if kind.restricted:
            raise Refused(f"“{kind.label}”由救助专员单独登记，不从名册导入", field="kinds")
        if kind not in found:
            found.append(kind)
    return found
