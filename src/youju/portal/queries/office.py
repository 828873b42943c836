"""What an office sees: what waits to be looked at, opinions, what it published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.cases.measures import CASE_KIND
from youju.cases.queries import Case
from youju.evidence.queries import Item, Link, Role, items_of
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, require, subtree_ids
from youju.portal.models import Feedback, Opinion, Publication, PublicCase, PublicPhoto

ANSWERED_WITHIN = timedelta(180)  # what came before is not called for any more
WAITING = Q(decision=PublicCase.Decision.WAITING)
# The case has ended, and this end has no answer yet.
UNANSWERED = Q(case__state__in=["closed", "refused"]) & (
    Q(answered_round=None) | ~Q(answered_round=F("case__reopened"))
)


def cases_to_look_at(member: Membership) -> QuerySet[PublicCase]:
    """Return what came from residents in the member's view. Narrow it by WAITING or UNANSWERED."""
    require(member, May.DISPATCH)
    rows = PublicCase.objects.filter(root_id=member.root_id)
    if member.unit_id != member.root_id:
        rows = rows.filter(unit_id__in=subtree_ids(member.unit))
    return rows.select_related("unit", "case__owner_unit", "decided_by__person")


def waiting_counts(member: Membership) -> tuple[int, int]:
    """Return how many wait for a decision, and how many for an answer."""
    rows = cases_to_look_at(member).order_by()
    since = timezone.localdate() - ANSWERED_WITHIN
    told = rows.aggregate(
        waiting=Count("pk", filter=WAITING),
        unanswered=Count("pk", filter=UNANSWERED & Q(received_on__gte=since)),
    )
    return told["waiting"], told["unanswered"]


def case_to_look_at(member: Membership, public_id: int) -> PublicCase:
    """Return one. Raises Missing outside the member's view."""
    found = cases_to_look_at(member).filter(pk=public_id).first()
    if found is None:
        raise Missing(_("没有这条上报，或者不在您的查看范围内"))
    return found


def photos_to_decide(
    member: Membership, public: PublicCase
) -> list[tuple[Link, PublicPhoto | None]]:
    """Return the photos of the case with what was decided about each; None where nothing was."""
    decided = {one.item_id: one for one in public.photos.select_related("decided_by__person")}
    links = items_of(member, CASE_KIND, public.case_id)
    return [
        (link, decided.get(link.item_id))
        for link in links
        if link.item.is_photo and link.role in (Role.BEFORE, Role.AFTER)
    ]


def face_of(case: Case) -> PublicCase | None:
    """Return what the public may see of a case the caller may see; None where nobody offered it."""
    return PublicCase.objects.filter(case=case).first()


def covered_of(photos: Sequence[tuple[Link, PublicPhoto | None]]) -> set[int]:
    """Return the ids of those photos of which somebody covered faces or plates."""
    ids = [link.item_id for link, _decided in photos]
    rows = Item.objects.filter(pk__in=ids, redactions__isnull=False, redactions__undone_at=None)
    return set(rows.values_list("pk", flat=True))


def feedback_on(public: PublicCase) -> list[Feedback]:
    """Return what residents said of the answers, newest first; the caller may see the case."""
    rows = Feedback.objects.filter(report__case_id=public.case_id)
    return list(rows.order_by("-at", "-pk"))


def live_sources(member: Membership) -> list[tuple[str, str]]:
    """Return kind and id of what is published now in the member's view."""
    rows = publications_visible_to(member).filter(withdrawn_at=None).order_by()
    return list(rows.values_list("source_kind", "source_id"))


def reads_opinions(member: Membership) -> bool:
    """Return whether opinions on the product go to the role: the office, and who runs the system."""
    return member.may(May.CONFIGURE) or member.may(May.PEOPLE)


def opinions_visible_to(member: Membership) -> QuerySet[Opinion]:
    """Return the opinions on the product: to the office, and to who runs the system."""
    if not reads_opinions(member):
        require(member, May.CONFIGURE)
    rows = Opinion.objects.filter(unit_id__in=subtree_ids(member.unit))
    return rows.select_related("unit", "answered_by__person")


def opinion_for(member: Membership, opinion_id: int) -> Opinion:
    """Return one opinion. Raises Missing outside the member's view."""
    found = opinions_visible_to(member).filter(pk=opinion_id).first()
    if found is None:
        raise Missing(_("没有这条意见，或者不在您的查看范围内"))
    return found


def publications_visible_to(member: Membership) -> QuerySet[Publication]:
    """Return what was published in the member's view, taken back or not, newest first."""
    require(member, May.SEE)
    rows = Publication.objects.filter(unit_id__in=subtree_ids(member.unit))
    return rows.select_related("unit", "published_by__person", "withdrawn_by__person")
