"""M025a 巡访队伍，M025b 居民来访接待，M025c 意见建议."""

from __future__ import annotations

from tests.acceptance.rounds_steps import add_place, days, done, draft, figure, look, refused, visit


def test_residents_go_round_and_what_they_hear_feeds_the_work(city, enter):
    staff, unit = enter(), city.community
    estate = add_place(staff, unit, "estate", "桂苑小区")
    square = add_place(staff, unit, "square", "柳荫广场")
    team = done(staff, "teams/new/", unit=unit.pk, kind="residents", name="热心居民巡访队", people=12, since=days(-60))  # fmt: skip
    done(staff, "routes/new/", unit=unit.pk, name="巡访线", places=[estate, square])
    made = visit(staff, estate, purpose="residents", team=team, people="6", opinions="车棚没有灯\n宠物粪便没人清")  # fmt: skip

    assert "车棚没有灯" in look(staff, f"visits/{made}/")
    assert "桂苑小区→柳荫广场" in look(staff, "routes/")
    assert "6人次" in look(staff, f"teams/{team}/")
    assert "1支" in figure(staff, "residents_teams", unit)
    assert "6人次" in figure(staff, "residents_people", unit)
    assert "2条" in figure(staff, "opinions", unit)
    told = draft(staff, unit)
    assert "建有居民巡访队伍1支，巡访1次，听取居民意见2条" in told
    assert "巡访队伍1支" in draft(staff, unit, "inspection")


def test_receptions_and_suggestions_are_answered_or_become_problems(city, enter):
    staff, unit = enter(), city.community
    told = {"unit": unit.pk, "heard_on": days(0), "people": 3}
    came = done(
        staff, "opinions/new/", source="reception", text="施工扰民", about="旧城改造", **told
    )
    asked = done(
        staff, "opinions/new/", source="chat", text="楼道灯不亮", place="桂苑 5号楼", **told
    )
    done(staff, f"opinions/{came}/", answer="已协调，夜间停工")
    done(staff, f"opinions/{asked}/report/")

    assert "已协调，夜间停工" in look(staff, f"opinions/{came}/")
    assert "问题" in look(staff, f"opinions/{asked}/")
    assert "施工扰民" not in look(staff, "opinions/?source=open")
    assert "1次" in figure(staff, "receptions", unit)
    assert "3人次" in figure(staff, "visitors", unit)
    assert "接待来访1次，答复1条" in draft(staff, unit)


def test_an_opinion_without_words_or_ahead_of_its_day_is_refused(city, enter):
    staff = enter()
    told = {"unit": city.community.pk, "source": "box", "people": 1}

    refused(staff, "opinions/new/", heard_on=days(0), text="", **told)
    assert "日期还没有到" in refused(staff, "opinions/new/", heard_on=days(2), text="甲", **told)
