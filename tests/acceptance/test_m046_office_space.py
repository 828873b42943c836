"""M046 社区办公用房和硬件配置: area against 300㎡, the way there, the set of rooms."""

from __future__ import annotations

from uuid import uuid4

from tests.acceptance.ledger_steps import draft, figure, record, text_of
from tests.acceptance.standards_steps import beside, enabled, worked_out


def test_sixty_and_167_square_metres_stand_against_300(city, enter):
    clerk, next_door = enter(), enter("staff", city.next_door)

    record(
        clerk, "office_space", city.community, "2026-03-01", place="桂苑旧办公点", area="约60㎡", tenure="租用",
        rent="2万元", way="新建", stage="预算", start="2026-04", finish="2026-06", planned="300㎡",
        obstacle="产权单位未同意，先租用过渡，预算已报街道",
    )  # fmt: skip
    record(
        next_door,
        "office_space",
        city.next_door,
        "2026-03-01",
        place="桃李路18号",
        area="167",
        tenure="自有",
    )

    assert "60平方米" in figure(clerk, "office_space.area", city.community)
    assert "300平方米" in figure(clerk, "office_space.planned", city.community)
    assert "167平方米" in figure(next_door, "office_space.area", city.next_door)
    both = figure(enter("office", city.street), "office_space.area", city.street)
    assert "桂苑旧办公点" in both and "桃李路18号" in both and "227" in both
    assert "社区办公用房面积约60平方米，在建300平方米" in draft(clerk, city.community)
    listed = text_of(clerk.get("/ledgers/office_space/?period=2026H1"))
    assert "新建" in listed and "预算" in listed

    edition = enabled(enter("office", city.city), "sample-facility")
    street = enter("office", city.street)
    worked_out(street, edition)
    table = beside(street, edition, city.street)
    assert "办公和服务用房面积≥300㎡" in table
    assert "金桥社区部分得分约60平方米" in table and "桃李社区部分得分167平方米" in table
    lost = text_of(street.get(f"/standards/?edition={edition}&by=unit"))
    assert "金桥社区1.1金桥社区：应≥300，现为约60平方米" in lost


def test_an_office_moved_out_of_no_longer_counts(city, enter):
    clerk = enter()

    old = {"v_place": "旧址", "v_area": "60", "v_tenure": "租用", "until": "2026-06-10"}
    asked = {"key": str(uuid4()), "unit": city.community.pk, "when": "2026-01-05"}
    clerk.post("/ledgers/office_space/new/", asked | old)
    record(
        clerk, "office_space", city.community, "2026-06-11", place="新址", area="312", tenure="自有"
    )

    said = figure(clerk, "office_space.area", city.community)
    assert "312平方米" in said and "372" not in said
    edition = enabled(enter("office", city.city), "sample-facility")
    worked_out(enter("office", city.street), edition)
    assert "金桥社区达标312平方米" in beside(clerk, edition, city.community)


def test_area_and_tenure_are_asked_for(city, enter):
    refused = record(
        enter(), "office_space", city.community, "2026-03-01", place="桂苑", area="一大间"
    )

    assert refused.status_code == 422
    assert "请填“来源”。" in text_of(refused)


SET = (
    *(("六室", name) for name in ("办公室", "警务室", "调解室", "图书室", "活动室", "老年室")),
    *(("三站", name) for name in ("卫生服务站", "就业保障站", "志愿服务站")),
    ("一校", "市民学校"),
    ("一市", "便民超市"),
    ("一场", "健身场"),
    ("一窗", "宣传橱窗"),
    ("一栏", "居务公示栏"),
    ("一站式", "服务大厅"),
)


def test_the_set_of_rooms_is_surveyed_and_what_is_missing_shows(city, enter):
    clerk = enter()
    for item, name in SET:
        state = "未配" if name in ("老年室", "健身场") else "已配"
        record(
            clerk,
            "room_set",
            city.community,
            "2026-03-10",
            item=item,
            name=name,
            state=state,
            sign="是",
        )

    assert "5间" in figure(clerk, "room_set.rooms", city.community)
    assert "3个" in figure(clerk, "room_set.stations", city.community)
    assert "1个" in figure(clerk, "room_set.hall", city.community)
    missing = figure(clerk, "room_set.missing", city.community)
    assert "2样" in missing and "六室老年室" in missing and "一场健身场" in missing
    edition = enabled(enter("office", city.city), "sample-facility")
    worked_out(enter("office", city.street), edition)
    row = beside(clerk, edition, city.community)
    assert (
        "部分得分5间达标3个达标1所达标1个不达标0处达标1处" in row
    )  # 六室 三站 一校 一市 一场 一窗
    assert enter("office", city.elsewhere).get(f"/standards/?edition={edition}").status_code == 200
    assert "金桥社区" not in beside(enter("office", city.elsewhere), edition, city.elsewhere)
