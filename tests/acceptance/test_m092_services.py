"""M092a 四进、九进社区 (4、9 kinds), M092b 教育参观与法制实践 (2600余名)."""

from __future__ import annotations

from tests.acceptance.activity_steps import draft, figure, hold, refused, send

FOUR = {"科技": "科协", "文体": "文化站", "法律": "司法所", "卫生": "卫生服务中心"}
MORE = {"环保": "环保局", "教育": "教育局", "交通": "交警大队", "安全": "应急办", "就业": "人社所"}


def test_four_then_nine_kinds_of_service_by_as_many_departments(city, enter):
    staff, unit = enter(), city.community
    for sort, department in FOUR.items():
        hold(staff, "into_community", unit, f"{sort}进社区", "2025-04-10", sort=sort, department=department)  # fmt: skip
    assert "4类" in figure(staff, "services", unit)

    for sort, department in MORE.items():
        hold(staff, "into_community", unit, f"{sort}进社区", "2025-05-10", sort=sort, department=department)  # fmt: skip
    hold(
        staff, "into_community", unit, "法律进社区", "2025-06-10", sort="法律", department="司法所"
    )

    assert "9类" in figure(staff, "services", unit)
    assert "部门服务进社区10次，涉及9类，参与部门9家" in draft(staff, unit)


def test_2600_pupils_visit_the_martyrs_cemetery(city, enter):
    staff, unit = enter(), city.community
    hold(staff, "visit", unit, "烈士陵园祭扫", "2025-04-03", place="烈士陵园", sort="烈士陵园", people="2600余名", audience="学生")  # fmt: skip

    assert "2600余人" in figure(staff, "visit_persons", unit)
    assert "组织教育参观1次，参加群众2600余人" in draft(staff, unit)


def test_a_service_without_department_and_a_visit_without_place_are_refused(city, enter):
    told = {"unit": city.community.pk, "title": "活动", "on": "2025-04-03"}

    refused(enter(), "new/?kind=into_community", **told, sort="法律")
    refused(enter(), "new/?kind=visit", **told)
    assert send(enter("leader"), "new/?kind=visit", **told, place="法庭").status_code == 403
