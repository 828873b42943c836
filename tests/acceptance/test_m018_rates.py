"""M018 知晓率、参与率、支持率、满意率：由答卷算、由清点算；趋势、社区比较、与官方数值对照，进入报告。"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.acceptance.reports import number_panel, start, word_text
from youju.kernel.periods import Grain, around
from youju.kernel.workbook_out import workbook
from youju.organisations.rules import UnitKind
from youju.organisations.tests.factories import make_unit

BANK = ("know_city", "part_year", "support_city", "sat_clean")


def new_survey(office: Any, title: str) -> int:
    """Make a survey from the bank through its pages."""
    made = office.post(
        "/surveys/new/", {"title": title, "weighted": "on", "least": "5", "key": str(uuid4())}
    )
    survey_id = int(re.search(r"/surveys/(\d+)/", made["Location"])[1])
    chosen = {"question": BANK, "key": str(uuid4())}
    office.post(f"/surveys/{survey_id}/design/bank/?audience=residents", chosen)
    return survey_id


@pytest.fixture
def district(city: Any) -> Any:
    """18 communities, for 18 × 25 = 450."""
    for n in range(16):
        make_unit(f"第{n + 1}社区", UnitKind.COMMUNITY, city.street)
    return city.district


def draw(office: Any, survey_id: int, number: str = "18") -> Any:
    form = {
        "kind": "community", "number": number, "each": "25", "audience": "residents", "age_from": "18", "age_to": "65",
        "months": "6", "seed": "2026澄江", "key": str(uuid4()),
    }  # fmt: skip
    return office.post(f"/surveys/{survey_id}/plan/", form, follow=True)


def collect(office: Any, survey_id: int, favour: int) -> None:
    """Bring in 25 sheets of each community as a workbook, `favour` of them in favour."""
    page = office.get(f"/surveys/{survey_id}/plan/").content.decode()
    places = re.findall(r"<tr><td>([^<]+社区)</td>", page)
    today = timezone.localdate().isoformat()
    rows = [
        [place, today, *("1" if n < favour else "3" for _code in BANK)]
        for place in places
        for n in range(25)
    ]
    file = SimpleUploadedFile(
        "答卷.xlsx", workbook("答卷", "答卷", ["调查点", "作答日期", *BANK], rows)
    )
    taken = office.post(f"/surveys/{survey_id}/paper/sheets/", {"file": file})
    assert "导入 450 份，没有导入 0 行" in taken.content.decode()


def test_450_sheets_of_18_communities_give_rates_that_reach_the_summary(
    city, district, enter, words
):
    office = enter("office", city.district)
    first = new_survey(office, "上半年知晓率调查")
    assert "18个点，共450份" in words(draw(office, first))
    assert "调查开始了" in words(office.post(f"/surveys/{first}/open/", follow=True))
    collect(office, first, favour=15)
    office.post(f"/surveys/{first}/close/")
    second = new_survey(office, "下半年知晓率调查")
    draw(office, second)
    office.post(f"/surveys/{second}/open/")
    collect(office, second, favour=20)

    progress = words(office.get(f"/surveys/{second}/plan/"))
    assert "已收450份，还缺0份，完成100%" in progress
    results = words(office.get(f"/surveys/{second}/results/"))
    assert "有效答卷450份" in results and "满意率" in results and "80.0%" in results
    assert "76.1–83.4" in results  # Wilson, 360 of 450
    assert "+20.0个百分点" in words(office.get(f"/surveys/{second}/trend/"))
    assert "金桥社区2580.0%" in words(office.get(f"/surveys/{second}/between/"))
    official = {
        "rate": "satisfied",
        "value": "83.5",
        "on": "2026-11-20",
        "source": "统计局通报",
        "key": str(uuid4()),
    }
    office.post(f"/surveys/{second}/official/", official)
    assert "83.5%-3.5" in words(office.get(f"/surveys/{second}/results/"))

    office.post(f"/surveys/{second}/close/")
    half = around(timezone.localdate(), Grain.HALF)
    report = start(enter("staff", city.district), "半年工作总结", city.district, half.code)
    text = word_text(office, report)
    assert "开展问卷调查2次" in text and "收回有效问卷900份" in text
    assert "居民知晓率70%" in text and "满意率70%" in text
    assert "上半年知晓率调查" in number_panel(office, report, "900份")


def test_rates_told_by_counts_say_of_how_many(city, enter, words, send):
    staff, today = enter("staff", city.community), timezone.localdate()

    def told(kind: str, about: str, numerator: int, denominator: int) -> Any:
        return send(
            staff, "/surveys/counted/new/", unit=city.community.pk, kind=kind, about=about, numerator=str(numerator),
            denominator=str(denominator), on=(today - timedelta(1)).isoformat(), source="签到表",
        )  # fmt: skip

    assert "100.0%达到100%" in words(staff.get(told("mobilised", "创建动员", 450, 450)["Location"]))
    assert "100.0%达到100%" in words(staff.get(told("joined", "清洁日", 86, 86)["Location"]))
    assert "81.8%达到80%" in words(staff.get(told("taught", "素质教育", 5236, 6400)["Location"]))
    refused = told("taught", "素质教育", 6401, 6400)

    assert refused.status_code == 422 and "人数在0到应有人数6400之间" in words(refused)
    year = today.year
    trail = f"/facts/trail/?measure=surveys.taught_n&unit=320502001000&period={year}"
    assert "5236人" in words(enter("office", city.street).get(trail))
    half = around(today, Grain.HALF)
    report = start(enter("staff", city.district), "半年工作总结", city.district, half.code)
    text = word_text(enter("office", city.district), report)
    assert "发动率100%，创建活动参与率100%，受教育率81.8%" in text


def test_who_may_not_is_refused_and_what_cannot_be_is_not_done(city, district, enter, words):
    office = enter("office", city.district)
    survey = new_survey(office, "知晓率调查")

    too_many = draw(office, survey, "19")
    nothing = enter("leader", city.district).post(f"/surveys/{survey}/open/")
    stranger = enter("office", city.elsewhere).get(f"/surveys/{survey}/")

    assert too_many.status_code == 422 and "只有18个可抽，不够抽19个" in words(too_many)
    assert (nothing.status_code, stranger.status_code) == (403, 404)
    assert "设计中" in words(office.get(f"/surveys/{survey}/"))
