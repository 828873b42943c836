"""M053a 外来人口与出租屋管理，M053b 特殊管理人员."""

from __future__ import annotations

import re

from tests.acceptance.ledger_steps import text_of
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


def test_rented_houses_are_listed_with_who_is_not_registered(city, enter):
    clerk = enter()
    area = add_area(clerk)
    rented = {"tenure": "rented", "landlord": "赵房东", "incomer": "1"}
    for n in range(5):
        register(
            clerk, area, f"周租客{n}", f"3-2-{n}01", **rented, registered_on=day(-9) if n else ""
        )

    register(clerk, area, "本地租户", "3-2-901", tenure="rented", landlord="钱房东")
    listed = look(clerk, "rented/")
    assert "周租客0户柳荫里3-2-***赵房东" in listed and "全部6未办居住登记1" in listed
    open_ = look(clerk, "rented/?unregistered=1")
    assert "周租客0户" in open_ and "周租客1户" not in open_ and "本地租户" not in open_
    person = re.search(r'/people/(\d+)/">周租客0', clerk.post("/residents/", {"q": "周租客0"}).content.decode())[1]  # fmt: skip
    home = home_of(clerk, int(person))
    assert "租住的填房东" in refused(
        clerk, f"households/{home}/change/", tenure="rented", landlord=""
    )
    told = {"tenure": "rented", "landlord": "赵房东", "landlord_phone": "13912341193"}
    early = refused(clerk, f"households/{home}/change/", **told, warned_on=day(1))
    assert "日期还没有到" in early
    done(clerk, f"households/{home}/change/", **told, warned_on=day(-1))
    assert f"139****1193{day(-1)}" in look(clerk, "rented/")
    done(clerk, f"people/{person}/change/", name="周租客0", incomer="1", registered_on=day())
    assert "全部6未办居住登记0" in look(clerk, "rented/")
    assert "6户" in figure(clerk, "rented", city.community)
    assert "外来人口5人，出租屋6户" in draft(clerk, city.community)


def test_people_under_watch_are_seen_by_the_care_officer_alone(city, enter):
    clerk, care = enter(), enter("care_officer")
    area = add_area(clerk)
    person = register(clerk, area, "周某人")

    done(care, f"people/{person}/needs/new/", kind="watched", since=day(-30), detail="刑满释放", carer="民警")  # fmt: skip
    page = care.get(f"/residents/people/{person}/").content.decode()
    review = re.search(r"/residents/(needs/\d+/)review/", page)[1]
    done(care, f"{review}review/", text="谈遵纪守法", on=day())

    assert "特殊管理人员" in look(care, f"people/{person}/") and "特殊管理人员" in find(care, "zmr")
    for shown in (look(clerk, f"people/{person}/"), look(clerk, "needs/"), find(clerk, "zmr")):
        assert "特殊管理人员" not in shown
    assert clerk.get(f"/residents/{review}review/").status_code == 404
    wrong = send(clerk, f"people/{person}/needs/new/", kind="watched", since=day())
    assert wrong.status_code == 422 and "谈遵纪守法" not in text_of(wrong)
    assert "不足5人" in figure(care, "need_watched", city.community)
