"""What stands in a slot's place: the forms that name records, and what is not said."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from youju.documents.render import fill
from youju.documents.tests.world import HALF, JULY, a_clean_up, a_world
from youju.kernel.periods import parse_period
from youju.ledgers.actions import record_entry

pytestmark = pytest.mark.django_db
JULY_8 = date(2026, 7, 8)


@pytest.fixture
def world():
    return a_world()[0]


def table_of(world, unit, **more):
    """Return a table of two numbers as it is filled."""
    block = {"kind": "table", "measures": ["清理垃圾", "清除小广告"], **more}
    content = {"sections": [{"blocks": [block]}]}
    filled = fill(content, unit=unit, period=HALF, title="", addressee="", today=JULY_8)
    return filled.sections[0].blocks[0]


def said(world, source, unit=None, period=HALF, today=JULY_8):
    """Return a paragraph as it is filled."""
    content = {"sections": [{"blocks": [{"kind": "text", "source": source}]}]}
    text = fill(
        content, unit=unit or world.jinqiao, period=period, title="", addressee="", today=today
    )
    return "".join(run.text for run in text.runs())


def a_record(world, ledger, on, **values):
    return record_entry(
        ledger, unit=world.jinqiao, values=values, period=parse_period(on), actor=world.clerk,
        now=JULY, key=uuid4(),
    )  # fmt: skip


def test_a_table_of_too_few_rows_or_of_no_units_is_left_out(world):
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="5")

    assert len(table_of(world, world.jinqiao).rows) == 2
    assert table_of(world, world.jinqiao, least=2).left_out == "清理垃圾、清除小广告"
    assert table_of(world, world.jinqiao, by="unit").left_out == "清理垃圾"
    assert len(table_of(world, world.street, by="unit").rows) == 2  # one unit is its own total


NAMED = "清理垃圾{{清理垃圾}}（{{清理垃圾|逐项}}）。"


def test_records_are_named_one_by_one_and_one_alone_by_its_name(world):
    a_clean_up(world.clerk, date(2026, 3, 6), action="河边清理", rubbish="50余")
    assert said(world, NAMED) == "清理垃圾50余车（河边清理）。"

    a_clean_up(world.clerk, date(2026, 2, 6), action="春节大扫除", rubbish="3")
    assert said(world, NAMED) == "清理垃圾50余车（春节大扫除3车、河边清理50余车）。"


def test_records_of_one_each_are_named_without_it_and_no_more_than_six(world):
    for n in range(2):
        a_clean_up(world.clerk, date(2026, 3, 6 + n), action=f"行动{n}", rubbish="1")
    assert said(world, NAMED) == "清理垃圾2车（行动0、行动1）。"

    for n in range(2, 7):
        a_clean_up(world.clerk, date(2026, 3, 6 + n), action=f"行动{n}", rubbish="2")
    assert "行动52车等）" in said(world, NAMED) and "行动6" not in said(world, NAMED)


def test_what_each_told_is_said_once_where_all_told_the_same(world):
    source = "清理垃圾{{清理垃圾}}，每次{{清理垃圾|每项}}。"
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="20")
    assert said(world, source) == "清理垃圾20车。"

    a_clean_up(world.clerk, date(2026, 3, 7), rubbish="20")
    assert said(world, source) == "清理垃圾40车，每次20车。"

    a_clean_up(world.clerk, date(2026, 3, 8), rubbish="5")
    assert said(world, source) == "清理垃圾45车，每次平均15车。"


def test_how_many_a_month_is_told_for_the_months_that_have_begun(world):
    source = "开展整治{{环境卫生整治行动}}，{{环境卫生整治行动|月均}}。"
    for month in (1, 2, 3):
        a_clean_up(world.clerk, date(2026, month, 6))
    assert said(world, source, today=date(2026, 3, 20)) == "开展整治3次，每月1次。"
    assert said(world, source) == "开展整治3次，平均每月0.5次。"
    assert said(world, source, period=parse_period("2026-03")) == "开展整治1次。"


def test_no_case_is_said_to_be_none_and_a_stock_used_up_is_not_said(world):
    a_record(world, "disputes", "2026-03-06", matter="漏水", kind="漏水", cases="3", crimes="0", result="已化解")  # fmt: skip
    assert said(world, "化解{{化解矛盾纠纷|零}}，民转刑案件{{民转刑案件|零}}。") == (
        "化解3起，民转刑案件为零。"
    )

    record_entry(
        "lamps", unit=world.jinqiao, values={"kind": "路灯", "place": "南巷", "lamps": "6盏"},
        period=parse_period("2026-02-01"), until=date(2026, 5, 1), actor=world.clerk, now=JULY, key=uuid4(),
    )  # fmt: skip
    source = "路灯{{路灯}}（{{路灯|逐项}}），监控{{监控}}。"
    assert said(world, source, period=parse_period("2026Q1")) == "路灯6盏（南巷路灯）。"
    assert said(world, source) == ""


def test_a_joint_action_is_named_once_above_its_units(world):
    values = {"action": "联合清河", "place": "河堤", "rubbish": "9"}
    record_entry(
        "cleanup", unit=world.jinqiao, values=values, period=parse_period("2026-03-06"), actor=world.clerk,
        now=JULY, key=uuid4(), partners=[world.guiyuan],
    )  # fmt: skip

    assert said(world, NAMED, unit=world.street) == "清理垃圾9车（联合清河）。"


CHECK = {"unit_checked": "文化馆", "rule": "考勤制度", "way": "明查", "faults": "3"}
CHECKED = "检查{{制度执行检查}}，推诿{{推诿问题}}，松散{{松散问题}}，{{推诿问题|若零}}{{松散问题|若零}}没有发现推诿、松散，{{推诿问题|若有}}已通报。"


@pytest.mark.parametrize(
    ("shirking", "slack", "told"),
    [
        ("0", "0", "检查1次，没有发现推诿、松散。"),
        ("0", "2", "检查1次，松散2处。"),
        ("1", "", "检查1次，推诿1处，已通报。"),
        ("", "", "检查1次。"),
    ],
)
def test_a_count_of_none_is_not_said_as_a_number(world, shirking, slack, told):
    found = {"pushed": shirking, "loose": slack}
    a_record(world, "rule_checks", "2026-03-06", **CHECK, **{k: v for k, v in found.items() if v})

    assert said(world, CHECKED) == told


def test_a_count_of_none_is_said_where_the_form_asks(world):
    a_record(world, "rule_checks", "2026-03-06", **CHECK, pushed="0")

    assert said(world, "推诿{{推诿问题|零}}，{{推诿问题|实数}}。") == "推诿为零，0处。"


def test_a_part_of_which_only_a_bound_is_known_is_not_said(world):
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="不足5")

    assert said(world, "清理{{清理垃圾}}，其中清运{{清理垃圾|其中}}。") == "清理不足5车。"
