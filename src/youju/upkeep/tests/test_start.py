"""The first start: from a database without a unit to people who can sign in; and never again."""

from __future__ import annotations

from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from youju.audit.models import Entry
from youju.cli import serve
from youju.kernel.refusal import Missing, Refused
from youju.kernel.workbook import read_workbook
from youju.kernel.workbook_out import workbook
from youju.organisations.models import Membership, Person, Unit
from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import City, make_member, make_unit
from youju.standards.models import Edition
from youju.upkeep import actions, cli, queries, rules
from youju.upkeep.lists import PEOPLE, UNITS, sheet
from youju.upkeep.queries import progress

PAGE = "/upkeep/start/"
WORD = "Yunling-2026-x"
TOLD = {
    "name": "云岭市", "kind": "city", "code": "", "person": "张三", "username": "zhangsan",
    "password": WORD, "again": WORD,
}  # fmt: skip


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def admin(db) -> Client:
    """A browser in which the first start has begun."""
    client = Client()
    sent = client.post(PAGE, TOLD | {"start_code": rules.shown_code(actions.start_code())})
    assert (sent.status_code, sent.url) == (302, PAGE)
    return client


def excel(heads, *rows) -> SimpleUploadedFile:
    return SimpleUploadedFile("a.xlsx", workbook("表", "", heads, rows))


def test_a_system_nobody_has_been_in_leads_to_its_first_page(db):
    signing_in = Client().get("/organisations/sign-in/")

    assert (signing_in.status_code, signing_in.url) == (302, PAGE)
    assert "终端里的代码" in Client().get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"start_code": "0000-0000-0000"}, "代码不对"),
        ({"again": "other"}, "两遍不一样"),
        ({"password": "short", "again": "short"}, "至少"),
        ({"code": "12"}, "12 位数字"),
        ({"username": "张"}, "登录名为 3 至 40 位"),
        ({"name": " "}, "必填"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_made(db, changed, said):
    sent = TOLD | {"start_code": actions.start_code()} | changed

    answer = Client().post(PAGE, sent)

    assert answer.status_code == 422 and said in answer.content.decode()
    assert not Unit.objects.exists() and not Person.objects.exists()


def test_the_first_administrator_goes_on_where_the_start_was_left(admin, folder):
    member = Membership.objects.get()
    assert (member.role, member.unit.name) == (Role.SYSADMIN, "云岭市")
    assert not member.person.must_change_password and not (folder / "start-code").exists()
    later = Client()
    later.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")

    assert later.get("/").url == PAGE
    assert "还没有" in later.get(PAGE).content.decode()


def test_units_are_looked_at_then_taken_row_by_row(admin):
    file = excel(
        ["名称", "类别", "上级"],
        ["柳叶街道", "街道", ""], ["桥头社区", "社区", "柳叶街道"], ["孤社区", "社区", "没有的街道"],
    )  # fmt: skip

    looked = admin.post(f"{PAGE}units/", {"file": file}).content.decode()

    assert "2 行可以收，1 行要改" in looked and "没有找到上级“没有的街道”" in looked
    assert Unit.objects.count() == 1
    assert admin.post(f"{PAGE}units/confirm/").status_code == 302
    assert set(Unit.objects.values_list("name", flat=True)) == {"云岭市", "柳叶街道", "桥头社区"}
    founded = Entry.objects.filter(act="organisations.found_unit", outcome="done").latest("id")
    assert founded.actor_label == "张三（首次设置）"
    again = admin.post(f"{PAGE}units/confirm/", follow=True).content.decode()
    assert "请重新选文件" in again and Unit.objects.count() == 3


def test_people_are_taken_with_passwords_shown_once(admin):
    file = excel(
        ["姓名", "登录名", "角色"], ["江主任", "jiang", "创建办"], ["李四", "lisi", "主任"]
    )
    assert "1 行可以收" in admin.post(f"{PAGE}people/", {"file": file}).content.decode()
    assert not Person.objects.filter(username="jiang").exists()

    shown = admin.post(f"{PAGE}people/confirm/").content.decode()

    made = Person.objects.get(username="jiang")
    assert made.must_change_password and "jiang" in shown and "角色“主任”不认识" in shown


def test_a_password_is_worked_out_once(db, monkeypatch):
    worked_out = []
    hashed = Person.set_password
    monkeypatch.setattr(
        Person, "set_password", lambda self, raw: (worked_out.append(raw), hashed(self, raw))
    )
    admin = Client()
    admin.post(PAGE, TOLD | {"start_code": actions.start_code()})
    assert worked_out == [WORD] and Person.objects.get().check_password(WORD)
    file = excel(["姓名", "登录名", "角色"], ["江主任", "jiang", "创建办"])

    admin.post(f"{PAGE}people/", {"file": file})
    admin.post(f"{PAGE}people/confirm/")

    assert len(worked_out) == 3 and worked_out[1] is None  # nothing for what was only looked at
    assert Person.objects.get(username="jiang").check_password(worked_out[2])


def test_a_file_that_is_none_is_told_at_its_field(admin):
    answer = admin.post(f"{PAGE}units/", {"file": SimpleUploadedFile("a.xlsx", b"no")})

    assert answer.status_code == 422 and "打不开" in answer.content.decode()
    assert admin.get(f"{PAGE}units/").status_code == 200
    assert admin.get(f"{PAGE}nonsense/").status_code == 404


@pytest.mark.parametrize("kind", [UNITS, PEOPLE])
def test_the_sheet_to_fill_in_has_the_columns_that_are_read(admin, kind):
    answer = admin.get(f"{PAGE}{kind.slug}/sheet/")

    assert answer.status_code == 200 and answer.content[:2] == b"PK"
    sheets = read_workbook(sheet(kind), 20)
    assert [cell for cell in sheets[0][1][0] if cell] == [head for head, _how in kind.columns]
    assert sheets[1][0] == "怎么填"


def test_the_start_ends_for_good(admin):
    assert admin.post(f"{PAGE}samples/none/").status_code == 404
    assert admin.post(f"{PAGE}finish/").status_code == 302

    assert admin.get(PAGE).status_code == 404 and admin.get("/").status_code == 200
    assert admin.post(f"{PAGE}finish/").status_code == 404
    assert Client().get(PAGE).status_code == 404


def test_a_sample_is_taken_by_its_code(admin):
    root, member = Unit.objects.get(), Membership.objects.get()
    sample = progress(root, member).samples[-1]

    admin.post(f"{PAGE}samples/{sample.code}/")

    assert Edition.objects.get().code == sample.code
    assert progress(root, member).editions


def test_ledgers_are_ticked_as_the_level_and_the_units_suggest(admin):
    root = Unit.objects.get()
    found = progress(root, Membership.objects.get())
    assert not found.ledgers_chosen and found.ledgers == found.ledgers_of
    suggested = queries.suggested_ledgers(root)
    assert "cleanup" in suggested and "foreign_capital" in suggested and "bookings" not in suggested
    make_unit("云岭医院", UnitKind.HOSPITAL, root)
    assert "bookings" in queries.suggested_ledgers(root)
    page = admin.get(f"{PAGE}ledgers/").content.decode()
    assert page.count("checked") == len(queries.suggested_ledgers(root)) < found.ledgers_of

    answer = admin.post(
        f"{PAGE}ledgers/", {"key": str(uuid4()), "module2": ["cleanup", "greening"]}
    )

    assert answer.url == PAGE
    found = progress(root, Membership.objects.get())
    assert found.ledgers_chosen and found.ledgers == 2
    chosen = Entry.objects.get(act="ledgers.choose_ledgers")
    assert chosen.actor_label == "张三（首次设置）"
    assert admin.get(f"{PAGE}ledgers/").content.decode().count("checked") == 2
    assert admin.post(f"{PAGE}ledgers/", {"key": str(uuid4())}).status_code == 422


def test_an_existing_system_never_shows_it(db):
    admin = make_member(City().city, Role.SYSADMIN)
    client = Client()
    client.force_login(admin.person, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get("/").status_code == 200 and client.get(PAGE).status_code == 404
    with pytest.raises(Missing):
        actions.found_units([], actor=admin, now=timezone.now())
    told = actions.Beginning("另一市", UnitKind.CITY, "", "李四", "lisi", WORD)
    with pytest.raises(Missing, match="已经设置过"):
        actions.begin(told, code=actions.start_code(), now=timezone.now())


def test_the_terminal_tells_the_code_or_begins_by_itself(db, capsys):
    serve.say_first("http://here")
    told = CliRunner().invoke(cli.first, [])
    assert rules.shown_code(actions.start_code()) in told.output
    assert capsys.readouterr().out.startswith("首次使用：打开 http://here/upkeep/start/")

    made = CliRunner().invoke(
        cli.first, ["--unit", "云岭市", "--person", "张三", "--username", "zhangsan"]
    )

    assert "的初始密码：" in made.output and Person.objects.get().must_change_password
    assert CliRunner().invoke(cli.first, []).exit_code == 1
    serve.say_first("http://here")
    assert capsys.readouterr().out == ""
    with pytest.raises(Refused):
        actions.begin_at_terminal(
            actions.Beginning("", UnitKind.CITY, "", "", "", ""), now=timezone.now()
        )
