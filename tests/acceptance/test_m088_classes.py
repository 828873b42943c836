"""M088a 市民课堂、市民学校 (1次/月, 开齐开足课时), M088b 礼仪与业余培训."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.acceptance.activity_steps import done, draft, figure, hold, look, refused, send


def test_the_street_sees_who_holds_no_citizen_class_this_month(city, enter):
    office, staff, today = enter("office", city.street), enter(), timezone.localdate()
    asked = {"unit": city.street.pk, "kind": "citizen_class", "label": "市民课堂每月一次", "per": "month", "times": 1, "each": "1", "since": "2025-01-01"}  # fmt: skip
    done(office, "norms/new/", **asked)
    assert "还差金桥社区、桃李社区" in look(office, "norms/")

    told = {
        "topic": "劳动法",
        "speaker": "派出所民警",
        "hours": "2",
        "people": "45人次",
        "sort": "劳动",
    }
    hold(staff, "citizen_class", city.community, "劳动法讲座", today.isoformat(), **told)

    assert "还差桃李社区" in look(office, "norms/")
    assert "够了" in look(staff, "norms/")
    assert send(staff, "norms/new/", **{**asked, "unit": city.street.pk}).status_code == 422
    assert send(enter("leader"), "norms/new/", **asked).status_code == 403


def test_hours_against_the_yearly_plan_of_the_education_opinion(city, enter):
    staff, unit = enter(), city.community
    told = {"unit": unit.pk, "kind": "citizen_class", "label": "开齐开足课时", "per": "year", "since": "2025-01-01"}  # fmt: skip
    assert "填次数或课时" in refused(staff, "norms/new/", **told)
    done(staff, "norms/new/", **told, times=12, hours=40, basis="《教育工作意见》")
    for month, topic in ((1, "廉租房政策"), (2, "户籍"), (3, "科普"), (4, "法制")):
        hold(
            staff,
            "citizen_class",
            unit,
            topic,
            f"2025-{month:02}-15",
            hours="4课时",
            people="30人次",
        )

    page = look(staff, "norms/?day=2025-06-01")
    assert "《教育工作意见》" in page and "还差8次、24课时" in page and "16/40" in page
    assert "4次" in figure(staff, "classes.sessions", unit)
    assert "16课时" in figure(staff, "hours", unit)
    assert "培训120人次，举办市民课堂4次" in draft(staff, unit)


def test_manners_are_trained_before_the_inspection(city, enter):
    staff, unit = enter(), city.community
    hold(staff, "manners", unit, "普通话与礼仪", "2025-05-06", sort="普通话", topic="文明用语", people="26名")  # fmt: skip

    assert "1次" in figure(staff, "classes.trainings", unit)
    assert "26人" in figure(staff, "classes.learners_people", unit)
    assert "开展集中培训1次" in draft(staff, unit)
    tomorrow = (timezone.localdate() + timedelta(1)).isoformat()
    one = hold(staff, "manners", unit, "礼仪", tomorrow)
    assert "计划中" in look(staff, f"{one}/")
