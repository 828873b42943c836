"""Telling whoever has the next step of a report, inside the act that brings it there."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.documents.models import Report
from youju.inbox.actions import tell
from youju.organisations.queries import Membership, members_at
from youju.organisations.rules import Role

KINDS: dict[str, str] = {
    "documents.review": "待审核的报告",
    "documents.returned": "退回的报告",
    "documents.issued": "签发的报告",
}
REVIEWERS = (Role.OFFICE, Role.LEADER)


def tell_reviewers(report: Report, actor: Membership, now: datetime) -> None:
    """Tell those at the report's unit who may pass or return it, but not the sender."""
    there = members_at(report.unit, REVIEWERS, timezone.localdate(now))
    others = [one for one in there if one.person_id != actor.person_id]
    _tell(others, "documents.review", _("《%(title)s》送来审核"), report, now)


def tell_author(report: Report, kind: str, words: str, now: datetime) -> None:
    """Tell the author what became of the report; `words` has a place for its `title`."""
    _tell([report.author], kind, words, report, now)


def _tell(to: list[Membership], kind: str, words: str, report: Report, now: datetime) -> None:
    title = words % {"title": report.shown_title}
    tell(to, kind=kind, title=title, url=report.get_absolute_url(), now=now)
