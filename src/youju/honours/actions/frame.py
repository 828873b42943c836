"""What every act of the room does alike: locking, the trail, facts, what is found, the log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from youju.audit.actions import Act, Actor, act
from youju.facts import actions as facts
from youju.honours import measures
from youju.honours.models import Event, Nomination, Selection, Title
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, require
from youju.search.actions import put


def locked_selection(selection_id: int) -> Selection:
    """Return the selection, locked. Raises Missing."""
    rows = Selection.objects.select_for_update(of=("self",)).select_related("unit")
    found = rows.filter(pk=selection_id).first()
    if found is None:
        raise Missing(_("没有这项评选，或者不在您的查看范围内"))
    return found


def locked_nomination(nomination_id: int) -> Nomination:
    """Return the nomination, locked, its selection as it stands. Raises Missing."""
    rows = Nomination.objects.select_for_update(of=("self",))
    rows = rows.select_related("unit", "selection__unit", "made_by")
    found = rows.filter(pk=nomination_id).first()
    if found is None:
        raise Missing(_("没有这项推荐，或者不在您的查看范围内"))
    return found


def locked_title(title_id: int) -> Title:
    """Return the title, locked. Raises Missing."""
    rows = Title.objects.select_for_update(of=("self",)).select_related("unit")
    found = rows.filter(pk=title_id).first()
    if found is None:
        raise Missing(_("没有这个称号，或者不在您的查看范围内"))
    return found


@contextmanager
def on_selection(
    name: str, selection_id: int, *, actor: Membership, now: datetime, key: UUID | None
) -> Iterator[tuple[Act, Selection]]:
    """Frame an act on a selection: whoever may arrange at its unit."""
    with act(f"honours.{name}", actor=actor, now=now, key=key) as doing:
        selection = locked_selection(selection_id)
        require(actor, May.ARRANGE, selection.unit)
        yield doing, selection


def keep_selection(
    doing: Act, selection: Selection, what: str, *, actor: Actor, now: datetime, note: str = ""
) -> None:
    """Write the trail of a selection, what it counts, by what it is found, and the log."""
    trail("selection", selection.pk, what, actor, now, note)
    found = measures.source(measures.SELECTION_KIND, selection.pk)
    facts.replace(found, measures.selection_drafts(selection), now=now)
    kind, url = selection.of_kind, selection.get_absolute_url()
    body = f"{kind.label}\n{selection.award_paper}"
    day = selection.started_on
    put(measures.SELECTION_KIND, selection.pk, selection.unit, selection.title, body, day, url)
    doing.on(measures.SELECTION_KIND, selection.pk, stage=selection.stage)


def keep_nomination(
    doing: Act, one: Nomination, what: str, *, actor: Actor, now: datetime, note: str = ""
) -> None:
    """Write the trail of a nomination, what it counts, and the log. Names go into neither log nor search."""
    trail("nomination", one.pk, what, actor, now, note)
    recount_nomination(one, now)
    doing.on(measures.NOMINATION_KIND, one.pk, state=one.state)


def recount_nomination(one: Nomination, now: datetime) -> None:
    """Make the facts of a nomination again."""
    found = measures.source(measures.NOMINATION_KIND, one.pk)
    facts.replace(found, measures.nomination_drafts(one), now=now)


def keep_title(
    doing: Act, title: Title, what: str, *, actor: Actor, now: datetime, note: str = ""
) -> None:
    """Write the trail of a title, what it counts, and the log; those of units are found by name."""
    trail("title", title.pk, what, actor, now, note)
    recount_title(title, now)
    doing.on(measures.TITLE_KIND, title.pk, kind=title.kind, standing=title.standing)


def recount_title(title: Title, now: datetime) -> None:
    """Make the facts of a title again, and let it be found where it names no person."""
    found = measures.source(measures.TITLE_KIND, title.pk)
    facts.replace(found, measures.title_drafts(title), now=now)
    if title.is_unit:
        body, url = f"{title.paper}\n{title.given_by}", title.get_absolute_url()
        put(measures.TITLE_KIND, title.pk, title.unit, str(title), body, title.since, url)


def trail(about: str, row_id: int, what: str, actor: Actor, now: datetime, note: str = "") -> None:
    """Write one line of a trail."""
    Event.objects.create(
        about=about, about_id=row_id, what=what, note=note[:500], by_label=actor.label, at=now
    )
