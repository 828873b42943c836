"""Changing the kind of a case."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from youju.cases import findable, kind_tree
from youju.cases.actions.frame import on_case
from youju.cases.models import Case
from youju.cases.rules import Act, Source, report
from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership


def change_kind(
    case_id: int,
    *,
    kind: str,
    note: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Case:
    """Put a case under another kind. A deadline that runs already stays what it is."""
    with on_case(Act.CHANGE_KIND, case_id, actor=actor, now=now, key=key) as work:
        if not work.replayed:
            case = work.case
            told = report.check_note(note)
            found = kind_tree.named(case.root_id, kind)
            if found is None:
                raise Refused("没有这类问题，请从问题类别里选。", field="kind")
            if found.pk == case.kind_id:
                raise Refused("类别没有变。", field="kind")
            why = _("类别由“%(name)s”改为“%(name2)s”") % {
                "name": case.kind.name,
                "name2": found.name,
            }
            severity = report.severity_of(found.severity, Source(case.source))
            work.set(kind=found, severity=severity)
            work.tell(Act.CHANGE_KIND, told, why)
            findable.put(case)
    return work.case
