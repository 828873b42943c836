"""What a dossier of inspection must hold, and what is wrong with it; pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Forbidden, Refused
from youju.kernel.words import Words


class Slot(StrEnum):
    """The parts of a dossier, in the order they are bound."""

    SHEET = "sheet"
    PAPERS = "papers"
    STATEMENT = "statement"
    PHOTOS = "photos"
    TABLES = "tables"


SLOT_NAMES = Words(
    {
        Slot.SHEET: "申报表",
        Slot.PAPERS: "规范文件",
        Slot.STATEMENT: "情况说明",
        Slot.PHOTOS: "实景图片",
        Slot.TABLES: "统计表格",
    }
)


class State(StrEnum):
    OPEN = "open"
    HANDED_IN = "handed_in"
    ACCEPTED = "accepted"
    RETURNED = "returned"


STATE_NAMES = Words(
    {
        State.OPEN: "整理中",
        State.HANDED_IN: "已报送",
        State.ACCEPTED: "已验收",
        State.RETURNED: "已退回",
    }
)
ALLOWED: dict[State, set[State]] = {
    State.OPEN: {State.HANDED_IN},
    State.HANDED_IN: {State.ACCEPTED, State.RETURNED},
    State.ACCEPTED: {State.RETURNED},  # an inspection may send it back after all
    State.RETURNED: {State.HANDED_IN},
}


def check_change(now: State, to: State) -> None:
    """Refuse a change of state that the table does not hold."""
    if to not in ALLOWED[now]:
        raise Refused(
            _("“%(now)s”的档案不能改为“%(to)s”") % {"now": STATE_NAMES[now], "to": STATE_NAMES[to]}
        )


def check_editable(state: State) -> None:
    """Refuse to change what was handed in."""
    if state in (State.HANDED_IN, State.ACCEPTED):
        raise Refused(_("档案已报送，不能再改；要改请创建办先退回"))


def check_decider(decider: int | None, handed_in_by: int | None) -> None:
    """Nobody accepts or returns what they handed in themselves."""
    if decider == handed_in_by:
        raise Forbidden(_("不能验收自己报送的档案，请创建办其他人员办理"))


def check_reason(text: str) -> str:
    """Return why a dossier goes back, or refuse."""
    told = text.strip()
    if not told:
        raise Refused(_("写明退回的原因和要补什么"), field="reason")
    return told[:300]


class Verdict(StrEnum):
    COMPLETE = "complete"
    LACKING = "lacking"
    DOUBTFUL = "doubtful"


VERDICT_NAMES = Words({Verdict.COMPLETE: "齐", Verdict.LACKING: "缺", Verdict.DOUBTFUL: "有疑"})


@dataclass(frozen=True, slots=True)
class Finding:
    """Something missing (`lack`), or something to look at again.

    `piece` names the piece it is about; 0 for the slot as a whole.
    """

    slot: Slot
    text: str
    lack: bool = False
    piece: int = 0


def verdict(findings: Iterable[Finding]) -> Verdict:
    """Return 缺 where anything is missing, 有疑 where something is to be looked at, else 齐."""
    told = list(findings)
    if any(one.lack for one in told):
        return Verdict.LACKING
    return Verdict.DOUBTFUL if told else Verdict.COMPLETE


def period_before(day: date) -> tuple[date, date]:
    """Return the twelve months before the day: the day a year before, to the eve.

    Source:
        docs of submissions: 申报材料的时间范围为前十二个月.
    """
    last = day - timedelta(1)
    try:
        return day.replace(year=day.year - 1), last
    except ValueError:  # 29th of February
        return date(day.year - 1, 2, 28), last


SHORT, LONGEST = 4000, 5000  # characters: of special-work documents, of any (2024《若干规定》)
# Words of a summary: they praise, sum up or promise. A statement says what is.
SUMMARY_WORDS = (
    "总结如下", "取得了显著成效", "取得显著成效", "成效显著", "取得了明显成效", "取得了良好效果", "取得了阶段性成果",
    "下一步", "下阶段", "今后工作", "工作打算", "努力方向", "经验做法", "主要成绩", "存在的不足", "回顾", "再上新台阶",
    "工作总结", "圆满完成", "受到一致好评", "得到了广泛好评",
)  # fmt: skip
BLANK = re.compile(r"〔[^〕]{1,60}〕")


def characters(text: str) -> int:
    """Return the length as offices count it: without spaces."""
    return len("".join(text.split()))


def statement_findings(text: str, figures: int, typed: Sequence[str] = ()) -> list[Finding]:
    """Return what is wrong with a statement as it reads.

    Args:
        figures: How many numbers in it lead to records.
        typed: Numbers that somebody wrote by hand.
    """
    here = Slot.STATEMENT
    if not text.strip():
        return [Finding(here, _("还没有情况说明"), lack=True)]
    found: list[Finding] = []
    blanks = BLANK.findall(text)
    if blanks:
        found.append(
            Finding(
                here, _("还有待填写的地方：%(what)s") % {"what": "、".join(blanks[:3])}, lack=True
            )
        )
    if not figures and not typed:
        found.append(Finding(here, _("情况说明里没有数据，请写入有来处的数"), lack=True))
    if typed:
        found.append(
            Finding(
                here,
                _("有 %(n)d 个数没有来处：%(what)s")
                % {"n": len(typed), "what": "、".join(typed[:5])},
            )
        )
    words = [word for word in SUMMARY_WORDS if word in text]
    if words:
        found.append(
            Finding(here, _("像总结，不像说明，请改写：%(words)s") % {"words": "、".join(words)})
        )
    return found + _length(characters(text))


def _length(n: int) -> list[Finding]:
    for limit in (LONGEST, SHORT):
        if n > limit:
            told = _("情况说明 %(n)d 字，超过 %(limit)d 字，请压缩")
            return [Finding(Slot.STATEMENT, told % {"n": n, "limit": limit})]
    return []


CAPTION_NAMES = Words(
    {
        "time": "时间",
        "place": "地点",
        "people": "人物",
        "topic": "主题",
        "background": "背景",
        "reason": "事由",
    }
)
CAPTION_LIMITS = {
    "time": 60, "place": 100, "people": 100, "topic": 100, "background": 200, "reason": 200,
}  # fmt: skip


def check_captions(given: Mapping[str, str]) -> dict[str, str]:
    """Return the six lines trimmed. Raises Refused at the first that is too long."""
    clean = {name: str(given.get(name, "")).strip() for name in CAPTION_NAMES}
    for name, value in clean.items():
        if len(value) > CAPTION_LIMITS[name]:
            raise Refused(
                _("%(name)s最多 %(n)d 字，请精简")
                % {"name": CAPTION_NAMES[name], "n": CAPTION_LIMITS[name]},
                field=name,
            )
    return clean


LEAST_PHOTOS = 2  # one printed page
LEAST_SIDE = 1200  # pixels of the longer side: 10 cm on paper at 300 dpi


@dataclass(frozen=True, slots=True)
class Shot:
    """A photo as the checks see it.

    Attributes:
        clean: Somebody looked and ticked 无水印: no program can tell a watermark from a sign.
        day: When it was taken or received.
        state: "" when sound; else why it cannot be shown (处理中, 打不开).
    """

    piece: int
    captions: Mapping[str, str]
    blurred: bool
    width: int
    height: int
    clean: bool
    day: date | None
    state: str = ""


def photo_findings(shots: Sequence[Shot], start: date, end: date) -> list[Finding]:
    """Return what is wrong with the photos, each at its piece."""
    found: list[Finding] = []
    if len(shots) < LEAST_PHOTOS:
        told = _("实景图片 %(n)d 张，至少要 %(least)d 张")
        found.append(
            Finding(Slot.PHOTOS, told % {"n": len(shots), "least": LEAST_PHOTOS}, lack=True)
        )
    for shot in shots:
        found.extend(_of_shot(shot, start, end))
    return found


def _of_shot(shot: Shot, start: date, end: date) -> list[Finding]:
    def note(text: str, lack: bool = False) -> Finding:
        return Finding(Slot.PHOTOS, text, lack, shot.piece)

    if shot.state:
        return [note(_("照片%(state)s") % {"state": shot.state}, lack=True)]
    found = []
    missing = [CAPTION_NAMES[n] for n in CAPTION_NAMES if not shot.captions.get(n, "").strip()]
    if missing:
        found.append(note(_("缺图片说明：%(what)s") % {"what": "、".join(missing)}, lack=True))
    if shot.blurred:
        found.append(note(_("照片可能模糊，请换一张")))
    if max(shot.width, shot.height) < LEAST_SIDE:
        told = _("照片只有 %(w)d×%(h)d 像素，印出来不清楚，长边至少 %(least)d")
        found.append(note(told % {"w": shot.width, "h": shot.height, "least": LEAST_SIDE}))
    if not shot.clean:
        found.append(note(_("还没有确认无水印")))
    if shot.day is not None and not start <= shot.day <= end:
        found.append(note(_("拍摄于 %(day)s，不在材料时段内") % {"day": shot.day.isoformat()}))
    return found


@dataclass(frozen=True, slots=True)
class Look:
    """A photo for comparing: its 64 bits (None where there are none), and in which dossier it stands."""

    piece: int
    dossier: int
    item: int
    label: str
    bits: int | None


def duplicate_findings(
    mine: Sequence[Look],
    others: Sequence[Look],
    same: Callable[[Look, Look], bool],
) -> list[Finding]:
    """Return one finding for each of my photos that stands, or one like it, a second time.

    Args:
        same: Whether two looks show the same picture.
    """
    found = []
    for at, look in enumerate(mine):
        twin = next((one for one in (*mine[:at], *others) if _alike(look, one, same)), None)
        if twin is None:
            continue
        where = (
            _("本档案里已有相同或很像的照片")
            if twin.dossier == look.dossier
            else _("与指标 %(label)s 的照片相同或很像") % {"label": twin.label}
        )
        found.append(Finding(Slot.PHOTOS, where, piece=look.piece))
    return found


def _alike(one: Look, other: Look, same: Callable[[Look, Look], bool]) -> bool:
    if one.item == other.item:
        return True
    return one.bits is not None and other.bits is not None and same(one, other)


def paper_findings(days: Mapping[int, date | None], start: date, end: date) -> list[Finding]:
    """Return what is wrong with the papers: none, or one from before or after the period.

    Args:
        days: The day of each paper, by piece.
    """
    if not days:
        return [Finding(Slot.PAPERS, _("没有规范文件，请从归档中选或上传"), lack=True)]
    return [
        Finding(
            Slot.PAPERS,
            _("文件日期 %(day)s，不在材料时段内") % {"day": day.isoformat()},
            piece=piece,
        )
        for piece, day in days.items()
        if day is not None and not start <= day <= end
    ]


def table_findings(tables: int, figures: int) -> list[Finding]:
    """Return what is wrong with the statistics: no table, or tables in which nothing stands."""
    if not tables:
        return [Finding(Slot.TABLES, _("没有统计表格，请选统计项"), lack=True)]
    if not figures:
        return [Finding(Slot.TABLES, _("统计表格里没有一个数，时段内还没有记录"), lack=True)]
    return []


def ordered(ids: Sequence[int], moved: int, up: bool) -> list[int]:
    """Return the pieces with one moved by a place; at the end it stays."""
    found = list(ids)
    at = found.index(moved)
    to = at - 1 if up else at + 1
    if 0 <= to < len(found):
        found[at], found[to] = found[to], found[at]
    return found


MOST_SHARE_DAYS = 60


def check_share(days: int, label: str) -> str:
    """Return whom a share is for. Refuses one without a name, or for too long."""
    told = label.strip()
    if not told:
        raise Refused(_("写明给谁看，如 市文明办材料组"), field="label")
    if not 1 <= days <= MOST_SHARE_DAYS:
        raise Refused(_("有效期 1 至 %(n)d 天") % {"n": MOST_SHARE_DAYS}, field="days")
    return told[:60]


def progress(states: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return how many dossiers are accepted, handed in, and of those still open how many are 齐.

    Args:
        states: State and verdict of each.
    """
    counted = Counter(
        state if state in (State.ACCEPTED, State.HANDED_IN) else found or Verdict.LACKING
        for state, found in states
    )
    return {**counted, "all": sum(counted.values())}


def file_name(code: str, text: str, ending: str, taken: Collection[str] = ()) -> str:
    """Return a name for a file that no system trips over, and that is not taken yet."""
    plain = "".join("_" if c in '/\\:*?"<>|' or ord(c) < 32 else c for c in f"{code} {text}")
    plain = plain.strip()[:60]
    found, n = f"{plain}.{ending}", 2
    while found in taken:
        found, n = f"{plain}（{n}）.{ending}", n + 1
    return found
