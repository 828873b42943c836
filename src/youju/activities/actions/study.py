"""The sign-in list of an activity, and the look at the notes of a study session."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.activities import measures
from youju.activities.actions.frame import act_on
from youju.activities.models import Activity, Attendee, NotesCheck
from youju.activities.rules import study as rules
from youju.activities.rules.activities import State, quantities_kept
from youju.facts import actions as facts
from youju.facts.actions import Source
from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership


def sign_in(
    activity_id: int, *, names: str, actor: Membership, now: datetime, key: UUID | None
) -> Activity:
    """Keep the sign-in list of an activity in place of the one before, names encrypted; those on it
    are its number of people."""
    with act_on(
        "sign_in", Activity, activity_id, actor=actor, now=now, key=key, may=May.RECORD
    ) as (
        doing,
        activity,
    ):
        found = rules.names_in(names, activity.of_kind.children)
        doing.on(measures.ACTIVITY, activity.pk, people=len(found))
        if doing.replayed:
            return activity
        if activity.at is not State.HELD:
            raise Refused(_("办完再登记签到名单。"))
        if not found:
            raise Refused(_("一行写一个姓名。"), field="names")
        activity.attendees.all().delete()
        Attendee.objects.bulk_create(
            Attendee(activity=activity, order=n, name=name) for n, name in enumerate(found)
        )
        people = {"people": Quantity(Decimal(len(found)), "人")}
        activity.amounts = {**activity.amounts, **quantities_kept(people)}
        activity.save(update_fields=["amounts"])
        measures.count_again(activity, activity.partners.all(), now)
    return activity


def open_names(
    activity_id: int, *, reason: str, actor: Membership, now: datetime, key: UUID | None = None
) -> list[str]:
    """Return the names of a sign-in list; who looked and why stays in the log."""
    with act_on(
        "open_names", Activity, activity_id, actor=actor, now=now, key=key, may=May.RECORD
    ) as (
        doing,
        activity,
    ):
        told = rules.check_why(reason)
        doing.on(measures.ACTIVITY, activity.pk, reason=told)
        return [one.name.open() for one in activity.attendees.all()]


def check_notes(
    activity_id: int,
    *,
    on: date,
    due: int,
    came: int,
    notes: int,
    result: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> NotesCheck:
    """Say what was found of the notes of a study session: who was due, who came, who has notes.

    Nobody looks at a session that he recorded himself. Looking again replaces the look before.
    """
    with act_on(
        "check_notes", Activity, activity_id, actor=actor, now=now, key=key, may=May.RECORD
    ) as (doing, activity):
        doing.on(measures.ACTIVITY, activity.pk, due=due, came=came, notes=notes)
        if doing.replayed:
            return NotesCheck.objects.select_related("activity__unit").get(activity=activity)
        is_held, today = activity.at is State.HELD, timezone.localdate(now)
        rules.check_look(activity.of_kind.notes, is_held, on, activity.on, today)
        rules.check_checker(actor.person_id, activity.made_by)
        rules.check_numbers(due, came, notes)
        found, _made = NotesCheck.objects.update_or_create(
            activity=activity,
            defaults={
                "on": on, "due": due, "came": came, "notes": notes, "result": result.strip()[:200],
                "by": actor.person_id, "by_label": actor.label,
            },
        )  # fmt: skip
        source = Source(measures.NOTES, str(activity.pk))
        facts.replace(source, measures.notes_drafts(found), now=now)
    return found
