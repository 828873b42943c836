"""Taking a report in, deciding on its figures, taking decisions back."""

from decimal import Decimal
from uuid import UUID

import pytest
from django.core.files.base import ContentFile

from youju.audit.models import Entry as LogEntry
from youju.facts.models import Fact
from youju.kernel.ids import new_key
from youju.kernel.periods import UNKNOWN, parse_period
from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.ledgers.actions import withdraw_entry
from youju.ledgers.models import Entry
from youju.organisations.models import ProfileValue
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


def test_a_figure_confirmed_later_joins_the_entry_of_its_sentence(staff):
    reading = read(staff)
    confirm(staff, fact(reading, "50"))

    confirm(staff, fact(reading, "230"))

    entry = Entry.objects.get()
    assert entry.title == "清理垃圾、对联"
    assert entry.values["couplets"]["text"] == "230余幅"
    assert entry.values["rubbish"]["text"] == "50余车"


def test_a_name_given_to_the_entry_by_hand_is_kept(staff):
    reading = read(staff)
    confirm(staff, fact(reading, "50"))
    entry = Entry.objects.get()
    entry.values["action"] = "春季大扫除"
    entry.save()

    confirm(staff, fact(reading, "230"))

    assert Entry.objects.get().values["action"] == "春季大扫除"


def test_undo_takes_a_figure_out_and_leaves_the_others(staff):
    reading = read(staff)
    confirm(staff, fact(reading, "50"), fact(reading, "230"))

    actions.undo_facts([fact(reading, "50").pk], actor=staff, now=NOON, key=new_key())

    entry = Entry.objects.get()
    assert entry.live
    assert "rubbish" not in entry.values
    assert entry.title == "清理对联"
    assert fact(reading, "50").state == "proposed"


def test_undo_of_the_last_figure_withdraws_the_entry_and_its_facts(staff):
    reading = read(staff)
    confirm(staff, fact(reading, "18"))

    actions.undo_facts([fact(reading, "18").pk], actor=staff, now=NOON, key=new_key())

    assert not Entry.objects.get().live
    assert not Fact.objects.exists()
    assert fact(reading, "18").entry is None


def test_a_figure_undone_and_confirmed_again_makes_a_new_entry(staff):
    reading = read(staff)
    confirm(staff, fact(reading, "18"))
    actions.undo_facts([fact(reading, "18").pk], actor=staff, now=NOON, key=new_key())

    confirm(staff, fact(reading, "18"))

    assert [one.live for one in Entry.objects.order_by("pk")] == [False, True]


def test_undo_leaves_alone_an_entry_withdrawn_since(staff):
    reading = read(staff)
    confirm(staff, fact(reading, "18"))
    withdraw_entry(Entry.objects.get().pk, actor=staff, now=NOON, key=new_key())

    actions.undo_facts([fact(reading, "18").pk], actor=staff, now=NOON, key=new_key())

    assert fact(reading, "18").state == "proposed"


def test_the_same_key_records_once(staff):
    reading, key = read(staff), new_key()
    ids = [fact(reading, "18").pk]

    actions.confirm_facts(ids, actor=staff, now=NOON, key=key)
    again = actions.confirm_facts(ids, actor=staff, now=NOON, key=key)

    assert [one.pk for one in again] == ids
    assert Entry.objects.count() == 1


def test_every_act_sent_twice_is_done_once(staff):
    reading = read(staff)
    piece, one = reading.pieces.get(), fact(reading, "18")
    keys = [new_key() for _ in range(6)]
    who = {"actor": staff, "now": NOON}

    for _ in range(2):
        actions.refuse_facts([one.pk], key=keys[0], **who)
    for _ in range(2):
        actions.undo_facts([one.pk], key=keys[1], **who)
    for _ in range(2):
        actions.confirm_piece(piece.pk, key=keys[2], **who)
    for _ in range(2):
        actions.change_fact(
            fact(reading, "1200").pk, ledger="visits", field="money", key=keys[3], **who
        )
    for _ in range(2):
        actions.correct_piece(piece.pk, kind="半年总结", key=keys[4], **who)

    assert Entry.objects.count() == 4
    acts = LogEntry.objects.filter(act__startswith="reader.", outcome="done")
    assert sorted(acts.values_list("act", flat=True)) == [
        "reader.change_fact",
        "reader.confirm_piece",
        "reader.correct_piece",
        "reader.read_upload",
        "reader.refuse_facts",
        "reader.undo_facts",
    ]


def test_what_was_decided_is_not_decided_again(staff):
    reading = read(staff)
    confirm(staff, fact(reading, "18"))

    with pytest.raises(Refused, match="已经处理过"):
        confirm(staff, fact(reading, "18"))
    with pytest.raises(Refused, match="已经处理过"):
        actions.refuse_facts([fact(reading, "18").pk], actor=staff, now=NOON, key=new_key())
    with pytest.raises(Refused, match="没有可撤销的"):
        actions.undo_facts([fact(reading, "50").pk], actor=staff, now=NOON, key=new_key())

    assert Entry.objects.count() == 1


def test_a_figure_without_a_place_records_nothing_of_the_batch(staff):
    reading = read(staff)

    with pytest.raises(Refused, match="还没有选台账"):
        confirm(staff, fact(reading, "18"), fact(reading, "1200"))

    assert not Entry.objects.exists()
    assert fact(reading, "18").state == "proposed"


def test_a_damaged_figure_needs_a_hand(staff):
    reading = read(staff, "环境整治工作总结\n社区清理小广告20xx余个。\n")
    damaged = reading.facts.get()
    assert damaged.sure is False

    with pytest.raises(Refused):
        confirm(staff, damaged)
    actions.change_fact(
        damaged.pk,
        actor=staff,
        now=NOON,
        key=new_key(),
        ledger="cleanup",
        field="adverts",
        quantity=Quantity(Decimal(2000), "个", "余"),
    )

    assert Entry.objects.get().values["adverts"]["text"] == "2000余个"


def test_a_changed_figure_moves_to_the_other_ledger(staff):
    reading = read(staff)
    confirm(staff, fact(reading, "50"), fact(reading, "230"))

    actions.change_fact(
        fact(reading, "50").pk,
        actor=staff,
        now=NOON,
        key=new_key(),
        ledger="cleanup",
        field="debris",
        period=parse_period("2026-03-05"),
    )

    first, moved = Entry.objects.order_by("pk")
    assert set(first.values) == {"action", "couplets"}
    assert moved.values["debris"]["text"] == "50余车"
    assert moved.period.code == "2026-03-05"
    assert fact(reading, "50").state == "changed"


def test_a_changed_figure_joins_its_sentence_where_its_field_is_free(staff):
    reading = read(staff)
    confirm(staff, fact(reading, "230"))

    actions.change_fact(
        fact(reading, "50").pk,
        actor=staff,
        now=NOON,
        key=new_key(),
        ledger="cleanup",
        field="debris",
    )

    assert set(Entry.objects.get().values) == {"action", "couplets", "debris"}


def test_two_figures_for_one_field_make_two_entries(staff):
    reading = read(staff)
    for number in ("50", "230"):
        actions.change_fact(
            fact(reading, number).pk,
            actor=staff,
            now=NOON,
            key=new_key(),
            ledger="cleanup",
            field="rubbish",
            quantity=Quantity(Decimal(5), "车"),
        )

    assert Entry.objects.count() == 2


def test_a_field_that_is_no_number_or_takes_another_unit_is_refused(staff):
    one = fact(read(staff), "50")
    who = {"actor": staff, "now": NOON}

    with pytest.raises(Refused, match="没有所选的项目"):
        actions.change_fact(one.pk, key=new_key(), ledger="cleanup", field="place", **who)
    with pytest.raises(Refused, match="不能填车"):
        actions.change_fact(one.pk, key=new_key(), ledger="cleanup", field="couplets", **who)

    assert not Entry.objects.exists()


def test_a_figure_of_the_profile_goes_into_the_profile(staff):
    reading = read(staff, "社区概况\n社区总户数2130户，总人口7766人。\n")

    confirm(staff, fact(reading, "2130"))

    value = ProfileValue.objects.get()
    assert (value.item, value.value, value.on.isoformat()) == ("households", 2130, "2026-06-30")
    assert value.source.startswith("读报：")
    with pytest.raises(Refused, match="单位概况"):
        actions.undo_facts([fact(reading, "2130").pk], actor=staff, now=NOON, key=new_key())


def test_without_a_period_the_profile_takes_today(staff):
    reading = read(staff, "社区概况\n社区总户数2130户。\n", period=UNKNOWN)

    confirm(staff, fact(reading, "2130"))

    assert ProfileValue.objects.get().on.isoformat() == "2026-07-08"


def test_the_same_file_is_read_once_for_a_unit(staff, neighbour):
    first = read(staff)

    with pytest.raises(actions.AlreadyRead, match="读过") as again:
        read(staff)

    assert again.value.reading == first
    assert read(neighbour).pk != first.pk


def test_a_double_tap_reads_once(staff):
    key = new_key()

    assert read(staff, key=key) == read(staff, key=key)


def test_a_copy_of_an_earlier_report_is_found_and_not_proposed_again(staff):
    body = REPORT + "".join(
        f"第{n}网格走访了沿街商户并讲解创建要求和垃圾分类办法。\n" for n in "一二三四五六"
    )
    first = read(staff, body)
    read(staff, "本街道上半年新建口袋公园3处，改造公厕6座，增设停车泊位120个。\n")

    second = read(staff, "网上转载\n" + body, period=HALF)

    piece = second.pieces.get(facts__quantity_text="50")
    assert piece.copy_of.reading == first
    assert piece.likeness > 0.9
    assert not second.facts.filter(sure=True).exists()
    assert "默认不再记" in "".join(fact(second, "50").why)
    with pytest.raises(Refused, match="没有可以一起确认的"):
        actions.confirm_piece(piece.pk, actor=staff, now=NOON, key=new_key())


def test_a_copy_within_a_file_is_found(staff):
    body = (
        REPORT.split("\n", 1)[1]
        + "社区组织网格员走访沿街商户，讲解创建要求和垃圾分类办法，发现问题当场登记。\n" * 2
    )
    reading = read(staff, f"创建工作总结篇一\n{body}创建工作总结篇二\n{body}")

    one, two = reading.pieces.all()

    assert two.copy_of == one


def test_an_empty_or_endless_paste_is_refused(staff, monkeypatch):
    with pytest.raises(Refused, match="没有文字"):
        read(staff, "  \n")
    monkeypatch.setattr("youju.reader.actions.reading.LONGEST", 10)
    with pytest.raises(Refused, match="太长"):
        read(staff)


def test_a_file_of_another_kind_or_too_long_is_refused(staff, monkeypatch):
    def hand_in(content, name):
        return actions.read_upload(
            ContentFile(content, name=name), unit=staff.unit, actor=staff, now=NOON, key=new_key()
        )

    with pytest.raises(Refused, match="不是 txt、docx 或 pdf"):
        hand_in(b"a,b", "a.csv")
    monkeypatch.setattr("youju.reader.actions.reading.LONGEST", 10)
    with pytest.raises(Refused, match="拆成几个文件"):
        hand_in(REPORT.encode(), "a.txt")

    assert not Reading.objects.exists()


def test_a_large_file_is_read_in_the_background(staff, monkeypatch):
    monkeypatch.setattr("youju.reader.actions.reading.AT_ONCE", 10)
    reading = read(staff)
    assert (reading.state, reading.facts.count()) == ("waiting", 0)
    said = []

    result = actions.read_in_background(1, {"reading": reading.pk}, lambda *a: said.append(a))

    reading.refresh_from_db()
    assert reading.state == "ready"
    assert result["url"] == f"/reader/{reading.pk}/"
    assert said[-1][:2] == (2, 2)


def test_a_large_file_whose_original_is_gone_says_so(staff, monkeypatch):
    monkeypatch.setattr("youju.reader.actions.reading.AT_ONCE", 10)
    reading = read(staff)
    Reading.objects.update(item=None)

    with pytest.raises(Refused, match="原件不在了"):
        actions.read_in_background(1, {"reading": reading.pk}, lambda *a: None)


def test_a_repair_is_taken_back_and_the_text_read_anew(staff):
    reading = read(staff, "環境整治總結\n社區清理垃圾50余車。\n")
    repair = next(one for one in reading.repairs if one["before"] == "車")
    assert "50余车" in reading.text

    actions.undo_repair(reading.pk, repair["key"], actor=staff, now=NOON, key=new_key())

    reading.refresh_from_db()
    assert "50余車" in reading.text
    assert reading.undone == [repair["key"]]


def test_a_repair_stays_once_a_figure_is_recorded_and_an_unknown_one_is_refused(staff):
    reading = read(staff, "環境整治總結\n社區清理垃圾50余車。\n")
    repair, key = reading.repairs[0]["key"], new_key()
    who = {"actor": staff, "now": NOON}
    with pytest.raises(Refused, match="没有这处修补"):
        actions.undo_repair(reading.pk, "?", key=new_key(), **who)
    actions.undo_repair(reading.pk, repair, key=key, **who)
    assert actions.undo_repair(reading.pk, repair, key=key, **who) == reading

    reading.refresh_from_db()
    confirm(staff, reading.facts.get())

    with pytest.raises(Refused, match="先撤销"):
        actions.undo_repair(reading.pk, reading.repairs[0]["key"], key=new_key(), **who)


def test_a_corrected_piece_gives_its_figures_another_unit_and_period(city, staff):
    reading = read(staff, period=UNKNOWN)

    actions.correct_piece(
        reading.pieces.get().pk,
        actor=staff,
        now=NOON,
        key=new_key(),
        unit=city.grid,
        period=parse_period("2026Q1"),
        author="金桥社区居委会",
    )
    confirm(staff, fact(reading, "18"))

    entry = Entry.objects.get()
    assert (entry.unit, entry.period.code) == (city.grid, "2026Q1")


def test_only_those_who_may_import_read_and_decide(city, staff, leader, neighbour):
    reading = read(staff)
    ids, piece = [fact(reading, "18").pk], reading.pieces.get()

    with pytest.raises(Forbidden):
        actions.read_text(REPORT, unit=city.community, actor=leader, now=NOON, key=new_key())
    with pytest.raises(Forbidden):
        actions.confirm_facts(ids, actor=leader, now=NOON, key=new_key())
    with pytest.raises(Forbidden):
        actions.correct_piece(piece.pk, kind="通报", actor=leader, now=NOON, key=new_key())
    with pytest.raises(Missing):
        actions.confirm_piece(piece.pk, actor=neighbour, now=NOON, key=new_key())
    with pytest.raises(Refused, match="刷新"):
        actions.refuse_facts(ids, actor=neighbour, now=NOON, key=new_key())

    assert not Entry.objects.exists()


def test_a_number_filled_in_by_hand_since_is_not_overwritten(staff):
    reading = read(staff)
    confirm(staff, fact(reading, "50"))
    entry = Entry.objects.get()
    by_hand = {"text": "200幅", "unit": "幅", "qualifier": "", "value": "200"}
    entry.values["couplets"] = by_hand
    entry.save()

    confirm(staff, fact(reading, "230"))

    first, second = Entry.objects.order_by("pk")
    assert first.values["couplets"] == by_hand
    assert second.values["couplets"]["text"] == "230余幅"
