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


def test_one_case_goes_from_the_check_to_the_decision_and_is_closed(city, enter, send):
    clerk, here = enter(), city.community
    told = {"case": "无证经营音像制品", "business": "金桥音像店", "breach": "无证经营", "filed": "1件", "discs": "204张"}  # fmt: skip

    made = record(clerk, "seizures", here, "2026-01-05", opened="2026-01-08", **told)
    record(clerk, "seizures", here, "2026年上半年", case="专项治理", special="6")

    where = made.redirect_chain[-1][0]
    assert "处理决定期限2026年4月8日" in text_of(made)
    waiting = text_of(clerk.get("/ledgers/seizures/?mark=overdue"))
    assert "无证经营音像制品" in waiting and "专项治理6" not in waiting
    early = clerk.post(f"{where}done/", {"on": "2026-01-07"}, follow=True)
    assert "早于开始的2026-01-08" in text_of(early)
    send(clerk, f"{where}done/", on="2026-03-02")
    assert "按期完成" in text_of(clerk.get(where))
    assert "1件" in figure(clerk, "seizures.decided", here)
    assert "作出处理决定1件" in draft(clerk, here)


def test_more_pocket_books_than_books_are_pointed_out(city, enter):
    told = {"case": "图书", "books": "5059册"}
    fine = record(enter(), "seizures", city.community, "2026-05-02", pocket_books="260册", **told)
    odd = record(enter(), "seizures", city.community, "2026-05-02", pocket_books="5060册", **told)

    assert "请核对" not in text_of(fine)
    assert "“收缴盗版图书”填了5059，分项5060合计5060，相差1，请核对。" in text_of(odd)


def test_a_fine_in_ten_thousands_is_one_in_yuan_and_words_are_no_fine(city, enter):
    clerk = enter()

    record(clerk, "seizures", city.community, "2026-05-02", case="罚款一", fine="1.5万元")
    record(clerk, "seizures", city.community, "2026-05-03", case="罚款二", fine="5000")
    assert "2万元" in figure(clerk, "seizures.fine", city.community)

    refused = record(clerk, "seizures", city.community, "2026-05-04", case="罚款三", fine="若干")
    assert refused.status_code == 422 and "“若干”不是数量。填元数" in text_of(refused)
    assert enter("leader").get("/ledgers/seizures/new/").status_code == 403
