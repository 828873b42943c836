"""What a dossier must hold, and what the checks say of it."""

from __future__ import annotations

from datetime import date

import pytest

from youju.documents.dossiers import rules
from youju.documents.dossiers.rules import Finding, Look, Shot, Slot, State, Verdict
from youju.kernel.refusal import Forbidden, Refused

START, END = date(2025, 9, 1), date(2026, 8, 31)
LINES = {
    "time": "2026年3月5日", "place": "桂苑小区", "people": "网格员", "topic": "清理楼道", "background": "周末清洁日",
    "reason": "楼道堆物",
}  # fmt: skip


def shot(**more):
    told = {
        "piece": 7,
        "captions": LINES,
        "blurred": False,
        "width": 1600,
        "height": 1200,
        "clean": True,
    }
    return Shot(**(told | {"day": date(2026, 3, 5)} | more))


def texts(findings):
    return [one.text for one in findings]


AGREED = {
    ("open", "handed_in"),
    ("returned", "handed_in"),
    ("handed_in", "accepted"),
    ("handed_in", "returned"),
    ("accepted", "returned"),
}


@pytest.mark.parametrize("now", list(State))
@pytest.mark.parametrize("to", list(State))
def test_a_dossier_is_handed_in_then_accepted_or_returned(now, to):
    if (now.value, to.value) in AGREED:
        rules.check_change(now, to)
    else:
        with pytest.raises(Refused, match="不能改为"):
            rules.check_change(now, to)


def test_what_was_handed_in_is_not_changed():
    rules.check_editable(State.RETURNED)
    with pytest.raises(Refused, match="请创建办先退回"):
        rules.check_editable(State.HANDED_IN)


def test_nobody_accepts_what_they_handed_in():
    rules.check_decider(1, 2)
    with pytest.raises(Forbidden, match="不能验收自己报送的档案"):
        rules.check_decider(2, 2)


def test_going_back_takes_a_reason():
    assert rules.check_reason(" 缺照片说明 ") == "缺照片说明"
    with pytest.raises(Refused, match="原因"):
        rules.check_reason("  ")


def test_one_thing_missing_makes_the_whole_lacking():
    doubt, lack = Finding(Slot.PHOTOS, "模糊"), Finding(Slot.PAPERS, "没有", lack=True)
    assert rules.verdict([]) is Verdict.COMPLETE
    assert rules.verdict([doubt]) is Verdict.DOUBTFUL
    assert rules.verdict([doubt, lack]) is Verdict.LACKING


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        (date(2026, 9, 1), date(2025, 9, 1), date(2026, 8, 31)),
        (date(2026, 11, 26), date(2025, 11, 26), date(2026, 11, 25)),
        (date(2028, 2, 29), date(2027, 2, 28), date(2028, 2, 28)),
    ],
)
def test_the_period_is_the_twelve_months_before_the_day(day, start, end):
    assert rules.period_before(day) == (start, end)


def test_a_statement_written_as_a_summary_is_told():
    found = rules.statement_findings("清理垃圾53车，取得了显著成效。下一步，将继续努力。", 1)
    assert texts(found) == ["像总结，不像说明，请改写：取得了显著成效、下一步"]
    assert not found[0].lack
    assert rules.statement_findings("现将情况说明如下。清理垃圾53车。", 1) == []


def test_a_statement_without_data_or_with_blanks_is_lacking():
    assert texts(rules.statement_findings("", 0)) == ["还没有情况说明"]
    found = rules.statement_findings("由〔写明责任科室〕负责。", 0)
    assert texts(found) == [
        "还有待填写的地方：〔写明责任科室〕",
        "情况说明里没有数据，请写入有来处的数",
    ]
    assert all(one.lack for one in found)


def test_numbers_by_hand_are_told_by_name():
    found = rules.statement_findings("清理垃圾90车。", 0, ["90车"])
    assert texts(found) == ["有 1 个数没有来处：90车"]


@pytest.mark.parametrize(
    ("n", "told"),
    [
        (4000, []),
        (4001, ["情况说明 4001 字，超过 4000 字，请压缩"]),
        (5001, ["情况说明 5001 字，超过 5000 字，请压缩"]),
    ],
)
def test_a_statement_is_no_longer_than_the_rules_allow(n, told):
    assert texts(rules.statement_findings("字" * n, 1)) == told


def test_captions_are_trimmed_and_have_their_lengths():
    assert rules.check_captions({"place": " 桂苑小区 "})["place"] == "桂苑小区"
    with pytest.raises(Refused, match="背景最多 200 字") as refused:
        rules.check_captions({"background": "字" * 201})
    assert refused.value.field == "background"


def test_sound_photos_with_six_lines_pass():
    assert rules.photo_findings([shot(), shot(piece=8, day=None)], START, END) == []


@pytest.mark.parametrize(
    ("more", "text", "lack"),
    [
        ({"captions": LINES | {"reason": " "}}, "缺图片说明：事由", True),
        ({"blurred": True}, "照片可能模糊，请换一张", False),
        (
            {"width": 640, "height": 480},
            "照片只有 640×480 像素，印出来不清楚，长边至少 1200",
            False,
        ),
        ({"clean": False}, "还没有确认无水印", False),
        ({"day": date(2025, 8, 31)}, "拍摄于 2025-08-31，不在材料时段内", False),
        ({"state": "打不开"}, "照片打不开", True),
    ],
)
def test_each_fault_of_a_photo_is_told_at_its_piece(more, text, lack):
    found = rules.photo_findings([shot(piece=8), shot(**more)], START, END)
    assert found == [Finding(Slot.PHOTOS, text, lack, 7)]


def test_one_photo_is_too_few():
    found = rules.photo_findings([shot()], START, END)
    assert texts(found) == ["实景图片 1 张，至少要 2 张"] and found[0].lack


def near(one, other):
    return bin(one.bits ^ other.bits).count("1") <= 7


def test_the_same_or_nearly_the_same_photo_twice_is_told():
    first = Look(1, 10, 100, "3.1.4", 0b0)
    near_first = Look(2, 10, 101, "3.1.4", 0b111)
    elsewhere = Look(9, 11, 102, "3.2.1", 0xFF00)
    mine = [first, near_first, Look(3, 10, 102, "3.1.4", None), Look(4, 10, 103, "3.1.4", None)]
    found = rules.duplicate_findings(mine, [elsewhere], near)
    assert [(one.piece, one.text) for one in found] == [
        (2, "本档案里已有相同或很像的照片"),
        (3, "与指标 3.2.1 的照片相同或很像"),
    ]


def test_papers_are_there_and_of_the_period():
    assert texts(rules.paper_findings({}, START, END)) == ["没有规范文件，请从归档中选或上传"]
    found = rules.paper_findings({1: date(2024, 5, 1), 2: None, 3: START}, START, END)
    assert found == [Finding(Slot.PAPERS, "文件日期 2024-05-01，不在材料时段内", piece=1)]


def test_tables_are_there_and_hold_figures():
    assert texts(rules.table_findings(0, 0)) == ["没有统计表格，请选统计项"]
    assert texts(rules.table_findings(1, 0)) == ["统计表格里没有一个数，时段内还没有记录"]
    assert rules.table_findings(1, 3) == []


def test_a_piece_moves_by_a_place_and_no_further():
    assert rules.ordered([1, 2, 3], 3, up=True) == [1, 3, 2]
    assert rules.ordered([1, 2, 3], 1, up=False) == [2, 1, 3]
    assert rules.ordered([1, 2, 3], 1, up=True) == [1, 2, 3]


def test_a_share_has_a_name_and_an_end():
    assert rules.check_share(7, " 市文明办 ") == "市文明办"
    with pytest.raises(Refused, match="给谁看"):
        rules.check_share(7, "")
    for days in (0, 61):
        with pytest.raises(Refused, match="1 至 60 天"):
            rules.check_share(days, "市文明办")


def test_progress_counts_what_is_done_and_what_the_rest_lacks():
    states = [
        ("accepted", "complete"),
        ("handed_in", "doubtful"),
        ("open", "complete"),
        ("open", ""),
        ("returned", "lacking"),
    ]
    assert rules.progress(states) == {
        "accepted": 1,
        "handed_in": 1,
        "complete": 1,
        "lacking": 2,
        "all": 5,
    }


def test_file_names_trip_no_system_and_are_not_given_twice():
    assert rules.file_name("3.1.4", "背街/小巷:?", "pdf") == "3.1.4 背街_小巷__.pdf"
    assert rules.file_name("1", "甲", "pdf", {"1 甲.pdf", "1 甲（2）.pdf"}) == "1 甲（3）.pdf"
