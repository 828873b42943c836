"""M010: rules with version and place on the wall, checked, replaced and reported."""

from __future__ import annotations

from django.utils import timezone

from tests.acceptance.ledger_steps import draft, figure, record, text_of

# 002-2 names four books of rules, the first of them 规范化管理手册.
BOOKS = ("规范化管理手册", "岗位职责汇编", "考核办法", "服务公约")


def post(clerk, unit, name: str, on: str = "2026-03-01", **more: str):
    told = {"edition": "2026年版", "place": "一楼大厅", "rules": "1项", "up": "是", **more}
    return record(clerk, "wall_rules", unit, on, name=name, **told)


def test_four_books_hang_with_version_and_place(city, enter):
    clerk = enter()

    pages = [text_of(post(clerk, city.community, name)) for name in BOOKS]

    for name, said in zip(BOOKS, pages, strict=True):
        assert name in said and "版本2026年版" in said and "上墙地点一楼大厅" in said
    listed = text_of(clerk.get("/ledgers/wall_rules/?period=2026H1"))
    assert all(name in listed for name in BOOKS)


def test_a_check_notes_the_day_and_that_one_is_not_up(city, enter):
    clerk = enter()

    said = text_of(post(clerk, city.community, BOOKS[0], checked="2026-04-01", up="否"))

    assert "检查日期2026-04-01" in said
    assert "在位否" in said


def test_after_three_months_somebody_has_to_look_and_says_so_in_one_press(city, enter):
    clerk = enter()
    address = post(clerk, city.community, BOOKS[0]).redirect_chain[-1][0]
    assert "已超期" in text_of(clerk.get(address)) and BOOKS[0] in text_of(clerk.get("/"))

    today = timezone.localdate().isoformat()
    told = {"on": today, "note": "在墙上", "key": "018f0000-0000-7000-8000-000000000002"}
    said = text_of(clerk.post(f"{address}done/", told, follow=True))

    assert f"检查日期{today}" in said and "未到期" in said
    assert BOOKS[0] not in text_of(clerk.get("/"))
    assert "1项" in figure(clerk, "wall_rules.standing", city.community)


def test_rules_on_the_wall_are_a_figure_and_are_reported(city, enter):
    clerk = enter()
    for name in BOOKS:
        post(clerk, city.community, name)

    said = figure(clerk, "wall_rules.rules", city.community)

    assert "4项" in said and all(name in said for name in BOOKS)
    assert "制定并上墙各项制度4项" in draft(clerk, city.community)


def test_what_was_taken_down_no_longer_counts(city, enter):
    clerk = enter()
    post(clerk, city.community, BOOKS[0])
    old = post(clerk, city.community, BOOKS[1])
    address = old.redirect_chain[-1][0]

    taken = clerk.post(
        f"{address}correct/",
        {
            "key": "018f0000-0000-7000-8000-000000000001",
            "unit": city.community.pk,
            "when": "2026-03-01",
            "until": "2026-05-01",
            "reason": "换成新版",
            "v_name": BOOKS[1],
            "v_place": "一楼大厅",
            "v_edition": "2026年版",
            "v_rules": "1项",
            "v_up": "是",
        },
    )

    assert taken.status_code == 302, text_of(taken)
    assert "1项" in figure(clerk, "wall_rules.rules", city.community)
    assert "2项" in figure(clerk, "wall_rules.rules", city.community, "2026-04")


def test_one_without_a_place_and_a_leader_are_refused(city, enter):
    nowhere = record(enter(), "wall_rules", city.community, "2026-03-01", name=BOOKS[0])

    assert nowhere.status_code == 422
    assert "上墙地点" in text_of(nowhere)
    assert enter("leader").get("/ledgers/wall_rules/new/").status_code == 403
