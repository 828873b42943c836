"""M108 效能提速十项制度、首问负责、政务公开."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record, text_of


def test_a_request_is_followed_by_whoever_was_asked_first_and_has_its_limit(city, enter, send):
    clerk, here = enter(), city.community
    record(clerk, "service_items", here, "2026-01-05", item="演出许可", kind="行政审批", legal="20", promised="5", post_a="市场科科员", post_b="市场科副科长")  # fmt: skip

    made = record(clerk, "service_requests", here, "2026-03-02", matter="演出许可", asked="窗口2号", handed="市场科", told_once="是")  # fmt: skip
    late = record(clerk, "service_requests", here, "2026-03-03", matter="店招备案", asked="窗口1号", limit="3")  # fmt: skip
    where = made.redirect_chain[-1][0]
    assert "办结期限2026年3月9日" in text_of(made)  # five working days, as the item promises
    assert "已超期" in text_of(late)
    send(clerk, f"{where}done/", on="2026-03-09")
    send(clerk, f"{late.redirect_chain[-1][0]}done/", on="2026-03-10")
    record(clerk, "service_requests", here, "2026-06-01", matter="迁户证明", asked="窗口1号", limit="2")  # fmt: skip

    overdue = text_of(clerk.get("/ledgers/service_requests/?mark=overdue"))
    assert "迁户证明" in overdue and "窗口1号" in overdue and "演出许可" not in overdue
    assert "1件" in figure(clerk, "service_requests.in_time", here)
    assert "50%" in figure(clerk, "service_requests.rate", here)
    told = draft(clerk, here)
    assert "公布办理事项1项，受理3件，限时办结1件，超时1件，按时办结率50%" in told


def test_the_ten_rules_of_efficiency_are_kept_and_looked_at(city, enter):
    clerk, here = enter("unit_user", city.hospital), city.hospital
    ten = ("政务公开", "限时办结", "首问负责", "一次告知", "否定报批", "延时服务", "AB岗", "涉企检查", "效能考评", "勤廉公示")  # fmt: skip
    for rule in ten:
        record(clerk, "rule_books", here, "2026-01-05", book=f"{rule}制度", rules="1项", checked="2026-01-05")  # fmt: skip
    record(clerk, "rule_checks", here, "2026-03-02", unit_checked="市场科", rule="效能考评制度", way="明查", faults="0")  # fmt: skip
    record(clerk, "open_affairs", here, "2026-01-05", item="勤政廉政情况", kind="勤廉公示", place=["公示栏"], state="已公开")  # fmt: skip

    assert "10本" in figure(clerk, "rule_books.books", here)
    late = text_of(clerk.get("/ledgers/rule_books/?mark=overdue"))
    assert "AB岗制度" in late and "勤廉公示制度" in late
    clean = text_of(clerk.get("/ledgers/rule_checks/?mark=overdue"))
    assert "市场科" not in clean  # nothing found is nothing to put right
    assert "制度汇编10本" in draft(clerk, here)


def test_what_is_to_be_shown_is_listed_with_its_state(city, enter):
    clerk, here = enter(), city.community

    record(clerk, "open_affairs", here, "2026-01-05", item="收费标准", kind="院务公开", place=["公示栏"], state="已公开", shown="2026-01-05", expires="2026-06-30")  # fmt: skip
    record(clerk, "open_affairs", here, "2026-01-05", item="低保名额", kind="居务公开", state="待公开")  # fmt: skip

    page = text_of(clerk.get("/ledgers/open_affairs/?period=2026H1"))
    assert "收费标准" in page and "已超期" in page and "待公开" in page
    assert "1项" in figure(clerk, "open_affairs.missing", here)
    assert "应公开事项2项，已公开1项" in draft(clerk, here)


def test_a_request_without_a_first_asked_and_a_day_too_early_are_refused(city, enter, send):
    clerk, here = enter(), city.community
    refused = record(clerk, "service_requests", here, "2026-03-02", matter="演出许可", limit="5")
    assert refused.status_code == 422 and "请填“首问责任人”。" in text_of(refused)
    unknown = record(clerk, "service_requests", here, "2026-03-02", matter="演出许可", asked="窗口2号")  # fmt: skip
    assert "“演出许可”还没有登记承诺时限，请在这里填。" in text_of(unknown)

    made = record(clerk, "service_requests", here, "2026-03-02", matter="演出许可", asked="窗口2号", limit="5")  # fmt: skip
    where = made.redirect_chain[-1][0]
    assert "早于开始的2026-03-02" in text_of(clerk.post(f"{where}done/", {"on": "2026-03-01"}, follow=True))  # fmt: skip
