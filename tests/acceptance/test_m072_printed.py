"""M072 宣传资料印发、倡议书、公约."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record, text_of
from tests.acceptance.reports import start, word_text


def test_copies_of_a_half_year_add_up_to_an_approximate_figure(city, enter):
    clerk = enter()

    record(
        clerk,
        "printed",
        city.community,
        "2026-03-01",
        name="致居民的一封信",
        kind="一封信",
        given="3000余份",
    )
    record(
        clerk,
        "printed",
        city.community,
        "2026-05-01",
        name="市民文明公约",
        kind="公约",
        given="4000余",
    )

    said = figure(clerk, "printed.given", city.community)
    assert "7000余份" in said and "致居民的一封信" in said
    assert "发放宣传资料7000余份" in draft(clerk, city.community)


def test_an_appeal_is_written_from_its_form_printed_and_its_copies_recorded(city, enter):
    clerk, here = enter(), city.community
    report = start(clerk, "倡议书", here, "2026")
    appeal = clerk.get(report).content.decode()
    assert "居民朋友们" in appeal and "金桥社区" in appeal

    printed = word_text(clerk, report)
    assert all(f"做文明的{name}大使" in printed for name in ("宣传", "形象", "践行", "环保"))
    record(clerk, "appeals", here, "2026-03-05", name="争做文明四大使倡议书", kind="倡议书", audience="全体居民", signed="金桥社区", copies="1000多份", signers="300人")  # fmt: skip

    assert "1000多份" in figure(clerk, "appeals.copies", here)
    assert "300人" in figure(clerk, "appeals.signers", here)
    assert "发出倡议书1份，印发倡议书和公约1000多份" in draft(clerk, here)
    assert enter("staff", city.next_door).get(report).status_code == 404


def test_an_appeal_and_a_code_keep_their_text(city, enter):
    clerk = enter()

    made = record(clerk, "appeals", city.community, "2026-03-05", name="争做文明四大使倡议书", kind="倡议书", text="做宣传大使、形象大使、践行大使、环保大使。", copies="1000多份")  # fmt: skip
    record(
        clerk,
        "appeals",
        city.community,
        "2026-03-06",
        name="市民文明公约",
        kind="市民文明公约",
        copies="3800份",
    )

    assert "做宣传大使、形象大使" in text_of(made)
    assert "4800余份" in figure(clerk, "appeals.copies", city.community)
    assert "发出倡议书1份" in draft(clerk, city.community)


def test_a_number_in_a_foreign_unit_is_refused_with_what_to_do(city, enter):
    refused = record(enter(), "printed", city.community, "2026-03-01", name="一封信", given="3车")

    assert refused.status_code == 422
    assert "“3车”的单位是车，“发放”以份、本、张计，请换算后填写。" in text_of(refused)
    assert enter("leader").get("/ledgers/printed/new/").status_code == 403
