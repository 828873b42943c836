"""The text as a whole: length, title, addressee, period; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from youju.documents.proofreading.text import TITLE, Fault, Paper

UPWARD = ("summary", "plan", "experience")  # kinds that go to somebody above
LONGEST_TITLE = 50
_YEAR = re.compile(r"(?:19|20)\d\d(?=年|—|－|-|～|至)")
# In which year each congress of the party was held, and the years that anniversaries count from.
_CONGRESSES = {"十六": 2002, "十七": 2007, "十八": 2012, "十九": 2017, "二十": 2022}
_CONGRESS = re.compile(r"(十[六七八九]|二十)(?:大(?!队|街|道|院)|届[一二三四五六七]中全会)")
_FOUNDED = {"建党": 1921, "建国": 1949}
_ANNIVERSARY = re.compile(r"(建党|建国)(\d{2,3})周年")


def of_paper(paper: Paper) -> Iterator[Fault]:
    """Yield the faults of the whole text."""
    if paper.kind and not paper.lines:
        yield _told("bare", "", _("这一时段没有可写的记录：换一个时段，或者先补录"))
    yield from _length(paper)
    yield from _times(paper)
    if paper.title:
        yield from _title(paper)
    if paper.kind in UPWARD and paper.addressee == "":
        yield _told("addressee", "", _("上报的文稿要写主送机关"))
    if paper.span and paper.today and paper.today < paper.span[1]:
        note = _("时段到 %(end)s 才结束，数字只到今天；签发时写明截止日期") % {
            "end": paper.span[1].isoformat()
        }
        yield _told("unfinished", "", note)


def _times(paper: Paper) -> Iterator[Fault]:
    """A congress that came after the anniversary of which the same text speaks."""
    kept = (_ANNIVERSARY.search(line.text) for line in paper.lines)
    told = next((one for one in kept if one), None)
    if told is None:
        return
    year = _FOUNDED[told[1]] + int(told[2])
    for at, line in enumerate(paper.lines):
        for match in _CONGRESS.finditer(line.text):
            if _CONGRESSES[match[1]] > year:
                note = _("%(told)s是 %(year)d 年，这次大会在那以后，请对照原文核对") % {
                    "told": told[0], "year": year,
                }  # fmt: skip
                yield Fault("time", at, match.start(), match.end(), match[0], note)


def _told(rule: str, found: str, note: str, start: int = 0, mend: str | None = None) -> Fault:
    return Fault(rule, TITLE, start, start + len(found), found, note, mend)


def _length(paper: Paper) -> Iterator[Fault]:
    n = sum(len("".join(line.text.split())) for line in paper.lines)
    if n > paper.limit:
        note = _("全文 %(n)d 字，超过 %(limit)d 字的规定，请压缩 %(over)d 字") % {
            "n": n, "limit": paper.limit, "over": n - paper.limit,
        }  # fmt: skip
        yield _told("length", "", note)


def _title(paper: Paper) -> Iterator[Fault]:
    title = paper.title.strip()
    if title[-1] in "。，；：！":
        yield _told("title", title[-1], _("标题末尾不用标点"), len(title) - 1)
    if len(title) > LONGEST_TITLE:
        note = _("标题 %(n)d 字，太长，请压缩到 %(most)d 字以内") % {
            "n": len(title), "most": LONGEST_TITLE,
        }  # fmt: skip
        yield _told("title", "", note)
    if paper.unit and not any(name in title for name in paper.unit):
        note = _("标题里没有发文单位“%(unit)s”") % {"unit": paper.unit[0]}
        yield _told("title", "", note)
    if paper.span:
        years = {paper.span[0].year, paper.span[1].year}
        for match in _YEAR.finditer(title):
            if not any(str(year) in title for year in years):  # a plan names the year after as well
                note = _("标题写 %(year)s 年，数字是 %(real)d 年的") % {
                    "year": match[0], "real": paper.span[1].year,
                }  # fmt: skip
                yield _told("title", match[0], note, match.start())
    if "个人" in title and paper.kind != "personal" and not _of_one_person(paper):
        note = _("标题说是个人总结，正文不像一个人写的")
        yield _told("title", "个人", note, title.index("个人"))


def _of_one_person(paper: Paper) -> bool:
    """Return whether the text speaks of what one person did."""
    body = "".join(line.text for line in paper.lines)
    we = len(re.findall(r"我[们市区县镇乡局院校国省街社]|本(?:社区|单位|局|院|校)", body))
    return len(re.findall(r"本人|我", body)) > 2 * we
