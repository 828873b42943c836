"""M033a 公共张贴栏和清除小广告；M033b 楼道乱堆乱放：先摸底、再劝、劝不动的联合清理，清掉为止。"""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, follow, record, text_of


def found(clerk, unit, place: str, kind: str = "旧家具") -> str:
    """Put a household's clutter on the list; return its address."""
    kept = record(clerk, "clutter", unit, "2026-04-06", place=place, kind=kind, households="1户", state="劝说中")  # fmt: skip
    return str(kept.redirect_chain[-1][0])


def test_households_are_talked_to_one_agrees_the_unwilling_are_cleared_together(city, enter):
    clerk, here = enter(), city.community
    willing, first, second = (found(clerk, here, f"{n}栋2单元") for n in (1, 3, 5))

    follow(clerk, willing, "2026-04-08", "网格员上门，答应自己搬", state="自行清理", load="1车")
    for one in (first, second):
        follow(clerk, one, "2026-04-08", "网格员上门，不同意")
        follow(clerk, one, "2026-04-20", "楼长和党小组长再劝，仍不同意")
        told = text_of(follow(clerk, one, "2026-05-06", "街道、城管、派出所到场清走", state="联合清理", load="2车", partners="街道、城管、派出所"))  # fmt: skip

    assert "上门劝说3次" in told and "清掉日期2026-05-06" in told and "街道、城管、派出所" in told
    assert "楼长和党小组长再劝，仍不同意" in told and "更正05" not in told
    assert "3户" in figure(clerk, "clutter.households", here)
    assert "5车" in figure(clerk, "clutter.load", here)
    assert "2处" in figure(clerk, "clutter.joint", here, "2026-05")
    assert "1车" in figure(clerk, "clutter.load", here, "2026-04")  # counted when it was cleared
    assert "整治楼道堆物住户3户，清掉楼道堆物3处，清出楼道堆物5车，上门劝说7次" in draft(
        clerk, here
    )


def test_what_is_not_cleared_stays_on_the_list_whatever_the_period(city, enter):
    clerk, here = enter(), city.community
    open_, done = found(clerk, here, "3栋2单元", "煤球"), found(clerk, here, "5栋1单元", "旧床")
    follow(clerk, done, "2026-04-09", "自己搬走了", state="自行清理")

    page = text_of(clerk.get("/ledgers/clutter/?period=2026-09&mark=goes_on"))

    assert "办理中1" in page and "3栋2单元煤球" in page and "5栋1单元旧床" not in page
    assert "记劝说清理" in text_of(clerk.get(open_)) and "记劝说清理" not in text_of(
        clerk.get(done)
    )


def test_a_step_without_words_before_its_day_or_after_the_end_is_refused(city, enter):
    clerk, here = enter(), city.community
    one = found(clerk, here, "3栋2单元")

    silent = follow(clerk, one, "2026-04-08", "")
    early = follow(clerk, one, "2026-04-01", "上门劝说")
    future = follow(clerk, one, "2036-04-01", "上门劝说")
    assert [silent.status_code, early.status_code, future.status_code] == [422, 422, 422]
    assert "写明做了什么" in text_of(silent) and "早于开始的2026-04-06" in text_of(early)
    follow(clerk, one, "2026-04-09", "已搬走", state="自行清理")
    again = follow(clerk, one, "2026-04-10", "又去看了")
    assert again.status_code == 422 and "已经办完" in text_of(again)
    assert "1次" in figure(clerk, "clutter.talks", here)
    assert enter("staff", city.next_door).get(f"{one}step/").status_code == 404
    assert enter("leader").get(f"{one}step/").status_code == 403


def test_stickers_are_cleared_and_legal_boards_stand(city, enter):
    clerk, here = enter(), city.community

    record(clerk, "posting_boards", here, "2026-04-01", place="金桥路口", boards="4块")
    record(clerk, "cleanup", here, "2026-05-07", action="清除小广告", place="金桥路", adverts="500余个")  # fmt: skip

    told = draft(clerk, here)
    assert "公共张贴栏4块" in told and "清除小广告500余个" in told


def test_clutter_without_a_place_and_a_leader_are_refused(city, enter):
    assert record(enter(), "clutter", city.community, "2026-05-06", kind="煤球").status_code == 422
    assert enter("leader").get("/ledgers/clutter/new/").status_code == 403
