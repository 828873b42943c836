"""M044 停车位划定: spaces by area, reserved ones, households that agreed."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

from tests.acceptance.ledger_steps import draft, figure, record, text_of
from tests.acceptance.work_steps import ago, this_year, today
from youju.evidence.tests.test_signing import drawn


def test_parking_spaces_are_counted_and_reported(city, enter):
    clerk = enter()

    record(clerk, "parking", city.community, "2026-03-20", place="学府花园", spaces="200多个", agreed="56户", asked="60户")  # fmt: skip
    record(
        clerk,
        "parking",
        city.community,
        "2026-04-20",
        place="院前广场",
        spaces="300",
        area="18000㎡",
    )

    said = figure(clerk, "parking.spaces", city.community)
    assert "学府花园停车位" in said and "500" in said
    assert "1.8万平方米" in figure(clerk, "parking.area", city.community)
    assert "划定停车位500" in draft(clerk, city.community)


def test_parts_that_do_not_make_the_whole_are_pointed_out_not_refused(city, enter):
    clerk = enter()

    answer = record(clerk, "parking", city.community, "2026-03-20", place="桂苑", spaces="196", reserved="176", public="13")  # fmt: skip

    assert "“车位”填了196，分项176+13合计189，相差7，请核对。" in text_of(answer)
    assert "分项不符" in text_of(clerk.get("/ledgers/parking/?period=2026H1"))


def test_households_are_talked_to_one_by_one_until_they_agree(city, enter):
    clerk, here, soon = enter(), city.community, today() + timedelta(2)
    for n in range(1, 5):
        told = {"place": "佳园二区", "house": f"{n}号", "answer": "同意", "own": "2个"}
        assert record(clerk, "parking_consents", here, ago(9), **told).status_code == 200
    told = {"place": "佳园二区", "house": "5号", "answer": "不同意", "why": "怕没处停自家的车"}
    made = record(clerk, "parking_consents", here, ago(9), **told, again=soon.isoformat())
    rate = figure(clerk, "parking_consents.rate", here, this_year())
    assert "80%" in rate and "将到期" in text_of(clerk.get("/ledgers/parking_consents/?mark=soon"))

    where = made.redirect_chain[-1][0]
    agreed = told | {"answer": "同意", "own": "1个", "again": soon.isoformat(), "agreed_on": ago(0)}
    form = {f"v_{key}": value for key, value in agreed.items()} | {"when": ago(9)}
    answer = clerk.post(f"{where}correct/", form | {"key": str(uuid4()), "unit": here.pk})
    assert answer.status_code == 302

    assert "5户" in figure(clerk, "parking_consents.agreed", here, this_year())
    said = draft(clerk, here, "year", this_year())
    assert "逐户征求车位意见5户，同意5户，留足自用车位9个" in said
    vague = record(clerk, "parking_consents", here, ago(9), place="佳园二区", house="6号")
    assert vague.status_code == 422 and "请填“意见”。" in text_of(vague)


def test_a_household_signs_what_it_agreed_to(city, enter):
    clerk, here = enter(), city.community
    told = {"v_place": "佳园二区", "v_house": "8号", "v_answer": "同意", "when": ago(2)}
    told |= {"unit": here.pk, "key": str(uuid4()), "signed": drawn()}

    answer = clerk.post("/ledgers/parking_consents/new/", told, follow=True)

    page = answer.content.decode()
    picture = re.search(r'src="(/evidence/\d+/medium/)" alt="住户签名"', page)
    assert picture is not None and clerk.get(picture[1]).status_code == 200
    assert enter("staff", city.next_door).get(picture[1]).status_code == 404


def test_spaces_are_required_and_strangers_see_nothing(city, enter):
    refused = record(enter(), "parking", city.community, "2026-03-20", place="学府花园")

    assert refused.status_code == 422 and "请填“车位”。" in text_of(refused)
    made = record(enter(), "parking", city.community, "2026-03-20", place="学府花园", spaces="20")
    where = made.redirect_chain[-1][0]
    assert enter("staff", city.next_door).get(where).status_code == 404
    assert enter("leader").get("/ledgers/parking/new/").status_code == 403
