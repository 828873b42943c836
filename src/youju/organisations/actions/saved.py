"""Filters of lists kept under a name, changed, shared, dropped."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.kernel.refusal import Missing
from youju.organisations import rules
from youju.organisations.models import Membership, SavedView
from youju.organisations.queries import require
from youju.organisations.rules import May


def save_view(
    list_code: str,
    name: str,
    query: str,
    *,
    shared: bool = False,
    actor: Membership,
    now: datetime,
) -> SavedView:
    """Keep filters of a list under a name; the same name again replaces them."""
    with act("organisations.save_view", actor=actor, now=now) as doing:
        require(actor, May.SEE, actor.unit)
        plain = rules.view_name(name)
        rules.check_view(list_code, query)
        _may_share(actor, shared)
        own = SavedView.objects.select_for_update().filter(member=actor, list_code=list_code)
        if not own.filter(name=plain).exists():
            rules.check_view_count(own.count())
        view, _new = SavedView.objects.update_or_create(
            member=actor,
            list_code=list_code,
            name=plain,
            defaults={
                "query": query,
                "shared_with": actor.unit if shared else None,
                "made_at": now,
            },
        )
        doing.on("organisations.view", view.pk, name=plain, list=list_code, shared=shared)
    return view


def change_view(
    view_id: int, name: str, *, shared: bool = False, actor: Membership, now: datetime
) -> SavedView:
    """Give an own view another name, share it with the unit or take it back."""
    with act("organisations.change_view", actor=actor, now=now) as doing:
        view = _locked(view_id)
        rules.check_view_owner(view.member_id, actor.pk)
        plain = rules.view_name(name)
        _may_share(actor, shared and view.shared_with_id is None)
        same = SavedView.objects.filter(member=actor, list_code=view.list_code, name=plain)
        rules.check_view_free(same.exclude(pk=view.pk).exists())
        view.name, view.shared_with = plain, actor.unit if shared else None
        view.save(update_fields=["name", "shared_with"])
        doing.on("organisations.view", view.pk, name=plain, shared=shared)
    return view


def drop_view(view_id: int, *, actor: Membership, now: datetime) -> None:
    """Drop an own view; a shared one also by whoever may share at that unit."""
    with act("organisations.drop_view", actor=actor, now=now) as doing:
        view = _locked(view_id)
        shared_here = view.shared_with is not None and actor.may_at(May.ORGANISE, view.shared_with)
        if not shared_here:
            rules.check_view_owner(view.member_id, actor.pk)
        doing.on("organisations.view", view.pk, name=view.name)
        view.delete()


def _may_share(actor: Membership, shared: bool) -> None:
    if shared:
        require(actor, May.ORGANISE, actor.unit)


def _locked(view_id: int) -> SavedView:
    found = SavedView.objects.select_for_update().filter(pk=view_id).first()
    if found is None:
        raise Missing(_("这个视图已经去掉了"))
    return found
