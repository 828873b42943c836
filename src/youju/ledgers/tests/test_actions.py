"""Recording, correcting and withdrawing entries, with the figures they make."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from youju.audit.queries import trail_of
from youju.facts.models import Fact
from youju.facts.queries import figures
from youju.kernel.periods import UNKNOWN, parse_period
from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.ledgers import actions, queries, rules
from youju.ledgers.facts_made import ENTRY_KIND
from youju.ledgers.models import Entry
from youju.ledgers.tests.world import NOON, World, make_member, make_unit, make_world
from youju.organisations.rules import Role, UnitKind

pytestmark = pytest.mark.django_db
HALF = parse_period("2026H1")
DAY = parse_period("2026-06-06")
CLEANUP = {
    "action": "周末清洁日",
    "place": "桂苑小区",
    "people": "45",
    "rubbish": "约3",
    "adverts": "22",
}


@pytest.fixture
def world() -> World:
    return make_world()


def record(world: World, values: dict | None = None, **more) -> Entry:
    given = {
        "unit": world.jinqiao, "values": values or CLEANUP, "period": DAY, "actor": world.clerk,
        "now": NOON, "key": uuid4(),
    }  # fmt: skip
    return actions.record_entry("cleanup", **(given | more))


def value(world: World, unit, code: str) -> Quantity | None:
    return figures(world.street_office, unit, HALF, [code])[code].quantity


def test_an_entry_makes_its_figures_up_the_tree(world):
    entry = record(world)

    assert entry.title == "周末清洁日"
    assert value(world, world.jinqiao, "cleanup.rubbish").text() == "约3车"
    assert value(world, world.street, "cleanup.adverts").text() == "22个"
    assert value(world, world.street, "cleanup.entries").text() == "1次"


def test_an_empty_number_makes_no_fact(world):
    record(world)

    assert not Fact.objects.filter(measure__code="cleanup.couplets").exists()


def test_rubbish_in_cubic_metres_goes_to_its_own_measure(world):
    record(world, CLEANUP | {"rubbish": "20余立方"})

    assert value(world, world.jinqiao, "cleanup.rubbish") is None
    assert value(world, world.jinqiao, "cleanup.rubbish_volume").text() == "20余立方米"


def test_many_times_is_refused_in_plain_words(world):
    with pytest.raises(rules.BadFields) as refused:
        record(world, CLEANUP | {"people": "多次", "rubbish": "多次"})

    assert refused.value.errors["rubbish"] == (
        "“多次”不是数量。填车数，如 3 或 约3；不清楚就留空。"
    )
    assert not Entry.objects.exists()
    assert not Fact.objects.exists()


def test_the_same_key_counts_once(world):
    key = UUID("01900000-0000-7000-8000-000000000001")

    first = record(world, key=key)
    second = record(world, key=key)

    assert first.pk == second.pk
    assert value(world, world.jinqiao, "cleanup.entries").text() == "1次"


def test_what_is_told_over_a_day_later_is_marked(world):
    assert record(world).late
    assert not record(world, period=parse_period("2026-07-07")).late
    assert record(world, period=parse_period("2026-07-08"), done_at=NOON - timedelta(hours=25)).late


def test_a_quantity_already_read_is_kept_as_said(world):
    entry = record(
        world,
        {"rubbish": Quantity(Decimal(50), "车", "余")},
        source=actions.EntrySource("reader", "s-17"),
    )

    assert entry.values == {
        "rubbish": {"text": "50余车", "unit": "车", "qualifier": "余", "value": "50"}
    }
    assert (entry.source, entry.source_ref, entry.title) == ("reader", "s-17", "环境卫生整治行动")


def test_an_old_report_may_leave_required_fields_open_but_a_form_may_not(world):
    with pytest.raises(rules.BadFields) as refused:
        record(world, {"rubbish": "3"})

    assert refused.value.errors == {"action": "请填“行动”。", "place": "请填“地点”。"}


def test_a_quantity_in_a_foreign_unit_is_refused(world):
    with pytest.raises(Refused, match="的单位是公里"):
        record(
            world, {"rubbish": Quantity(Decimal(3), "公里")}, source=actions.EntrySource("reader")
        )
    with pytest.raises(Refused, match="不能填"):
        record(world, {"action": Quantity(Decimal(3), "车")})


def test_unknown_fields_and_empty_entries_are_refused(world):
    with pytest.raises(Refused, match="没有“garbage”这一项"):
        record(world, {"garbage": "3"})
    with pytest.raises(Refused, match="一项也没有填"):
        record(world, {"note": " "}, source=actions.EntrySource("reader"))


def test_an_unknown_time_is_kept_and_counts_in_no_period(world):
    entry = record(world, period=UNKNOWN)

    assert entry.period == UNKNOWN
    assert value(world, world.jinqiao, "cleanup.entries") is None


def test_a_day_to_come_is_refused(world):
    with pytest.raises(Refused, match="还没有到"):
        record(world, period=parse_period("2026-07-09"))


def test_a_leader_may_not_record_and_a_neighbour_not_here(world):
    with pytest.raises(Forbidden, match="分管领导不能做这一步"):
        record(world, actor=world.leader)
    with pytest.raises(Forbidden, match="不在您的单位范围内"):
        record(world, actor=world.neighbour)


def test_a_joint_action_is_counted_once_above(world):
    entry = record(world, partners=[world.guiyuan, world.jinqiao])

    assert list(entry.partners.all()) == [world.guiyuan]
    assert value(world, world.jinqiao, "cleanup.entries").text() == "1次"
    assert value(world, world.guiyuan, "cleanup.entries").text() == "1次"
    assert value(world, world.street, "cleanup.entries").text() == "1次"
    assert queries.entry_at(world.neighbour, entry.pk) == entry


def test_correcting_keeps_the_old_values_in_the_trail(world):
    entry = record(world)

    actions.correct_entry(
        entry.pk,
        values=CLEANUP | {"rubbish": "4"},
        period=parse_period("2026-06-07"),
        partners=[world.guiyuan],
        actor=world.clerk,
        now=NOON,
        key=uuid4(),
        reason="核对照片后更正",
    )

    entry.refresh_from_db()
    assert entry.corrected == 1
    assert value(world, world.street, "cleanup.rubbish").text() == "4车"
    newest = trail_of(entry.root_id, ENTRY_KIND, entry.pk).first()
    assert newest.detail["changes"] == [
        {"label": "垃圾", "old": "约3车", "new": "4车"},
        {"label": "日期", "old": "2026年6月6日", "new": "2026年6月7日"},
        {"label": "联合单位", "old": "", "new": "桂苑社区"},
    ]


def test_a_correction_that_changes_nothing_is_refused(world):
    entry = record(world)

    with pytest.raises(Refused, match="没有改动"):
        actions.correct_entry(
            entry.pk, values=CLEANUP, period=DAY, actor=world.clerk, now=NOON, key=uuid4()
        )


def test_withdrawing_takes_the_figures_back_and_restoring_brings_them(world):
    entry = record(world, partners=[world.guiyuan])

    actions.withdraw_entry(entry.pk, actor=world.clerk, now=NOON, key=uuid4(), reason="重复")
    assert value(world, world.street, "cleanup.rubbish") is None
    with pytest.raises(Refused, match="已经撤下"):
        actions.withdraw_entry(entry.pk, actor=world.clerk, now=NOON, key=uuid4())
    with pytest.raises(Refused, match="先恢复再更正"):
        actions.correct_entry(
            entry.pk, values=CLEANUP, period=DAY, actor=world.clerk, now=NOON, key=uuid4()
        )

    later = NOON + timedelta(hours=23)
    actions.restore_entry(entry.pk, actor=world.clerk, now=later, key=uuid4())
    assert value(world, world.street, "cleanup.rubbish").text() == "约3车"
    with pytest.raises(Refused, match="不用恢复"):
        actions.restore_entry(entry.pk, actor=world.clerk, now=later, key=uuid4())


def test_after_a_day_withdrawn_is_final(world):
    entry = record(world)
    actions.withdraw_entry(entry.pk, actor=world.clerk, now=NOON, key=uuid4())

    with pytest.raises(Refused, match="已超过 24 小时"):
        actions.restore_entry(
            entry.pk, actor=world.clerk, now=NOON + timedelta(hours=25), key=uuid4()
        )


def test_replayed_acts_write_nothing_new(world):
    entry = record(world)
    keys = [uuid4() for _ in range(3)]

    for _ in range(2):
        actions.correct_entry(
            entry.pk,
            values=CLEANUP | {"rubbish": "9"},
            period=DAY,
            actor=world.clerk,
            now=NOON,
            key=keys[0],
        )
    for _ in range(2):
        actions.withdraw_entry(entry.pk, actor=world.clerk, now=NOON, key=keys[1])
    for _ in range(2):
        actions.restore_entry(entry.pk, actor=world.clerk, now=NOON, key=keys[2])

    entry.refresh_from_db()
    assert (entry.corrected, entry.state) == (1, "live")


def test_only_the_holder_corrects_not_the_partner_and_not_a_stranger(world):
    entry = record(world, partners=[world.guiyuan])

    for stranger in (world.neighbour,):
        with pytest.raises(Missing):
            actions.withdraw_entry(entry.pk, actor=stranger, now=NOON, key=uuid4())


def test_rebuilding_makes_the_same_facts(world):
    entry = record(world, partners=[world.guiyuan])
    gone = record(world)
    actions.withdraw_entry(gone.pk, actor=world.clerk, now=NOON, key=uuid4())

    rebuilt = dict(queries.all_drafts())

    assert list(rebuilt) == [str(entry.pk)]
    made = Fact.objects.filter(source_id=str(entry.pk))
    assert len(rebuilt[str(entry.pk)]) == made.count() == 8


def test_only_one_who_may_see_finds_entries(world):
    entry = record(world)

    assert queries.entry_at(world.street_office, entry.pk) == entry
    for stranger in (world.neighbour, world.sysadmin, None):
        with pytest.raises(Missing):
            queries.entry_at(stranger, entry.pk)
        assert not queries.entries_visible_to(stranger).exists()
    assert queries.entry_titles([str(entry.pk)]) == {str(entry.pk): "周末清洁日"}
    assert date(2026, 6, 6) == entry.end


def photo(world, name: str = "a.png") -> int:
    from io import BytesIO

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    from youju.evidence.actions import store

    out = BytesIO()
    Image.new("RGB", (64, 48), (len(name) * 20, 90, 60)).save(out, "PNG")
    upload = SimpleUploadedFile(name, out.getvalue(), "image/png")
    return store(upload, unit=world.jinqiao, actor=world.clerk, now=NOON, key=uuid4()).pk


def correct(world, entry, **more):
    given = {
        "values": CLEANUP,
        "period": entry.period,
        "actor": world.clerk,
        "now": NOON,
        "key": uuid4(),
    }
    return actions.correct_entry(entry.pk, **(given | more))


def test_photos_show_an_entry_and_can_be_changed(world):
    first, second = photo(world), photo(world, "bb.png")
    entry = record(world, evidence=[first])
    assert entry.evidence_count == 1

    assert correct(world, entry, evidence=[first, second]).evidence_count == 2
    entry.refresh_from_db()
    assert entry.evidence_count == 2
    newest = trail_of(entry.root_id, ENTRY_KIND, entry.pk).filter(act="ledgers.correct_entry")
    assert newest.first().detail["changes"] == [
        {"label": "照片和文件", "old": "1 件", "new": "2 件"}
    ]


def test_what_is_no_text_is_read_as_the_words_for_it(world):
    entry = actions.record_entry(
        "wall_rules", unit=world.jinqiao, values={"name": "网格员职责", "place": "社区大厅", "up": True, "edition": None},
        period=DAY, actor=world.clerk, now=NOON, key=uuid4(),
    )  # fmt: skip
    visit = actions.record_entry(
        "visits", unit=world.jinqiao, values={"kind": "三送一解", "occasion": "春节", "sending": ["送文化", "解难题"]},
        period=DAY, actor=world.clerk, now=NOON, key=uuid4(),
    )  # fmt: skip
    assert entry.values["up"] is True and "edition" not in entry.values
    assert visit.values["sending"] == ["送文化", "解难题"]


def test_partners_are_for_joint_ledgers_and_one_tree(world):
    from youju.ledgers.tests.world import make_unit
    from youju.organisations.rules import UnitKind

    foreign = make_unit(UnitKind.CITY, "别的市", None)
    with pytest.raises(Refused, match="不在同一套组织里"):
        record(world, partners=[foreign])
    with pytest.raises(Refused, match="不登记联合单位"):
        actions.record_entry(
            "papers", unit=world.jinqiao, values={"name": "社区报"}, period=DAY, actor=world.clerk, now=NOON,
            key=uuid4(), partners=[world.guiyuan],
        )  # fmt: skip


def test_a_lamp_counts_until_it_is_taken_down(world):
    given = {"kind": "路灯", "place": "柳荫里", "lamps": "23盏"}
    entry = actions.record_entry(
        "lamps", unit=world.jinqiao, values=given, period=parse_period("2026-02-01"), actor=world.clerk,
        now=NOON, key=uuid4(),
    )  # fmt: skip
    assert value(world, world.street, "lamps.lamps").text() == "23盏"

    correct(world, entry, values=given, until=date(2026, 5, 20))

    newest = trail_of(entry.root_id, ENTRY_KIND, entry.pk).first()
    assert newest.detail["changes"] == [{"label": "撤除日期", "old": "", "new": "2026-05-20"}]
    spring = figures(world.clerk, world.jinqiao, parse_period("2026-04"), ["lamps.lamps"])
    assert spring["lamps.lamps"].quantity.text() == "23盏"
    assert value(world, world.jinqiao, "lamps.lamps").text() == "0盏"


OWN = "code: own_snow\nlabel: 扫雪\nmodule: 环境卫生\nrhythm: each\nfields:\n  - {key: road, label: 路段, type: place}\nmeasures:\n  - {name: 扫雪次数, of: entry, unit: 次}\n"


def publish(world, text: str = OWN, **more):
    given = {"unit": world.street, "actor": world.street_office, "now": NOON, "key": uuid4()}
    return actions.publish_ledger(text, **(given | more))


def test_a_ledger_of_ones_own_is_published_once_and_changed_later(world):
    key = uuid4()
    version = publish(world, key=key)
    assert publish(world, key=key) == version and publish(world) == version

    entry = actions.record_entry(
        "own_snow", unit=world.jinqiao, values={"road": "石井巷"}, period=DAY, actor=world.clerk, now=NOON,
        key=uuid4(),
    )  # fmt: skip
    second = publish(world, OWN.replace("label: 路段", "label: 街巷"))
    assert second.number == 2 and entry.version == version
    assert str(version) == "扫雪" and entry.version.ledger.fields[0].label == "路段"
    with pytest.raises(Forbidden):
        publish(world, actor=world.clerk)
    with pytest.raises(Refused, match="新台账 第 3 行"):
        publish(world, OWN.replace("环境卫生", "环保"))
    with pytest.raises(Refused, match="统计项“清理垃圾”已在别的台账里"):
        publish(world, OWN.replace("own_snow", "own_b").replace("扫雪次数", "清理垃圾"))
    with pytest.raises(Refused, match="代码“cleanup”已用于"):
        publish(world, OWN.replace("own_snow", "cleanup"))


def test_a_code_taken_elsewhere_is_refused_without_saying_what_for(world):
    far = make_unit(UnitKind.CITY, "外市", None)
    office = make_member("far", "庚主任", far, Role.OFFICE)
    publish(world, unit=far, actor=office)

    with pytest.raises(Refused) as refused:
        publish(world)

    assert refused.value.message == "代码“own_snow”已被占用，换一个代码。"
