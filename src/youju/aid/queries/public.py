"""What everybody may see of a drive that was made public: people masked, small numbers told as small."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from youju.aid.models import Donation, Drive, Handover
from youju.aid.queries.giving import DriveSum, sum_of, with_gifts
from youju.aid.rules.giving import Donor, Receiver
from youju.kernel.refusal import Missing
from youju.organisations.queries import Unit, subtree_ids
from youju.residents.rules.needs import LEAST


@dataclass(frozen=True, slots=True)
class PublicDrive:
    """A drive as the public reads it."""

    drive: Drive
    sums: DriveSum
    donors: list[tuple[str, Donation]]
    receivers: list[tuple[str, Decimal | None]]


def published_drives(unit: Unit) -> QuerySet[Drive]:
    """Return the drives of a unit and below that were made public, the latest first."""
    rows = Drive.objects.filter(unit__in=subtree_ids(unit), published_on__isnull=False)
    return with_gifts(rows).order_by("-published_on", "-pk")


def public_drive(unit: Unit, drive_id: int) -> PublicDrive:
    """Return one that was made public at the unit or below. Raises Missing for any other."""
    drive = published_drives(unit).filter(pk=drive_id).first()
    if drive is None:
        raise Missing(_("没有这次募捐，或者还没有公开"))
    donors = [(donor_name(one), one) for one in drive.donations.all() if one.counts]
    return PublicDrive(drive, sum_of(drive), donors, _receivers(drive))


def donor_name(one: Donation) -> str:
    """Return what a donor is called in public: units by name, people masked, the unnamed 爱心人士."""
    many = {"n": one.donors}
    if one.donor == Donor.UNIT:
        plain = one.name or _("%(n)s 个单位") % many
        return _("爱心单位") if one.unnamed else plain
    if one.unnamed or not one.person:
        return _("爱心人士") if one.donors == 1 else _("爱心人士 %(n)s 人") % many
    return str(one.person)


def _receivers(drive: Drive) -> list[tuple[str, Decimal | None]]:
    """Return how many of each kind got how much; of fewer than five only that they are few."""
    words = dict(Handover.ReceiverName.choices)
    numbers: Counter[str] = Counter()
    sums: dict[str, Decimal] = {}
    for one in (row for row in drive.handovers.all() if row.counts):
        numbers[one.kind] += one.receivers
        sums[one.kind] = sums.get(one.kind, Decimal(0)) + (one.amount or Decimal(0))
    found = []
    for kind, n in numbers.items():
        unit = _("户") if kind == Receiver.HOUSEHOLD else _("个") if kind == Receiver.UNIT else _("人")  # fmt: skip
        few = n < LEAST and kind != Receiver.UNIT
        number = _("不足 5 %(unit)s") % {"unit": unit} if few else f"{n} {unit}"
        found.append((f"{words[kind]} {number}", sums[kind] or None))
    return found
