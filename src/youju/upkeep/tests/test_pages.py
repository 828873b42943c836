"""The page of copies: what the administrator reads there."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from youju.audit.actions import SYSTEM, record
from youju.audit.queries import Outcome
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.upkeep.queries import ARCHIVE


def page(member) -> str:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client.get("/upkeep/copies/").content.decode()


def noted(name, outcome, days, **detail):
    at = timezone.now() - timedelta(days=days)
    record("upkeep.backup", outcome, actor=SYSTEM, now=at, kind=ARCHIVE, subject_id=name, **detail)


def test_the_page_tells_the_last_good_copy_its_check_and_what_failed(db):
    admin = make_member(City().city, Role.SYSADMIN)
    assert "还没有备份过" in page(admin)
    noted("old.bak", Outcome.EXPORTED, 8, rows=67842, files=1264, bytes=28293592, content="3127ef")
    assert "已过一周" in page(admin)
    noted("new.bak", Outcome.EXPORTED, 1, rows=67900, files=1264, bytes=28293592, content="77aa")
    noted("last.bak", Outcome.REFUSED, 0, reason="写不成：没有空间")

    text = page(admin)

    assert "已过一周" not in text and "读回核对无误" in text
    assert "67900 行，1264 个文件" in text and "27.0 MB" in text
    assert "没有备成" in text and "写不成：没有空间" in text
