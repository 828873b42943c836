"""M102 查处案件与收缴物品: sums that agree."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record, text_of


def test_cases_goods_and_their_parts(city, enter):
    clerk = enter()

    answer = record(
        clerk, "seizures", city.community, "2026年上半年", case="文化市场专项治理", special="6", banned="53家", banned_net="11家",
        filed="17家", filed_video="3家", filed_net="8家", filed_show="6家", discs="75691张(盒)", software="5125张",
        books="5059册", pocket_books="260册", obscene_discs="204张", obscene_cases="5起", computers="113台",
        machines="9台", dens="7家", suspended="16家", troupes="27个",
    )  # fmt: skip

    assert "请核对" not in text_of(answer)
    for measure, said in {
        "banned": "53家", "banned_net": "11家", "filed": "17家", "filed_net": "8家", "computers": "113台", "books": "5059册",
        "special": "6次", "suspended": "16家", "troupes": "27个", "obscene_discs": "204张",
    }.items():  # fmt: skip
        assert said in figure(clerk, f"seizures.{measure}", city.community), measure
    assert "75691" in text_of(clerk.get("/ledgers/seizures/?period=2026H1"))
    assert "取缔非法摊点53家" in draft(clerk, city.community)


def test_seventeen_that_is_not_three_eight_and_five_is_pointed_out(city, enter):
    answer = record(enter(), "seizures", city.community, "2026-05-02", case="立案", filed="17", filed_video="3", filed_net="8", filed_show="5")  # fmt: skip

    assert "“立案”填了17，分项3+8+5合计16，相差1，请核对。" in text_of(answer)


def test_a_fine_in_ten_thousands_is_one_in_yuan_and_words_are_no_fine(city, enter):
    clerk = enter()

    record(clerk, "seizures", city.community, "2026-05-02", case="罚款一", fine="1.5万元")
    record(clerk, "seizures", city.community, "2026-05-03", case="罚款二", fine="5000")
    assert "2万元" in figure(clerk, "seizures.fine", city.community)

    refused = record(clerk, "seizures", city.community, "2026-05-04", case="罚款三", fine="若干")
    assert refused.status_code == 422 and "“若干”不是数量。填元数" in text_of(refused)
    assert enter("leader").get("/ledgers/seizures/new/").status_code == 403
