"""M054 危房摸底鉴定与住房补贴."""

from __future__ import annotations

import re

from tests.acceptance.residents_steps import (  # fmt: skip
    add_area,
    day,
    done,
    draft,
    figure,
    look,
    refused,
    send,
    start,
    upload,
)
from youju.jobs.actions import perform
from youju.jobs.models import Job


def test_twenty_households_are_visited_and_nine_houses_appraised(city, enter):
    clerk = enter()
    area = add_area(clerk, "河沿", "self_built")
    roster = upload(clerk, ["姓名,门牌", *(f"老户{n},{n + 1}号" for n in range(20))], area=area)
    start(clerk, roster)
    perform(Job.objects.latest("pk").pk)
    page = clerk.get(f"/residents/areas/{area}/").content.decode()
    homes = sorted({int(one) for one in re.findall(r"/residents/households/(\d+)/", page)})
    houses = [
        done(clerk, f"households/{home}/unsafe/", on=day(-20), text="墙体开裂") for home in homes
    ]
    for house in houses[:9]:
        done(clerk, f"houses/{house}/step/", state="appraised", on=day(-10), grade="C")
    one = houses[0]

    assert "这一项，请从列出的里选" in refused(
        clerk, f"houses/{one}/step/", state="granted", on=day()
    )
    assert "选申请什么" in refused(clerk, f"houses/{one}/step/", state="applied", on=day(-5))
    ask = {"state": "applied", "on": day(-5), "text": "人均不足八平方米"}
    for house, asked in zip(houses, ("rent", "subsidy", "subsidy"), strict=False):
        done(clerk, f"houses/{house}/step/", asked=asked, **ask)
    done(clerk, f"houses/{one}/step/", state="granted", on=day(-2))
    done(clerk, f"houses/{one}/step/", state="closed", on=day(), text="已入住廉租房")

    page = look(clerk, f"houses/{one}/")
    assert "已办结" in page and "已落实·廉租房" in page and "八平方米" not in page
    assert "已走访11" in look(clerk, "houses/") and "已鉴定6" in look(clerk, "houses/")
    assert "住房补贴2" in look(clerk, "houses/") and "已申请2" in look(
        clerk, "houses/?asked=subsidy"
    )
    assert "20户" in figure(clerk, "unsafe_surveyed", city.community)
    assert "1户" in figure(clerk, "unsafe_applied_rent", city.community)
    assert "2户" in figure(clerk, "unsafe_applied_subsidy", city.community)
    report = draft(clerk, city.community)
    assert "走访危房户20户，鉴定危房9户，申请廉租房和补贴3户" in report
    assert "其中申请廉租房1户，申请住房补贴2户，已落实廉租房1户" in report
    assert send(enter("leader"), f"houses/{one}/step/", state="closed").status_code == 403
