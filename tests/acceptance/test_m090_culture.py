"""M090a 文体活动与演出 (3 + 1场, 8个节目, 30多个, 7家, 每项上千人), M090b 送戏、民间艺人队伍."""

from __future__ import annotations

from tests.acceptance.activity_steps import draft, figure, hold, look, refused
from tests.acceptance.ledger_steps import figure as ledger_figure
from tests.acceptance.ledger_steps import record
from tests.acceptance.ledger_steps import text_of as look_at

PROGRAMME = "\n".join(f"节目{n}｜金桥社区舞蹈队" for n in range(1, 9))


def test_shows_with_eight_items_seven_units_and_a_thousand_people_each(city, enter):
    staff, unit = enter(), city.community
    for n in range(3):
        hold(staff, "performance", unit, f"广场演出{n}", "2025-05-01", people="上千人", undertakers="文化馆")  # fmt: skip
    gala = hold(staff, "performance", unit, "文艺晚会", "2025-06-20", programme=PROGRAMME, items="8个", units="7家", people="上千人")  # fmt: skip
    hold(staff, "culture", unit, "群众文体活动", "2025-06-28", sessions="30多个", sort="广场文化")

    page = look(staff, f"{gala}/")
    assert "节目单8个" in page and "节目8金桥社区舞蹈队" in page and "参加上千人" in page
    assert "4场" in figure(staff, "performance", unit)
    assert "7家" in figure(staff, "units", unit)
    told = draft(staff, unit)
    assert (
        "开展文体活动30多场，文艺演出4场（广场演出0、广场演出1、广场演出2、文艺晚会），表演节目8个（文艺晚会），参加单位7家（文艺晚会）"
        in told
    )


def test_a_puppet_troupe_is_sent_to_the_villages_and_27_groups_have_no_licence(city, enter):
    staff, unit = enter(), city.community
    hold(staff, "sent_show", unit, "木偶戏下乡", "2025-03-02", performers="木偶团", sessions="12场", items="3个")  # fmt: skip
    record(staff, "folk_groups", unit, "2025-03-02", name="木偶艺人队", kind="木偶", licensed="有证", licence="木演字3号", expires="2026-04-30", people="12人", groups="1支")  # fmt: skip
    record(staff, "folk_groups", unit, "2025-03-05", name="无证演出队汇总", kind="歌舞", licensed="无证", groups="27支")  # fmt: skip

    ending = look_at(staff.get("/ledgers/folk_groups/?mark=overdue"))
    assert "木偶艺人队" in ending and "无证演出队汇总" not in ending
    assert "12场" in figure(staff, "sent_show", unit)
    assert "28支" in ledger_figure(staff, "folk_groups.groups", unit, "2025")
    assert "27支" in ledger_figure(staff, "folk_groups.unlicensed", unit, "2025")
    told = draft(staff, unit)
    assert "送戏下乡12场" in told and "登记民间艺人队伍28支，其中没有演出证27支" in told


def test_a_number_in_the_wrong_unit_is_refused_and_kept(city, enter):
    told = {"unit": city.community.pk, "title": "晚会", "on": "2025-05-01", "people": "5车"}

    page = refused(enter(), "new/?kind=culture", **told)
    assert "“参加”用人次、人、名、位计" in page
