"""M081 文明家庭、楼道、小区: 2 个文明小区; titles by kind and period."""

from __future__ import annotations

from datetime import timedelta

import time_machine
from django.test import Client
from django.utils import timezone

from tests.acceptance import honours_steps as steps
from tests.acceptance.honours_steps import done, judge, look, nominate, refused, said
from tests.acceptance.rounds_steps import days, draft


def given(city, kind: str, name: str) -> dict[str, object]:
    return {"unit": city.community.pk, "kind": kind, "level": "street", "name": name, "since": days(-30), "holders": "1"}  # fmt: skip


def test_areas_stairs_and_families_hold_their_titles(city, enter):
    clerk = enter()
    for name in ("桂苑小区", "金桥苑"):
        done(clerk, "titles/new/", **given(city, "civilised_area", name))
    done(clerk, "titles/new/", **given(city, "civilised_stair", "金桥苑3幢2单元"))
    family = done(clerk, "titles/new/", **given(city, "civilised_family", "吴秀兰"))

    page = look(clerk, "titles/")
    assert "桂苑小区" in page and "吴**" in page and "吴秀兰" not in page
    assert "现有文明家庭1户，文明小区2个，文明楼道1个" in draft(clerk, city.community)
    care = enter("care_officer")
    opened = care.post(f"/honours/titles/{family}/open/", {"reason": "核对户主姓名"})
    assert "吴秀兰" in said(opened)
    assert clerk.get(f"/honours/titles/{family}/open/").status_code == 403


def test_areas_and_stairs_are_appraised_shown_named_and_looked_at_again(city, enter):
    office, clerk = enter("office", city.street), enter()
    at = steps.start(office, "civilised_places", "2026年文明小区和楼道评选", "street")
    made = [
        nominate(clerk, at, city.community, name, kind)
        for name, kind in (("桂苑小区", "area"), ("金桥苑", "area"), ("金桥苑3幢2单元", "stair"))
    ]
    for one in made:
        judge(office, one)
    steps.advance(office, at)
    steps.advance(office, at)
    assert "期满后才能进入下一步" in refused(office, f"{at}/advance/")
    public = said(Client().get(steps.slug_of(office, at)))
    assert "桂苑小区" in public and "金桥苑3幢2单元" in public

    with time_machine.travel(timezone.now() + timedelta(9), tick=False):
        office, clerk = enter("office", city.street), enter()
        steps.advance(office, at)
        done(office, f"{at}/award/", winners=made, paper="柳街〔2026〕6号", on=days(0))
        assert "文明小区2个，文明楼道1个" in draft(office, city.street, "year")
        listed = clerk.get("/honours/titles/?kind=civilised_stair").content.decode()
        assert "金桥苑3幢2单元" in listed and "桂苑小区" not in listed
    with time_machine.travel(timezone.now() + timedelta(400), tick=False):
        office = enter("office", city.street)
        listed = office.get("/honours/titles/?kind=civilised_stair").content.decode()
        stair = listed.split("/honours/titles/")[1:]
        stair = next(part.split("/")[0] for part in stair if part[0].isdigit())
        year = timezone.localdate().year
        review = {"year": str(year), "on": days(0), "result": "lost", "note": "楼道堆物屡劝不改"}
        done(office, f"titles/{stair}/review/", **review)
        assert "已撤销" in look(office, f"titles/{stair}/")
        told = draft(office, city.street, "year")
        assert "文明小区2个" in told and "文明楼道1个" not in told


def test_a_title_given_twice_is_refused(city, enter):
    clerk = enter()
    done(clerk, "titles/new/", **given(city, "civilised_area", "桂苑小区"))

    assert "已登记过这个称号" in refused(clerk, "titles/new/", **given(city, "civilised_area", "桂苑 小区"))  # fmt: skip
