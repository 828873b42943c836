"""M109 “五条禁令”与轮岗待岗、医德医风档案."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record, text_of


def test_a_justified_complaint_leads_to_a_waiting_post_and_nobody_is_named(city, enter):
    clerk, here = enter("unit_user", city.hospital), city.hospital

    made = record(clerk, "breaches", here, "2026-03-02", rule="工作时间饮酒", came_by="群众申告", person="李某某", finding="属实", result="待岗", decided="2026-03-06")  # fmt: skip
    record(clerk, "key_posts", here, "2026-01-05", post="药品采购", kind="管钱", since="2021-02-01")
    page = text_of(made)
    assert "李**" in page and "李某某" not in page and "按期完成" in page

    posts = text_of(clerk.get("/ledgers/key_posts/?mark=overdue"))
    assert "药品采购" in posts and "已超期" in posts
    assert "1人" in figure(clerk, "breaches.waiting", here)
    assert "受理效能申告1次，查实1次，待岗1人，轮岗岗位1个" in draft(clerk, here)
    assert record(clerk, "breaches", here, "2026-03-02", rule="饮酒").status_code == 422


def test_an_ethics_file_is_one_person_s_and_its_points_add_up(city, enter, send):
    clerk, here = enter("unit_user", city.hospital), city.hospital

    made = record(clerk, "ethics_files", here, "2026-03-02", number="A017", person="王某某", kind="拒收红包", plus="5", story="退回病人家属现金")  # fmt: skip
    record(clerk, "ethics_files", here, "2026-04-02", number="A017", person="王某某", kind="投诉", minus="2")  # fmt: skip
    record(clerk, "ethics_files", here, "2026-04-02", number="A018", kind="表扬", plus="1")

    file = text_of(clerk.get("/ledgers/ethics_files/?q=A017&period=2026H1"))
    assert "合计2" in file and "A018" not in file and "王某某" not in file
    assert "2人" in figure(clerk, "ethics_files.staff", here)
    assert "6分" in figure(clerk, "ethics_files.plus", here)
    assert "医德医风建档2人，拒收红包1件" in draft(clerk, here)

    where = made.redirect_chain[-1][0]
    assert clerk.post(f"{where}open/story/", {"reason": "年度考核复核"}).status_code == 403
    care = enter("care_officer", city.hospital)
    opened = text_of(send(care, f"{where}open/story/", reason="年度考核复核分值"))
    assert "退回病人家属现金" in opened
