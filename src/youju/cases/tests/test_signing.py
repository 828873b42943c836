"""Whoever told of a problem, or put it right, may sign on the spot that it is solved."""

from __future__ import annotations

from datetime import timedelta

import pytest

from youju.cases import actions
from youju.cases.queries import photos_of, signatures_on
from youju.cases.rules import State
from youju.cases.tests.factories import FOUND, CaseCity
from youju.cases.tests.test_pages import page_of, text
from youju.evidence.actions import store_drawn
from youju.evidence.queries import item_for, photos_found
from youju.evidence.tests.test_signing import drawn
from youju.kernel.ids import new_key
from youju.kernel.refusal import Refused

LATER = FOUND + timedelta(days=1)


@pytest.fixture
def city(db, tmp_path, settings) -> CaseCity:
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    files["OPTIONS"] = {"location": tmp_path, "base_url": None}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    return CaseCity()


def signature(city, slant: int = 0):
    return store_drawn(drawn(slant), unit=city.community, actor=city.clerk, now=LATER)


def close(city, case, **told):
    return actions.verify_case(case.pk, passed=True, actor=city.clerk, now=LATER, **told)


def test_a_signature_stands_with_its_case_and_is_no_photo_of_the_place(city):
    case, signed = city.case(State.RECTIFIED), signature(city)

    close(city, case, signer=" 王 秀英", signed=[signed.pk])

    assert signatures_on(case) == [signed] and photos_of(city.clerk, case) == []
    assert list(photos_found(city.clerk, city.community, "")) == []
    assert case.events.last().detail == {"signer": "王 秀英"}
    assert item_for(city.worker, signed.pk) == signed


@pytest.mark.parametrize(
    ("passed", "signer", "signs", "said"),
    [
        (True, "", True, "签名确认的人的姓名"),
        (True, "王秀英", False, "请王秀英在下面的框里签名"),
        (True, "长" * 31, True, "最多 30 个字"),
        (False, "王秀英", True, "退回整改的不用签名"),
    ],
)
def test_a_name_and_a_signature_belong_together_and_to_a_closing(city, passed, signer, signs, said):
    case = city.case(State.RECTIFIED)
    signed = [signature(city).pk] if signs else []

    with pytest.raises(Refused, match=said):
        actions.verify_case(
            case.pk, passed=passed, note="看过", signer=signer, signed=signed, actor=city.clerk, now=LATER
        )  # fmt: skip

    case.refresh_from_db()
    assert case.state == State.RECTIFIED and signatures_on(case) == []


def test_the_next_closing_has_its_own_signature_or_none(city):
    case, first = city.case(State.RECTIFIED), signature(city)
    close(city, case, signer="王秀英", signed=[first.pk])
    actions.reopen_case(case.pk, reason="又堆了", actor=city.clerk, now=LATER)
    page = page_of(city.clerk).get(f"/cases/{case.pk}/")
    assert "确认人签名" not in text(page)

    actions.rectify_case(case.pk, note="又清了", actor=city.worker, now=LATER)
    close(city, case)

    assert signatures_on(case) == [] and photos_of(city.clerk, case) == []


def test_it_is_drawn_on_the_page_of_the_check_and_shown_on_those_of_the_case(city):
    case, client = city.case(State.RECTIFIED), page_of(city.clerk)
    sent = {"note": "现场干净", "signer": "", "signed": drawn(), "key": str(new_key())}

    refused = client.post(f"/cases/{case.pk}/pass/", sent)
    assert refused.status_code == 422 and drawn() in refused.content.decode()
    client.post(f"/cases/{case.pk}/pass/", sent | {"signer": "王秀英"})

    for address in (f"/cases/{case.pk}/", f"/cases/{case.pk}/printed/"):
        page = client.get(address)
        assert "王秀英签名确认" in text(page) and 'alt="确认人签名"' in page.content.decode()
    assert "确认人签名" not in text(client.get(f"/cases/{city.case(State.CLOSED).pk}/"))
