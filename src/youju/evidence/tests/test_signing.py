"""Signatures: drawn into a form, kept with one record, shown nowhere else."""

from __future__ import annotations

from base64 import b64encode

import pytest
from PIL import Image, ImageDraw

from youju.evidence import actions, queries, rules
from youju.evidence.queries import Role
from youju.evidence.tests import factories as made
from youju.evidence.tests.factories import NOON, upload
from youju.evidence.tests.test_pages import as_
from youju.kernel.refusal import Forbidden, Refused

ENTRY = "ledgers.entry"


def drawn(slant: int = 0) -> str:
    """A signature as a page sends it."""
    image = Image.new("RGB", (960, 320), "white")
    ImageDraw.Draw(image).line((100, 200, 300, 60 + slant, 500, 240, 800, 100), fill=0, width=5)
    return rules.DRAWN + b64encode(made.encoded("PNG", image)).decode()


def test_a_signature_is_seen_with_its_record_and_is_no_photo_of_it(city, staff):
    told = {"unit": city.community, "actor": staff, "now": NOON}
    photo = actions.store(upload(made.jpeg()), **told)
    actions.link(ENTRY, 1, [photo.pk], **told)

    signed = actions.store_drawn(drawn(), **told)
    actions.sign(ENTRY, 1, [signed.pk], **told)

    assert signed.file_name == "签名.png" and not signed.waiting
    assert queries.signatures_of(staff, ENTRY, 1) == [signed]
    assert [one.item for one in queries.items_of(staff, ENTRY, 1)] == [photo]
    assert queries.counts_of(staff, ENTRY, [1]) == {"1": 1}
    assert list(queries.items_serving(ENTRY, [1])) == [photo]
    assert list(queries.photos_found(staff, city.community, "")) == [photo]


def test_a_new_signature_takes_the_place_of_the_one_before(city, staff):
    told = {"unit": city.community, "actor": staff, "now": NOON}
    first, second = (actions.store_drawn(drawn(n), **told) for n in (0, 90))
    actions.sign(ENTRY, 1, [first.pk], **told)

    actions.sign(ENTRY, 1, [second.pk], **told)

    assert queries.signatures_of(staff, ENTRY, 1) == [second]
    assert queries.similar(staff, first) == []


@pytest.mark.parametrize("way", ["sign", "attach"])
def test_a_photo_that_serves_a_record_cannot_be_made_a_signature(city, staff, way):
    told = {"unit": city.community, "actor": staff, "now": NOON}
    photo = actions.store(upload(made.jpeg()), **told)
    actions.link(ENTRY, 1, [photo.pk], **told)
    more = {} if way == "sign" else {"role": Role.SIGNATURE}

    with pytest.raises(Refused, match="不能当签名"):
        getattr(actions, way)(ENTRY, 2, [photo.pk], **more, **told)

    assert list(queries.photos_found(staff, city.community, "")) == [photo]


def test_strangers_see_no_signature_and_cannot_sign(city, staff, neighbour):
    told = {"unit": city.community, "now": NOON}
    signed = actions.store_drawn(drawn(), actor=staff, **told)
    actions.sign(ENTRY, 1, [signed.pk], actor=staff, **told)

    assert queries.signatures_of(neighbour, ENTRY, 1) == []
    assert as_(neighbour).get(f"/evidence/{signed.pk}/medium/").status_code == 404
    with pytest.raises(Forbidden):
        actions.sign(ENTRY, 1, [], actor=neighbour, **told)


def test_the_gallery_shows_signatures_only_where_they_are_asked_for(city, staff):
    told = {"unit": city.community, "actor": staff, "now": NOON}
    signed = actions.store_drawn(drawn(), **told)
    actions.sign(ENTRY, 1, [signed.pk], **told)
    address = f"/evidence/{signed.pk}/small/"
    client = as_(staff)

    pages = [client.get(f"/evidence/?period=2026&role={role}") for role in ("", Role.PROOF, Role.SIGNATURE)]  # fmt: skip

    assert [address in page.content.decode() for page in pages] == [False, False, True]


@pytest.mark.parametrize(
    "sent",
    [
        "abc",
        "data:image/jpeg;base64,AAAA",
        rules.DRAWN + "不是",
        rules.DRAWN + "A" * rules.MAX_DRAWN,
    ],
)
def test_what_is_no_signature_is_refused_with_what_to_do(sent):
    with pytest.raises(Refused, match="请重签一次") as told:
        rules.drawn_in(sent)

    assert told.value.field == "signed"


def test_a_signature_that_was_drawn_anew_or_never_came_to_a_record_is_no_photo(city, staff):
    told = {"unit": city.community, "actor": staff, "now": NOON}
    first, second = (actions.store_drawn(drawn(n), **told) for n in (0, 90))
    actions.sign(ENTRY, 1, [first.pk], **told)
    actions.sign(ENTRY, 1, [second.pk], **told)
    never = actions.store_drawn(drawn(45), **told)

    page = as_(staff).get("/evidence/?period=2026").content.decode()

    assert not any(f"/evidence/{one.pk}/small/" in page for one in (first, second, never))
