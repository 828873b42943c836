"""Identity numbers: the standard's own example, and what is said of each fault."""

from datetime import date

import pytest

from youju.kernel.idcard import check_character, looks_like_id, plain_id, read_id_number
from youju.kernel.refusal import Refused

TODAY = date(2026, 7, 8)


def test_the_examples_of_the_standard_have_their_check_characters():
    assert check_character("11010519491231002") == "X"
    assert check_character("44052418800101001") == "4"


def test_a_number_tells_birth_and_sex():
    woman = read_id_number("11010519491231002x", TODAY)
    assert (woman.text, woman.birth, woman.sex) == ("11010519491231002X", date(1949, 12, 31), "f")
    man = read_id_number("４４０５２４ 18800101 0014", TODAY)
    assert (man.text, man.sex) == ("440524188001010014", "m")


def test_fifteen_digits_become_eighteen():
    assert read_id_number("110105491231002", TODAY).text == "11010519491231002X"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("110105194912310021", "最后一位应为 X"),
        ("11010519491231", "现在是 14 位"),
        ("1101051949AB31002X", "应为 18 位"),
        ("11010519490231002X", "不是出生日期"),
        ("110105202712310021", "不在可能的年份"),
    ],
)
def test_what_is_wrong_is_said(text, why):
    with pytest.raises(Refused, match=why) as refusal:
        read_id_number(text, TODAY)
    assert refusal.value.field == "id_number"


def test_what_is_meant_as_a_number_is_known():
    assert looks_like_id("11010519491231002") and looks_like_id(" 11010519491231002x ")
    assert not looks_like_id("13812341234") and not looks_like_id("柳荫里十八号院三栋二单元五零一")
    assert plain_id("１１x") == "11X"
