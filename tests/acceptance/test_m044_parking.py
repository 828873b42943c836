"""M044 停车位划定: spaces by area, reserved ones, households that agreed."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record, text_of


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


def test_spaces_are_required_and_strangers_see_nothing(city, enter):
    refused = record(enter(), "parking", city.community, "2026-03-20", place="学府花园")

    assert refused.status_code == 422 and "请填“车位”。" in text_of(refused)
    made = record(enter(), "parking", city.community, "2026-03-20", place="学府花园", spaces="20")
    where = made.redirect_chain[-1][0]
    assert enter("staff", city.next_door).get(where).status_code == 404
    assert enter("leader").get("/ledgers/parking/new/").status_code == 403
