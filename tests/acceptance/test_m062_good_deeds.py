"""M062 办实事好事、挂钩扶贫村."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from tests.acceptance.ledger_steps import draft, figure, record, text_of
from youju.kernel.periods import Grain, around
from youju.ledgers.queries import Entry
from youju.portal.tests.test_activities import send


def test_deeds_add_up_and_a_promise_has_its_day(city, enter):
    clerk, here = enter(), city.community

    record(clerk, "good_deeds", here, "2026年上半年", deed="各类实事", deeds="1000余件", people="1867人次")  # fmt: skip
    promised = record(clerk, "good_deeds", here, "2026-05-06", deed="修3号楼路灯", deeds="1", for_whom="3号楼居民", promised="2026-05-20", done_on="2026-05-18")  # fmt: skip
    record(
        clerk, "good_deeds", here, "2026-05-07", deed="清理下水", deeds="1", promised="2026-06-01"
    )

    assert "1867人次" in figure(clerk, "good_deeds.people", here)
    assert "1件" in figure(clerk, "good_deeds.kept", here)
    assert "按期完成" in text_of(promised)
    overdue = text_of(clerk.get("/ledgers/good_deeds/?mark=overdue"))
    assert "清理下水" in overdue and "已超期" in overdue and "修3号楼路灯" not in overdue
    told = draft(clerk, here)
    assert "实事好事1000余件，参加1867人次" in told


def test_a_linked_village_has_its_measures_and_counts_once(city, enter):
    clerk, here = enter(), city.community

    for kind, what in (("产业调整", "改种大棚菜"), ("外出务工", "组织去园区务工")):
        record(clerk, "linked_villages", here, "2026-02-10", village="石桥村", kind=kind, measure=what, households="12户", by="2026-12-31")  # fmt: skip

    page = text_of(clerk.get("/ledgers/linked_villages/?q=石桥村&period=2026H1"))
    assert "改种大棚菜" in page and "组织去园区务工" in page
    assert "1个" in figure(clerk, "linked_villages.villages", here)
    assert "挂钩扶贫村1个，落实扶贫措施2项" in draft(clerk, here)


def test_a_deed_done_before_it_was_told_of_is_fine_but_not_in_the_future(city, enter):
    refused = record(enter(), "good_deeds", city.community, "2026-05-06", deed="修灯", done_on="2099-01-01")  # fmt: skip

    assert refused.status_code == 422 and "还没有到，完成以后再填。" in text_of(refused)


def test_what_was_promised_is_shown_done_and_rated_by_residents(city, enter):
    clerk, here = enter(), city.community
    today = timezone.localdate()
    month = around(today, Grain.MONTH).code
    record(clerk, "good_deeds", here, f"{today:%Y-%m-%d}", deed="修3号楼路灯", deeds="1", promised=f"{today + timedelta(3):%Y-%m-%d}")  # fmt: skip
    at = f"/ledgers/entries/{Entry.objects.latest('pk').pk}/"
    public = f"/public/{here.code}/deeds/{Entry.objects.latest('pk').pk}/"

    clerk.post(f"{at}show/", {"key": str(uuid4())})
    assert "答应" in text_of(Client().get(public))
    clerk.post(f"{at}done/", {"key": str(uuid4()), "on": f"{today:%Y-%m-%d}"})
    for mark in ("good", "fair", "bad"):
        send(public, mark=mark)
    clerk.post(f"{at}rate/", {"key": str(uuid4()), "good": "17"})

    assert "20人" in figure(clerk, "good_deeds.rated", here, month)
    assert "95%" in figure(clerk, "good_deeds.satisfaction", here, month)
    told = draft(clerk, here, kind="year", period=str(today.year))
    assert "请居民评价20人，满意率95%" in told
