"""Telling offices what came in from residents: after the commit, through the inbox."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.urls import reverse

from youju.inbox.actions import tell_unit
from youju.kernel.words import labelled
from youju.organisations.queries import Unit
from youju.organisations.rules import Role
from youju.portal.models import Opinion, PublicCase

KINDS: dict[str, str] = {"portal.report": "居民上报", "portal.opinion": "产品意见"}


def tell_of_report(public: PublicCase, now: datetime) -> None:
    """Tell those who open problems where the report lies."""
    url = reverse("portal:moderate", args=[public.pk])
    title = f"{public.case.number} {public.case.title}"
    _later(public.unit, (Role.STAFF, Role.OFFICE), "portal.report", title, url, now)


def tell_of_opinion(opinion: Opinion, now: datetime) -> None:
    """Tell the offices of the place and of the one above."""
    url = reverse("portal:answer_opinion", args=[opinion.pk])
    title = labelled(opinion.get_kind_display(), opinion.words[:40])
    for unit in filter(None, (opinion.unit, opinion.unit.parent)):
        _later(unit, (Role.OFFICE,), "portal.opinion", title, url, now)


def _later(
    unit: Unit, roles: tuple[Role, ...], kind: str, title: str, url: str, now: datetime
) -> None:
    tell = partial(tell_unit, unit, roles, kind=kind, title=title, url=url, now=now)
    transaction.on_commit(tell)
