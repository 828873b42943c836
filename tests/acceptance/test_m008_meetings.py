"""M008 会议: a 周例会 · b 动员会、部署会、表态发言 · c 协调会、紧急碰头会."""

from __future__ import annotations

from datetime import timedelta

from tests.acceptance.ledger_steps import draft, figure, text_of
from tests.acceptance.work_steps import ago, boxes, call, keep, link_to, must, this_year, today

PLEDGE = "因工作失误扣分，主要领导愿意负主要责任"


def test_a_weekly_meeting_hears_of_last_week_and_misses_no_week_unseen(city, enter, send):
    clerk = enter()
    monday = today() - timedelta(today().weekday())
    since = (monday - timedelta(14)).isoformat()
    given = {
        "kind": "weekly",
        "title": "一周一会",
        "rhythm": "week",
        "weekday": "0",
        "clock": "9:00",
        "since": since,
    }
    where = must(send(clerk, "/tasks/meetings/systems/new/", **given))
    assert "每周一09:00" in text_of(clerk.get(where))
    new = link_to(clerk, where, r"/tasks/meetings/new/\?system=\d+").partition("?")[2]

    last = (monday - timedelta(7)).isoformat()
    first = call(clerk, send, new, on=last, points="楼道堆物\n门前三包")
    outcome = boxes(clerk, first, "outcome")[0]
    must(keep(clerk, send, first, on=last, text="交流经验", **{outcome: "逐栋清"}))
    point = link_to(clerk, first, rf"{first}resolve/\?point=\d+")
    assert "逐栋清" in clerk.get(point).content.decode()
    due_on = (today() + timedelta(4)).isoformat()
    must(send(clerk, point, title="逐栋清楼道", owner_unit=city.community.pk, due_on=due_on))

    second = call(clerk, send, new, on=monday.isoformat())
    told = text_of(clerk.get(second))
    assert "上次布置的工作" in told and "逐栋清楼道" in told and "门前三包上次未定" in told
    again = send(clerk, f"/tasks/meetings/new/?{new}", on=today().isoformat())
    assert again.status_code == 422 and "这一周已有周例会" in text_of(again)
    assert "缺1次" in text_of(clerk.get(where))
    assert "1次" in figure(clerk, "work.weekly", city.community, this_year())


def test_a_mobilising_meeting_is_passed_on_level_by_level_with_pledges(city, enter, send):
    county, street, clerk = enter("office", city.district), enter("office", city.street), enter()
    told = {"pass_by": today().isoformat(), "papers": "《全区创建工作实施方案》"}
    top = call(
        county,
        send,
        "kind=mobilise",
        title="全区动员大会",
        speakers="澄江区人民医院",
        pass_on=city.street.pk,
        **told,
    )
    said = next(name for name in boxes(county, top, "said"))
    silent = keep(county, send, top, present="120")
    assert silent.status_code == 422 and "发言单位要有表态" in text_of(silent)
    pledges = dict.fromkeys(boxes(county, top, "said"), PLEDGE)
    assert said in pledges
    must(keep(county, send, top, present="120", **pledges))
    assert PLEDGE in text_of(county.get(top)) and "已传达0个单位，共1个" in text_of(county.get(top))

    assert "要求" in text_of(street.get("/tasks/meetings/"))
    after = link_to(street, top, r"/tasks/meetings/new/\?after=\d+").partition("?")[2]
    below = {"pass_on": [city.community.pk, city.next_door.pk], "pass_by": today().isoformat()}
    middle = call(
        street, send, after, title="街道部署会", papers="《全区创建工作实施方案》", **below
    )
    must(keep(street, send, middle, present="40"))
    low = call(
        clerk,
        send,
        link_to(clerk, middle, r"/tasks/meetings/new/\?after=\d+").partition("?")[2],
        title="社区动员会",
        papers="《全区创建工作实施方案》",
    )
    must(keep(clerk, send, low, present="30"))

    page = text_of(county.get(top))
    assert "已传达1个单位，共1个" in page and "社区动员会" in page and "桃李社区" in page
    assert "未传达" in page and "《全区创建工作实施方案》" in text_of(clerk.get(low))
    assert "3次" in figure(county, "work.mobilised", city.district, this_year())
    assert "190人次" in figure(county, "work.attended", city.district, this_year())
    assert "动员部署会3次" in draft(county, city.district, "year", this_year())


def test_coordination_about_a_problem_is_counted_until_agreement(city, enter, send):
    clerk = enter()
    about = "/tasks/meetings/about/?of=cases.case:1&about=菜市场占道"
    new = link_to(clerk, about, r"/tasks/meetings/new/\?kind=coordinate[^\"]*").partition("?")[2]
    for n, agreed in enumerate(("no", "no", "yes")):
        query = new if n else new.replace("coordinate", "urgent")
        meeting = call(
            clerk, send, query, title=f"第{n}次", parties="市场承包人\n商户", points="撤除日期"
        )
        said = boxes(clerk, meeting, "said")[0]
        must(keep(clerk, send, meeting, agreed=agreed, **{said: "五一前搬"}))

    told = text_of(clerk.get(about))
    assert "开了3次" in told and "已达成一致" in told
    assert "五一前搬" in text_of(clerk.get(meeting)) and "达成一致" in text_of(clerk.get(meeting))
    assert "3次" in figure(clerk, "work.coordinated", city.community, this_year())
    vague = keep(clerk, send, meeting)
    assert vague.status_code == 422 and "选是否达成一致" in text_of(vague)
    assert ago(0) == today().isoformat()
