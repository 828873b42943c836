"""M089a 社区科普大学与特色讲堂 (196 = 176 + 13 + 7), M089b 健康教育与讲座."""

from __future__ import annotations

from tests.acceptance.activity_steps import done, draft, figure, hold, look, refused
from tests.acceptance.ledger_steps import record, text_of

PARTS = {"社区": 176, "企业": 13, "学校": 7}


def test_the_parts_of_the_science_university_add_up_to_196(city, enter):
    staff, unit = enter(), city.community
    told = {"title": "社区科普大学", "start": "2025-01-01", "end": "2025-12-31", "whole": 196}
    series = done(staff, "series/new/", unit=unit.pk, kind="science_university", **told, parts="社区 176\n企业 13\n学校 6")  # fmt: skip
    assert "195=176+13+6，与合计196不符" in look(staff, f"series/{series}/")

    done(staff, f"series/{series}/change/", **told, parts="社区 176\n企业 13\n学校 7")
    page = staff.get(f"/activities/new/?kind=science_university&series={series}").content.decode()
    for label, number in PARTS.items():
        part = page.split(f"社区科普大学 · {label}")[0].rsplit('value="', 1)[1].split('"')[0]
        hold(staff, "science_university", unit, f"科普讲座（{label}）", "2025-05-20", series=part, sessions=f"{number}场")  # fmt: skip

    shown = look(staff, f"series/{series}/")
    assert "不符" not in shown
    assert "社区176176企业1313学校77合计196196场" in shown
    assert "196场" in figure(staff, "science_university", unit)
    assert "举办社区科普大学讲座196场" in draft(staff, unit)


def test_parts_named_twice_are_refused(city, enter):
    told = {"unit": city.community.pk, "kind": "special_hall", "title": "特色讲堂", "start": "2025-01-01", "end": "2025-12-31"}  # fmt: skip

    assert "“红色”写了两次" in refused(enter(), "series/new/", **told, parts="红色 3\n红色 4")


def test_how_many_know_what_keeps_them_healthy_is_a_rate(city, enter):
    clerk, here = enter("unit_user", city.hospital), city.hospital
    record(clerk, "health_knowledge", here, "2025-05-07", place="金桥社区", asked="200", knew="170")
    record(clerk, "health_knowledge", here, "2025-06-07", place="桃李社区", asked="50", knew="20")

    assert "76%" in figure(clerk, "health_knowledge.rate", here)
    assert "健康知识知晓率76%" in draft(clerk, here)
    odd = record(clerk, "health_knowledge", here, "2025-06-07", place="桃李社区", asked="50", knew="51")  # fmt: skip
    assert "相差1，请核对" in text_of(odd)


def test_health_talks_and_what_was_handed_out(city, enter):
    staff, unit = enter(), city.community
    for sort in ("讲座", "义诊"):
        hold(staff, "health_talk", unit, "健康知识", "2025-04-07", sort=sort, speaker="卫生服务中心医生", materials="200份", people="60人次")  # fmt: skip

    assert "2场" in figure(staff, "health_talk", unit)
    assert "健康讲座2场，发放资料400份" in draft(staff, unit)
