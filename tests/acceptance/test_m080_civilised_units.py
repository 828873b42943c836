"""M080 文明单位评选与动态管理: 省级 10, 市级 44; yearly review with warnings and loss."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import time_machine
from django.utils import timezone

from tests.acceptance import honours_steps as steps
from tests.acceptance.honours_steps import done, judge, look, nominate, refused, said, send
from tests.acceptance.rounds_steps import days, draft

COLUMNS = ("省级", 10), ("市级", 44)


def pasted(client) -> None:
    """Paste the list of units that hold the title since 2024."""
    rows = [
        ["文明单位", level, f"{level}第{n + 1}单位", "2024-3-1", "文明委", "", ""]
        for level, count in COLUMNS
        for n in range(count)
    ]
    answer = send(client, "titles/paste/", cells=json.dumps(rows))
    assert answer.status_code == 302, said(answer)


def test_fifty_four_units_are_pasted_reviewed_warned_and_one_loses_its_title(city, enter):
    office = enter("office", city.district)
    pasted(office)
    assert "现有省级文明单位10个，市级文明单位44个" in draft(office, city.district)
    due = look(office, "titles/?state=due&kind=civilised_unit")
    assert "2026年未复查54" in due

    listed = office.get("/honours/titles/?kind=civilised_unit").content.decode()
    first, second, third = re.findall(r"/honours/titles/(\d+)/", listed)[:3]
    review = {"year": "2026", "on": days(0)}
    kept = ["道德讲堂", "志愿服务", "结对共建"]
    done(office, f"titles/{first}/review/", **review, result="held", duties=kept)
    assert "警示或撤销要写明原因" in refused(office, f"titles/{second}/review/", **review, result="warned")  # fmt: skip
    done(office, f"titles/{second}/review/", **review, result="warned", note="志愿服务没有开展")
    done(office, f"titles/{third}/review/", **review, result="lost", note="发生重大事故")

    assert "道德讲堂、志愿服务、结对共建" in look(office, f"titles/{first}/")
    words = draft(office, city.district)
    assert "年度复查3个，警示1个，撤销1个" in words
    assert (
        "省级文明单位10个，市级文明单位43个" in words
        or "省级文明单位9个，市级文明单位44个" in words
    )
    assert send(enter("leader", city.district), f"titles/{first}/review/").status_code == 403


def test_a_unit_applies_is_checked_shown_and_named(city, enter):
    office, hospital = enter("office", city.district), enter("unit_user", city.hospital)
    at = steps.start(office, "civilised_units", "首届县级文明单位评选")
    one = nominate(hospital, at, city.hospital, "澄江区人民医院", "all")
    judge(office, one)
    steps.advance(office, at)
    steps.advance(office, at)

    public = office.get(steps.slug_of(office, at))
    assert "澄江区人民医院" in said(public)  # a unit is no person: its name stands open
    assert "期满后才能进入下一步" in refused(office, f"{at}/advance/")
    with time_machine.travel(timezone.now() + timedelta(12), tick=False):
        office = enter("office", city.district)
        steps.advance(office, at)
        done(office, f"{at}/award/", winners=[one], paper="澄文明委〔2026〕9号", on=days(0))
        named = look(office, "titles/?kind=civilised_unit")
        assert "澄江区人民医院" in named and "县级" in named
        assert "县级文明单位1个" in draft(office, city.district, "year")
