"""Long titles are broken as a clerk breaks them; headings are numbered as text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.documents.gbt9704 import break_title
from youju.documents.gbt9704.geometry import ems
from youju.documents.gbt9704.numerals import HeadingNumbers, chinese_numeral


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于金桥社区飞线充电问题的整改通知", ("关于金桥社区飞线充电问题的整改通知",)),
        (
            "澄江市创建全国文明城市工作领导小组办公室关于开展全市背街小巷环境卫生专项整治行动的通知",
            (
                "澄江市创建全国文明城市工作领导小组办公室",
                "关于开展全市背街小巷环境卫生",
                "专项整治行动的通知",
            ),
        ),
        (
            "柳荫街道金桥社区2026年上半年全国文明城市创建工作总结",
            ("柳荫街道金桥社区2026年上半年", "全国文明城市创建工作总结"),
        ),
        (
            "澄江市城市管理局2026年上半年市容环境卫生整治工作总结",
            ("澄江市城市管理局2026年上半年", "市容环境卫生整治工作总结"),
        ),
    ],
)
def test_a_title_is_broken_between_words_into_a_trapezium(title, lines):
    assert break_title(title) == lines


def test_a_name_in_brackets_is_kept_on_one_line_if_it_fits():
    lines = break_title("澄江市人民政府办公室关于印发《文明养犬管理若干规定》的通知")

    assert any("《文明养犬管理若干规定》" in line for line in lines)


def test_no_title_line_starts_with_a_particle_or_ends_with_a_preposition():
    lines = break_title("柳荫街道办事处关于2026年第三季度文明城市创建工作中的困难和问题的情况报告")

    assert all(line[0] not in "的和中" and line[-1] not in "关于和" for line in lines)


def test_a_title_without_any_known_word_still_fits_the_page():
    lines = break_title("龘" * 130)

    assert "".join(lines) == "龘" * 130
    assert max(map(len, lines)) <= 20


def test_headings_restart_below_a_new_higher_heading():
    numbers = HeadingNumbers()

    written = [numbers.next(level) for level in (1, 2, 2, 3, 4, 4, 1, 2, 3)]

    assert written == ["一、", "（一）", "（二）", "1.", "（1）", "（2）", "二、", "（一）", "1."]


@pytest.mark.parametrize(
    ("value", "text"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九")]
)
def test_heading_numerals_are_chinese(value, text):
    assert chinese_numeral(value) == text


def test_there_is_no_hundredth_heading():
    with pytest.raises(ValueError, match="100"):
        chinese_numeral(100)


@settings(max_examples=60, deadline=1000)
@given(
    st.text(alphabet="关于创建文明城市工作领导小组的和《》（）、2026年一二三通知街道", max_size=90)
)
def test_no_title_loses_a_character_or_leaves_its_line(title):
    lines = break_title(title)

    assert "".join(lines) == title
    assert all(ems(line) <= 20 for line in lines)
