"""Objects of the room honours, and of the public pages of its selections."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from tests.access.objects import once
from youju.honours import actions
from youju.honours.actions.nominations import Proposed
from youju.honours.models import Nomination, Selection
from youju.portal.actions.reporting import resident_of

DEEDS = "十年如一日照顾瘫痪邻居，送饭三千余次。"


def _by(actor: Any, days: int = 0) -> dict[str, Any]:
    return {"actor": actor, "now": timezone.now() + timedelta(days), "key": uuid4()}


def _started(world: Any, own: bool, kind: str, title: str, days: int = -40) -> Selection:
    until = timezone.localdate() + timedelta(days + 30)
    told = {"kind": kind, "title": title, "level": "community", "nominate_until": until}
    by = _by(world.staff(own), days)
    return actions.start_selection(
        unit=world.unit(own), **told, seats={"filial": 3}, open_to_public=True, **by
    )


def _proposed(world: Any, own: bool, selection: Selection, days: int = -40) -> Nomination:
    words = Proposed(
        category="filial", name="周正明", deeds=DEEDS, phone="13905120077", consent=True,
        nominator="邢建国", nominator_phone="13905120078",
    )  # fmt: skip
    unit = world.unit(own)
    return actions.nominate(selection.pk, words, unit=unit, **_by(resident_of(unit), days))


def _to(world: Any, own: bool, selection: Selection, stage: str, days: int, **more: Any) -> None:
    by = _by(world.staff(own), days)
    actions.advance_selection(selection.pk, to=stage, **more, **by)


def _noticed(world: Any, own: bool, title: str, days: int) -> Nomination:
    """Return a nominee on the notice of a selection, begun so many days from today."""
    selection = _started(world, own, "moral_models", title)
    one = _proposed(world, own, selection)
    by = _by(world.staff(own), -40)
    actions.review_nomination(one.pk, result="pass", public_words="照顾邻居。", **by)
    _to(world, own, selection, "review", days)
    _to(world, own, selection, "notice", days)
    return one


@once
def _asked(world: Any, own: bool) -> Selection:
    return _started(world, own, "moral_models", "2026年度道德模范", days=0)


@once
def _nominee(world: Any, own: bool) -> Nomination:
    return _proposed(world, own, _asked(world, own), days=0)


@once
def _on_notice(world: Any, own: bool) -> Nomination:
    return _noticed(world, own, "2026年公示中的", 0)


@once
def _voted(world: Any, own: bool) -> Selection:
    one = _noticed(world, own, "2026年投票中的", -30)
    until = timezone.localdate() + timedelta(7)
    _to(world, own, one.selection, "vote", 0, until=until)
    return one.selection


@once
def objection(world: Any, own: bool) -> int:
    one = _on_notice(world, own)
    said = {"kind": "objection", "words": "事迹不实", "name": "邢建国", "phone": "13905120077"}
    return int(actions.object_to(one.pk, **said, **_by(resident_of(world.unit(own)))).pk)


@once
def referral(world: Any, own: bool) -> int:
    selection = _started(world, own, "good_people", "7月好人", days=0)
    one = _proposed(world, own, selection, days=0)
    by = world.staff(own)
    actions.review_nomination(one.pk, result="pass", public_words="照顾邻居。", **_by(by))
    sent = {"level": "city", "to": "市文明办", "on": timezone.localdate()}
    return int(actions.refer_nomination(one.pk, **sent, **_by(by)).pk)


@once
def title(world: Any, own: bool) -> int:
    told = actions.Given("civilised_family", "community", "吴秀兰", date(2024, 3, 1))
    return int(actions.register_title(told, unit=world.unit(own), **_by(world.staff(own))).pk)


@once
def rating(world: Any, own: bool) -> int:
    told = {
        "kind": "culture_business", "business": "金桥书店", "year": 2026, "on": timezone.localdate(),
        "scores": {"lawful": 38, "honest": 33, "scale": 20},
    }  # fmt: skip
    return int(actions.rate_business(unit=world.unit(own), **told, **_by(world.staff(own))).pk)


OBJECTS = {
    "selection_id": lambda world, own: _asked(world, own).pk,
    "nomination_id": lambda world, own: _nominee(world, own).pk,
    "objection_id": objection,
    "referral_id": referral,
    "title_id": title,
    "rating_id": rating,
    "honours:new.kind": lambda world, own: "moral_models",
    "honours:rating_new.kind": lambda world, own: "culture_business",
    "honours:look.field": lambda world, own: "phone",
    "honours:objector.field": lambda world, own: "phone",
}
PUBLIC = {
    "portal:selection.slug": lambda world, own: _on_notice(world, own).selection.slug,
    "portal:nominate.slug": lambda world, own: _asked(world, own).slug,
    "portal:vote.slug": lambda world, own: _voted(world, own).slug,
    "portal:selection_done.slug": lambda world, own: _voted(world, own).slug,
    "portal:selection_done.what": lambda world, own: "voted",
    "portal:say.slug": lambda world, own: _on_notice(world, own).selection.slug,
    "portal:say.nomination_id": lambda world, own: _on_notice(world, own).pk,
}
