"""M056a 走访慰问. 三送一解 (M056b) has a test of its own."""

from __future__ import annotations

import re

from tests.acceptance.care_steps import done, figure, look, refused, send
from tests.acceptance.residents_steps import add_area, day, draft, start, upload
from youju.jobs.actions import perform
from youju.jobs.models import Job

HOMES = re.compile(r"/care/homes/(\d+)/seen/")


def test_twenty_households_are_visited_and_nine_of_them_comforted(city, enter):
    clerk, office = enter(), enter("office", city.street)
    rows = ["姓名,门牌,登记类别", *(f"李小{n},3-{n + 1}-501,困难户" for n in range(21))]
    start(clerk, upload(clerk, rows, area=add_area(clerk)))
    perform(Job.objects.latest("pk").pk)
    homes = sorted({int(one) for one in HOMES.findall(clerk.get("/care/").content.decode())})
    assert "登记的困难和特殊群体21户，走访过0户，还差21户" in look(clerk)
    days = {"unit": city.street.pk, "since": day(-2), "until": day(20)}
    batch = done(office, "rounds/new/", name="冬季送温暖", need="poor", **days)
    told = {"on": day(), "visitors": "白书记、王主任", "kind": "leader"}
    for home in homes[:9]:
        gift = {"goods": "米、油", "worth": "100", "money": "200", "round": batch.split("/")[1]}
        done(clerk, f"homes/{home}/visit/", **told, **gift, note="独居")
    for home in homes[9:20]:
        done(clerk, f"homes/{home}/seen/")

    assert "21户，走访过20户，还差1户" in look(clerk, batch) and "慰问9" in look(clerk, "visits/")
    assert "走访名单" in look(clerk, "print/") and "李小20" not in look(clerk, "print/")
    assert "独居" not in look(clerk, f"homes/{homes[0]}/")
    assert "20户" in figure(office, "visits", city.street) and "9户" in figure(
        office, "cheered", city.street
    )
    assert "走访" in figure(clerk, "money", city.community) and "李小" not in figure(
        clerk, "money", city.community
    )
    assert "入户走访20户，慰问9户，送慰问金1800元、物资折款900元" in draft(clerk, city.community)

    assert "还没有到" in refused(clerk, f"homes/{homes[0]}/visit/", **told | {"on": day(1)})
    assert (
        send(enter("staff", city.next_door), f"homes/{homes[0]}/visit/", **told).status_code == 404
    )
    assert enter("leader").get("/care/").status_code == 403
