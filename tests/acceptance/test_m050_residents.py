"""M050a 住户信息系统，M050b 老年人口."""

from __future__ import annotations

from django.test import Client

from tests.acceptance.ledger_steps import text_of
from tests.acceptance.residents_steps import (  # fmt: skip
    add_area,
    born,
    day,
    done,
    draft,
    figure,
    find,
    look,
    number,
    refused,
    register,
    send,
    start,
    upload,
)
from youju.jobs.actions import perform
from youju.jobs.models import Job

ID = number("19900101", "002")


def test_a_resident_is_found_at_once_and_opened_one_field_at_a_time(city, enter):
    clerk, care = enter(), enter("care_officer")
    area = add_area(clerk, people_told="1万多人")
    person = register(clerk, area, "李小禾", id_number=ID, phone="13812346027", relation="head")
    register(clerk, area, "王建国", "3-2-502", phone="13912341193")

    for words, by in (
        ("lxh", "姓名首字母"), ("小禾", "姓名"), ("3-2-501", "门牌"), ("6027", "电话后四位"), (ID, "身份证号"),
    ):  # fmt: skip
        found = find(clerk, words)
        assert "李小禾" in found and by in found and "1人，全部列出" in found, words
        assert "柳荫里3-2-***" in found and "138****6027" in found and ID not in found
    assert "没有找到" in find(enter("staff", city.next_door), "lxh")
    assert "最后一位应为" in refused_box(clerk, ID[:17] + ("1" if ID[17] != "1" else "2"))

    opening = f"open/person/{person}/id_number/"
    assert "填办件号" in refused(care, opening, purpose="定期复核", basis="")
    shown = text_of(send(care, opening, purpose="定期复核", basis="低保复核〔2026〕18号"))
    assert ID in shown and "5分钟后重新遮盖" in shown
    assert "查看受保护信息身份证号定期复核：低保复核〔2026〕18号" in look(
        clerk, f"people/{person}/looks/"
    )
    assert send(clerk, opening, purpose="定期复核", basis="低保复核18号").status_code == 403
    assert enter("leader").get("/residents/").status_code == 403
    assert "1万多人" in figure(clerk, "people", city.community)
    assert "住户2户，登记居民1万多人" in draft(clerk, city.community)


def refused_box(client: Client, words: str) -> str:
    answer = client.post("/residents/", {"q": words})
    assert answer.status_code == 422
    return text_of(answer)


def test_a_roster_is_taken_in_with_its_wrong_rows_left_behind(city, enter):
    clerk = enter()
    rows = [
        "居民名册,,,,,,",
        "姓名,公民身份号码,性别,联系电话,小区名称,住址,与户主的关系,特殊情况",
        f"李小禾,{ID},女,13812346027,柳荫里,3-2-501,户主,低保",
        f"李小苗,{number('20200101')},男,,柳荫里,3号楼2单元501室,子女,",
        f"王建国,{number('19600101')},女,,柳荫里,3-2-502,户主,",
        f"王建军,{number('19610101')[:17]}0,男,,柳荫里,3-2-502,兄弟,",
        f"赵六,{ID},女,,柳荫里,3-2-503,户主,",
    ]

    roster = upload(clerk, rows)
    assert "与户主关系" in look(clerk, f"rosters/{roster}/")
    assert start(clerk, roster).status_code == 302
    perform(Job.objects.latest("pk").pk)

    assert "导入2人，留下3行" in look(clerk, f"rosters/{roster}/")
    found = find(clerk, "3-2-501")
    assert "李小禾" in found and "李**" in found and "低保户" in found
    left = clerk.get(f"/residents/rosters/{roster}/rejects/")
    assert left.status_code == 200 and left.content[:2] == b"PK"
    again = upload(clerk, rows)
    start(clerk, again)
    perform(Job.objects.latest("pk").pk)
    assert "导入0人" in look(clerk, f"rosters/{again}/")
    assert "2户" not in figure(clerk, "households", city.community)
    assert enter("care_officer").get("/residents/rosters/").status_code == 403


def test_who_is_ninety_is_counted_and_listed_masked(city, enter):
    clerk = enter()
    area = add_area(clerk)
    for n in range(6):
        register(clerk, area, f"高寿{n}", f"3-2-{n}01", birth=born(91).isoformat(), sex="f")
    register(clerk, area, "年轻人", "3-2-901", birth=born(40).isoformat())

    assert "6人" in figure(clerk, "aged90", city.community)
    file = clerk.get("/residents/people/aged/export/")
    assert file.status_code == 200 and "90岁以上老人6人" in draft(clerk, city.community)
    assert "未满14周岁，须填监护人" in refused(
        clerk,
        "new/",
        area=area,
        door="1-1-101",
        tenure="own",
        name="小小",
        birth=born(5).isoformat(),
    )
    gone = register(clerk, area, "迁走", "9-9-901")
    done(clerk, f"people/{gone}/leave/", why="moved", on=day())
    assert "迁出" in look(clerk, f"people/{gone}/")
