"""Mending characters, and taking it back."""

import pytest

from youju.kernel.repair import RepairKind, decoded, repaired

TAILS = "社區(qū)開展(zhǎn)活動(dòng)，發(fā)放(de)資料30份。"


def test_pinyin_tails_and_traditional_characters_are_mended():
    mended = repaired(TAILS)

    assert mended.text == "社区开展活动，发放资料30份。"
    kinds = {repair.kind for repair in mended.repairs}
    assert kinds == {RepairKind.PINYIN, RepairKind.TRADITIONAL}


def test_a_place_in_the_mended_text_leads_back_to_the_original():
    mended = repaired(TAILS)

    place = mended.text.index("30")
    start, end = mended.span(place, place + 2)

    assert TAILS[start:end] == "30"
    assert mended.place(start) == place
    assert mended.span(len(mended.text), len(mended.text)) == (len(TAILS), len(TAILS))


def test_every_repair_can_be_undone_alone():
    first = repaired(TAILS).repairs[0]

    again = repaired(TAILS, undone={first.key})

    assert first.key not in {repair.key for repair in again.repairs}
    assert again.text != repaired(TAILS).text


def test_a_single_bracket_with_letters_is_no_tail():
    assert repaired("甲区(qu)和乙区。").text == "甲区(qu)和乙区。"


def test_a_byte_shifted_run_is_read_again():
    text = "提供保證(zhèng)?,F(xiàn)總(zǒng)結(jié)如下。"

    assert repaired(text).text == "提供保证。现总结如下。"


def test_a_shift_that_gives_no_mark_is_left_alone():
    assert "?" in repaired("是吗?,Z這(zhè)樣(yàng)吧(bà)。").text


def test_spaces_inside_sentences_go_and_those_after_headings_stay():
    assert repaired("社区根据 实际情况开展工作。").text == "社区根据实际情况开展工作。"
    assert repaired("(一)基本情况 本社区位于城东。").text == "(一)基本情况 本社区位于城东。"


def test_web_noise_is_taken_out():
    text = (
        "下载文档\nID:765445\n清理垃圾3车(www.example.com)。\n62位用户关注\n小编为大家整理了范文\n"
    )

    assert repaired(text).text.split() == ["清理垃圾3车。"]


SPUN = (
    "创立文明城市。组织志愿效劳队，完善根底设施，根本完成撤除违建，撤除旧牌匾，大局部居民满意，"
    "屡次召开协调会，办公用房到达300平米。"
)


def test_replaced_words_are_put_back_where_the_whole_text_was_rewritten():
    mended = repaired(SPUN)

    assert mended.text == (
        "创建文明城市。组织志愿服务队，完善基础设施，基本完成拆除违建，拆除旧牌匾，大部分居民满意，"
        "多次召开协调会，办公用房达到300平米。"
    )
    assert {repair.kind for repair in mended.repairs} == {RepairKind.SYNONYM}


def test_the_same_words_stay_where_they_are_right():
    text = "他为国效劳，屡次立功，创立了新学派，营造热烈气氛。"

    assert repaired(text).text == text


def test_masked_years_and_figures_are_flagged_and_not_mended():
    text = "20xx年发放资料20xx0余份，帮助20xx余人。"

    mended = repaired(text)

    assert mended.text == text
    assert [(flag.text, flag.note) for flag in mended.flags] == [
        ("20xx", "年份被遮盖"),
        ("20xx0", "数字被遮盖，按未知处理"),
        ("20xx", "数字被遮盖，按未知处理"),
    ]


def test_odd_marks_are_made_plain():
    assert repaired("“大扫除〞`活动").text == "“大扫除”活动"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_encodings_are_recognised(encoding):
    assert decoded("清理垃圾三车\r\n整治".encode(encoding)) == "清理垃圾三车\n整治"


def test_text_in_no_known_encoding_is_refused_or_read_somehow():
    assert decoded(b"abc") == "abc"
    with pytest.raises(ValueError, match="编码"):
        decoded(bytes([0x81, 0xFF, 0x00, 0x81, 0xFF] * 40))


def test_a_wide_text_is_read_by_its_zero_bytes_or_its_mark():
    told = "report 2026 " * 9
    assert decoded(told.encode("utf-16-le")) == told
    assert decoded(
        "\ufeff".encode("utf-16-le") + ("清理垃圾50车" * 9).encode("utf-16-le")
    ).endswith("50车")
    assert decoded(b"a\0" * 20 + b"a") == "a\0" * 20 + "a"  # half a character is missing


@pytest.mark.parametrize(
    "text", ["保證?!F(xiàn)總結", "保證?.B(xiàn)總結", "保證?,F(fàn)總結", "保證?,N總結"]
)
def test_a_shift_that_gives_no_common_character_is_left_alone(text):
    assert RepairKind.SHIFTED not in {one.kind for one in repaired(text).repairs}


def test_an_address_ends_where_chinese_begins():
    assert repaired("见www.example.com/a清理楼道。").text == "见清理楼道。"


def test_a_shift_without_a_tail_is_mended_where_the_character_is_common():
    assert repaired("保證?,F總結").text == "保证。现总结"


def test_noise_inside_noise_is_taken_out_once():
    assert repaired("来源：www.example.com/a\n清理楼道。").text == "\n清理楼道。"
