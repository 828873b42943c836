"""Objects of the room documents."""

from __future__ import annotations

from django.utils import timezone

from tests.access.objects import by, dossiers, ledgers, once, supervision
from youju.documents import actions
from youju.documents.models import Report, Template
from youju.documents.render import filled
from youju.kernel.periods import parse_period


def shipped() -> Template:
    return Template.objects.get(code="half-year", live=True, unit=None)


@once
def template(world, own):
    if own:
        return shipped().pk
    spec = shipped().spec
    made = actions.save_template(
        shipped().pk, name="桃李社区总结", spec=spec, **by(world.foreign_office)
    )
    return made.pk


@once
def report(world, own):
    ledgers.entry(world, own)
    unit, period = world.unit(own), parse_period("2026H1")
    made = actions.start_report(shipped().pk, unit=unit, period=period, **by(world.staff(own)))
    return made.pk


@once
def issued(world, own):
    ledgers.entry(world, own)
    unit, period, staff = world.unit(own), parse_period("2026H1"), world.staff(own)
    made = actions.start_report(shipped().pk, unit=unit, period=period, **by(staff))
    actions.send_for_review(made.pk, **by(staff))
    return actions.issue_report(made.pk, **by(world.leader(own)))


def position(world, own):
    drafted = Report.objects.get(pk=report(world, own))
    return next(iter(filled(drafted, timezone.localdate()).numbers())).position


def zero(world, own):
    return 0


OBJECTS = {
    **dossiers.OBJECTS,
    "template_id": template,
    "report_id": report,
    "position": position,
    "section": zero,
    "block": zero,
    "notice_id": supervision.notice,
    "step": lambda world, own: "send",
}
