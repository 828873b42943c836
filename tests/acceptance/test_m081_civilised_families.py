"""M081 文明家庭、楼道、小区: 2 个文明小区; titles by kind and period."""

from __future__ import annotations

from tests.acceptance.honours_steps import done, look, refused, said
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


def test_a_title_given_twice_is_refused(city, enter):
    clerk = enter()
    done(clerk, "titles/new/", **given(city, "civilised_area", "桂苑小区"))

    assert "已登记过这个称号" in refused(clerk, "titles/new/", **given(city, "civilised_area", "桂苑 小区"))  # fmt: skip
