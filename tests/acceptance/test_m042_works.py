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


def test_works_inside_a_unit_are_recorded_with_their_ten_days(city, enter, send):
    nurse = enter("unit_user", city.hospital)
    given = {
        "title": "门诊部改造",
        "owner_unit": city.hospital.pk,
        "starts_on": ago(10),
        "due_on": ago(0),
    }
    where = must(send(nurse, "/tasks/projects/new/?kind=inside", **given))
    must(send(nurse, f"{where}end/", done="yes", on=ago(1)))
    assert "工期10天" in text_of(nurse.get(where))
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
