"""A file that was handed in, whatever its kind: checked, with its text kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from youju.kernel.workbook import is_workbook
from youju.standards.loader import Checked, check_text
from youju.standards.reading.items import Known
from youju.standards.reading.nodes import Fault
from youju.standards.reading.sheet import check_workbook

MOST_BYTES = 5 * 2**20


@dataclass(frozen=True, slots=True)
class FileRead:
    """What a file says, and its text where it is one."""

    checked: Checked
    source: str = ""


def check_file(
    content: bytes,
    name: str,
    known: Known | None = None,
    given: Mapping[str, str] | None = None,
) -> FileRead:
    """Return what a YAML file or an Excel workbook says, with all its faults.

    Args:
        given: Code, name, year or level to take in place of what the file says.
    """
    if len(content) > MOST_BYTES:
        return _bad(_("文件太大，最多 5 MB"))
    if is_workbook(content):
        return FileRead(check_workbook(content, known, given), name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _bad(_("不是 UTF-8 文字，也不是 Excel 工作簿（xlsx）"))
    return FileRead(check_text(text, known, given), text)


def _bad(why: str) -> FileRead:
    return FileRead(Checked(None, (Fault(1, why),)))
