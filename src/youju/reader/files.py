"""Getting the text out of a txt, docx or pdf file."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from pdfminer.high_level import extract_text
from pdfminer.pdfparser import PDFSyntaxError

from youju.kernel.repair import decoded
from youju.kernel.workbook import unpacked_size

MOST_UNPACKED = 60 * 2**20
KINDS = (".txt", ".md", ".docx", ".pdf")


def text_of_file(path: Path) -> str:
    """Return the text of a file. Raises ValueError with the reason in Chinese."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ValueError(f"找不到文件“{path}”") from error
    except OSError as error:
        raise ValueError(f"打不开文件“{path}”：{error.strerror}") from error
    return text_of_bytes(data, path.name)


def text_of_bytes(data: bytes, name: str) -> str:
    """Return the text of an uploaded file. Raises ValueError with the reason in Chinese."""
    ending = Path(name).suffix.lower()
    if ending not in KINDS:
        raise ValueError(f"“{name}”不是 txt、docx 或 pdf 文件，请另存为其中一种")
    if ending == ".docx":
        text = _docx(data, name)
    elif ending == ".pdf":
        text = _pdf(data, name)
    else:
        text = decoded(data)
    if not text.strip():
        raise ValueError(f"“{name}”里没有文字；扫描件请先识别成文字")
    return text


def _docx(data: bytes, name: str) -> str:
    try:
        if unpacked_size(data) > MOST_UNPACKED:
            raise ValueError("too large")
        document = Document(io.BytesIO(data))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise ValueError(f"“{name}”不是完好的 Word 文件，请用 Word 重新保存") from error
    lines = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            lines += [",".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines)


def _pdf(data: bytes, name: str) -> str:
    try:
        text = extract_text(io.BytesIO(data))
    except (PDFSyntaxError, ValueError, TypeError, KeyError, AssertionError) as error:
        raise ValueError(f"“{name}”不是完好的 PDF 文件") from error
    return _unwrapped(text)


def _unwrapped(text: str) -> str:
    """Join the lines of a printed page: a line that does not end a sentence goes on."""
    out: list[str] = []
    for line in text.replace("\x0c", "\n").splitlines():
        line = line.strip()
        if not line:
            out.append("\n")
            continue
        if out and out[-1][-1].isascii() and out[-1][-1].isalnum() and line[0].isascii():
            out.append(" ")
        out.append(line)
        if line[-1] in "。!！?？;；:：" or len(line) < 16:
            out.append("\n")
    return "".join(out).strip("\n") + "\n" if out else ""
