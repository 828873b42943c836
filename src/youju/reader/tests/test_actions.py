"""Taking a report in, deciding on its figures, taking decisions back."""

from decimal import Decimal
from uuid import UUID

from youju.facts.models import Fact
from youju.kernel.ids import new_key
from youju.kernel.periods import parse_period
from youju.ledgers.models import Entry
from youju.reader import actions
from youju.reader.models import ReadFact, Reading
from youju.reader.tests.conftest import NOON

HALF = parse_period("2026H1")
REPORT = """金桥社区2026年上半年创建文明城市工作总结
一、环境整治
上半年，社区组织志愿者清理垃圾50余车，清理对联230余幅，清除楼道小广告500余个。
二、宣传发动
发放宣传资料3000余份，开展集中培训18次。
三、存在问题
社区每月召开例会1次。共募集善款1200元。
"""


def read(staff, text=REPORT, period=HALF, key: UUID | None = None) -> Reading:
    return actions.read_text(
        text, unit=staff.unit, actor=staff, now=NOON, key=key or new_key(), period=period
    )


def fact(reading: Reading, number: str) -> ReadFact:
    return reading.facts.get(quantity_text=number)


def confirm(staff, *facts: ReadFact) -> list[ReadFact]:
    ids = [one.pk for one in facts]
    return actions.confirm_facts(ids, actor=staff, now=NOON, key=new_key())


def test_a_pasted_report_is_read_and_kept_as_evidence(staff):
    reading = read(staff)

    assert reading.state == Reading.State.READY
    assert reading.item.file_name.endswith(".txt")
    assert [one.quantity.text() for one in reading.facts.all()][:5] == [
        "50余车",
        "230余幅",
        "500余个",
        "3000余份",
        "18次",
    ]


def test_figures_of_one_sentence_become_one_entry(staff):
    reading = read(staff)

    confirm(staff, fact(reading, "50"), fact(reading, "230"), fact(reading, "500"))

    entry = Entry.objects.get()
    assert entry.ledger_code == "cleanup"
    assert entry.title == "清理垃圾、对联、清除楼道小广告"
    assert entry.period == HALF
    assert (entry.source, entry.source_ref) == ("reader", str(fact(reading, "50").pk))
    assert entry.evidence_count == 1
    counted = {one.measure.code: one.value for one in Fact.objects.select_related("measure")}
    assert counted["cleanup.rubbish"] == Decimal(50)
    assert counted["cleanup.couplets"] == Decimal(230)
    assert counted["cleanup.adverts"] == Decimal(500)
