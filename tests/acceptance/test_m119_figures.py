"""M119 信息报送与数据口径、统计汇总：一个数一个来处，约数照原话，共同行动只算一次。"""

from uuid import uuid4

from django.urls import reverse

from tests.acceptance.reports import number_panel, record, start


def figures(client, unit, period="2026H1"):
    return client.get(reverse("facts:book"), {"unit": unit.code, "period": period})


def test_a_figure_keeps_its_qualifier_and_its_unit(city, enter, words):
    staff = enter("staff")
    record(staff, "cleanup", "2026-3-6", city.community, action="整治", place="楼道", rubbish="50余", scribbles="2000余平方")  # fmt: skip

    said = words(figures(staff, city.community))

    assert "50余车" in said
    assert "2000余平方米" in said


def test_a_total_over_levels_counts_a_joint_action_once(city, enter, words):
    staff = enter("staff")
    url = reverse("ledgers:new", args=["cleanup"])
    form = {
        "key": str(uuid4()),
        "unit": city.community.pk,
        "when": "2026-3-6",
        "partners": [city.next_door.pk],
        "v_action": "联合整治",
        "v_place": "两社区交界",
        "v_rubbish": "8",
    }
    assert staff.post(url, form).status_code == 302
    office = enter("office", city.street)

    assert "清理垃圾8车" in words(office.get(start(office, "半年工作总结", city.street, "2026H1")))
    other = enter("staff", city.next_door)
    report = start(other, "半年工作总结", city.next_door, "2026H1")
    assert "清理垃圾8车" in words(other.get(report))
    assert "联合整治" in number_panel(other, report, "8车")


def test_what_has_no_number_stays_unknown_and_is_refused_as_a_number(city, enter, words):
    staff = enter("staff")

    answer = record(staff, "cleanup", "2026-3-6", city.community, action="整治", place="楼道", rubbish="多次")  # fmt: skip

    assert answer.status_code == 422
    assert "“多次”不是数量" in words(answer)
    assert "清理垃圾" not in words(figures(staff, city.community))


def test_a_foreign_units_figures_are_not_shown(city, enter, words):
    record(enter("staff"), "cleanup", "2026-3-6", city.community, action="整治", place="楼道", rubbish="77")  # fmt: skip
    stranger = enter("staff", city.next_door)

    answer = figures(stranger, city.community)

    assert answer.status_code in (200, 403, 404)
    assert "77车" not in words(answer)
