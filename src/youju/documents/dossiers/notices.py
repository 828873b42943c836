"""Telling whoever has the next step of a dossier."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from youju.documents.models import Dossier
from youju.inbox.actions import tell_unit
from youju.organisations.queries import Unit
from youju.organisations.rules import Role
from youju.standards.queries import Edition

KINDS: dict[str, str] = {
    "documents.dossier_handed_in": "报送的迎检档案",
    "documents.dossier_decided": "验收、退回的迎检档案",
    "documents.dossier_due": "催报迎检档案",
    "documents.dossier_shown": "下级送阅的迎检档案",
}
OFFICES = (Role.OFFICE,)
KEEPERS = (Role.STAFF, Role.OFFICE, Role.UNIT_USER)


def tell_office(dossier: Dossier, now: datetime) -> None:
    title = _("%(unit)s报送档案：%(item)s") % {
        "unit": dossier.unit.short_name,
        "item": dossier.item,
    }
    tell_unit(
        dossier.asked_by, OFFICES, kind="documents.dossier_handed_in", title=title,
        url=dossier.get_absolute_url(), now=now,
    )  # fmt: skip


def tell_keeper(dossier: Dossier, now: datetime) -> None:
    title = _("档案%(state)s：%(item)s") % {
        "state": dossier.get_state_display(), "item": dossier.item,
    }  # fmt: skip
    tell_unit(
        dossier.unit, KEEPERS, kind="documents.dossier_decided", title=title,
        url=dossier.get_absolute_url(), now=now,
    )  # fmt: skip


def remind(unit: Unit, edition: Edition, n: int, now: datetime) -> None:
    title = _("%(name)s还有 %(n)d 份档案待报送") % {"name": edition.name, "n": n}
    url = reverse("documents:dossiers", args=[edition.pk])
    tell_unit(unit, KEEPERS, kind="documents.dossier_due", title=title, url=url, now=now)


def tell_above(dossier: Dossier, to: Unit, now: datetime) -> None:
    title = _("%(unit)s送阅档案：%(item)s") % {
        "unit": dossier.unit.short_name,
        "item": dossier.item,
    }
    tell_unit(
        to, (Role.OFFICE, Role.LEADER), kind="documents.dossier_shown", title=title,
        url=dossier.get_absolute_url(), now=now,
    )  # fmt: skip
