"""Makes the PDF of a DOCX with LibreOffice, without a window and without a shared profile."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pikepdf

from youju.kernel.refusal import Refused

FONTS = Path(__file__).with_name("fonts.conf")
NEEDED_FONTS = ("AR PL SungtiL GB", "AR PL UKai CN", "Noto Sans CJK SC", "Noto Serif CJK SC")
EXPORT = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
TIME_LIMIT = 60.0  # seconds for one file
EACH_MORE = 5.0  # seconds for each file after it


def to_pdf(docx: bytes, *, time_limit: float = TIME_LIMIT) -> bytes:
    """Return the PDF of one DOCX.

    Raises:
        Refused: If LibreOffice or the fonts are missing, or it does not finish in time.
    """
    return to_pdfs([docx], time_limit=time_limit)[0]


def to_pdfs(files: Sequence[bytes], *, time_limit: float = TIME_LIMIT) -> list[bytes]:
    """Return the PDFs of several DOCX files, made by one start of LibreOffice."""
    program = _soffice()
    _check_fonts()
    with tempfile.TemporaryDirectory(prefix="youju-pdf-") as name:
        folder = Path(name)
        paths = [folder / f"{at}.docx" for at in range(len(files))]
        for path, content in zip(paths, files, strict=True):
            path.write_bytes(content)
        _convert(program, folder, paths, time_limit + EACH_MORE * (len(paths) - 1))
        made = [path.with_suffix(".pdf") for path in paths]
        if not all(path.exists() for path in made):
            raise Refused("LibreOffice 没有生成 PDF，请先下载 Word 文件，并请管理员查看日志。")
        return [_named(path.read_bytes()) for path in made]


def _soffice() -> str:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise Refused(
            "这台服务器没有安装 LibreOffice，不能生成 PDF。可以先下载 Word 文件；"
            "请管理员安装 libreoffice-writer-nogui。"
        )
    return program


def _environment() -> dict[str, str]:
    keep = {key: os.environ[key] for key in ("PATH", "LD_LIBRARY_PATH") if key in os.environ}
    return {**keep, "FONTCONFIG_FILE": str(FONTS), "LANG": "C.UTF-8"}


def _check_fonts() -> None:
    """Refuse when a stand-in is missing: the page would be set in any font at hand."""
    listed = shutil.which("fc-list")
    if listed is None:
        raise Refused("这台服务器没有安装 fontconfig，不能生成 PDF。请管理员安装 fontconfig。")
    found = subprocess.run(
        [listed, ":", "family"],
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=TIME_LIMIT,
    ).stdout
    missing = [font for font in NEEDED_FONTS if font not in found]
    if missing:
        raise Refused(
            f"这台服务器缺少字体：{'、'.join(missing)}，生成的 PDF 版式会走样。"
            "请管理员按《公文字体安装说明》安装；可以先下载 Word 文件。"
        )


def _convert(program: str, folder: Path, paths: Sequence[Path], time_limit: float) -> None:
    profile = (folder / "profile").as_uri()
    command = [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--nologo",
        "--convert-to",
        EXPORT,
        "--outdir",
        str(folder),
        *map(str, paths),
    ]
    environment = {**_environment(), "HOME": str(folder)}
    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # soffice is a script: its child must end with it
    ) as process:
        try:
            process.wait(timeout=time_limit)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            raise Refused(
                f"生成 PDF 超过 {time_limit:g} 秒，已停止。请先下载 Word 文件，稍后再试。"
            ) from None


def _named(content: bytes) -> bytes:
    """Return the PDF with 有据 as its maker and Chinese as its language."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.docinfo["/Producer"] = "有据"
        pdf.docinfo["/Creator"] = "有据"
        pdf.Root.Lang = pikepdf.String("zh-CN")
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()
