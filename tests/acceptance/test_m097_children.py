"""M097a 爱心家长: a child, a helper, the rhythm of contacts. M097b 留守流动儿童信息库."""

from __future__ import annotations

import re

from tests.acceptance import residents_steps
from tests.acceptance.aid_steps import add_area, day, done, draft, figure, look, refused, register
from tests.acceptance.residents_steps import born


def child(clerk, name="田小禾", kind="left_behind", area=None) -> int:
    area = area or add_area(clerk)
    one = register(clerk, area, name, birth=born(10).isoformat(), guardian="田奶奶")
    residents_steps.done(clerk, f"people/{one}/needs/new/", kind=kind, since=day(-300))
    return one


def test_a_stand_in_parent_keeps_three_knows_three_talks_four_ones(city, enter):
    clerk = enter()
    one = child(clerk)
    told = {"helper": "李阿姨", "phone": "13800000001", "since": day(-60), "guardian": "田奶奶"}
    assert "监护人同意" in refused(clerk, f"children/{one}/stand-in/", **told)
    pair = done(clerk, f"children/{one}/stand-in/", **told, consent="on")

    page = look(clerk, f"stand-ins/{pair}/")
    assert [page.count(word) for word in ("知家庭情况", "与老师谈", "每周通一次电话")] == [1, 1, 1]
    assert "该联系了1" in look(clerk, "stand-ins/") and "13800000001" not in page
    done(
        clerk,
        f"stand-ins/{pair}/contact/",
        on=day(),
        done=["call", "child", "visit"],
        note="想妈妈",
    )
    listed = look(clerk, "stand-ins/?late=1")
    assert "该联系了0" in listed
    assert "想妈妈" not in look(clerk, f"stand-ins/{pair}/")
    assert "1次" in figure(clerk, "contacts", city.community)
    assert "爱心家长结对儿童不足5人，联系1次" in draft(clerk, city.community)
    assert "勾选这次做了哪几项" in refused(clerk, f"stand-ins/{pair}/contact/", on=day())


def test_the_register_is_sealed_limited_and_counted_by_township(city, enter):
    clerk, care = enter(), enter("care_officer")
    one = child(clerk)
    told = {"school": "一小", "parents": "父亲在外省务工", "wants": "补习", "guardian": "田奶奶"}
    done(clerk, f"children/{one}/file/", **told, consent="on")

    listed = look(clerk, "children/")
    assert "留守儿童1" in listed and "田**" in listed and "田小禾" not in listed
    page = look(clerk, f"children/{one}/")
    assert "一小" not in page and "务工" not in page
    file = re.search(r"/aid/(open/file/\d+/school/)", care.get(f"/aid/children/{one}/").content.decode())[1]  # fmt: skip
    assert "一小" in care.post(f"/aid/{file}", {"reason": "核对学籍"}).content.decode()
    assert clerk.get(f"/aid/{file}").status_code == 403
    assert enter("grid_worker").get("/aid/children/").status_code == 403
    assert enter("staff", city.next_door).get(f"/aid/children/{one}/").status_code == 404
    assert "1个" in figure(enter("office", city.district), "registers", city.district)
    assert "信息库1个" in draft(enter("office", city.district), city.district)
