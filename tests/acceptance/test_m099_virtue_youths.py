"""M099a 美德少年评选与签名寄语: 2 + 6 youths; 1600余名 signed."""

from __future__ import annotations

from datetime import timedelta

import time_machine
from django.test import Client
from django.utils import timezone

from tests.acceptance import honours_steps as steps
from tests.acceptance.honours_steps import done, judge, nominate, refused, said
from tests.acceptance.ledger_steps import draft as draft_at
from tests.acceptance.ledger_steps import figure, record
from tests.acceptance.rounds_steps import days, draft


def choose(city, enter, title: str, level: str, count: int) -> tuple[int, list[int]]:
    """Take so many youths to the notice of a selection."""
    office, school = enter("office", city.district), enter("unit_user", city.hospital)
    at = steps.start(office, "virtue_youth", title, level, seats_filial="6")
    made = [
        nominate(school, at, city.hospital, f"周小{n}", "filial", by_guardian="on")
        for n in "一二三四五六"[:count]
    ]
    for one in made:
        judge(office, one)
    steps.advance(office, at)
    steps.advance(office, at)
    return at, made


def test_two_and_six_youths_are_named_and_no_name_is_public(city, enter):
    chosen = [choose(city, enter, "市级美德少年", "city", 2), choose(city, enter, "县级美德少年", "county", 6)]  # fmt: skip
    office = enter("office", city.district)
    public = said(Client().get(steps.slug_of(office, chosen[0][0])))
    assert "周**" in public and "周小一" not in public
    assert "周小一" not in said(office.get(f"/honours/{chosen[0][0]}/"))

    with time_machine.travel(timezone.now() + timedelta(9), tick=False):
        office = enter("office", city.district)
        for at, made in chosen:
            steps.advance(office, at)
            done(office, f"{at}/award/", winners=made, paper="澄团发〔2026〕5号", on=days(0))
        assert "美德少年8名" in draft(office, city.district, "year")


def test_a_youth_without_a_guardians_consent_is_refused(city, enter):
    office, school = enter("office", city.district), enter("unit_user", city.hospital)
    at = steps.start(office, "virtue_youth", "美德少年", "county")
    told = {"category": "filial", "unit": city.hospital.pk, "name": "周小一", "deeds": steps.DEEDS}

    assert "须由监护人同意" in refused(school, f"{at}/nominate/", **told, consent="on")


def test_sixteen_hundred_sign_online(city, enter):
    clerk = enter("unit_user", city.hospital)
    record(
        clerk, "signings", city.hospital, "2026-04-04", activity="清明网上祭英烈", people="1600余名"
    )

    assert "1600余名" in figure(clerk, "signings.people", city.hospital)
    assert "签名寄语1600余名" in draft_at(clerk, city.hospital)
