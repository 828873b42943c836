"""XLSForm, the spreadsheet of KoboToolbox and ODK, to and from a form; pure.

What a form of ours cannot say (repeats, calculations, conditions, photos) is named row by row, never
dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.kernel.words import listed
from youju.surveys.rules.form import Audience, Form, Kind, Option, Question
from youju.surveys.rules.questions import MOST_OPTIONS

Rows = Sequence[Mapping[str, str]]
MOST_ROWS = 500
_SELECT = re.compile(
    r"(select_one|select_multiple|select one|select multiple)\s+(?:from\s+)?(\S+)(\s+or_other)?"
)
_PARAMETER = re.compile(r"(start|end|step)\s*=\s*(-?\d+)")
_OUTSIDE = {
    "start": "答题时刻", "end": "答题时刻", "today": "答题日期", "deviceid": "设备编号", "username": "答题人账号",
    "phonenumber": "电话号码", "email": "邮箱", "audit": "操作记录", "calculate": "计算", "hidden": "隐藏值",
    "geopoint": "定位", "geotrace": "轨迹", "geoshape": "范围", "image": "照片", "audio": "录音", "video": "录像",
    "file": "附件", "barcode": "条码", "rank": "排序", "note": "说明文字", "acknowledge": "确认", "xml-external": "外部数据",
}  # fmt: skip
_TEXTS = {"text", "integer", "decimal", "date", "time", "datetime", "string"}
_BEYOND = {
    "relevant": "显示条件", "constraint": "取值限制", "calculation": "计算", "choice_filter": "选项筛选", "trigger": "触发",
    "default": "默认值", "repeat_count": "重复次数",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """What became of one row.

    Attributes:
        row: As the spreadsheet numbers it; the head is row 1.
        taken: Whether it became a question; `why` then says what was left off.
    """

    row: int
    name: str
    text: str
    taken: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A form read from a spreadsheet, and what became of each row."""

    title: str
    form: Form
    notes: tuple[Note, ...]

    @property
    def left(self) -> list[Note]:
        """Rows that were not taken, or not wholly."""
        return [one for one in self.notes if one.why]


def table_of(rows: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    """Return a sheet's rows by the names of its columns, blank rows too: their numbers count."""
    if not rows:
        return []
    heads = [one.strip() for one in rows[0]]
    return [
        {
            head: cell.strip()
            for head, cell in zip(heads, row, strict=False)
            if head and cell.strip()
        }
        for row in rows[1:]
    ]


def _told(row: Mapping[str, str], column: str) -> str:
    """Return a cell that may stand in several languages: Chinese first, then the plain one."""
    held = {key: value for key, value in row.items() if re.split(r"::?", key)[0].lower() == column}
    for key, value in held.items():
        if re.search(r"zh|中文|chinese|汉", key, re.IGNORECASE):
            return value
    return held.get(column, "") or next(iter(held.values()), "")


def form_in(survey: Rows, choices: Rows, settings: Rows) -> Taken:
    """Return what of a spreadsheet a form can say, with a note on each row.

    Raises:
        Refused: If there is nothing to take, or too much.
    """
    if not survey or not any("type" in row for row in survey):
        raise Refused("这不是 XLSForm：没有 survey 工作表，或缺 type 列", field="file")
    if len(survey) > MOST_ROWS:
        raise Refused(_("最多 %(most)s 行，请分成几份问卷。") % {"most": MOST_ROWS}, field="file")
    reading = _Reading(_lists(choices))
    for number, row in enumerate(survey, start=2):
        if row.get("type"):
            reading.take(number, row)
    if not reading.questions:
        raise Refused("没有一道题可以导入，请核对 type 列", field="file")
    codes = tuple(one.code for one in reading.questions)
    form = Form(tuple(reading.questions), (Audience("residents", "居民", codes),))
    title = _told(settings[0], "form_title") if settings else ""
    return Taken(title[:80], form, tuple(reading.notes))


def _lists(choices: Rows) -> dict[str, list[Option]]:
    found: dict[str, list[Option]] = {}
    for row in choices:
        name = row.get("list_name") or row.get("list name") or ""
        if name and row.get("name"):
            held = found.setdefault(name, [])
            code = _code(row["name"], {one.code for one in held}, "o")
            share = row.get("share", "")
            counted = int(share) if share.isdecimal() and int(share) <= 100 else None
            held.append(Option(code, (_told(row, "label") or row["name"])[:100], counted))
    return found


def _code(name: str, taken: Iterable[str], prefix: str) -> str:
    plain = re.sub(r"[^a-z0-9_]+", "_", name.lower()).strip("_")[:36]
    if not plain or (prefix == "q" and not plain[0].isalpha()):
        plain = f"{prefix}{plain}"
    taken, n, found = set(taken), 1, plain
    while found in taken:
        n += 1
        found = f"{plain}_{n}"
    return found


class _Reading:
    """Rows read so far: questions, notes, and how deep inside a repeat we are."""

    def __init__(self, lists: Mapping[str, list[Option]]) -> None:
        self.lists = lists
        self.questions: list[Question] = []
        self.notes: list[Note] = []
        self.repeats = 0

    def take(self, number: int, row: Mapping[str, str]) -> None:
        kind = re.sub(r"\s+", " ", row["type"].strip())
        plain = kind.lower().replace("_", " ")
        if plain in ("begin repeat", "end repeat"):
            self.repeats = max(self.repeats + (1 if plain.startswith("begin") else -1), 0)
            if plain.startswith("begin"):
                self._leave(number, row, _("重复组：一份答卷里不能重复回答"))
        elif plain in ("begin group", "end group"):
            if plain.startswith("begin"):
                self._leave(number, row, _("分组：组内的题照收，不分页"))
        elif self.repeats:
            self._leave(number, row, _("在重复组里"))
        else:
            self._question(number, row, kind)

    def _leave(self, number: int, row: Mapping[str, str], why: str) -> None:
        text = _told(row, "label")
        self.notes.append(Note(number, row.get("name", ""), text, False, why))

    def _question(self, number: int, row: Mapping[str, str], kind: str) -> None:
        made = self._made(row, kind)
        if isinstance(made, str):
            self._leave(number, row, made)
            return
        lost = [name for key, name in _BEYOND.items() if row.get(key)]
        why = _("没有带上：%(what)s") % {"what": listed(lost)} if lost else ""
        if len(made.options) > MOST_OPTIONS:
            self._leave(number, row, _("选项超过 %(most)s 个") % {"most": MOST_OPTIONS})
            return
        self.questions.append(made)
        self.notes.append(Note(number, made.code, made.text, True, why))

    def _made(self, row: Mapping[str, str], kind: str) -> Question | str:
        """Return the question of a row, or why there is none."""
        select = _SELECT.fullmatch(kind)
        if select:
            return self._select(row, select)
        word = kind.lower().split(" ")[0]
        if word == "range":
            return self._asked(row, Kind.SCALE, _range(row.get("parameters", "")))
        if word in _TEXTS:
            return self._asked(row, Kind.TEXT, ())
        return _OUTSIDE.get(word, _("不认识的题型 %(kind)s") % {"kind": kind[:30]})

    def _select(self, row: Mapping[str, str], select: re.Match[str]) -> Question | str:
        options = tuple(self.lists.get(select[2], ()))
        if not options:
            return _("choices 工作表里没有选项表 %(name)s") % {"name": select[2][:30]}
        if select[3] and "other" not in {one.code for one in options}:
            options = (*options, Option("other", "其他"))
        scale = row.get("appearance", "").startswith("likert")
        single = Kind.SCALE if scale else Kind.SINGLE
        return self._asked(row, single if "one" in select[1] else Kind.MULTIPLE, options)

    def _asked(self, row: Mapping[str, str], kind: Kind, options: tuple[Option, ...]) -> Question:
        code = _code(row.get("name", ""), {one.code for one in self.questions}, "q")
        rate = row.get("rate", "") if kind is not Kind.TEXT else ""
        return Question(
            code=code,
            kind=kind,
            text=(_told(row, "label") or row.get("name", "") or code)[:200],
            options=options,
            rate=rate if re.fullmatch(r"[a-z][a-z0-9_]{0,18}", rate) else "",
            required=row.get("required", "").lower() in ("yes", "true", "true()", "1", "是"),
            help=_told(row, "hint")[:200],
        )


def _range(parameters: str) -> tuple[Option, ...]:
    told = {name: int(value) for name, value in _PARAMETER.findall(parameters)}
    start, end, step = told.get("start", 1), told.get("end", 5), told.get("step", 1) or 1
    values = range(start, end + (1 if step > 0 else -1), step)[: MOST_OPTIONS + 1]
    return tuple(Option(f"o{n}", str(value)) for n, value in enumerate(values, start=1))


SURVEY_HEAD = ("type", "name", "label", "hint", "required", "constraint", "appearance", "rate")
CHOICE_HEAD = ("list_name", "name", "label", "share")


def sheets_out(form: Form, audience: str, title: str, form_id: str) -> dict[str, list[list[str]]]:
    """Return the three sheets of an XLSForm for what an audience is asked, heads first.

    `rate` and `share` are columns of ours: other tools pass over them, we read them again.
    """
    survey, choices = [list(SURVEY_HEAD)], [list(CHOICE_HEAD)]
    for one in form.of(audience):
        required = "yes" if one.required else ""
        select = {Kind.MULTIPLE: f"select_multiple {one.code}", Kind.TEXT: "text"}
        most = f"count-selected(.) <= {one.most}" if one.most else ""
        kind = select.get(one.kind, f"select_one {one.code}")
        look = "likert" if one.kind is Kind.SCALE else ""
        survey.append([kind, one.code, one.text, one.help, required, most, look, one.rate])
        for option in one.options:
            share = "" if option.share is None else str(option.share)
            choices.append([one.code, option.code, option.text, share])
    heads = ["form_title", "form_id", "default_language"]
    return {
        "survey": survey,
        "choices": choices,
        "settings": [heads, [title, form_id, "default"]],
    }
