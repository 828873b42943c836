"""Objects of the room portal."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.utils import timezone

from tests.access.objects import aid, by, once, surveys, volunteers
from tests.access.objects.activities import PUBLIC as OF_ACTIVITIES
from tests.access.objects.honours import PUBLIC
from youju.kernel.periods import Grain, around
from youju.ledgers.actions import record_entry, show_to_residents
from youju.portal import actions, challenges
from youju.portal.actions.publishing import ENTRY, REPORT
from youju.portal.models import Opinion
from youju.portal.tests import factories


@once
def report(world, own):
    return factories.sent(world.unit(own))


@once
def shown(world, own):
    return factories.shown(report(world, own), world.staff(own))


@once
def photo(world, own):
    shown(world, own)
    return factories.photo_shown(report(world, own), world.staff(own))


@once
def opinion(world, own):
    return actions.send_opinion(
        world.unit(own), Opinion.Kind.SUGGESTION, "登录太慢了", now=timezone.now(), key=uuid4()
    )


@once
def honour(world, own):
    values = {"honour": "文明社区", "given_by": "区文明办", "level": "县区级"}
    period = around(date(2026, 3, 5), Grain.DAY)
    return record_entry(
        "honours", unit=world.unit(own), values=values, period=period, **by(world.staff(own))
    )


@once
def deed(world, own):
    made = record_entry(
        "good_deeds",
        unit=world.unit(own),
        values={"deed": "修3号楼路灯"},
        period=around(date(2026, 3, 5), Grain.DAY),
        **by(world.staff(own)),
    )
    return show_to_residents(made.pk, **by(world.staff(own))).pk


@once
def publication(world, own):
    return actions.publish(
        ENTRY,
        str(honour(world, own).pk),
        title="文明社区",
        words="获得文明社区",
        **by(world.office(own)),
    )


def issued(world, own):
    from tests.access.objects import documents

    return documents.issued(world, own).pk


OBJECTS = (
    {
        "shift_id": volunteers.shift,
        "entry_id": deed,
        "drive_id": aid.published,
        "place": lambda world, own: int(world.unit(own).code),
        "number": lambda world, own: report(world, own).number,
        "code": lambda world, own: factories.code_of(report(world, own)),
        "token": lambda world, own: challenges.fresh("report", 1, timezone.now()).token,
        "slug": lambda world, own: shown(world, own).slug,
        "portal:sheet.slug": lambda world, own: surveys.asking(world, own).slug,
        "portal:sheet_end.slug": lambda world, own: surveys.asking(world, own).slug,
        "portal:result.slug": lambda world, own: surveys.released(world, own).survey.slug,
        "how": lambda world, own: "done",
        "portal:photo.slug": lambda world, own: photo(world, own).slug,
        "size": lambda world, own: "medium",
        "case_id": lambda world, own: report(world, own).case_id,
        "public_id": lambda world, own: factories.public_of(report(world, own)).pk,
        "opinion_id": lambda world, own: opinion(world, own).pk,
        "publication_id": lambda world, own: publication(world, own).pk,
        "source_kind": lambda world, own: REPORT,
        "source_id": issued,
    }
    | PUBLIC
    | OF_ACTIVITIES
)
