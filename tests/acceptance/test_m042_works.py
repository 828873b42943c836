"""M042 市政工程清单与单位工程: a 年度清单，期限、进度、逾期 · b 单位内部工程，工期 10 天."""

from __future__ import annotations

import json
from datetime import timedelta

from tests.acceptance.ledger_steps import draft, figure, text_of
from tests.acceptance.work_steps import ago, link_to, must, this_year, today

HEAD = ["项目名称", "类别", "责任单位", "地点", "开工", "期限", "总投资", "完成投资", "进度"]


def rows_of(city):
    late, ahead = ago(3), (today() + timedelta(60)).isoformat()
    return [
        HEAD,
        ["滨河路改造", "道路", "金桥社区", "滨河路", ago(100), late, "1200万元", "800万元", "70%"],
        ["西城区热力管网", "供热", "", "西城区", ago(100), ahead, "", "", "20"],
        ["生活垃圾填埋场掩盖", "环卫", "", "", ago(100), ago(9), "300万元", "300万元", "100"],
        ["人民路路灯", "路灯", "桃李社区", "", "", ahead, "", "", ""],
    ]


def test_a_yearly_list_shows_owner_deadline_progress_and_what_is_late(city, enter, send):
    office, clerk = enter("office", city.district), enter()
    url = f"/tasks/projects/paste/?kind=municipal&unit={city.district.code}&period={this_year()}"
    must(send(office, url, cells=json.dumps(rows_of(city))))

    board = f"/tasks/projects/?unit={city.district.code}&period={this_year()}"
    told = text_of(office.get(board))
    assert "共4个，完工1个，逾期1个" in told and "1500万元" in told and "70%" in told
    assert "西城区热力管网" not in text_of(office.get(f"{board}&state=late"))
    mine = link_to(clerk, f"/tasks/projects/?period={this_year()}", r"/tasks/projects/\d+/")
    must(send(clerk, f"{mine}progress/", percent="90", spent="1100万元", note="铺油"))
    assert "报进度" in text_of(office.get(mine)) and "累计1100万元" in text_of(office.get(mine))
    sheet = office.get(f"/tasks/projects/export/?unit={city.district.code}&period={this_year()}")
    assert sheet.status_code == 200 and sheet.content[:2] == b"PK"
    assert "4个" in figure(office, "work.municipal", city.district, this_year())
    assert "市政工程项目4个" in draft(office, city.district, "year", this_year())


# 002-2 (二): about twenty-five works by name, each with a leader of the district who follows it.
NAMED = {
    "道路": ("滨河路", "古城路", "北环路", "站前路", "石井巷", "环城路"), "桥梁": ("东大桥", "西河桥", "北桥"),
    "路灯": ("人民路路灯", "滨河路路灯"), "绿化": ("中心广场", "滨河绿带", "南山", "街心花园"),
    "供热": ("西城区管网", "东城区换热站", "锅炉改造"), "供水": ("二水厂", "管网改造", "水源地"),
    "环卫": ("填埋场", "中转站", "公厕", "环卫车库"),
}  # fmt: skip


def test_the_leaders_of_the_district_follow_their_own_among_twenty_five_works(city, enter, send):
    office, leader = enter("office", city.district), enter("leader", city.district)
    due = (today() + timedelta(60)).isoformat()
    rows = [
        [f"{name}工程", sort, "", "", ago(50), due, "", "", "", "张副区长" if sort == "道路" else "李副区长"]
        for sort, names in NAMED.items() for name in names
    ]  # fmt: skip
    url = f"/tasks/projects/paste/?kind=municipal&unit={city.district.code}&period={this_year()}"
    must(send(office, url, cells=json.dumps([[*HEAD, "包挂领导"], *rows])))

    board = f"/tasks/projects/?unit={city.district.code}&period={this_year()}"
    every = text_of(leader.get(board))
    assert "共25个，完工0个，逾期0个" in every and "全部领导25" in every and "张副区长6" in every
    mine = text_of(leader.get(f"{board}&leader=张副区长"))
    assert "共6个" in mine and "滨河路工程" in mine and "东大桥工程" not in mine
    assert "25个" in figure(office, "work.municipal", city.district, this_year())
    assert leader.post(url, {"cells": json.dumps(rows)}).status_code == 403


def test_works_inside_a_unit_are_recorded_with_their_ten_days(city, enter, send):
    nurse = enter("unit_user", city.hospital)
    given = {
        "title": "门诊部改造",
        "owner_unit": city.hospital.pk,
        "starts_on": ago(10),
        "due_on": ago(0),
        "leader": "副院长，每天在现场",
    }
    where = must(send(nurse, "/tasks/projects/new/?kind=inside", **given))
    must(send(nurse, f"{where}end/", done="yes", on=ago(1)))
    page = text_of(nurse.get(where))
    assert "工期10天" in page and "带班领导副院长，每天在现场" in page
    assert "10天" in figure(nurse, "work.inside_days", city.hospital, this_year())


def test_a_wrong_list_is_refused_whole(city, enter, send):
    office = enter("office", city.district)
    rows = [
        ["滨河路", "道路", "无名局", "", "", "下个月", "", "", ""],
        ["好的", "", "", "", "", ago(0), "", "", ""],
    ]
    url = f"/tasks/projects/paste/?kind=municipal&unit={city.district.code}"
    bad = send(office, url, cells=json.dumps(rows))
    assert bad.status_code == 422 and "没有叫“无名局”的单位" in bad.content.decode()
    assert "没有工程项目" in text_of(office.get(f"/tasks/projects/?unit={city.district.code}"))
    assert send(enter("leader"), url, cells=json.dumps(rows)).status_code == 403
