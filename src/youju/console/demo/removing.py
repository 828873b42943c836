"""Taking the demo city out again, when real work begins."""

from __future__ import annotations

import re
from datetime import datetime

from django.db.models import Q, QuerySet

from youju.audit.actions import SYSTEM, record
from youju.audit.queries import Entry, Outcome, entries_of_root, trail_of_kind
from youju.console.demo.people import SIGN_INS
from youju.console.demo.places import CITY
from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership, Unit, roots
from youju.upkeep.actions import Removed, remove_tree

LOADED, REMOVED = "console.demo", "console.demo_removed"
RECORDER = re.compile(r"luru\d\d")


def demo_root() -> Unit | None:
    """Return the demo city; its division code is invented and no other place has it."""
    return roots().filter(code=CITY[1], name=CITY[0]).first()


def note_loaded(root: Unit, now: datetime) -> None:
    """Leave a line in the log by which later work is told from what was made."""
    record("console.demo", Outcome.DONE, actor=SYSTEM, now=now, kind=LOADED, subject_id=root.pk)


def was_removed() -> bool:
    """Return whether somebody took the demo city out: it does not come back by itself."""
    return trail_of_kind(SYSTEM.root_id, REMOVED).exists()


def real_work(root: Unit) -> list[str]:
    """Return signs that people work with the demo city in earnest, as they are told."""
    ours = {one.username for one in SIGN_INS}
    posts = Membership.objects.filter(unit__root_id=root.pk)
    people = set(posts.values_list("person__username", flat=True)) - ours
    others = sorted(name for name in people if not RECORDER.fullmatch(name))
    found = [f"另建的账号 {len(others)} 个（{'、'.join(others[:3])}）"] if others else []
    loaded = trail_of_kind(SYSTEM.root_id, LOADED).filter(subject_id=str(root.pk)).first()
    if loaded is None:
        return [*found, "装入时没有留下标记，分不清哪些是后来办的"]
    if count := _acts_since(root, loaded).count():
        found.append(f"装入以后又办了 {count} 件事")
    return found


def _acts_since(root: Unit, loaded: Entry) -> QuerySet[Entry]:
    by_people = Q(outcome=Outcome.DONE) & ~Q(role=SYSTEM.role)
    return entries_of_root(root.pk).filter(by_people, id__gt=loaded.id)


def remove(*, now: datetime, sure: bool) -> Removed:
    """Remove the demo city with its files.

    Raises:
        Refused: If there is none, or if there are signs of real work and nobody is sure.
    """
    root = demo_root()
    if root is None:
        raise Refused("库里没有演示城市")
    if (signs := real_work(root)) and not sure:
        told = "；".join(signs)
        raise Refused(
            f"演示城市里可能有真实数据：{told}。确实要一起删除，请加 --yes；最好先 youju backup"
        )
    removed = remove_tree(root, now=now)
    record(
        "console.demo_removed",
        Outcome.DONE,
        actor=SYSTEM,
        now=now,
        kind=REMOVED,
        subject_id=root.pk,
    )
    return removed
