"""The pages of the split, of a unit, of one duty, and the sheet, as those who use them meet them."""

from __future__ import annotations

import html
import io
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags
from python_calamine import CalamineWorkbook

from youju.kernel.workbook_out import workbook
from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import City, make_member, make_unit
from youju.standards import actions
from youju.standards.actions import Share
from youju.standards.duties_sheet import HEADS
from youju.standards.models import Duty, Item, Standing
from youju.standards.tests.test_duties_actions import Split

DUE = timezone.localdate() + timedelta(days=20)


@pytest.fixture
def town(db) -> Split:
    return Split()


def enter(member: Any) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def words(answer: Any) -> str:
    return re.sub(r"\s+", "", html.unescape(strip_tags(answer.content.decode())))


def give(town: Split, client: Client, *codes: str, **more: Any) -> Any:
    ids = [town.item(town.six, code).pk for code in codes]
    told = {"item": ids, "lead": town.bureau.pk, "key": str(uuid4())} | more
    return client.post(f"/standards/duties/give/{town.six.pk}/?show=unowned", told)


def test_a_persons_page_lists_the_items_they_answer_for(town):
    town.give(town.share("5.1", due=DUE), town.share("6.1"))
    town.accept("5.1", person=town.clerk.person)
    address = f"/standards/duties/of/{town.clerk.person_id}/"

    page = words(enter(town.office).get(address))
    person = enter(town.office).get(f"/organisations/people/{town.clerk.person_id}/")

    assert "负责的指标1项" in page and "5.1" in page and "6.1" not in page
    assert address in person.content.decode()
    none = words(enter(town.office).get(f"/standards/duties/of/{town.office.person_id}/"))
    assert "没有由此人负责的指标" in none
    stranger = make_member(make_unit("别市", UnitKind.CITY), Role.OFFICE, "stranger")
    assert enter(stranger).get(address).status_code == 404


def test_ticked_items_go_to_a_lead_and_to_those_who_support_it(town):
    client = enter(town.office)
    page = words(client.get("/standards/duties/"))
    assert "7条，有牵头单位0条" in page and "建议建设局" in page and "没有责任单位7" in page

    answer = give(town, client, "5.1", "6.1", supports="城管局、金桥社区", due=DUE.isoformat())

    assert answer.status_code == 302 and answer["Location"].endswith("?show=unowned")
    assert Duty.objects.count() == 6 and town.duty("5.1").due == DUE
    left = words(client.get(answer["Location"]))
    assert "没有责任单位5" in left and "5.1社区用房" not in left
    waiting = words(client.get("/standards/duties/?show=waiting"))
    assert "社区用房" in waiting and "公共绿地" in waiting and "政务公开" not in waiting
    assert "公共绿地" in words(client.get("/standards/duties/?q=gonggonglvdi&hint=建设局"))
    assert "没有符合的指标" in words(client.get("/standards/duties/?q=没有这个"))


def test_what_cannot_be_given_keeps_the_ticks_and_says_why(town):
    client = enter(town.office)
    nobody = give(town, client, "5.1", lead="")
    unknown = give(town, client, "5.1", supports="水务局")
    nothing = give(town, client)
    town.give(town.share("5.1", town.bureau_two))
    actions.accept_duties([town.duty("5.1", town.bureau_two).pk], actor=town.clerk_two, now=timezone.now(), key=uuid4())  # fmt: skip
    taken = give(town, client, "5.1")

    assert [one.status_code for one in (nobody, unknown, nothing, taken)] == [422] * 4
    assert "选牵头单位，或者写配合单位" in words(nobody)
    assert "没有叫“水务局”的单位" in words(unknown)
    assert "先勾选要分的指标" in words(nothing)
    assert "5.1：城管局已认领牵头" in words(taken) and "checked" in taken.content.decode()
    twin = make_unit("城管局", "bureau", town.city)
    assert twin and "不止一个" in words(give(town, client, "6.1", supports="城管局"))


def test_others_read_the_split_and_change_nothing(town):
    town.give(town.share("5.1"))
    client = enter(town.clerk_two)

    page = client.get("/standards/duties/")
    assert "建设局" in words(page) and 'name="item"' not in page.content.decode()
    assert give(town, client, "6.1").status_code == 403
    unit = client.get(f"/standards/duties/units/{town.bureau.pk}/")
    assert "目前" not in words(unit) and "责任书" not in words(unit)
    assert client.get(f"/standards/duties/units/{town.city.pk + 999}/").status_code == 404
    assert words(client.get("/standards/duties/units/")).count("建设局") == 1
    assert client.get(f"/standards/duties/sheet/{town.six.pk}/").status_code == 403


def test_a_unit_answers_for_its_own_many_at_once(town):
    town.give(town.share("5.1", due=DUE), town.share("6.1"), town.share("1.1"))
    client = enter(town.clerk)
    ids = list(Duty.objects.order_by("item__order").values_list("pk", flat=True))
    mine = words(client.get("/standards/duties/mine/"))
    assert "3项3条，其中量化2项" in mine and "待确认3" in mine
    assert "认领测评指标3条" in words(client.get("/"))
    post = "/standards/duties/mine/answer/"

    none = client.post(post, {"what": "accept", "key": str(uuid4())})
    client.post(post, {"duty": ids[:2], "what": "accept", "person": town.clerk.person_id, "key": str(uuid4())})  # fmt: skip
    client.post(post, {"duty": ids[2:], "what": "place", "section": "绿化科", "key": str(uuid4())})

    assert none.status_code == 422 and "先勾选指标" in words(none)
    rows = Duty.objects.order_by("item__order")
    assert [(one.state, one.section) for one in rows] == [
        ("accepted", ""), ("accepted", ""), ("proposed", "绿化科"),
    ]  # fmt: skip
    assert rows[0].person == town.clerk.person
    stranger = enter(town.clerk_two).post(
        post, {"duty": ids, "what": "accept", "key": str(uuid4())}
    )
    assert stranger.status_code == 422 and "由建设局自己认领" in words(stranger)


def test_one_duty_shows_its_trail_and_takes_each_step(town):
    town.give(town.share("5.1", due=DUE), town.share("6.1"))
    office, clerk = enter(town.office), enter(town.clerk)
    first, second = town.duty("5.1"), town.duty("6.1")
    at = f"/standards/duties/{first.pk}/"

    assert "认领" in words(clerk.get(at)) and "分给本单位" in words(clerk.get(at))
    clerk.post(f"{at}accept/", {"key": str(uuid4())})
    clerk.post(f"{at}place/", {"section": "房管科", "key": str(uuid4())})
    assert "房管科" in words(clerk.get(at)) and "落实责任人" in words(clerk.get(at))
    office.post(f"{at}remind/", {"key": str(uuid4())})
    twice = office.post(f"{at}remind/", {"key": str(uuid4())})
    assert twice.status_code == 422 and "最近提醒" in words(office.get(at))
    office.post(f"{at}end/", {"reason": "机构撤销", "key": str(uuid4())})
    assert "已解除" in words(office.get(at)) and "机构撤销" in words(office.get(at))
    back = f"/standards/duties/{second.pk}/"
    assert "写明为什么不该由本单位负责" in words(clerk.get(f"{back}hand-back/"))
    clerk.post(f"{back}hand-back/", {"reason": "属园林局", "key": str(uuid4())})
    assert "退回的指标分工1条" in words(office.get("/"))
    assert "退回原因：属园林局" in words(office.get(f"{back}insist/"))
    assert "退回原因：属园林局" in words(office.get(f"{back}reassign/"))
    own = office.post(f"{back}reassign/", {"unit": town.bureau.pk, "key": str(uuid4())})
    assert own.status_code == 422 and "换一个单位" in words(own)
    office.post(f"{back}insist/", {"reason": "三定方案", "key": str(uuid4())})
    assert "维持理由三定方案" in words(office.get(back))
    assert clerk.post(f"{back}end/", {}).status_code == 403


def test_what_is_late_and_does_not_pass_is_marked(town):
    town.give(town.share("5.1", due=DUE), town.share("6.1", due=DUE))
    Duty.objects.update(due=timezone.localdate() - timedelta(days=1))
    results = {"o": {"6.1": [0, 1.0, 1.0, 1.0]}, "a": {}, "n": []}
    Standing.objects.create(
        root_id=town.city.pk, edition=town.six, unit=town.city, path=town.city.path,
        day=timezone.localdate(), score=1, low=1, high=1, full=100, passes=False, results=results,
        computed_at=timezone.now(),
    )  # fmt: skip
    client = enter(town.office)

    late = words(client.get("/standards/duties/?show=late"))
    unit = words(client.get(f"/standards/duties/units/{town.bureau.pk}/"))

    assert "社区用房" in late and "公共绿地" not in late
    assert "逾期1" in unit and "达标" in unit and "提醒" in unit
    assert "逾期" in words(client.get(f"/standards/duties/{town.duty('5.1').pk}/"))
    passing = client.get(f"/standards/duties/{town.duty('6.1').pk}/")
    assert 'class="pill late"' not in passing.content.decode()


def test_ticked_duties_and_all_that_wait_are_reminded(town):
    town.give(town.share("5.1"), town.share("6.1"))
    client, duty = enter(town.office), town.duty("5.1")
    post = f"/standards/duties/remind/{town.six.pk}/"

    one = client.post(post, {"duty": duty.pk, "unit": town.bureau.pk, "key": str(uuid4())})
    assert one["Location"].startswith(f"/standards/duties/units/{town.bureau.pk}/")
    page = client.get("/standards/duties/units/")
    assert "提醒待确认的2条" in words(page)
    ids = re.findall(r'name="duty" value="(\d+)"', page.content.decode())
    assert client.post(post, {"duty": ids, "key": str(uuid4())}).status_code == 302
    assert Duty.objects.filter(reminded_on=timezone.localdate()).count() == 2


def sheet(*rows: list[str], heads: tuple[str, ...] = HEADS) -> SimpleUploadedFile:
    return SimpleUploadedFile("分工.xlsx", workbook("分工", "责任分工", heads, rows))


def hidden(answer: Any, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', answer.content.decode())
    return found[1] if found else ""


def test_the_sheet_goes_out_with_the_split_and_comes_back_row_by_row(town):
    town.give(town.share("5.1", person=town.clerk.person, section="房管科", due=DUE))
    town.give(town.share("5.1", town.bureau_two, lead=False), town.share("1.1", town.bureau_two))
    client, at = enter(town.office), f"/standards/duties/sheet/{town.six.pk}/"
    out = client.get(f"{at}file/").content
    lines = CalamineWorkbook.from_filelike(io.BytesIO(out)).get_sheet_by_index(0).to_python()
    row = next(one for one in lines if one[0] == "5.1")
    assert row == ["5.1", "社区用房", "建设局", "城管局", "jianshe", "房管科", DUE.isoformat(), ""]
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    rows = [
        row[:7],
        ["6.1", "", "建设局", "", "", "园林科", DUE.isoformat()],
        ["SD-MARKET", "", "建设局", "城管局；桃李社区", "", "", ""],
        ["1.1", "", "建设局", "", "", "", ""],
        ["6.1", "", "城管局", "", "", "", ""],
        ["4.1", "", "建设局", "", "张三", "", ""],
        ["2.1", "", "建设局", "", "", "", "下月"],
        ["2.1", "", "建设局", "", "", "", yesterday],
        ["7.1", "", "城管局", "建设局、城管局", "", "", ""],
        ["5", "", "建设局", "", "", "", ""],
        ["7.1", "问题整改", "", "", "", "", ""],
    ]

    seen = client.post(at, {"file": sheet(*rows)})

    said = words(seen)
    assert "读到10行：可导入4行，其中有变化3行；不能导入6行" in said
    assert "由城管局改派给建设局" in said and "建设局牵头；城管局配合；桃李社区配合" in said
    for why in (
        "这条指标上面已有一行", "建设局没有叫“张三”的人员", "不是日期", "期限早于今天",
        "城管局牵头又配合，一条只写一次", "没有编号为“5”的末级指标",
    ):  # fmt: skip
        assert why in said, why
    assert Duty.objects.exclude(state="ended").count() == 3
    back = client.post(f"{at}rejected/", {"left": hidden(seen, "left")})
    book = CalamineWorkbook.from_filelike(io.BytesIO(back.content)).get_sheet_by_index(0)
    assert len(book.to_python()) == 8 and book.to_python()[2][-1] == "这条指标上面已有一行"
    told = {"told": hidden(seen, "told"), "key": str(uuid4())}
    done = client.post(f"{at}take/", told, follow=True)
    assert "已导入4行，分出5条" in words(done)
    assert town.duty("6.1").section == "园林科" and town.duty("1.1").side == "lead"


def test_files_and_previews_that_do_not_fit_are_refused(town):
    client, at = enter(town.office), f"/standards/duties/sheet/{town.six.pk}/"
    text = SimpleUploadedFile("分工.txt", b"1.1 ")
    broken = SimpleUploadedFile("分工.xlsx", b"PK\x03\x04 nothing")
    heads = sheet(["1.1"], heads=("编号",))
    empty = sheet(["1.1", "", "", "", "", "", ""])
    for file, why in (
        (text, "这不是Excel文件"), (broken, "打不开"), (heads, "没有找到表头"), (empty, "没有要分的"),
    ):  # fmt: skip
        answer = client.post(at, {"file": file})
        assert answer.status_code == 422 and why in words(answer), why
    large = SimpleUploadedFile("分工.xlsx", b"PK\x03\x04" + b"0" * (5 * 2**20))
    assert "超过5MB" in words(client.post(at, {"file": large}))
    assert "选填好的分工表" in words(client.post(at, {}))

    assert "预览已经过期" in words(client.post(f"{at}take/", {"told": "x"}))
    other = signing.dumps([0, []], salt="standards.duties_sheet")
    assert "另一套测评体系" in words(client.post(f"{at}take/", {"told": other}))
    seen = client.post(at, {"file": sheet(["5.1", "", "建设局", "", "", "", ""])})
    town.give(town.share("5.1", town.bureau_two))
    ids = [town.duty("5.1", town.bureau_two).pk]
    actions.accept_duties(ids, actor=town.clerk_two, now=timezone.now(), key=uuid4())
    late = client.post(f"{at}take/", {"told": hidden(seen, "told"), "key": str(uuid4())})
    assert late.status_code == 422 and "这期间分工有变" in words(late)


def test_pages_before_the_first_edition_say_what_to_do(db):
    city = City()
    client = enter(make_member(city.community, Role.STAFF, "jinqiao"))

    for page in ("", "mine/", "units/"):
        assert client.get(f"/standards/duties/{page}").status_code == 200, page
    assert client.get(f"/standards/duties/units/{city.community.pk}/").status_code == 404
    assert client.post("/standards/duties/mine/answer/", {}).status_code == 404


def test_two_editions_are_chosen_between(town):
    other = town.edition(SECOND)
    town.give(town.share("5.1"))
    actions.split_items(
        other.pk, [Share(town.item(other, "6.1"), town.bureau, lead=True)],
        actor=town.office, now=timezone.now(), key=uuid4(),
    )  # fmt: skip
    client = enter(town.clerk)

    assert "第二套" in words(client.get("/standards/duties/"))
    mine = words(client.get(f"/standards/duties/mine/?edition={other.pk}"))
    assert "公共绿地" in mine and "社区用房" not in mine
    actions.close_edition(other.pk, actor=town.office, now=timezone.now(), key=uuid4())
    closed = client.get(f"/standards/duties/mine/?edition={other.pk}").content.decode()
    assert 'name="duty"' not in closed


SECOND = """\
code: second
name: 第二套
year: 2026
level: county
items:
  - {code: "6", text: 生态, items: [{code: "6.1", text: 公共绿地, weight: 100, methods: [online], rule: {kind: judged}, proofs: [{kind: judgement}]}]}
"""


def test_no_page_asks_more_than_twenty_times_of_whoever_splits(town):
    many(town, 60)
    town.give(town.share("6.1"))
    office, clerk = enter(town.office), enter(town.clerk)
    duty = Duty.objects.filter(unit=town.bureau).first()
    assert duty is not None
    for client, page in (
        (office, ""), (office, "units/"), (office, f"units/{town.bureau.pk}/"), (clerk, "mine/"),
        (clerk, f"{duty.pk}/"), (office, f"sheet/{town.six.pk}/"), (office, f"sheet/{town.six.pk}/file/"),
    ):  # fmt: skip
        client.get(f"/standards/duties/{page}")
        with CaptureQueriesContext(connection) as told:
            assert client.get(f"/standards/duties/{page}").status_code == 200
        assert len(told) <= 25, (page, len(told))


def many(town: Split, n: int) -> None:
    """Put more leaves into the edition and give them to the bureau, and to another for support."""
    head = town.item(town.six, "6")
    made = Item.objects.bulk_create(
        Item(
            root_id=town.city.pk, edition=town.six, parent=head, code=f"6.{x + 10}", text=f"第{x}条",
            order=1000 + x, depth=2, leaf=True, weight=1, pinyin="", spec={"code": f"6.{x + 10}"},
        )
        for x in range(n)
    )  # fmt: skip
    shares = [Share(one, town.bureau, lead=True) for one in made]
    actions.split_items(
        town.six.pk, [*shares, *(Share(one, town.bureau_two, lead=False) for one in made[:20])],
        actor=town.office, now=timezone.now(), key=uuid4(),
    )  # fmt: skip
