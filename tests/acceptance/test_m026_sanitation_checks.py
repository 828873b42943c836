"""M026a 环境卫生检查监督队伍，M026b 门前四包天天检查."""

from __future__ import annotations

from tests.acceptance.rounds_steps import days, done, draft, figure, look, refused, send


def test_a_sanitation_team_scores_areas_and_its_faults_become_problems(city, enter):
    staff, unit = enter(), city.community
    team = done(staff, "teams/new/", unit=unit.pk, kind="sanitation", name="环境卫生监督队", since=days(-30))  # fmt: skip
    area = done(
        staff, "cleaning/new/", unit=unit.pk, name="桂苑片", cleaner="张师傅", since=days(-30)
    )
    done(staff, f"cleaning/{area}/check/", day=days(0), score="86", fault="绿化带有落叶", team=team)

    page = look(staff, f"cleaning/{area}/")
    assert "86绿化带有落叶环境卫生监督队" in page
    check = staff.get(f"/patrols/cleaning/{area}/").content.decode().split("/patrols/area-checks/")[1].split("/")[0]  # fmt: skip
    done(staff, f"area-checks/{check}/report/")
    assert "问题" in look(staff, f"cleaning/{area}/")
    assert "1支" in figure(staff, "sanitation_teams", unit)
    assert "1次" in figure(staff, "area_checks", unit)


def test_shops_are_checked_each_day_and_repeated_breakers_are_named(city, enter):
    staff, unit = enter(), city.community
    shops = [
        done(
            staff,
            "shops/new/",
            unit=unit.pk,
            street="金桥路",
            name=name,
            duties="four",
            signed_on=days(-20),
        )
        for name in ("老孙面馆", "金桥五金")
    ]
    street = "shops/check/?street=金桥路"
    for back in (-2, -1, 0):
        told = {"failed": shops[0], f"fault_{shops[0]}": "店外堆物"}
        done(staff, street, day=days(back), **told)

    assert (
        "老孙面馆" in look(staff, "shops/").split("一个月里三次以上不合格")[1].split("检查记录")[0]
    )
    assert "一个月里不合格3次" in look(staff, f"shops/{shops[0]}/")
    assert "6家次" in figure(staff, "shops_checked", unit)
    assert "3家次" in figure(staff, "shops_failed", unit)
    assert "已经检查过" in refused(staff, street, day=days(0))
    told = draft(staff, unit)
    assert "签订门前责任书2家，检查门店" in told


def test_a_fault_without_words_is_refused_and_a_leader_checks_nothing(city, enter):
    staff, unit = enter(), city.community
    shop = done(staff, "shops/new/", unit=unit.pk, street="金桥路", name="老孙面馆", duties="four")

    told = refused(staff, "shops/check/?street=金桥路", day=days(0), failed=shop)
    assert "哪里不合格" in told
    leader = enter("leader")
    assert send(leader, "shops/check/?street=金桥路", day=days(0)).status_code == 403
