"""M055 困难与特殊群体台账."""

from __future__ import annotations

import re

from tests.acceptance.residents_steps import (  # fmt: skip
    add_area,
    day,
    done,
    draft,
    figure,
    find,
    home_of,
    look,
    refused,
    register,
    send,
)


def test_the_registers_tell_who_from_when_and_when_to_look_again(city, enter):
    clerk, care = enter(), enter("care_officer")
    area = add_area(clerk)
    people = [register(clerk, area, f"空巢{n}", f"3-2-{n}01") for n in range(6)]
    for person in people:
        told = {"kind": "empty_nest", "since": day(-200), "carer": "王专干", "review_on": day(-1)}
        done(clerk, f"people/{person}/needs/new/", **told)
    home = home_of(clerk, people[0])
    done(clerk, f"households/{home}/needs/new/", kind="dibao", since=day(-100), detail="因病致穷")

    listed = look(clerk, "needs/")
    assert "空巢老人6" in listed and "低保户1" in listed and "到期复核6" in listed
    assert "因病致穷" not in listed
    page = clerk.get("/residents/needs/?due=1").content.decode()
    need = re.search(r"/residents/(needs/\d+/)review/", page)[1]
    done(clerk, f"{need}review/", text="身体尚好", on=day())
    assert "到期复核5" in look(clerk, "needs/")
    done(clerk, f"{need}end/", until=day())
    assert "低保户" in find(clerk, "3-2-001") and "空巢老人5" in look(clerk, "needs/")
    assert clerk.get("/residents/needs/export/").status_code == 200
    shown = care.get(f"/residents/people/{people[1]}/").content.decode()
    assert "空巢老人" in shown
    assert "5人" in figure(clerk, "need_empty_nest", city.community)
    assert "空巢老人5人" in draft(clerk, city.community)


def test_a_need_twice_and_one_by_a_stranger_are_refused(city, enter):
    clerk = enter()
    person = register(clerk, add_area(clerk), "李小禾")
    told = {"kind": "disabled", "since": day()}
    done(clerk, f"people/{person}/needs/new/", **told)

    assert "已经登记为“残疾人”" in refused(clerk, f"people/{person}/needs/new/", **told)
    stranger = enter("staff", city.next_door)
    assert send(stranger, f"people/{person}/needs/new/", **told).status_code == 404
    assert enter("unit_user").get("/residents/needs/").status_code == 403
