"""M066a: the county's association. M066b: teams of civilised units and of the party."""

from __future__ import annotations

from tests.acceptance.volunteer_steps import (
    add_team,
    days,
    done,
    draft,
    figure,
    look,
    refused,
    said,
)

# 003-4 §三.1: 14 teams with 620 people, of the fields named there.
TEAMS = (
    ("供电公司", "power", 60), ("县医院", "medicine", 80), ("司法局", "law", 40), ("税务局", "tax", 40),
    ("人社局", "labour", 40), ("市场监管局", "consumer", 40), ("教育局", "minors", 50), ("交警大队", "traffic", 40),
    ("城管局", "clean", 50), ("文化馆", "culture", 40), ("妇联", "care", 40), ("民政局", "care", 40),
    ("系统党委", "other", 30), ("乐家社工", "mind", 30),
)  # fmt: skip


def test_the_assembly_votes_the_charter_and_elects_the_council(city, enter):
    office, unit = enter("office", city.district), city.district
    here = done(office, "associations/new/", unit=unit.pk, name="澄江区志愿者协会", founded_on=days(-50), members="4560")  # fmt: skip
    told = {"body": "assembly", "on": days(-50), "called": "120", "came": "108"}
    meeting = done(office, f"associations/{here}/meetings/new/", **told)
    done(
        office,
        f"meetings/{meeting}/charter/",
        title="协会章程",
        votes="105",
        text="第一条 为弘扬志愿精神",
    )
    done(office, f"meetings/{meeting}/elect/", post="president", name="会长甲", votes="106")

    page = look(office, f"associations/{here}/")
    assert "4560人" in page and "协会章程" in page and "会长甲会长" in page
    assert "4560人" in figure(office, "association_members", unit)
    assert "志愿者协会会员4560人" in draft(office, unit)


def test_a_meeting_too_small_decides_nothing(city, enter):
    office, unit = enter("office", city.district), city.district
    here = done(office, "associations/new/", unit=unit.pk, name="协会", founded_on=days(-50))
    told = {"body": "assembly", "on": days(-50), "called": "120", "came": "79"}
    meeting = done(office, f"associations/{here}/meetings/new/", **told)

    assert "不足应到的三分之二" in look(office, f"meetings/{meeting}/")
    refusal = refused(office, f"meetings/{meeting}/charter/", title="章程", votes="79")
    assert "会议不能表决" in refusal
    assert enter("leader", unit).get("/volunteers/associations/new/").status_code == 403


def test_units_bring_fourteen_teams_of_620(city, enter):
    office, unit = enter("office", city.district), city.district
    for name, field, people in TEAMS:
        kind = "party" if name == "系统党委" else "unit"
        add_team(office, unit, f"{name}志愿服务队", kind, field, stated=str(people))

    assert "14支" in figure(office, "unit_teams", unit)
    assert "620名" in figure(office, "unit_members", unit)
    assert "电力服务" in look(office, "teams/")
    assert "单位志愿服务队14支620名" in draft(office, unit)


def test_the_office_sees_which_units_have_no_team_and_reminds_them(city, enter):
    office, clerk = enter("office", city.district), enter("staff")
    assert "还没有队伍的单位4" in look(office, "teams/")
    add_team(office, city.hospital, "医院志愿服务队", "unit", "medicine")

    page = look(office, "teams/lacking/")
    assert "澄江区人民医院医院" not in page
    assert all(name in page for name in ("柳荫街道", "金桥社区", "桃李社区"))
    done(office, "teams/remind/")

    assert "已提醒1个单位" in look(office, "teams/lacking/")  # one has somebody to be told
    assert "金桥社区还没有志愿服务队，请组建并登记" in said(clerk.get("/inbox/"))
