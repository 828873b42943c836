"""M051 小区与楼栋台账."""

from __future__ import annotations

from tests.acceptance.residents_steps import add_area, draft, figure, look, refused, register


def test_the_only_managed_area_with_785_households(city, enter):
    clerk = enter()
    area = add_area(clerk, "桂苑", "managed", households_told="785户", built="70、80年代", fee="0.5元/平方米", weak_points="停车难")  # fmt: skip
    add_area(clerk, "柳荫里", "open", weak_points="无人保洁")
    houses = add_area(clerk, "河沿", "self_built")
    assert "楼道和门前由房东" in look(clerk, f"areas/{houses}/")
    register(clerk, area, "李小禾", "3-2-501")
    register(clerk, area, "王建国", "5-1-101")

    listed = look(clerk, "areas/")
    assert "桂苑物管小区70、80年代22785户—停车难" in listed and "柳荫里开放式小区" in listed
    assert "柳荫里" not in look(clerk, "areas/?kind=managed").split("类型")[-1]
    page = look(clerk, f"areas/{area}/")
    assert "总户数785户" in page and "李小禾户" in page and "桂苑3-2-***" in page
    assert "王建国" not in look(clerk, f"areas/{area}/?building=3").split("楼栋")[0]
    assert "保洁答复物业公司保洁和答复，社区督促" in page
    built = look(clerk, "areas/?kind=self_built")
    assert "河沿" in built and "桂苑" not in built.split("类型")[-1]
    assert "3个" in figure(clerk, "areas", city.community)
    told = draft(clerk, city.community)
    assert "住宅小区3个，其中物管小区1个" in told and "住户785户" in told


def test_an_area_twice_and_a_vague_total_are_refused(city, enter):
    clerk = enter()
    add_area(clerk, "桂苑", "managed")

    assert "已有同名的小区" in refused(clerk, "areas/new/", name="桂苑", kind="open")
    assert "按“户”填写" in refused(
        clerk, "areas/new/", name="新", kind="open", households_told="3车"
    )
    answer = enter("inspector").post("/residents/areas/new/", {"name": "甲", "kind": "open"})
    assert answer.status_code == 403
