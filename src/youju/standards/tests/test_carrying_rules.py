"""What becomes of last year's split under a new edition."""

from __future__ import annotations

from youju.standards.rules.carrying import Fate, Held, counted, matches_of, plan
from youju.standards.rules.comparing import compared
from youju.standards.tests.test_comparing import branch, leaf

LEAD = Held(7, "建设局", lead=True)
SUPPORT = Held(8, "城管局", lead=False)


def test_each_item_is_carried_or_says_why_not():
    before = [
        branch("1", "环境"), leaf("1.1", "道路"), leaf("1.2", "公园"), leaf("1.3", "公厕"), leaf("1.4", "河道"), leaf("1.5", "市场"),
    ]  # fmt: skip
    after = [
        branch("1", "环境"), leaf("1.1", "道路"), leaf("1.2", "公园", standard="干净"), leaf("1.3", "公厕"), leaf("1.5", "市场"),
        leaf("1.6", "夜景"),
    ]  # fmt: skip
    rows = compared(before, after)
    gone = Held(9, "园林局", lead=True, hindered="园林局已撤销")
    old = {"1.1": [LEAD, SUPPORT], "1.2": [LEAD], "1.3": [gone, SUPPORT], "1.4": [LEAD]}
    made = {"1.1": [SUPPORT, LEAD], "1.2": [LEAD], "1.3": [SUPPORT], "1.5": []}

    found = plan(rows, old, made, {"1.5"})

    assert [(one.row.pair.code, one.fate.value, one.told, one.why) for one in found] == [
        ("1.1", "carried", "建设局、城管局（配合）", ""),
        ("1.2", "look", "建设局", ""),
        ("1.3", "unowned", "城管局（配合）", "园林局已撤销"),
        ("1.4", "dropped", "建设局", ""),
        ("1.5", "kept", "", ""),
        ("1.6", "unowned", "", "新增的条目"),
    ]
    assert counted(found) == {
        Fate.UNOWNED: 2, Fate.LOOK: 1, Fate.CARRIED: 1, Fate.KEPT: 1, Fate.DROPPED: 1,
    }  # fmt: skip
    assert matches_of(rows) == {"1.1": "1.1", "1.2": "1.2", "1.3": "1.3", "1.5": "1.5"}
    assert plan(rows, {}, {}, ())[0].why == "上一版也没有牵头单位"
