"""M061 居家养老与老年服务, with what the oldest get at 老年节."""

from __future__ import annotations

import re

from tests.acceptance.care_steps import done, figure, look, refused, send
from tests.acceptance.residents_steps import add_area, born, day, draft, register


def test_six_elders_have_plans_and_each_service_counts(city, enter):
    clerk = enter()
    area = add_area(clerk)
    elders = [register(clerk, area, f"王老{n}", f"4-{n}-101", birth=born(85)) for n in range(6)]
    young = register(clerk, area, "李小禾", "5-1-101", birth=born(30))
    assert "80岁以上没有计划6" in look(clerk, "services/?show=without")
    kinds = ("care", "comfort", "hair", "checkup", "hair", "hair")
    for person, what in zip(elders, kinds, strict=True):
        who = {"by_unit": city.hospital.pk} if what == "checkup" else {"provider": "帮困志愿者"}
        plan = {"what": what, "every_days": 30, "since": day(-60), "starlight": "on", **who}
        done(clerk, f"elders/{person}/services/new/", **plan)
    page = clerk.get("/care/services/").content.decode()
    services = sorted({int(one) for one in re.findall(r"/care/services/(\d+)/served/", page)})
    assert len(services) == 6 and "晚30天" in look(clerk, "services/")
    for one in services[:4]:
        done(clerk, f"services/{one}/call/", on=day(), note="气色好")
    done(clerk, f"services/{services[4]}/served/")

    assert "该上门了1" in look(clerk, "services/") and "气色好" not in look(
        clerk, f"elders/{elders[0]}/"
    )
    assert "5人次" in figure(clerk, "calls", city.community)
    assert "6人" in figure(clerk, "elders", city.community)
    text = draft(clerk, city.community)
    assert (
        "居家养老服务老人6人，上门服务5人次，其中照料1人次，精神慰藉1人次，理发2人次，体检1人次"
        in text
    )
    assert "星光计划服务5人次" in text

    told = {"what": "hair", "every_days": 30, "since": day(), "provider": "王师傅"}
    assert "60岁以上" in refused(clerk, f"elders/{young}/services/new/", **told)
    stranger = enter("staff", city.next_door)
    assert send(stranger, f"elders/{elders[0]}/services/new/", **told).status_code == 404


def test_whoever_is_ninety_at_the_festival_of_the_aged_is_due_and_given_once(city, enter):
    office, clerk = enter("office", city.district), enter()
    area = add_area(clerk)
    elders = [register(clerk, area, f"王老{n}", f"4-{n}-101", birth=born(92)) for n in range(6)]
    register(clerk, area, "李小禾", "5-1-101", birth=born(89))
    told = {"name": "老年节慰问", "least": 90, "festival": "chongyang", "amount": 200}
    page = done(office, "aged/new/", unit=city.district.pk, **told)
    assert "还没发6" in look(clerk, page) and "李小禾" not in look(clerk, page)
    for person in elders[:5]:
        done(clerk, f"{page}{person}/give/")
    assert "还没发1" in look(clerk, page) and "已发5" in look(clerk, f"{page}?given=1")
    assert "王老5" not in look(clerk, f"{page}print/")
    assert "2026年的已经发过" in refused(clerk, f"{page}{elders[0]}/give/")

    assert "5人" in figure(office, "gifted", city.district)
    assert "本年慰问高龄老人5人，慰问金1000元" in draft(clerk, city.community)
    assert "两样填一样" in refused(
        office, "aged/new/", unit=city.district.pk, **told, month_day="10-1"
    )
    assert enter("grid_worker", city.grid).get("/care/aged/new/").status_code == 403
