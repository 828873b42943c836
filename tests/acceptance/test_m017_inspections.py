"""M017a 迎检和迎查点位，M017b 公共文明指数测评."""

from __future__ import annotations

from tests.acceptance.rounds_steps import (  # fmt: skip
    add_place,
    days,
    done,
    draft,
    figure,
    look,
    refused,
    send,
    today,
    visit,
)


def test_places_with_owner_and_readiness_count_down_to_the_day(city, enter):
    staff, unit = enter(), city.community
    market = add_place(staff, unit, "market", "金桥农贸市场", owner="市场主任", key_place="on")
    road = add_place(staff, unit, "road_main", "金桥路", owner="网格长", key_place="on")
    done(staff, f"places/{market}/ready/", readiness="missing", missing="公平秤没有检定标")
    done(staff, f"places/{road}/ready/", readiness="ready")
    coming = done(staff, "inspections/new/", unit=unit.pk, kind="nation", name="国家测评", on=days(23))  # fmt: skip
    done(staff, f"inspections/{coming}/places/", places=[market, road])
    visit(staff, market, item_scale="bad", fault_scale="公平秤没有检定标")

    board = look(staff, f"inspections/{coming}/")
    assert "还有23天" in board and "市场主任有缺项公平秤没有检定标" in board
    assert "距国家测评23天" in look(staff, "places/")
    assert "23天后国家测评" in look(staff, f"places/{market}/")
    assert "公平秤没有检定标" in look(staff, "places/?ready=missing")
    assert "2个" in figure(staff, "places", unit)
    assert "2个" in figure(staff, "key_places", unit)
    assert "落实巡查点位2个" in draft(staff, unit)


def test_missing_what_must_be_told_and_a_leader_only_reads(city, enter):
    staff = enter()
    market = add_place(staff, city.community, "market", "金桥农贸市场")

    assert "写明缺什么" in refused(staff, f"places/{market}/ready/", readiness="missing")
    assert send(enter("leader"), f"places/{market}/ready/", readiness="ready").status_code == 403
    assert enter("staff", city.next_door).get(f"/patrols/places/{market}/").status_code == 404


def test_scores_ranks_and_lost_items_are_kept_over_the_years(city, enter):
    office, unit = enter("office", city.district), city.district
    for year, score, rank in ((today().year - 1, "89.7", 5), (today().year, "92.4", 2)):
        name = f"{year}年公共文明指数测评"
        on = f"{year}-01-01"
        made = done(office, "inspections/new/", unit=unit.pk, kind="index", name=name, on=on)
        done(office, f"inspections/{made}/result/", score=score, full="100", rank=rank, of=13)
    done(office, f"inspections/{made}/lost/", item="公益广告", reason="两条主干道数量不够", points="1.5")  # fmt: skip

    assert "89.7/1005/13" in look(office, "inspections/")
    assert "两条主干道数量不够" in look(office, f"inspections/{made}/")
    assert "只余6.1分" in refused(office, f"inspections/{made}/lost/", item="停车", reason="乱停", points="7")  # fmt: skip
    told = draft(office, unit, "year")
    assert "公共文明指数测评得92.4分，列第2位" in told
