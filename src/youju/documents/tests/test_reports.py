import io
from datetime import date
from uuid import uuid4

import docx
import pytest

from youju.documents import actions, queries
from youju.documents.models import FrozenEntry, Numbering, Report, Template
from youju.documents.paper import docx_of
from youju.documents.render import filled
from youju.documents.tests.world import HALF, JULY, a_clean_up, a_draft, a_world, issued
from youju.inbox.queries import messages_of
from youju.kernel.periods import UNKNOWN, parse_period
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.ledgers.actions import correct_entry, record_entry, withdraw_entry
from youju.ledgers.tests.world import make_member
from youju.organisations.rules import Role
from youju.supervision.queries import bulletins_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 8)


def text_of(report: Report) -> str:
    return filled(report, TODAY).plain_text()


def test_a_draft_says_each_figure_as_it_was_recorded():
    world, _leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="50余", adverts="500余个", couplets="230余")

    text = text_of(a_draft(world.clerk))

    assert "清理垃圾50余车，清除小广告500余个，清理残旧对联230余幅。" in text


def test_a_sum_of_rounded_figures_is_rounded_down_with_its_qualifier():
    world, _leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="40余")
    a_clean_up(world.clerk, date(2026, 5, 6), rubbish="13")

    assert "清理垃圾50余车" in text_of(a_draft(world.clerk))


def test_clauses_without_records_are_left_out_and_named_as_gaps():
    world, _leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="5")

    text = filled(a_draft(world.clerk), TODAY)

    assert "清除小广告" not in text.plain_text()
    assert "白化树木" not in text.plain_text()
    assert "清理垃圾5车。" in text.plain_text()


def test_entries_of_another_unit_or_period_are_not_in_the_report():
    world, _leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="5")
    a_clean_up(world.clerk, date(2025, 3, 6), rubbish="70")
    a_clean_up(world.neighbour, date(2026, 3, 6), rubbish="80")

    assert "清理垃圾5车" in text_of(a_draft(world.clerk))


def test_the_street_counts_both_communities():
    world, _leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="5")
    a_clean_up(world.neighbour, date(2026, 3, 6), rubbish="8")

    assert "清理垃圾13车" in text_of(a_draft(world.street_office, world.street))


def test_a_number_typed_by_hand_is_marked_as_leading_nowhere():
    world, _leader = a_world()
    report = a_draft(world.clerk)
    before = report.content["sections"][0]["blocks"][0]["source"]

    report = actions.edit_block(
        report.pk,
        0,
        0,
        source="劝导占道经营300余起，共2026年上半年。",
        before=before,
        actor=world.clerk,
        now=JULY,
        key=uuid4(),
    )

    typed = [n.text for n in filled(report, TODAY).numbers() if n.typed]
    assert typed == ["300余起"]


def test_an_edit_over_somebody_elses_edit_is_refused():
    world, _leader = a_world()
    report = a_draft(world.clerk)

    with pytest.raises(Refused, match="刚被别人改过"):
        actions.edit_block(
            report.pk, 0, 0, source="新。", before="旧。", actor=world.clerk, now=JULY, key=uuid4()
        )

    report.refresh_from_db()
    assert "推进文明创建工作" in report.content["sections"][0]["blocks"][0]["source"]


def test_a_name_that_is_no_measure_is_refused_with_what_it_may_mean():
    world, _leader = a_world()
    report = a_draft(world.clerk)
    before = report.content["sections"][0]["blocks"][0]["source"]

    with pytest.raises(Refused, match="没有叫“清里垃圾”的数字，是不是：清理垃圾"):
        actions.edit_block(
            report.pk,
            0,
            0,
            source="{{清里垃圾}}。",
            before=before,
            actor=world.clerk,
            now=JULY,
            key=uuid4(),
        )


def test_blocks_are_added_and_removed_in_drafts_only():
    world, leader = a_world()
    report = a_draft(world.clerk)
    block = {"kind": "table", "measures": ["清理垃圾"], "caption": "整治情况"}
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="5")

    report = actions.add_block(
        report.pk, 1, 0, block=block, actor=world.clerk, now=JULY, key=uuid4()
    )
    assert report.content["sections"][1]["blocks"][0] == block
    assert "清理垃圾\t车\t5" in text_of(report)
    report = actions.remove_block(report.pk, 1, 0, actor=world.clerk, now=JULY, key=uuid4())
    assert report.content["sections"][1]["blocks"][0]["kind"] == "text"

    actions.send_for_review(report.pk, actor=world.clerk, now=JULY, key=uuid4())
    with pytest.raises(Refused, match="已送审"):
        actions.remove_block(report.pk, 1, 0, actor=world.clerk, now=JULY, key=uuid4())
    actions.issue_report(report.pk, actor=leader, now=JULY, key=uuid4())
    with pytest.raises(Refused, match="更正稿"):
        actions.remove_block(report.pk, 1, 0, actor=world.clerk, now=JULY, key=uuid4())


@pytest.mark.parametrize(("section", "block"), [(99, 0), (-1, 0), (0, 99), (0, -1)])
def test_a_block_that_is_not_there_is_missing(section, block):
    world, _leader = a_world()
    report = a_draft(world.clerk)

    with pytest.raises(Missing, match="已经不在了"):
        actions.remove_block(report.pk, section, block, actor=world.clerk, now=JULY, key=uuid4())


def test_issuing_freezes_numbers_and_the_entries_behind_them():
    world, leader = a_world()
    first = a_clean_up(world.clerk, date(2026, 3, 6), rubbish="40")
    second = a_clean_up(world.clerk, date(2026, 5, 6), rubbish="7")
    report = issued(world, leader)

    correct_entry(
        first.pk,
        values={"action": "周末清洁日", "place": "桂苑小区", "rubbish": "41"},
        period=first.period,
        actor=world.clerk,
        now=JULY,
        key=uuid4(),
    )
    withdraw_entry(second.pk, reason="重复", actor=world.clerk, now=JULY, key=uuid4())
    a_clean_up(world.clerk, date(2026, 6, 27), rubbish="3")

    report.refresh_from_db()
    assert "清理垃圾47车" in text_of(report)
    number = report.numbers.get(name="清理垃圾")
    assert sorted(FrozenEntry.objects.filter(number=number).values_list("value", flat=True)) == [
        7,
        40,
    ]
    kinds = sorted(change.kind for change in queries.changes_since_issue(number))
    assert kinds == ["added", "corrected", "withdrawn"]
    assert number.position in queries.changed_numbers(report)


def test_an_issued_report_without_later_changes_shows_none():
    world, leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="40余")
    report = issued(world, leader)

    assert queries.changed_numbers(report) == set()
    assert queries.changes_since_issue(report.numbers.get(name="清理垃圾")) == []


def test_document_numbers_run_by_unit_and_year():
    world, leader = a_world()
    assert issued(world, leader).number == "金桥社区创〔2026〕1号"
    actions.set_prefix(world.jinqiao, "金社字", year=2026, actor=leader, now=JULY, key=uuid4())
    assert issued(world, leader).number == "金社字〔2026〕1号"
    assert issued(world, leader).number == "金社字〔2026〕2号"


@pytest.mark.parametrize("prefix", ["", "金社字〔2026〕", "这个机关代字实在是太长了"])
def test_a_prefix_that_cannot_stand_in_a_number_is_refused(prefix):
    world, leader = a_world()

    with pytest.raises(Refused, match="机关代字"):
        actions.set_prefix(world.jinqiao, prefix, year=2026, actor=leader, now=JULY, key=uuid4())

    assert not Numbering.objects.exists()


def test_a_prefix_in_use_elsewhere_is_refused():
    world, leader = a_world()
    actions.set_prefix(world.jinqiao, "柳字", year=2026, actor=leader, now=JULY, key=uuid4())

    with pytest.raises(Refused, match="已有单位在用"):
        actions.set_prefix(
            world.street, "柳字", year=2026, actor=world.leader, now=JULY, key=uuid4()
        )


def test_the_author_cannot_sign_and_staff_cannot_either():
    world, leader = a_world()
    report = a_draft(world.clerk)
    actions.send_for_review(report.pk, actor=world.clerk, now=JULY, key=uuid4())
    leader.person = world.clerk.person
    leader.save()

    with pytest.raises(Forbidden, match="起草人不能签发"):
        actions.issue_report(report.pk, actor=leader, now=JULY, key=uuid4())
    with pytest.raises(Forbidden, match="社区专干不能做这一步"):
        actions.issue_report(report.pk, actor=world.clerk, now=JULY, key=uuid4())

    report.refresh_from_db()
    assert report.state == Report.State.REVIEW


def test_a_returned_report_says_why_and_can_be_changed_again():
    world, leader = a_world()
    report = a_draft(world.clerk)
    actions.send_for_review(report.pk, actor=world.clerk, now=JULY, key=uuid4())

    with pytest.raises(Refused, match="退回的理由"):
        actions.return_report(report.pk, reason=" ", actor=leader, now=JULY, key=uuid4())
    report = actions.return_report(
        report.pk, reason="缺少照片", actor=leader, now=JULY, key=uuid4()
    )

    assert (report.state, report.returned_note) == ("draft", "缺少照片")


def test_whoever_has_the_next_step_of_a_report_is_told():
    world, leader = a_world()
    report = a_draft(world.clerk)
    key = uuid4()

    for _twice in range(2):
        actions.send_for_review(report.pk, actor=world.clerk, now=JULY, key=key)
    actions.return_report(report.pk, reason="缺少照片", actor=leader, now=JULY, key=uuid4())
    actions.send_for_review(report.pk, actor=world.clerk, now=JULY, key=uuid4())
    actions.issue_report(report.pk, actor=leader, now=JULY, key=uuid4())

    asked = messages_of(leader).values_list("kind", flat=True)
    told = messages_of(world.clerk).values_list("kind", flat=True)
    assert list(asked) == ["documents.review"] * 2
    assert list(told) == ["documents.issued", "documents.returned"]
    assert messages_of(leader)[0].url == f"/documents/{report.pk}/"


def test_a_dropped_draft_can_be_taken_back():
    world, _leader = a_world()
    report = a_draft(world.clerk)

    actions.drop_report(report.pk, actor=world.clerk, now=JULY, key=uuid4())
    report = actions.take_back_dropped(report.pk, actor=world.clerk, now=JULY, key=uuid4())

    assert report.state == "draft"


def test_a_correction_starts_from_the_issued_words_with_todays_numbers():
    world, leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="40")
    old = issued(world, leader)
    a_clean_up(world.clerk, date(2026, 6, 27), rubbish="3")

    new = actions.start_correction(old.pk, actor=world.clerk, now=JULY, key=uuid4())

    assert (new.corrects_id, new.number, new.check_code, new.state) == (old.pk, "", "", "draft")
    assert "清理垃圾43车" in text_of(new)
    old.refresh_from_db()
    assert "清理垃圾40车" in text_of(old)
    with pytest.raises(Refused, match="只有已签发"):
        actions.start_correction(new.pk, actor=world.clerk, now=JULY, key=uuid4())


def test_a_correction_of_a_bulletin_keeps_its_issue():
    world, leader = a_world()

    def sign(report):
        actions.send_for_review(report.pk, actor=world.clerk, now=JULY, key=uuid4())
        return actions.issue_report(report.pk, actor=leader, now=JULY, key=uuid4())

    first = sign(a_draft(world.clerk, code="bulletin"))
    sign(actions.start_correction(first.pk, actor=world.clerk, now=JULY, key=uuid4()))

    (bulletin,) = bulletins_of(leader, world.jinqiao)
    assert (bulletin.report_id, bulletin.serial) == (first.pk, 1)


def test_the_same_act_sent_twice_is_done_once():
    world, leader = a_world()
    key = uuid4()
    report = a_draft(world.clerk)

    for _time in range(2):
        actions.send_for_review(report.pk, actor=world.clerk, now=JULY, key=key)
    sign = uuid4()
    first = actions.issue_report(report.pk, actor=leader, now=JULY, key=sign)
    again = actions.issue_report(report.pk, actor=leader, now=JULY, key=sign)
    correct = uuid4()
    one = actions.start_correction(report.pk, actor=world.clerk, now=JULY, key=correct)
    two = actions.start_correction(report.pk, actor=world.clerk, now=JULY, key=correct)

    assert first.number == again.number
    assert one.pk == two.pk
    assert Numbering.objects.get().last == 1


def test_a_report_and_a_prefix_sent_twice_are_made_once():
    world, leader = a_world()
    template = Template.objects.get(code="half-year", live=True)
    key = uuid4()
    told = {"unit": world.jinqiao, "period": HALF, "actor": world.clerk, "now": JULY, "key": key}

    reports = [actions.start_report(template.pk, **told) for _time in range(2)]
    key = uuid4()
    for _time in range(2):
        actions.set_prefix(world.jinqiao, "金社字", year=2026, actor=leader, now=JULY, key=key)

    assert reports[0].pk == reports[1].pk
    assert Report.objects.count() == 1
    assert Numbering.objects.get().prefix == "金社字"


def test_a_report_of_no_known_period_is_refused():
    world, _leader = a_world()
    template = Template.objects.get(code="half-year", live=True)
    told = {"unit": world.jinqiao, "actor": world.clerk, "now": JULY, "key": uuid4()}

    with pytest.raises(Refused, match="总结须有时段"):
        actions.start_report(template.pk, period=UNKNOWN, **told)

    assert not Report.objects.exists()


def test_a_table_is_not_edited_as_words():
    world, _leader = a_world()
    report = a_draft(world.clerk)
    who = {"actor": world.clerk, "now": JULY}
    table = {"kind": "table", "measures": ["清理垃圾"]}
    actions.add_block(report.pk, 1, 0, block=table, key=uuid4(), **who)

    with pytest.raises(Refused, match="这一段由记录生成，不能直接改字"):
        actions.edit_block(report.pk, 1, 0, source="新。", before="", key=uuid4(), **who)


def test_a_number_typed_by_hand_is_frozen_without_entries():
    world, leader = a_world()
    report = a_draft(world.clerk)
    before = report.content["sections"][0]["blocks"][0]["source"]
    who = {"actor": world.clerk, "now": JULY}
    actions.edit_block(
        report.pk, 0, 0, source="劝导占道经营300余起。", before=before, key=uuid4(), **who
    )
    actions.send_for_review(report.pk, key=uuid4(), **who)

    report = actions.issue_report(report.pk, actor=leader, now=JULY, key=uuid4())

    frozen = report.numbers.get(typed=True)
    assert (frozen.text, frozen.value, frozen.n) == ("300余起", None, 0)
    assert not FrozenEntry.objects.filter(number=frozen).exists()


def test_a_foreign_report_is_missing():
    world, _leader = a_world()
    report = a_draft(world.clerk)

    with pytest.raises(Missing):
        actions.send_for_review(report.pk, actor=world.neighbour, now=JULY, key=uuid4())


def test_used_in_names_the_issued_reports_of_an_entry():
    world, leader = a_world()
    entry = a_clean_up(world.clerk, date(2026, 3, 6), rubbish="40")
    report = issued(world, leader)

    assert list(queries.used_in(world.clerk, "ledgers.entry", str(entry.pk))) == [report]
    assert not queries.used_in(world.neighbour, "ledgers.entry", str(entry.pk))


def test_the_word_file_holds_the_text_and_where_each_number_comes_from():
    world, leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="50余")
    report = issued(world, leader)

    document = docx.Document(io.BytesIO(docx_of(report, filled(report, TODAY))))
    words = "\n".join(p.text for p in document.paragraphs)
    cells = [[c.text for c in row.cells] for row in document.tables[-1].rows]
    assert "清理垃圾50余车" in words
    assert ["50余车", "清理垃圾", "1条"] in [row[4:7] for row in cells]
    assert "时段：2026年上半年" in words
    assert report.check_code in words


def test_a_thing_put_up_and_removed_shows_no_change_by_itself():
    world, leader = a_world()
    record_entry(
        "problems",
        unit=world.jinqiao,
        values={"problem": "楼道门破旧", "cause": "资金有限"},
        period=parse_period("2026-02-01"),
        until=date(2026, 5, 1),
        actor=world.clerk,
        now=JULY,
        key=uuid4(),
    )
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="40")
    report = a_draft(world.clerk)
    report = actions.add_block(
        report.pk,
        0,
        1,
        block={"kind": "text", "source": "存在问题{{存在问题|实数}}。"},
        actor=world.clerk,
        now=JULY,
        key=uuid4(),
    )
    actions.send_for_review(report.pk, actor=world.clerk, now=JULY, key=uuid4())
    report = actions.issue_report(report.pk, actor=leader, now=JULY, key=uuid4())

    number = report.numbers.get(name="存在问题")

    assert number.entries.count() == 2
    assert queries.changes_since_issue(number) == []


def test_a_lower_office_copies_a_higher_ones_template_and_leaves_it_in_force():
    world, _leader = a_world()
    city_office = make_member("city-office", "辛主任", world.city, Role.OFFICE)
    spec = {
        "title": "总结",
        "sections": [{"heading": "环境", "blocks": [{"kind": "text", "source": "清理。"}]}],
    }
    shipped = Template.objects.get(code="half-year", live=True)

    higher = actions.save_template(
        shipped.pk, name="市级", spec=spec, actor=city_office, now=JULY, key=uuid4()
    )
    lower = actions.save_template(
        higher.pk, name="街道", spec=spec, actor=world.street_office, now=JULY, key=uuid4()
    )

    higher.refresh_from_db()
    assert higher.live
    assert (lower.unit, lower.code) == (world.street, f"{higher.code}-{world.street.pk}")
