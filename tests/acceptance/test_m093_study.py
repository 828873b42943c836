"""M093 班子与党员集中学习: 有内容、有笔记、有考勤、有检查; 5次 / half year."""

from __future__ import annotations

from tests.acceptance.activity_steps import done, draft, figure, hold, look, refused, send


def test_five_sessions_of_a_half_year_with_notes_that_somebody_else_looked_at(city, enter):
    staff, checker, unit = enter(), enter("care_officer"), city.community
    told = {"unit": unit.pk, "kind": "study", "label": "两委班子集中学习", "per": "half", "times": 5, "since": "2025-01-01"}  # fmt: skip
    done(staff, "norms/new/", **told)
    for month in range(1, 6):
        one = hold(staff, "study", unit, f"第{month}次集中学习", f"2025-{month:02}-08", content="文件选读", sort="两委班子")  # fmt: skip
    assert "缺：有笔记" in look(staff, f"{one}/") and "缺：有考勤" in look(staff, f"{one}/")

    done(staff, f"{one}/names/", names="王一\n李二\n张三")
    done(checker, f"{one}/notes/", on="2025-05-20", due=3, came=3, notes=3, result="笔记完整")

    page = look(staff, f"{one}/")
    assert "缺：" not in page and "应到3人，实到3人，有笔记3人" in page
    assert "王一" not in page and "签到名单3人" in page
    assert "够了" in look(staff, "norms/?day=2025-06-01")
    assert "5次" in figure(staff, "study", unit)
    assert "组织集中学习5次，检查学习笔记1次" in draft(staff, unit)


def test_nobody_looks_at_his_own_notes_and_names_are_opened_for_a_reason(city, enter):
    staff, unit = enter(), city.community
    one = hold(staff, "study", unit, "集中学习", "2025-05-08", content="文件")
    told = {"on": "2025-05-20", "due": 3, "came": 3, "notes": 3}

    assert send(staff, f"{one}/notes/", **told).status_code == 403
    assert "实到不能多于应到" in refused(
        enter("care_officer"), f"{one}/notes/", **{**told, "came": 4}
    )
    done(staff, f"{one}/names/", names="王一")
    refused(staff, f"{one}/names/open/", reason="看")
    assert "王一" in send(staff, f"{one}/names/open/", reason="核对人数").content.decode()
    refused(staff, "new/?kind=study", unit=unit.pk, title="学习", on="2025-05-09")
