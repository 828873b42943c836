"""`youju check`: is this machine ready? One line each: in order, or what to do."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

import click
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error as DatabaseError

FONTS = ("Noto Serif CJK SC", "AR PL UKai CN", "AR PL SungtiL GB")


@dataclass(frozen=True)
class Finding:
    """What was looked at, whether it is in order, and what to do if not."""

    subject: str
    is_fine: bool
    advice: str = ""


def check_settings() -> Finding:
    """Django's own checks; the strict ones in production."""
    try:
        call_command("check", deploy=settings.PRODUCTION, fail_level="ERROR", verbosity=0)
    except (SystemCheckError, ImproperlyConfigured) as error:
        return Finding("设置", False, str(error))
    return Finding("设置", True)


def check_database() -> Finding:
    """The database answers and has every table."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return Finding("数据库", False, f"连不上：{error}；请核对 YOUJU_DATABASE_URL")
    if waiting:
        return Finding("数据库", False, f"有 {len(waiting)} 项迁移未执行；请运行 youju run")
    return Finding(f"数据库（{connection.vendor}）", True)


def check_storage() -> Finding:
    """A file can be written, read back and removed."""
    try:
        name = default_storage.save("check/probe.txt", ContentFile(b"youju"))
        with default_storage.open(name) as file:
            same = file.read() == b"youju"
        default_storage.delete(name)
    except Exception as error:
        return Finding(
            "文件存储", False, f"不能写入：{error}；请核对 YOUJU_DATA_DIR 或 YOUJU_S3_BUCKET"
        )
    return Finding("文件存储", same, "" if same else "读回的内容与写入的不同")


def check_office() -> Finding:
    """LibreOffice is there, which makes PDFs."""
    found = shutil.which("soffice") is not None
    return Finding("PDF 导出", found, "" if found else "请安装 libreoffice-writer-nogui")


def check_fonts() -> Finding:
    """The fonts that stand in for the official ones are installed."""
    if not shutil.which("fc-list"):
        return Finding("字体", False, "请安装 fontconfig")
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True).stdout
    missing = [font for font in FONTS if font not in listed]
    advice = (
        "缺少 "
        + "、".join(missing)
        + "；请安装 fonts-noto-cjk-extra、fonts-arphic-ukai、fonts-arphic-gbsn00lp"
    )
    return Finding("字体", not missing, advice if missing else "")


CHECKS: tuple[Callable[[], Finding], ...] = (
    check_settings,
    check_database,
    check_storage,
    check_office,
    check_fonts,
)


@click.command("check")
def command() -> None:
    """检查设置、数据库、文件存储、PDF 导出和字体。"""
    findings = [check() for check in CHECKS]
    for finding in findings:
        click.echo(f"{finding.subject}：{'正常' if finding.is_fine else finding.advice}")
    if not all(finding.is_fine for finding in findings):
        sys.exit(1)
