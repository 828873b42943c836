"""How a line of a list is worded: sentences and clauses without anything to say are left out."""

from __future__ import annotations

import pytest

from youju.documents.lists import worded


@pytest.mark.parametrize(
    ("pattern", "fields", "line"),
    [
        ("", {}, "补记。"),
        ("{step}。{how}。", {"step": "甲"}, "甲。"),
        ("{step}。{how}，由{owner}负责，{by}前完成。", {"step": "甲", "how": "乙。"}, "甲。乙。"),
        (
            "{step}。{how}，由{owner}负责，{by}前完成。",
            {"step": "甲", "how": "乙。丙。", "by": "9月30日"},
            "甲。乙。丙，9月30日前完成。",
        ),
        ("{step}；由{owner}负责。", {"owner": "主任"}, "由主任负责。"),
        ("{problem}，请{asked!}帮助解决。", {"problem": "甲"}, ""),
        ("{problem}，请{asked!}帮助解决。", {"problem": "甲", "asked": "街道"}, "甲，请街道帮助解决。"),
        ("{title}（{unit}，{state}）。", {"title": "甲", "unit": "金桥"}, "甲（金桥）。"),
        ("{late-}{step}。", {"step": "甲"}, "甲。"),
        ("{late-}{step}。", {"step": "甲", "late": "已逾期3天"}, ""),
        ("{step}，原定{by}前完成，{late!}。", {"step": "甲", "by": "7月1日", "late": "已逾期3天"}, "甲，原定7月1日前完成，已逾期3天。"),
        ("{step}，{late!}。", {"step": "甲"}, ""),
        ("{title}，只有{n}平方米。", {"title": "老车站 3号楼", "n": " 167 "}, "老车站3号楼，只有167平方米。"),
        ("按期推进，{owner}", {"owner": "主任"}, "按期推进，主任"),
    ],
)  # fmt: skip
def test_a_line_says_only_what_was_told(pattern, fields, line):
    assert worded("补记", fields, pattern) == line
