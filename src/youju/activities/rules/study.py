"""The look at a study session: 有内容、有笔记、有考勤、有检查; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from youju.kernel.refusal import Forbidden, Refused

MOST_PEOPLE = 5000


@dataclass(frozen=True, slots=True)
class Haves:
    """The four that a study session must have."""

    content: bool
    notes: bool
    attendance: bool
    check: bool

    @property
    def rows(self) -> list[tuple[str, bool]]:
        """Each by its name."""
        return [
            (_("有内容"), self.content),
            (_("有笔记"), self.notes),
            (_("有考勤"), self.attendance),
            (_("有检查"), self.check),
        ]

    @property
    def lacking(self) -> list[str]:
        """The names of those that are missing."""
        return [label for label, has in self.rows if not has]


def haves(content: str, notes: int | None, has_attendance: bool) -> Haves:
    """Return what a session has; `notes` is None where nobody has looked."""
    return Haves(bool(content.strip()), bool(notes), has_attendance, notes is not None)


def check_look(has_notes: bool, is_held: bool, on: date, held_on: date, today: date) -> None:
    """Refuse to look at notes of what has none, was not held, or on a day that cannot be."""
    if not has_notes:
        raise Refused(_("这种活动不查笔记。"))
    if not is_held:
        raise Refused(_("还没有举办，办完再查笔记。"))
    if not held_on <= on <= today:
        raise Refused(_("检查日期在学习之后、今天以前。"), field="on")


def check_numbers(due: int, came: int, notes: int) -> None:
    """Refuse numbers of a look that cannot be."""
    if not 1 <= due <= MOST_PEOPLE:
        raise Refused(_("应到人数填 1 到 %(n)s。") % {"n": MOST_PEOPLE}, field="due")
    if came > due:
        raise Refused(_("实到不能多于应到。"), field="came")
    if notes > due:
        raise Refused(_("有笔记的不能多于应到。"), field="notes")


def check_checker(checker: int | None, recorder: int | None) -> None:
    """Refuse to let somebody look at a session that he recorded himself."""
    if checker is not None and checker == recorder:
        raise Forbidden(_("自己记的学习不能自己检查，请换一个人。"))


def names_in(text: str, children: bool, most: int = 500) -> list[str]:
    """Return the names of a sign-in list, one a line or parted by 、; refuse a list of minors."""
    names = [one.strip() for one in text.replace("、", "\n").replace("，", "\n").splitlines()]
    found = [one for one in names if one]
    if found and children:
        raise Refused(_("未成年人的活动只记人数，不记姓名。"), field="names")
    if len(found) > most:
        raise Refused(_("名单不超过 %(n)s 人，人多请只记人数。") % {"n": most}, field="names")
    if any(len(one) > 20 for one in found):
        raise Refused(_("一行一个姓名，每个不超过 20 字。"), field="names")
    return found


def check_why(reason: str) -> str:
    """Return why somebody looks at names; refuse a look without a reason."""
    told = reason.strip()
    if len(told) < 4:
        raise Refused(_("写明查看的事由，至少 4 个字，如 核对签到人数。"), field="reason")
    return told[:200]
