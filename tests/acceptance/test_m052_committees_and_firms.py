"""M052a 业主委员会换届，M052b 物业公司选聘与履职."""

from __future__ import annotations

import re

from tests.acceptance.ledger_steps import text_of
from tests.acceptance.residents_steps import (  # fmt: skip
    add_area,
    day,
    done,
    draft,
    figure,
    look,
    refused,
    send,
)


def test_a_committee_elected_on_the_20th_of_august_is_warned_of_before_its_end(city, enter):
    clerk = enter()
    area = add_area(clerk, "桂苑", "managed")
    path = f"areas/{area}/committee/"
    done(clerk, path, chair="赵主任", members=7, elected_on="2021-8-20", ends_on=day(60))

    listed = look(clerk, "bodies/")
    assert "桂苑赵主任72021-08-20" in listed and "还有60天" in listed
    assert "业主委员会1个届满" in look_home(clerk)
    page = clerk.get("/residents/bodies/").content.decode()
    contact = re.search(r"/residents/(committees/\d+/contact/)", page)[1]
    done(clerk, contact, on=day(-1))
    assert "已联系住建部门" in look(clerk, "bodies/")
    done(clerk, path, chair="钱主任", members=5, elected_on=day(), ends_on=day(1800))
    assert "赵主任" not in look(clerk, "bodies/") and "赵主任" in look(clerk, f"areas/{area}/")
    early = {"chair": "孙主任", "members": 5, "elected_on": "2021-8-21"}
    assert "早于上一届" in refused(clerk, path, **early, ends_on=day(9))
    assert "1次" in figure(clerk, "elections", city.community)
    assert "业主委员会换届1次" in draft(clerk, city.community)
    assert send(enter("grid_worker"), path, chair="甲").status_code == 403


def look_home(client) -> str:
    return text_of(client.get("/"))


def test_three_firms_are_approached_and_one_is_chosen(city, enter):
    clerk = enter()
    area = add_area(clerk, "桂苑", "managed")
    for name in ("甲物业", "乙物业", "丙物业"):
        done(clerk, f"areas/{area}/firms/", name=name, on=day(-3))
    page = clerk.get(f"/residents/areas/{area}/").content.decode()
    first, second, _third = re.findall(r"/residents/(firms/\d+/)settle/", page)

    assert "合同到期日期" in refused(clerk, f"{first}settle/", state="chosen", on=day(-1))
    done(clerk, f"{first}settle/", state="chosen", on=day(-1), until=day(365), duties="每日保洁")
    assert "已有选聘" in refused(
        clerk, f"{second}settle/", state="chosen", on=day(-1), until=day(9)
    )
    done(clerk, f"{second}settle/", state="declined", on=day(-1))
    done(clerk, f"{first}complaint/", text="垃圾不清", on=day())
    page = clerk.get(f"/residents/areas/{area}/").content.decode()
    complaint = re.search(r"/residents/(complaints/\d+/settle/)", page)[1]
    done(clerk, complaint, result="当天清运", on=day())

    shown = look(clerk, f"areas/{area}/")
    assert "丙物业" in shown and "已选聘" in shown and "当天清运" in shown
    assert "3家" in figure(clerk, "firms_approached", city.community)
    assert "洽谈物业公司3家，选聘1家" in draft(clerk, city.community)
