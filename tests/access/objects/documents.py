"""Objects of the room documents."""

from __future__ import annotations

from django.utils import timezone

from tests.access.objects import by, dossiers, ledgers, once, supervision, volunteers
from tests.access.objects.dossiers import an_edition
from youju.documents import actions
from youju.documents.models import Report, Template
from youju.documents.render import filled
from youju.kernel.periods import parse_period
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.standards.actions import Share, split_items


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


@once
def split_edition(world, own):
    """An edition whose one duty is the own unit's; only its unit may be a foreign one."""
    city = world.city.city
    made = an_edition(city.pk, city, f"split-{own}", "draft")
    top = make_member(city, Role.OFFICE, f"splits-{own}")
    share = Share(made.items.filter(leaf=True).first(), world.unit(True), lead=True)
    split_items(made.pk, [share], **by(top))
    return made.pk


def unit(world, own):
    return world.unit(own).pk


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
    "certificate_id": volunteers.issued,
    "step": lambda world, own: "send",
    **{
        f"documents:duty_{kind}.{name}": make
        for kind in ("word", "pdf")
        for name, make in (("edition_id", split_edition), ("unit_id", unit))
    },
}
