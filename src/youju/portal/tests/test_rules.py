"""What the public may send and see, by the rules alone."""

from __future__ import annotations

import hashlib

import pytest

from youju.kernel.refusal import Refused
from youju.portal import rules
from youju.portal.projection import frame_of, heaps
from youju.portal.rules import Counted, Decision, Load, Told
from youju.portal.rules.kinds import OFFERED, offered
from youju.portal.rules.limits import prefix_of
from youju.portal.tiles import gcj02_shift, tiles_of, zoom_of


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("7KXM-4QPR-9TDA", "7KXM4QPR9TDA"),
        ("7kxm 4qpr 9tda", "7KXM4QPR9TDA"),
        ("７ＫＸＭ４ＱＰＲ９ＴＤＡ", "7KXM4QPR9TDA"),
        ("OIL0-4QPR-9TDA", "01104QPR9TDA"),
        ("7KXM-4QPR-9TD", ""),
        ("7KXM-4QPR-9TDU", ""),
        ("", ""),
    ],
)
def test_a_code_is_read_however_it_was_copied(typed: str, code: str):
    assert rules.clean_code(typed) == code


def test_a_code_holds_sixty_bits_and_is_shown_in_groups():
    code = rules.written_code(bytes.fromhex("ffffffffffffffff"))

    assert code == "Z" * 12
    assert rules.shown_code("7KXM4QPR9TDA") == "7KXM-4QPR-9TDA"
    assert rules.written_code(bytes(8)) == "0" * 12


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("261125-482103", "261125-482103"),
        ("261125482103", "261125-482103"),
        (" ２６１１２５—482103", "261125-482103"),
        ("y261125-482103", "Y261125-482103"),
        ("26112-482103", ""),
        ("261125-482103\0", ""),
        ("1 or 1=1", ""),
    ],
)
def test_a_number_is_read_however_it_was_typed(typed: str, number: str):
    assert rules.clean_number(typed) == number


def test_work_is_right_only_with_enough_zero_bits():
    assert rules.leading_zeros(b"\x00\x1f") == 11
    assert rules.leading_zeros(b"\x00\x00") == 16
    work = next(
        str(n) for n in range(100_000) if hashlib.sha256(f"t:{n}".encode()).digest()[0] == 0
    )

    rules.check_work("t", work, 8)
    for wrong in ("", "x" * 21, f"{work}0"):
        with pytest.raises(Refused, match="再提交一次"):
            rules.check_work("t", wrong, 12)


def test_a_sum_is_asked_in_chinese_numerals():
    plus = rules.question_of(bytes([6, 6, 0]))
    minus = rules.question_of(bytes([0, 7, 1]))

    assert (plus.first, plus.sign, plus.second, plus.answer) == ("十七", "加", "八", 25)
    assert (minus.first, minus.sign, minus.second, minus.answer) == ("十一", "减", "九", 2)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("25", 25), ("２５", 25), (" 二十五 ", 25), ("两", 2), ("很多", None), ("1234", None)],
)
def test_the_sum_may_be_answered_in_either_way_of_writing(typed: str, read: int | None):
    assert rules.read_answer(typed) == read


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("unix:", "unknown"),
    ],
)
def test_a_household_counts_as_one_sender(address: str, network: str):
    assert rules.network_of(address) == network


def test_one_more_is_refused_at_the_limit_of_one_and_of_all():
    rules.check_count(Counted.REPORT, 19, 399)
    with pytest.raises(Refused, match="您所在的网络"):
        rules.check_count(Counted.REPORT, 20, 100)
    with pytest.raises(Refused, match="提交的人太多"):
        rules.check_count(Counted.REPORT, 0, 400)


@pytest.mark.parametrize(("count", "bits"), [(0, 0), (199, 0), (200, 2), (299, 2), (300, 4)])
def test_the_work_grows_with_what_came_within_the_hour(count: int, bits: int):
    assert rules.extra_bits(Load(count, 400)) == bits


KINDS = {"s0101"}


@pytest.mark.parametrize(
    ("told", "photos", "field"),
    [
        (Told("x", "金桥路"), 1, "kind"),
        (Told("s0101", " "), 1, "place"),
        (Told("s0101", "", lat=31.2), 1, "place"),
        (Told("s0101", "", 31.2, 12.0, "垃圾"), 0, "place"),
        (Told("s0101", "金桥路", words="长" * 501), 0, "words"),
        (Told("s0101", "金桥路"), 0, "words"),
        (Told("s0101", "金桥路"), 5, "photos"),
    ],
)
def test_a_report_that_nobody_could_act_on_is_refused_at_its_field(told, photos, field):
    with pytest.raises(Refused) as refused:
        rules.check_told(told, photos, KINDS)

    assert refused.value.field == field


@pytest.mark.parametrize(
    ("told", "photos"),
    [
        (Told("s0101", "金桥路"), 1),
        (Told("s0101", "", 31.2, 120.5), 4),
        (Told("s0101", "路口", words="脏"), 0),
    ],
)
def test_a_place_and_a_word_or_a_photo_are_enough(told, photos):
    rules.check_told(told, photos, KINDS)


@pytest.mark.parametrize(
    ("state", "hard", "reopened", "said"),
    [
        ("reported", False, False, "已经收到，等待受理"),
        ("refused", True, False, "没有立案"),
        ("filed", False, True, "您说没有解决，已经重新办理"),
        ("dispatched", False, False, "已经交给责任单位，正在处理"),
        ("dispatched", True, False, "一时解决不了，已列入长期整改，定期复查"),
        ("rectified", False, True, "责任单位已经处理，正在现场核实"),
        ("closed", True, True, "已经办结"),
    ],
)
def test_a_state_is_told_in_plain_words(state, hard, reopened, said):
    assert rules.said_of(state, hard=hard, reopened=reopened) == said


def test_every_state_of_a_case_has_words_and_a_group():
    from youju.cases.rules import State

    states = {state.value for state in State}
    grouped = [one for _words, members in rules.GROUPS.values() for one in members]

    assert set(rules.SHORT) == states
    assert {rules.said_of(state) for state in states}
    assert sorted(grouped) == sorted(states)
    assert rules.states_called("done") == ("closed",)
    assert rules.states_called("x") == ()


def test_whether_it_is_fixed_is_said_once_after_the_end_and_a_no_with_a_why():
    rules.check_feedback("closed", False, True, "")
    rules.check_feedback("closed", False, False, "第二天又堆满了")
    for state, before, fixed, reason, field in [
        ("rectified", False, True, "", None),
        ("closed", True, True, "", None),
        ("closed", False, False, "没有", "reason"),
        ("closed", False, True, "长" * 501, "reason"),
    ]:
        with pytest.raises(Refused) as refused:
            rules.check_feedback(state, before, fixed, reason)
        assert refused.value.field == field


@pytest.mark.parametrize(
    "hidden",
    [
        "13905120077", "139-0512-0077", "139 0512 0077", "１３９０５１２００７７", "一三九零五一二零零七七", "0512-66668888",
        "32050219900101123X", "苏E12345", "苏E·12345", "lao.li@example.com",
    ],
)  # fmt: skip
def test_what_looks_like_a_number_of_a_person_is_hidden(hidden: str):
    told = rules.hide_numbers(f"请找{hidden}问")

    assert told == "请找（已隐去）问"


@pytest.mark.parametrize(
    "kept",
    [
        "12号楼1-302室",
        "2026年11月25日",
        "三天没清，堆了5车",
        "柳荫路 118 号 2 单元",
        "微信群里说过",
    ],
)
def test_places_days_and_counts_stay(kept: str):
    assert rules.hide_numbers(kept) == kept


def test_chat_accounts_and_names_are_hidden():
    assert rules.hide_numbers("加微信：laoli_66") == "加微信：（已隐去）"
    assert rules.hide_names("我是邢建国，找王阿姨和金书记", ["邢建国", ""]) == (
        "我是（已隐去），找（已隐去）和（已隐去）"
    )
    assert rules.hide_names("社区书记来过", []) == "社区书记来过"


def test_a_place_becomes_the_middle_of_its_cell_and_the_same_for_all_in_it():
    lat, lng = rules.coarse(31.298765, 120.583219)

    assert (lat, lng) == (31.29825, 120.58373)
    assert rules.coarse(31.2980, 120.5832) == (lat, lng)
    assert abs(lat - 31.298765) <= 0.00075 + 1e-9
    assert abs(lng - 120.583219) <= 0.00088


def test_the_nearest_community_is_found_and_none_far_away():
    places = [(1, 31.245, 120.487), (2, 31.257, 120.475)]

    assert rules.nearest(31.246, 120.486, places) == 1
    assert rules.nearest(31.256, 120.476, places) == 2
    assert rules.nearest(32.0, 121.0, places) is None
    assert rules.nearest(31.2, 120.4, []) is None


@pytest.mark.parametrize(
    ("decision", "words", "reason", "field"),
    [
        (Decision.WAITING, "垃圾", "", "decision"),
        (Decision.SHOWN, " ", "", "words"),
        (Decision.SHOWN, "长" * 201, "", "words"),
        (Decision.REFUSED, "", "不行", "reason"),
    ],
)
def test_a_decision_without_its_words_or_its_reason_is_refused(decision, words, reason, field):
    with pytest.raises(Refused) as refused:
        rules.check_decision(decision, words, reason)

    assert refused.value.field == field


def test_a_decision_with_its_words_or_its_reason_stands():
    rules.check_decision(Decision.SHOWN, "垃圾没人清", "")
    rules.check_decision(Decision.REFUSED, "", "照片拍到住户家里")


@pytest.mark.parametrize(
    ("state", "answer"), [("rectified", "已清运两车"), ("closed", "好"), ("closed", "长" * 501)]
)
def test_an_answer_comes_at_the_end_and_says_something(state, answer):
    with pytest.raises(Refused):
        rules.check_answer(state, answer)
    rules.check_answer("refused", "不属于本辖区，已转告")


@pytest.mark.parametrize("words", ["慢", "长" * 1001])
def test_an_opinion_says_something(words):
    with pytest.raises(Refused) as refused:
        rules.check_opinion(words)
    assert refused.value.field == "words"
    rules.check_opinion("登录太慢")


@pytest.mark.parametrize(
    ("title", "words", "field"),
    [
        (" ", "摘要", "title"),
        ("长" * 121, "摘要", "title"),
        ("标题", " ", "words"),
        ("标题", "长" * 2001, "words"),
    ],
)
def test_a_publication_has_a_title_and_a_summary(title, words, field):
    with pytest.raises(Refused) as refused:
        rules.check_publication(title, words)
    assert refused.value.field == field
    rules.check_publication("上半年总结", "清理垃圾50余车")


def test_the_short_list_leaves_out_what_a_place_does_not_know():
    assert offered({"s0101", "x"}) == [("s0101", "垃圾没人清")]
    assert len({code for code, _words in OFFERED}) == len(OFFERED)


def test_the_picture_holds_all_points_and_turns_north_up():
    frame = frame_of([(31.245, 120.487), (31.257, 120.475)])

    assert frame is not None
    assert frame.shows(31.25, 120.48)
    assert frame.xy(31.257, 120.475)[1] < frame.xy(31.245, 120.487)[1]
    assert not frame.shows(31.9, 120.48)
    assert frame_of([]) is None
    [large, small] = heaps(frame, [(31.25, 120.48, 1), (31.246, 120.486, 9), (31.9, 120.48, 3)])
    assert (large.count, large.radius, small.radius) == (9, 14.5, 6)


def test_a_point_on_the_map_is_a_place_again():
    frame = frame_of([(31.245, 120.487), (31.257, 120.475)])

    assert frame is not None
    lat, lng = frame.place(*frame.xy(31.25, 120.48))
    assert (round(lat, 4), round(lng, 4)) == (31.25, 120.48)


def test_chinese_tiles_are_shifted_as_their_published_formula_says():
    up, right = gcj02_shift(31.1774276, 121.5272106)

    assert (31.1774276 + up, 121.5272106 + right) == pytest.approx(
        (31.17530398364597, 121.531541859215), abs=1e-9
    )


def test_tiles_cover_the_map_without_gaps_and_none_are_asked_for_without_a_server():
    frame = frame_of([(31.245, 120.475), (31.275, 120.505)])
    assert frame is not None
    assert tiles_of(frame, "") == tiles_of(None, "https://t.test/{z}/{x}/{y}.png") == []

    tiles = tiles_of(frame, "https://t.test/{z}/{x}/{y}.png")

    zoom = zoom_of(frame)
    # the tile of 31.245, 120.475 at zoom 14 is 13674.95, 6693.79: two, four times that beyond
    column, row = int(13674.9511 * 2 ** (zoom - 14)), int(6693.7863 * 2 ** (zoom - 14))
    [under] = [one for one in tiles if one.url == f"https://t.test/{zoom}/{column}/{row}.png"]
    x, y = frame.xy(31.245, 120.475)
    assert under.x <= x <= under.x + under.width and under.y <= y <= under.y + under.height
    assert min(one.x for one in tiles) <= 0 and max(one.x + one.width for one in tiles) >= 560
    assert min(one.y for one in tiles) <= 0 and max(one.y + one.height for one in tiles) >= 360
    moved = tiles_of(frame, "https://t.test/{z}/{x}/{y}.png", shifted=True)
    assert {one.url for one in moved} & {one.url for one in tiles}


@pytest.mark.parametrize(
    ("address", "prefix"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2::9", "2001:db8:1::/48"),
        ("not an address", ""),
    ],
)
def test_the_network_beside_a_sender_is_known_by_its_prefix(address: str, prefix: str):
    assert prefix_of(address) == prefix
