"""M027 问题发现→整改闭环: one register for all sources, from finding to re-check."""

from __future__ import annotations

from tests.acceptance.case_steps import act, handled, photo, report, seen
from tests.acceptance.ledger_steps import figure, text_of
from youju.cases.rules import Source
from youju.cases.tallies import fold


def test_every_source_goes_into_one_register(city, enter):
    clerk = enter()
    for n, source in enumerate(Source):
        report(clerk, city.community, "s0610", f"{n}号楼", source=source.value)

    page = seen(clerk, "/cases/")

    assert "合计10件" in page
    for said in (
        "巡查",
        "督查",
        "网格",
        "居民上报",
        "12345热线",
        "媒体曝光",
        "电视问政",
        "上级批件",
        "自查",
        "暗访",
    ):
        assert said in page, said


def test_find_assign_fix_check_with_photos_in_pairs_by_somebody_else(
    city, enter, settings, tmp_path
):
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    files["OPTIONS"] = {"location": tmp_path, "base_url": None}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    grid, clerk = enter("grid_worker"), enter()
    hospital = enter("unit_user", city.hospital)
    case = report(
        grid, city.community, "s0101", "金桥路 12号楼北侧", quantity="约1.5立方米",
        items=[photo(grid, city.community)],
    )  # fmt: skip

    handled(clerk, case, city.hospital)
    bare = text_of(act(hospital, case, "rectify", note="已清运1车"))
    act(hospital, case, "rectify", note="已清运1车", after_1=photo(hospital, city.hospital, 60))
    own = act(hospital, case, "pass", note="干净")
    failed = text_of(act(clerk, case, "fail", note="桶边仍有散落"))
    act(hospital, case, "rectify", note="已补扫", after_1=photo(hospital, city.hospital, 30))
    closed = text_of(act(grid, case, "pass", note="现场干净"))

    assert "逐张对应" in bare
    assert own.status_code == 403
    assert "返工1次" in failed and "桶边仍有散落" in failed
    assert "已复核通过，结案" in closed
    trail = seen(clerk, f"{case}trail/")
    for said in ("上报", "立案", "派遣", "整改反馈", "复核不通过", "复核通过"):
        assert said in trail, said
    assert "1件" in figure(clerk, "cases.reworked", city.community, "2026")


def test_a_case_is_reopened_merged_and_split_and_every_step_stays(city, enter):
    clerk, hospital = enter(), enter("unit_user", city.hospital)
    first = report(clerk, city.community, "s0610", "3号楼")
    double = report(clerk, city.community, "s0610", "3号楼")
    handled(clerk, first, city.hospital)
    number = seen(clerk, first).partition("金问")[2].partition("号")[0]

    merged = text_of(act(clerk, double, "merge", into=f"金问{number}号"))
    act(clerk, first, "split", kind_1="s0604", title_1="投诉没有答复")
    act(hospital, first, "rectify", note="已调解")
    act(clerk, first, "pass")
    again = text_of(act(clerk, first, "reopen", reason="居民说又吵了"))

    assert "已并案" in merged
    assert "投诉没有答复" in seen(clerk, "/cases/")
    assert "已重新办理" in again and "居民说又吵了" in again
    assert seen(enter("staff", city.next_door), "/cases/").count("3号楼") == 0


def test_rates_of_offices_come_from_the_cases_behind_them(city, enter):
    clerk, hospital = enter(), enter("unit_user", city.hospital)
    for n in range(3):
        case = report(clerk, city.community, "s0610", f"{n}号楼")
        handled(clerk, case, city.hospital)
        if n < 2:
            act(hospital, case, "rectify", note="已调解")
            act(clerk, case, "pass")
    street = enter("office", city.street)

    page = seen(street, "/cases/rates/", by="source")

    assert "网格33—32222—100100" in page
    behind = seen(street, "/cases/rates/trail/", what="closed", source="grid")
    assert "0号楼" in behind and "1号楼" in behind and "2号楼" not in behind
    fold()
    assert "件数不足，不排" in seen(enter("office", city.district), "/cases/ranking/")
