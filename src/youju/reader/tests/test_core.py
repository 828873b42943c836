"""From file to facts: txt, docx, pdf, JSON and the command."""

import json

import pytest
from click.testing import CliRunner
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from youju.reader import files
from youju.reader.cli import read
from youju.reader.core import as_json, read_files, read_text
from youju.reader.files import text_of_bytes

TEXT = "社區(qū)工作總(zǒng)結(jié)\n清理垃圾50余車(chē)，走访20至30户，未发生一起事故。\n"


def test_facts_carry_the_place_and_the_wording_of_the_original():
    rows = as_json(read_text(TEXT, "a.txt"))

    assert [row["quantity_text"] for row in rows] == ["50", "20至30", "一"]
    for row in rows:
        assert TEXT[row["offset"] :].startswith(row["quantity_text"])
    assert rows[0]["unit"] == "车"
    assert rows[0]["qualifier"] == "余"
    assert (rows[1]["quantity"], rows[1]["quantity_max"]) == (20, 30)
    assert rows[2]["negated"] is True
    assert rows[2]["quantity"] == 0


def test_a_fact_is_a_quantity_for_the_other_rooms():
    fact = read_text(TEXT, "a.txt").facts[0]

    assert str(fact.quantity) == "50余车"


def test_repairs_taken_back_change_the_reading():
    reading = read_text(TEXT, "a.txt")
    key = next(repair.key for repair in reading.repaired.repairs if repair.before == "車")

    again = read_text(TEXT, "a.txt", undone={key})

    assert "車" in again.text


def test_facts_are_told_by_piece():
    reading = read_text("第1篇 总结\n清理3车。\n第2篇 总结\n走访5户，慰问2户。\n", "a.txt")

    assert [len(reading.facts_in(piece)) for piece in reading.pieces] == [1, 2]


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_word_files_are_read_with_their_tables(tmp_path):
    document = Document()
    document.add_paragraph("清理垃圾3车。")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "拆除违建"
    table.rows[0].cells[1].text = "2处"
    path = tmp_path / "report.docx"
    document.save(path)

    (reading,) = read_files([path])

    assert "清理垃圾3车。\n拆除违建,2处" in reading.text


def _pdf(lines):
    """Return a small PDF with the lines in Helvetica."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 6\n0000000000 65535 f \n{table}trailer << /Size 6 /Root 1 0 R >>\n"
    return f"{body}{end}startxref\n{len(body)}\n%%EOF".encode()


def test_pdf_files_are_read_and_their_lines_joined():
    text = text_of_bytes(
        _pdf(["this line of a page goes on ", "and ends here.", "Short."]), "a.pdf"
    )

    assert text == "this line of a page goes on and ends here.\nShort.\n"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.xls", b"x", "不是 txt、docx 或 pdf"),
        ("a.docx", b"no zip", "不是完好的 Word 文件"),
        ("a.pdf", b"no pdf", "不是完好的 PDF 文件"),
        ("a.txt", b"  \n", "里没有文字"),
    ],
)
def test_files_that_cannot_be_read_are_refused_in_chinese(name, data, reason):
    with pytest.raises(ValueError, match=reason):
        text_of_bytes(data, name)


def test_copies_are_found_across_files(tmp_path):
    body = "".join(f"第{n}组居民清扫了院落并清理垃圾{n}车，整治楼道{n + 2}处。" for n in range(40))
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"工作总结\n{body}\n", encoding="utf-8")

    first, second = read_files([tmp_path / "a.txt", tmp_path / "b.txt"])

    assert first.copies == []
    assert second.copies[0].other_file == "a.txt"


def test_the_command_writes_one_object_per_fact(report, tmp_path):
    out = tmp_path / "facts.jsonl"

    result = CliRunner().invoke(read, [str(report), "--json", str(out)])

    assert result.exit_code == 0
    assert "事实 3 条" in result.output
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert {row["file"] for row in rows} == {"report.txt"}


def test_the_command_shows_the_facts_where_no_file_is_named(report):
    result = CliRunner().invoke(read, [str(report)])

    assert "50余车" in result.output


def test_the_command_refuses_in_chinese(report, tmp_path):
    missing = CliRunner().invoke(read, [str(tmp_path / "none.txt")])
    nowhere = CliRunner().invoke(read, [str(report), "--json", str(tmp_path / "no" / "f.jsonl")])
    folder = CliRunner().invoke(read, [str(tmp_path)])

    assert "找不到文件" in missing.output
    assert "写不了文件" in nowhere.output
    assert "打不开文件" in folder.output
    assert {missing.exit_code, nowhere.exit_code, folder.exit_code} == {1}


def test_a_word_file_that_unpacks_to_too_much_is_not_opened(monkeypatch, tmp_path):
    path = tmp_path / "report.docx"
    Document().save(path)
    monkeypatch.setattr(files, "MOST_UNPACKED", 1000)

    with pytest.raises(ValueError, match="不是完好的 Word 文件"):
        files.text_of_bytes(path.read_bytes(), path.name)


def test_under_weak_points_and_plans_only_what_follows_the_first_plan_is_one():
    text = "社区总结\n三、不足和打算\n楼道里还有3处杂物。\n明年清理楼道40个。\n新增车位20个。"

    reading = read_text(text, "甲")

    assert [fact.kind for fact in reading.facts] == ["state", "target", "target"]


def test_plans_against_weak_points_are_plans_from_the_first_sentence():
    reading = read_text("社区总结\n三、针对问题的工作打算\n新建公厕3座。", "甲")

    assert [fact.kind for fact in reading.facts] == ["target"]


PIECES = (
    "社区", "每月组织", "建起", "面积", "达200平方米", "的", "了", "3个", "5元", "，", "、", "“市、民", "课堂”", "《", "》",
    "把", "与", "要求", "逐项分解", "覆盖", "以上的", "人均", "总投资", "被评为", "其中", "一", "（", "）", "长9米", "由", "到", "至少", " ",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_no_sentence_is_too_broken_to_be_read(text):
    assert read_text(text, "甲").facts is not None


@pytest.mark.parametrize("text", ["每月组织了一次“市、民课堂”，", "建起长1.6", "辅导站达宽2"])
def test_a_sentence_that_breaks_off_is_read(text):
    assert read_text(text, "甲").facts is not None
