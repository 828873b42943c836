"""Rosters: many wordings of heads, rows that are wrong, and what becomes of the file."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
import xlsxwriter

from youju.jobs.actions import give_up_lost, perform
from youju.jobs.models import Job
from youju.kernel.refusal import Forbidden, Refused
from youju.residents import actions, queries
from youju.residents.actions import AreaTold, taking
from youju.residents.actions import rosters as running
from youju.residents.kinds import kinds
from youju.residents.models import Household, Need, Resident, Roster
from youju.residents.rules import roster as rules
from youju.residents.rules.doors import DoorName
from youju.residents.sheets import MOST_BYTES, empty_roster, read_table, rejected_roster
from youju.residents.tests.world import NOON, TODAY, Town, number, told


@pytest.fixture
def town(db) -> Town:
    return Town()


def csv(*rows: str) -> bytes:
    return "\n".join(rows).encode()


def take(town: Town, content: bytes, columns=None, **more) -> Roster:
    """Receive a roster, begin and do the job."""
    made = actions.receive_roster(content, "名册.csv", unit=town.community, **more, **town.by(town.staff))  # fmt: skip
    told_ = columns or {int(n): key for n, key in made.columns.items()}
    actions.start_roster(made.pk, told_, **town.by(town.staff))
    perform(Job.objects.latest("pk").pk)
    made.refresh_from_db()
    return made


@pytest.mark.parametrize(
    ("heads", "columns"),
    [
        (["序号", "姓 名", "公民身份号码", "联系电话（手机）", "现住址"], {1: "name", 2: "id_number", 3: "phone", 4: "door"}),
        (["居民姓名", "身份证", "手机号码", "楼号", "单元", "房间号", "户主"], {0: "name", 1: "id_number", 2: "phone", 3: "building", 4: "entrance", 5: "room", 6: "head"}),
        (["姓名", "姓名", "成员联系电话"], {0: "name", 2: "phone"}),
    ],
)  # fmt: skip
def test_heads_are_known_by_many_words(heads, columns):
    assert rules.propose(heads) == columns


def test_the_head_is_found_below_titles_and_columns_are_checked():
    rows = [["金桥社区住户名册"], ["2026年"], ["姓名", "电话"], ["张三", "139"]]
    assert rules.head_row(rows) == 2
    for none in ([], [["甲", "乙"]]):
        with pytest.raises(Refused, match="没有找到“姓名”"):
            rules.head_row(none)
    rules.check_columns({0: "name"})
    for columns, why in (({0: "phone"}, "要有一列是姓名"), ({0: "name", 1: "name"}, "两列都对上")):
        with pytest.raises(Refused, match=why):
            rules.check_columns(columns)


def test_a_row_is_read_as_people_write_it():
    cells = {
        "name": "张三", "birth": "1990年1月1日", "sex": "男", "phone": "13812346027、0390-1234567", "area": "柳荫里",
        "building": "3号楼", "entrance": "2单元", "room": "501", "head": "张三", "tenure": "出租", "landlord": "赵六",
        "kinds": "低保，残疾人 低保", "incomer": "外来", "relation": "", "note": "务农",
    }  # fmt: skip

    row = rules.read_row(cells, kinds())

    assert (row.told.birth, row.told.sex, row.told.relation) == (date(1990, 1, 1), "m", "head")
    assert row.told.phones == ("13812346027", "0390-1234567") and row.told.incomer
    assert row.door == DoorName("3", "2", "501") and row.tenure == "rented"
    assert [one.code for one in row.kinds] == ["dibao", "disabled"]
    only = rules.read_row({"name": "张三", "building": "12"}, kinds())
    assert only.door == DoorName("12") and only.tenure == "own" and only.told.birth is None
    assert rules.read_row({"name": "张三", "door": "柳荫里3-2-501"}, kinds()).area == "柳荫里"
    assert rules.read_row({"name": "张", "tenure": "空置"}, kinds()).tenure == "vacant"
    assert rules.read_row({"name": "张", "relation": "租客"}, kinds()).tenure == "rented"


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"sex": "不详"}, "应为男或女"),
        ({"birth": "九零后"}, "写作 1990-1-1"),
        ({"birth": "1990-13-1"}, "写作 1990-1-1"),
        ({"door": "河边"}, "认不出是哪一户"),
        ({"kinds": "富裕"}, "登记类别里没有"),
        ({"kinds": "社区矫正对象"}, "由救助专员单独登记"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(cells, why):
    with pytest.raises(Refused, match=why):
        rules.read_row({"name": "张三", **cells}, kinds())


def test_files_of_several_kinds_are_read():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.add_worksheet("空")
    sheet = book.add_worksheet("名册")
    sheet.write_row(0, 0, ["姓名", "电话"])
    sheet.write_row(1, 0, ["张三", "13812346027"])
    book.close()
    assert read_table(out.getvalue()) == [["姓名", "电话"], ["张三", "13812346027"]]
    assert read_table("姓名,电话\n张三,1".encode("gb18030"))[1] == ["张三", "1"]
    assert read_table(empty_roster())[0][0] == "姓名"
    assert rejected_roster(["姓名"], [["张三", "没有小区"]])[:2] == b"PK"
    for content, why in (
        (b" ", "是空的"), (b"PK\x03\x04 broken", "打不开"), (b"\xff\xff\xff", "只收 Excel"),
        (b"x" * (MOST_BYTES + 1), "超过 5 MB"), (csv("姓名", *(["张三"] * 20_001)), "最多 20000 行"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=why):
            read_table(content)


def test_a_roster_becomes_households_with_their_heads_and_needs(town):
    rows = csv(
        "姓名,身份证号,小区,门牌,关系,类别,监护人",
        f"李大牛,{number('19900303')},柳荫里,3-2-501,子女,,",
        f"李老汉,{number('19600303')},柳荫里,3-2-501,户主,低保,",
        f"李小苗,{number('20200101')},柳荫里,3-2-501,孙女,留守儿童,",
        ",,,,,,",
        f"周租客,{number('19910303')},桂苑,5-1-101,租户,,",
        f"周小小,{number('20210303')},桂苑,6-1-101,子女,,周大大",
        "无门牌,,桂苑,,,残疾,",
    )

    roster = take(town, rows)

    assert (roster.state, roster.taken, roster.rejected, roster.content) == ("done", 6, 0, "")
    head = Resident.objects.get(name="李老汉")
    assert head.household.members.count() == 3 and head.household.head == head
    assert {queries.kind_for(one).code for one in Need.objects.all()} == {"dibao", "left_behind", "disabled"}  # fmt: skip
    assert Household.objects.get(area__name="桂苑", door__building__number="5").tenure == "rented"
    assert told(town.community, "people") == "6人" and told(town.community, "areas") == "2个"
    found = queries.look_up(town.staff, town.community, "李小苗", TODAY).people
    assert [one.resident.name for one in found] == ["李**"]
    again = take(town, csv("姓名,小区,门牌,类别", "李老妻,柳荫里,3-2-501,低保"))
    assert again.taken == 1 and Need.objects.count() == 3
    assert head.household.members.count() == 4


def test_wrong_rows_stay_behind_with_their_reasons(town):
    one = number("19900303")
    rows = csv(
        "姓名,身份证号,性别,门牌",
        f"李大牛,{one},女,3-2-501",
        f"王一,{one[:17]}{'1' if one[17] != '1' else '2'},,3-2-501",
        f"王二,{one},,3-2-502",
        f"王三,{one},,3-2-503",
        f"王四,{number('20200101')},,",
        f"王五,{number('20209901')},,3-2-505",
    )

    roster = take(town, rows, area=town.area)

    assert (roster.taken, roster.rejected) == (1, 5)
    heads, left = actions.rejects_of(roster)
    assert heads == ["姓名", "身份证号", "性别", "门牌"]
    reasons = [row[-1] for row in left]
    assert "性别与身份证号不符" in reasons[0] and "最后一位应为" in reasons[1]
    assert reasons[2] == "身份证号与第 4 行相同" and "监护人" in reasons[3]
    assert "不是出生日期" in reasons[4]
    assert "王一" not in str(Roster.objects.values().get())
    twice = take(town, rows, area=town.area)
    assert twice.taken == 0 and "已登记，没有重复导入" in str(actions.rejects_of(twice))
    assert running.forget_rosters(NOON + timedelta(days=31)) == 2
    assert actions.rejects_of(Roster.objects.first()) == ([], [])


def test_a_roster_needs_an_area_and_is_taken_once(town):
    by = town.by(town.staff)
    rows = csv("姓名,性别", "张三,男")
    for _twice in range(2):
        made = actions.receive_roster(rows, "名册.csv", unit=town.community, **by)
    assert Roster.objects.count() == 1 and actions.table_of(made)[0] == ["姓名", "性别"]
    with pytest.raises(Refused, match="先选住户所在的小区"):
        actions.start_roster(made.pk, {0: "name"}, **town.by(town.staff))
    taken = take(town, rows, area=town.area)
    with pytest.raises(Refused, match="已经导入过"):
        actions.start_roster(taken.pk, {0: "name"}, **town.by(town.staff))
    by = town.by(town.staff)
    other = actions.receive_roster(rows, "名册.csv", unit=town.community, area=town.area, **town.by(town.staff))  # fmt: skip
    for _twice in range(2):
        actions.start_roster(other.pk, {0: "name"}, **by)
    assert Job.objects.filter(kind="residents.roster").count() == 2
    for member in (town.care, town.grid_worker):
        with pytest.raises(Forbidden):
            actions.receive_roster(rows, "名册.csv", unit=town.community, **town.by(member))
    noarea = actions.receive_roster(csv("姓名,门牌", "张三,3-2-501"), "x.csv", unit=town.community, **town.by(town.staff))  # fmt: skip
    actions.start_roster(noarea.pk, {0: "name", 1: "door"}, **town.by(town.staff))
    perform(Job.objects.latest("pk").pk)
    assert "没有小区" in str(actions.rejects_of(Roster.objects.get(pk=noarea.pk)))


def test_a_roster_that_stops_says_so(town, monkeypatch):
    def stop(*args):
        raise OSError("out of space")

    monkeypatch.setattr(running.Taking, "_settle", stop)
    roster = take(town, csv("姓名,门牌", "张三,3-2-501"), area=town.area)

    assert roster.state == "failed" and Job.objects.latest("pk").failed
    assert not Resident.objects.exists()


def test_a_roster_whose_worker_was_killed_is_called_failed_and_goes_on_where_it_stood(
    town, monkeypatch
):
    born = ["19600303", "19910303", "19920303", "19930303"]
    lines = [
        f"住户{n},{number(day)},3-2-50{at % 2}"
        for at, (n, day) in enumerate(zip("甲乙丙丁", born, strict=True))
    ]
    rows = csv("姓名,身份证号,门牌", *lines[:2], "王错,123,3-2-501", lines[2], lines[0], lines[3])
    monkeypatch.setattr(taking, "CHUNK", 2)
    made = actions.receive_roster(
        rows, "名册.csv", unit=town.community, area=town.area, **town.by(town.staff)
    )
    actions.start_roster(made.pk, {0: "name", 1: "id_number", 2: "door"}, **town.by(town.staff))
    made.refresh_from_db()
    Job.objects.filter(pk=made.job_id).update(
        state="running", seen_at=NOON - timedelta(seconds=121)
    )
    killed = taking.Taking(made, town.staff, NOON, actions.table_of(made))
    with pytest.raises(KeyboardInterrupt):
        killed.run(_stop_at(4))

    assert give_up_lost(now=NOON) == 1

    made.refresh_from_db()
    assert (made.state, made.read, made.taken, made.rejected) == ("failed", 4, 3, 1)
    assert told(town.community, "people") == "3人"
    by = town.by(town.staff)
    for _twice in range(2):
        actions.resume_roster(made.pk, **by)
    perform(Roster.objects.get().job_id)
    made.refresh_from_db()
    assert (made.state, made.read, made.taken, made.rejected) == ("done", 6, 4, 2)
    assert actions.rejects_of(made)[1][1][-1] == "身份证号与第 2 行相同"
    assert Resident.objects.count() == 4 and Household.objects.count() == 2
    with pytest.raises(Refused, match="没有中断"):
        actions.resume_roster(made.pk, **town.by(town.staff))
    Roster.objects.update(state="failed")
    with pytest.raises(Refused, match="过保存期"):
        actions.resume_roster(made.pk, **town.by(town.staff))
    made.read = 4
    with pytest.raises(Refused, match="另一次导入接着做"):
        killed.run(_stop_at(9))


def _stop_at(row):
    def report(done, total, note=""):
        if done >= row:
            raise KeyboardInterrupt

    return report


def test_a_roster_takes_as_many_queries_for_many_homes_as_for_few(
    town, django_assert_max_num_queries
):
    lines = [f"住户{n},{3 + n % 4}-{n % 3 + 1}-{n}01" for n in range(1, 120)]
    made = actions.receive_roster(csv("姓名,门牌", *lines), "x.csv", unit=town.community, area=town.area, **town.by(town.staff))  # fmt: skip
    with django_assert_max_num_queries(60):
        actions.take_roster(made.pk, **town.by(town.staff))
    assert Household.objects.count() == 119


def test_a_roster_puts_people_at_the_grid_of_their_building(town):
    actions.give_building(town.area.pk, "3", town.grid, **town.by(town.staff))
    actions.add_area(town.community, AreaTold("桂苑", "open"), **town.by(town.staff))

    take(town, csv("姓名,小区,门牌", "张三,柳荫里,3-2-501", "李四,桂苑,3-2-501"))

    assert Resident.objects.get(name="张三").unit == town.grid
    assert Resident.objects.get(name="李四").unit == town.community


def test_a_roster_is_taken_in_at_once_where_no_worker_runs(town):
    rows = csv("姓名,门牌", "张三,3-2-501")
    made = actions.receive_roster(rows, "x.csv", unit=town.community, area=town.area, **town.by(town.staff))  # fmt: skip
    by = town.by(town.staff)
    for _twice in range(2):
        actions.take_roster(made.pk, **by)
    made.refresh_from_db()
    assert (made.state, made.taken, Resident.objects.count()) == ("done", 1, 1)
    with pytest.raises(Refused, match="已经导入过"):
        actions.take_roster(made.pk, **town.by(town.staff))
