"""Pieces, sections, sentences and copies."""

from youju.reader.core import read_text
from youju.reader.split import pieces_of

TWO = """第1篇 社区工作总结
一、环境整治
清理垃圾3车；拆除违建2处。
二、下一步打算
新建公厕1座。
第2篇 医院工作汇报
接诊患者50人次。
"""


def test_a_file_falls_into_its_pieces():
    pieces = pieces_of(TWO)

    assert [piece.title for piece in pieces] == ["第1篇 社区工作总结", "第2篇 医院工作汇报"]
    assert [piece.number for piece in pieces] == [1, 2]


def test_a_file_without_headings_is_one_piece():
    (piece,) = pieces_of("街道工作情况\n清理垃圾3车。")

    assert piece.title == "街道工作情况"


def test_pieces_on_one_line_are_parted_by_their_rising_numbers():
    text = (
        "社区创城工作汇报一一、开展情况 清理垃圾3车。社区创城工作汇报二一、开展情况 清理垃圾5车。"
    )

    assert [piece.title for piece in pieces_of(text)] == [
        "社区创城工作汇报一",
        "社区创城工作汇报二",
    ]


def test_sentences_know_the_section_they_stand_in():
    piece = pieces_of(TWO)[0]

    headings = {sentence.text: sentence.heading for sentence in piece.sentences}

    assert headings["拆除违建2处。"] == "一、环境整治"
    assert headings["新建公厕1座。"] == "二、下一步打算"
    for sentence in piece.sentences:
        assert TWO[sentence.start : sentence.end] == sentence.text


LONG = "".join(
    f"第{number}组居民在院内开展了卫生清扫并清理垃圾{number}车，整治楼道{number + 3}处。"
    for number in range(1, 31)
)


def test_a_piece_that_repeats_another_is_marked():
    reading = read_text(f"第1篇 总结\n{LONG}\n第2篇 总结\n{LONG}\n第3篇 别的\n短文。\n", "a.txt")

    assert [piece.copy_of for piece in reading.pieces] == [None, 1, None]
    assert reading.copies[0].share > 0.95
