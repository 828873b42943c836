"""M069 优秀志愿者评选与回馈: nominate, compare by hours within the selection, reward."""

from __future__ import annotations

import re
from datetime import timedelta

import time_machine
from django.test import Client
from django.utils import timezone

from tests.acceptance import honours_steps as steps
from tests.acceptance.honours_steps import done, judge, look, nominate, refused, said
from tests.acceptance.rounds_steps import days, draft
from tests.acceptance.volunteer_steps import add_service, add_volunteer, confirm

HOURS = {"周正明": "320", "吴秀兰": "612.5", "季桂香": "96"}


def test_volunteers_are_compared_by_hours_in_the_selection_alone_and_rewarded(city, enter):
    office, clerk = enter("office", city.street), enter()
    at = steps.start(office, "best_volunteers", "2026年度优秀志愿者", "street", seats_all="2")
    add_volunteer(clerk, city.community, "袁志愿")
    _service, shift = add_service(clerk, city.community, "清洁家园", days(-1))
    confirm(clerk, shift, ["袁志愿"])
    page = clerk.get(f"/honours/{at}/nominate/").content.decode()
    registered = re.search(r'value="(\d+)">袁志愿　\d+　2 小时', page)[1]
    own = nominate(clerk, at, city.community, "", "all", volunteer=registered)
    assert "2小时" in look(clerk, f"nominations/{own}/")
    judge(office, own)
    made = {
        name: nominate(clerk, at, city.community, name, "all", hours=hours)
        for name, hours in HOURS.items()
    }
    for one in made.values():
        judge(office, one)
    steps.advance(office, at)
    steps.advance(office, at)

    page = look(office, f"{at}/")
    assert page.index("吴秀兰") < page.index("周正明") < page.index("季桂香") < page.index("袁志愿")
    public = said(Client().get(steps.slug_of(office, at)))
    assert "吴**" in public and "612" not in public and "小时" not in public
    with time_machine.travel(timezone.now() + timedelta(9), tick=False):
        office, clerk = enter("office", city.street), enter()
        steps.advance(office, at)
        offered = office.get(f"/honours/{at}/award/").content.decode()
        assert offered.index("吴秀兰") < offered.index("周正明")
        first = [made["吴秀兰"], made["周正明"]]
        done(office, f"{at}/award/", winners=first, paper="柳志〔2026〕2号", on=days(0))
        listed = clerk.get("/honours/titles/?kind=best_volunteer").content.decode()
        title = int(listed.split("/honours/titles/")[-1].split("/")[0])
        done(clerk, f"titles/{title}/aid/", kind="体检", by="社区卫生服务中心", on=days(0))
        words = draft(office, city.street, "year")
        assert "优秀志愿者2名" in words and "帮扶礼遇先进典型1次" in words


def test_hours_below_zero_are_refused_and_there_is_no_list_of_volunteers_by_hours(city, enter):
    office = enter("office", city.street)
    at = steps.start(office, "best_volunteers", "2026年度优秀志愿者", "street")
    told = {"category": "all", "unit": city.community.pk, "name": "周正明", "deeds": steps.DEEDS}

    assert refused(enter(), f"{at}/nominate/", **told, consent="on", hours="-3")
    assert Client().get(steps.slug_of(office, at)).status_code == 404
