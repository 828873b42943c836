"""Mending the characters of a foreign text. Every repair is listed, keeps its place and can be undone.

Numbers are never mended: a masked or damaged figure stays as written and the facts made of it say so.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from charset_normalizer import from_bytes

from youju.kernel import synonyms
from youju.kernel.text import pinyin, to_simplified


class RepairKind(StrEnum):
    NOISE = "网页杂质"
    PINYIN = "拼音尾巴"
    SHIFTED = "错位字节"
    TRADITIONAL = "繁体字"
    MARK = "标点"
    SPACE = "多余空格"
    SYNONYM = "替换词"


@dataclass(frozen=True, slots=True)
class Repair:
    """One change. `start`–`end` and `before` are of the original text."""

    kind: RepairKind
    start: int
    end: int
    before: str
    after: str

    @property
    def key(self) -> str:
        """Names the repair for undoing: kind and place."""
        return f"{self.kind}@{self.start}"


@dataclass(frozen=True, slots=True)
class Flag:
    """A place that was left as it is though something is wrong with it."""

    start: int
    end: int
    text: str
    note: str


@dataclass
class Repaired:
    """A mended text whose every character knows its place in the original."""

    original: str
    text: str
    starts: list[int]
    ends: list[int]
    repairs: list[Repair] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original span of text[start:end]."""
        if start >= len(self.starts):
            return len(self.original), len(self.original)
        return self.starts[start], self.ends[max(start, end - 1)]

    def place(self, offset: int) -> int:
        """Return where an original offset stands in the mended text."""
        return min(bisect.bisect_left(self.starts, offset), len(self.text))


Edit = tuple[int, int, str]


def decoded(data: bytes) -> str:
    """Return the text of a file with newlines as \\n.

    Raises:
        ValueError: In Chinese, where no encoding fits.
    """
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        best = from_bytes(data).best()
        if best is None:
            raise ValueError("认不出文件的编码，请另存为 UTF-8 文本")
        text = str(best)
    if text.count("\x00") > len(text) // 10:
        for encoding in ("utf-16", "utf-16-le"):
            try:
                text = data.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return text.replace("\r\n", "\n").replace("\r", "\n")


_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_PINYIN = re.compile(rf"(?<=[\u3400-\u9fffA-Za-z?])\([a-zü{_TONES}]{{1,6}}\)")
_TONED = re.compile(rf"[\u3400-\u9fff?]\([a-zü]*[{_TONES}][a-zü]*\)")
_SHIFT = re.compile(r"\?([,.:;!?])([A-Za-z])(?=\([a-zü" + _TONES + r"]+\)|[\u4e00-\u9fff])")
_SPACE = re.compile(
    r"(?<=[\u4e00-\u9fff,、]) +(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) +(?=[,。;、:])"
)
_HEAD = re.compile(
    r"(?:^|[\n。;!?])\s*(?:[一二三四五六七八九十]+、|[((][一二三四五六七八九十]+[))]|\d{1,2}[、.]|第[一二三四五六七八九十\d]+篇|篇[一二三四五六七八九十])[^\n。;!?,]*$"
)
_NOISE_LINE = re.compile(
    r"^\s*(?:-\s*)?(?:目\s*[录錄]|下载文档|分享|收藏.{0,6}|关闭|展开|收起|上一篇.*|下一篇.*|相关(?:文章|推荐|阅读).*|返回顶部|"
    r"(?:ID|大小|页数|格式|时间|上传者|上传时间|浏览|阅读|点击|下载次数|作者|来源|编辑|责任编辑|字数|更新时间|网站客服|文档编号)\s*[:：].{0,40}|"
    r"\d+位?用户关注|\d+人(?:已)?(?:阅读|浏览|下载|收藏)|温馨提示[:：]?|你可能关注的文档|此文档下载收益.*|为作者的.{0,12}赞.{0,6}|"
    r"\d\.\s*(?:部分包含数学公式|本文档由用户上传|下载前请仔细阅读|下载文档时可能).*|.{0,30}(?:最新模板|范文大全)相关文章.*)\s*$",
    re.M,
)
_NOISE_INLINE = re.compile(
    r"[((]?\s*(?:https?://)?(?:www\.)[a-zA-Z0-9.-]+\.(?:com|cn|net|org)(?:\.cn)?[/A-Za-z0-9_.-]*\s*[))]?|https?://[\w./?=&%-]+"
    r"|(?:下面|以下|这里)?(?:就)?(?:是|为大家)?(?:本人|小编|本站)[^。!!\n]{0,20}(?:收集|整理|带来|分享)[^。\n]{0,40}(?:参考|阅读|帮助)[!!。]*|为作者的博览群书赞一个。?"
)
_MASKED_YEAR = re.compile(r"(?:20|19)?(?:[xX×]{2,}|_{1,4}|\*{2,})(?:\d(?=[^年]))?\s*(?=年)")
_MASKED_FIGURE = re.compile(r"20(?:[xX×]{2}|_{1,2}|\*{2})\d*\s*(?=[余多名人份元户个件场次平亩万])")


class _Draft:
    """The text under repair with the original place of each character."""

    def __init__(self, original: str, undone: Collection[str]) -> None:
        self.original, self.text, self.undone = original, original, undone
        self.starts = list(range(len(original)))
        self.ends = list(range(1, len(original) + 1))
        self.repairs: list[Repair] = []

    def apply(self, kind: RepairKind, edits: Iterable[Edit]) -> None:
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        place = 0
        for start, end, after in edits:
            first, last = self.starts[start], self.ends[end - 1]
            change = Repair(kind, first, last, self.original[first:last], after)
            if change.key in self.undone:
                continue
            self.repairs.append(change)
            pieces += (self.text[place:start], after)
            starts += self.starts[place:start]
            ends += self.ends[place:start]
            if len(after) == end - start:
                starts += self.starts[start:end]
                ends += self.ends[start:end]
            else:
                starts += [first] * len(after)
                ends += [last] * len(after)
            place = end
        if place:
            self.text = "".join(pieces) + self.text[place:]
            self.starts = starts + self.starts[place:]
            self.ends = ends + self.ends[place:]


def repaired(original: str, undone: Collection[str] = ()) -> Repaired:
    """Return the mended text. `undone` holds the keys of repairs to leave out."""
    draft = _Draft(original, undone)
    stages: tuple[tuple[RepairKind, Callable[[str], Iterable[Edit]]], ...] = (
        (RepairKind.NOISE, _noise),
        (RepairKind.SHIFTED, _shifted),
        (RepairKind.PINYIN, _pinyin),
        (RepairKind.TRADITIONAL, _traditional),
        (RepairKind.MARK, _marks),
        (RepairKind.SPACE, _spaces),
        (RepairKind.SYNONYM, synonyms.edits),
    )
    for kind, stage in stages:
        draft.apply(kind, stage(draft.text))
    draft.repairs.sort(key=lambda change: (change.start, change.end))
    result = Repaired(original, draft.text, draft.starts, draft.ends, draft.repairs)
    result.flags = _flags(result)
    return result


_SITE_WORDS = re.compile(r"小编|总结怎么写|写一份总结|写一份报告|仅供参考|我要投稿")


def _lines_about_the_site(text: str) -> list[tuple[int, int]]:
    """Return the lines in which the web page speaks for itself."""
    spans = []
    for match in _SITE_WORDS.finditer(text):
        end = text.find("\n", match.end())
        spans.append((text.rfind("\n", 0, match.start()) + 1, len(text) if end < 0 else end))
    return spans


def _noise(text: str) -> list[Edit]:
    spans = sorted(
        (
            *(m.span() for m in _NOISE_LINE.finditer(text)),
            *_lines_about_the_site(text),
            *(m.span() for m in _NOISE_INLINE.finditer(text)),
        )
    )
    edits: list[Edit] = []
    for start, end in spans:
        if not edits or start >= edits[-1][1]:
            edits.append((start, end, ""))
    return edits


_OPENERS = "、。·〃—～…‘’“”〔〕〈〉《》「」『』"


def _likely(char: str, tail: re.Match[str] | None) -> bool:
    """Whether a character got back is a common one and sounds as the text says."""
    simple = to_simplified(char)
    try:
        common = simple.encode("gb2312")[0] <= 0xD7  # the first level: the 3755 common characters
    except UnicodeEncodeError:
        return False
    if not common or tail is None:
        return common
    sound = unicodedata.normalize("NFD", tail[0].strip("()"))
    plain = "".join(letter for letter in sound if not unicodedata.combining(letter))
    return pinyin(simple) == plain


def _shifted(text: str) -> list[Edit]:
    """Mend 保證?,F(xiàn): the bytes of 。現 (A1 A3 AC 46) were read one byte late."""
    edits: list[Edit] = []
    for match in _SHIFT.finditer(text):
        wide = chr(ord(match[1]) + 0xFEE0)
        try:
            mended = (b"\xa1" + wide.encode("gbk") + match[2].encode()).decode("gbk")
        except UnicodeDecodeError:
            continue
        tail = _PINYIN.match(text, match.end())
        if len(mended) == 2 and mended[0] in _OPENERS and _likely(mended[1], tail):
            edits.append((match.start(), match.end(), mended))
    return edits


def _pinyin(text: str) -> list[Edit]:
    """Drop 區(qū) → 區, where the text shows the habit; neutral tones such as (de) included."""
    if not _TONED.search(text):
        return []
    return [(match.start(), match.end(), "") for match in _PINYIN.finditer(text)]


def _traditional(text: str) -> list[Edit]:
    letters = "".join(sorted(set(text)))
    simple = text if to_simplified(letters) == letters else to_simplified(text)
    if simple == text or len(simple) != len(text):
        return []
    edits: list[Edit] = []
    start: int | None = None
    for place in range(len(text) + 1):
        differs = place < len(text) and text[place] != simple[place]
        if differs and start is None:
            start = place
        elif not differs and start is not None:
            edits.append((start, place, simple[start:place]))
            start = None
    return edits


_MARKS = {
    "〞": "”",
    "〝": "“",
    "`": "",
    "﹐": "，",
    "﹑": "、",
    "﹔": "；",
    "﹕": "：",
    "﹪": "%",
    "\ufeff": "",
    "\xa0": " ",
}


def _marks(text: str) -> list[Edit]:
    return [
        (match.start(), match.end(), _MARKS[match[0]])
        for match in re.finditer("[" + "".join(_MARKS) + "]", text)
    ]


def _spaces(text: str) -> list[Edit]:
    """Drop spaces inside sentences; after a heading on the same line they part it from the text."""
    edits: list[Edit] = []
    for match in _SPACE.finditer(text):
        line = text[
            max(0, match.start() - 40, text.rfind("\n", 0, match.start()) + 0) : match.start()
        ]
        if not _HEAD.search(line) and match.end() - match.start() < 4:
            edits.append((match.start(), match.end(), ""))
    return edits


def _flags(result: Repaired) -> list[Flag]:
    """Return masked years and figures, which nobody but the writer can fill in."""
    flags = []
    for pattern, note in ((_MASKED_YEAR, "年份被遮盖"), (_MASKED_FIGURE, "数字被遮盖，按未知处理")):
        for match in pattern.finditer(result.text):
            start, end = result.span(match.start(), match.end())
            flags.append(Flag(start, end, result.original[start:end], note))
    return sorted(flags, key=lambda flag: flag.start)
