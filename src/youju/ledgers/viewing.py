"""Filters of a list kept under a name."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.kernel.refusal import Refused
from youju.ledgers.models import SavedView
from youju.ledgers.queries import ledger_at
from youju.ledgers.values import clean
from youju.organisations.queries import Membership


def save_view(code: str, name: str, query: str, *, actor: Membership, now: datetime) -> SavedView:
    """Keep filters of a list under a name; the same name again replaces them."""
    with act("ledgers.save_view", actor=actor, now=now) as doing:
        plain = clean(name)
        if not 1 <= len(plain) <= 30:
            raise Refused(_("给这个视图起个名，最多 30 个字。"), field="name")
        if len(query) > 500:
            raise Refused(_("筛选太长，不能保存。"), field="query")
        version = ledger_at(actor, code)
        view, _new = SavedView.objects.update_or_create(
            membership_id=actor.pk,
            ledger_code=version.code,
            name=plain,
            defaults={"query": query, "made_at": now},
        )
        doing.on("ledgers.view", view.pk, name=plain, ledger=code)
    return view


def drop_view(view_id: int, *, actor: Membership, now: datetime) -> None:
    """Drop a view the member kept; somebody else's is left alone."""
    with act("ledgers.drop_view", actor=actor, now=now) as doing:
        doing.on("ledgers.view", view_id)
        SavedView.objects.filter(pk=view_id, membership_id=actor.pk).delete()
