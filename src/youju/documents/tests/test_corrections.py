"""校对 of a draft: where a fault stands, mending it in one press, signing with faults open."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.urls import reverse
from docx import Document

from youju.documents import actions
from youju.documents.cli import proofread_file
from youju.documents.corrections import faults_of
from youju.documents.models import Report
from youju.documents.render import filled
from youju.documents.tests.test_pages import signed_in
from youju.documents.tests.world import JULY, a_clean_up, a_draft, a_world
from youju.kernel.periods import Grain, around
from youju.kernel.refusal import Refused
from youju.ledgers.actions import record_entry

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 8)


def worded(actor, source: str, report: Report | None = None) -> Report:
    """Return a draft whose first paragraph says this."""
    report = report or a_draft(actor)
    before = report.content["sections"][0]["blocks"][0]["source"]
    return actions.edit_block(
        report.pk, 0, 0, source=source, before=before, actor=actor, now=JULY, key=uuid4()
    )


def found(report: Report) -> list[tuple[str, str, bool]]:
    all_of = faults_of(report, filled(report, TODAY), TODAY)
    return [(one.fault.rule, one.fault.found, one.mendable) for one in all_of]


def source(report: Report) -> str:
    report.refresh_from_db()
    said: str = report.content["sections"][0]["blocks"][0]["source"]
    return said


def mend(report: Report, actor, rule: str, fault: str = "", key=None) -> Report:
    how = {"actor": actor, "now": JULY, "key": key or uuid4()}
    return actions.mend_report(report.pk, rule, fault, **how)


def test_a_shipped_draft_has_nothing_to_mend():
    world, _leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="50余")

    assert found(a_draft(world.clerk)) == []


def test_a_fault_is_mended_in_the_words_and_not_in_the_figures():
    world, _leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="50余", place="桂苑小区")
    said = "{{单位}}清理垃圾{{清理垃圾}},清除小广告{{清除小广告}}，整治(含夜间),居民满意。"
    report = worded(world.clerk, said)

    assert found(report) == [("mark", ",", True), ("mark", "(", True), ("mark", ")", True), ("mark", ",", True)]  # fmt: skip
    mend(report, world.clerk, "mark")

    assert (
        source(report)
        == "{{单位}}清理垃圾{{清理垃圾}}，清除小广告{{清除小广告}}，整治（含夜间），居民满意。"
    )
    assert found(report) == []


def test_one_fault_is_mended_by_its_key_and_the_press_counts_once():
    world, _leader = a_world()
    report = worded(world.clerk, "走访居民,发放资料,听取意见。")
    second = faults_of(report, filled(report, TODAY), TODAY)[1]
    key = uuid4()

    for _time in range(2):
        mend(report, world.clerk, "mark", second.key, key)

    assert source(report) == "走访居民,发放资料，听取意见。"
    with pytest.raises(Refused, match="这一处已经改过了"):
        mend(report, world.clerk, "mark", second.key)


def test_a_number_typed_by_hand_becomes_the_figure_of_the_records():
    world, _leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="53")
    report = worded(world.clerk, "共清理垃圾62车，劝导300余起。")

    assert found(report) == [("against_record", "62车", True), ("unsourced", "300余起", False)]
    mend(report, world.clerk, "against_record")

    assert source(report) == "共清理垃圾{{清理垃圾}}，劝导300余起。"


def test_a_fault_across_a_figure_is_told_but_not_mended():
    world, _leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="约50")
    report = worded(world.clerk, "清理垃圾{{清理垃圾}}左右。")

    assert found(report) == [("approximate", "约50车左右", False)]
    with pytest.raises(Refused, match="已经改过了"):
        mend(report, world.clerk, "approximate")


def test_a_line_made_of_a_record_leads_to_the_record():
    world, _leader = a_world()
    record_entry(
        "problems", unit=world.jinqiao, values={"problem": "路灯不亮,夜间出行难", "cause": "年久失修"},
        period=around(date(2026, 3, 1), Grain.DAY), actor=world.clerk, now=JULY, key=uuid4(),
    )  # fmt: skip
    report = a_draft(world.clerk)

    (one,) = faults_of(report, filled(report, TODAY), TODAY)

    assert (one.fault.rule, one.at, one.mendable) == ("mark", None, False)
    assert one.url.startswith("/ledgers/")


def test_figures_that_moved_after_sending_are_shown_to_who_signs():
    world, _leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="5")
    report = a_draft(world.clerk)
    actions.send_for_review(report.pk, actor=world.clerk, now=JULY, key=uuid4())
    a_clean_up(world.clerk, date(2026, 4, 6), rubbish="3")
    report.refresh_from_db()

    told = [one.fault for one in faults_of(report, filled(report, TODAY), TODAY)]

    notes = [one.note for one in told if one.rule == "moved"]
    assert "起草、送审以后变了：原为 5车，记录现为 8车" in notes


def set_aside(report: Report, actor, fault: str, reason: str = "专名如此", key=None) -> Report:
    how = {"reason": reason, "actor": actor, "now": JULY, "key": key or uuid4()}
    return actions.set_aside_fault(report.pk, fault, **how)


def keys(report: Report) -> list[str]:
    report.refresh_from_db()
    return [one.key for one in faults_of(report, filled(report, TODAY), TODAY)]


def test_a_fault_set_aside_stays_so_until_its_sentence_changes():
    world, _leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="50余")
    said = "清理垃圾{{清理垃圾}},由一支队负责。走访居民,听取意见。发放资料,答复来信。"
    report = worded(world.clerk, said)
    beside, second, third = keys(report)
    for fault in (beside, second):
        set_aside(report, world.clerk, fault)
    assert keys(report) == [third]

    a_clean_up(world.clerk, date(2026, 4, 6), rubbish="3")
    assert beside not in keys(report), "its figure moved, its sentence did not change"
    mend(report, world.clerk, "mark")
    assert source(report) == said.replace("资料,", "资料，"), "what was set aside is not mended"
    report = worded_from(report, world.clerk, source(report).replace("意见。", "意见建议。"))

    assert [one for one in found(report) if one[0] == "mark"] == [("mark", ",", True)]


def worded_from(report: Report, actor, said: str) -> Report:
    report.refresh_from_db()
    return worded(actor, said, report)


def test_equal_faults_of_one_sentence_are_set_aside_one_by_one():
    world, _leader = a_world()
    report = worded(world.clerk, "走访居民,听取意见。走访居民,听取意见。")
    first, second = keys(report)

    set_aside(report, world.clerk, second)

    assert first != second
    assert keys(report) == [first]


def test_a_fault_of_the_whole_stands_on_the_title_or_all_words():
    world, _leader = a_world()
    report = worded(world.clerk, "走访居民。" + "听取意见" * 1300 + "。")
    actions.edit_head(
        report.pk, title="工作总结。", addressee="", actor=world.clerk, now=JULY, key=uuid4()
    )
    told = {}
    for one in faults_of(Report.objects.get(), filled(Report.objects.get(), TODAY), TODAY):
        told.setdefault(one.fault.rule, []).append(one.key)
        set_aside(report, world.clerk, one.key)
    assert len(told["title"]) == 2
    assert keys(report) == []

    report = worded_from(report, world.clerk, "走访居民多户。" + "听取意见" * 1300 + "。")

    assert [rule for rule, *_more in found(report)] == ["length"]


def test_setting_aside_asks_for_a_reason_keeps_it_and_can_be_taken_back():
    world, leader = a_world()
    report = worded(world.clerk, "走访居民,听取意见。")
    (fault,) = keys(report)
    for reason, why in ((" ", "请写明为什么不是错"), ("长" * 201, "不超过 200 字")):
        with pytest.raises(Refused, match=why):
            set_aside(report, world.clerk, fault, reason)
    with pytest.raises(Refused):
        set_aside(report, leader, fault)
    assert keys(report) == [fault]

    key = uuid4()
    for _time in range(2):
        set_aside(report, world.clerk, fault, " 原文如此 ", key)

    report.refresh_from_db()
    kept = {"reason": "原文如此", "who": world.clerk.person.name, "day": "2026-07-08"}
    assert report.content["set_aside"] == {fault: kept}
    with pytest.raises(Refused, match="已经改过了"):
        set_aside(report, world.clerk, fault)
    how = {"actor": world.clerk, "now": JULY}
    actions.take_up_fault(report.pk, fault, **how, key=uuid4())
    assert keys(report) == [fault]
    with pytest.raises(Refused, match="已经恢复了"):
        actions.take_up_fault(report.pk, fault, **how, key=uuid4())


def test_a_grave_fault_set_aside_is_shown_to_who_signs_and_asks_for_nothing_more(client):
    world, leader = a_world()
    report = worded(world.clerk, "由__同志负责。")
    (fault,) = keys(report)
    set_aside(report, world.clerk, fault, "名单另附")
    actions.send_for_review(report.pk, actor=world.clerk, now=JULY, key=uuid4())
    with pytest.raises(Refused, match="已送审"):
        actions.take_up_fault(report.pk, fault, actor=world.clerk, now=JULY, key=uuid4())

    page = signed_in(client, leader).get(report.get_absolute_url()).content.decode()

    assert "遮盖待填：名单另附" in page
    assert "要紧的没有改" not in page
    signed = actions.issue_report(report.pk, actor=leader, now=JULY, key=uuid4())
    correction = actions.start_correction(signed.pk, actor=world.clerk, now=JULY, key=uuid4())
    assert keys(correction) == []


def test_the_page_sets_aside_and_takes_up_again_and_keeps_a_refused_reason(client):
    world, _leader = a_world()
    report = worded(world.clerk, "走访居民,听取意见。")
    (fault,) = keys(report)
    url = reverse("documents:aside", args=[report.pk])
    signed_in(client, world.clerk)

    refused = client.post(url, {"fault": fault, "reason": "长" * 201, "key": str(uuid4())})
    assert refused.status_code == 422
    assert f'value="{"长" * 201}"' in refused.content.decode()
    answer = client.post(url, {"fault": fault, "reason": "原文如此", "key": str(uuid4())})

    assert answer["Location"] == f"{report.get_absolute_url()}#faults"
    page = client.get(report.get_absolute_url()).content.decode()
    assert "标点：原文如此" in page
    assert f'id="f-{fault}"' not in page
    client.post(url, {"fault": fault, "again": "1", "key": str(uuid4())})
    assert f'id="f-{fault}"' in client.get(report.get_absolute_url()).content.decode()


def test_signing_with_grave_faults_asks_for_a_reason_and_keeps_it(client):
    world, leader = a_world()
    report = worded(world.clerk, "由__同志负责，走访约100户左右。")
    actions.send_for_review(report.pk, actor=world.clerk, now=JULY, key=uuid4())
    with pytest.raises(Refused, match="校对还有 2 处没有改：遮盖待填、概数重叠") as refusal:
        actions.issue_report(report.pk, actor=leader, now=JULY, key=uuid4())
    assert refusal.value.field == "reason"
    report.refresh_from_db()
    assert report.state == Report.State.REVIEW
    page = signed_in(client, leader).get(report.get_absolute_url()).content.decode()
    assert "校对还有 2 处要紧的没有改" in page

    step = reverse("documents:step", args=[report.pk, "issue"])
    assert client.post(step, {"key": str(uuid4()), "reason": " "}).status_code == 422
    answer = client.post(step, {"key": str(uuid4()), "reason": "原件如此"})

    assert answer.status_code == 302
    assert "原件如此" in client.get(report.get_absolute_url()).content.decode()


def test_the_page_lists_the_faults_leads_to_them_and_mends(client):
    world, leader = a_world()
    report = worded(world.clerk, "走访约100户左右,发放资料" + ",听取意见" * 9 + "。")
    page = signed_in(client, world.clerk).get(report.get_absolute_url()).content.decode()
    first = faults_of(report, filled(report, TODAY), TODAY)[1]
    url = reverse("documents:mend", args=[report.pk])

    assert f'href="#f-{first.key}"' in page
    assert f'<mark class="fault" id="f-{first.key}">' in page
    assert "10 处一起改好" in page
    assert "还有 2 处，改好以后接着列出" in page
    answer = client.post(url, {"rule": "mark", "key": str(uuid4())})
    assert answer["Location"] == f"{report.get_absolute_url()}#faults"
    again = client.post(url, {"rule": "mark", "key": str(uuid4())})
    assert again.status_code == 422
    assert "这一处已经改过了" in again.content.decode()
    assert signed_in(client, leader).post(url, {"rule": "mark"}).status_code == 403


def test_the_command_lists_what_is_wrong_and_writes_the_mended_text(tmp_path):
    text, fixed = tmp_path / "总结.txt", tmp_path / "改好.txt"
    text.write_text("社区总结\n走访约100户左右" + ",发放资料" * 12 + "。\n", encoding="gb18030")

    done = CliRunner().invoke(proofread_file, [str(text), "--fix", str(fixed)])

    assert done.exit_code == 1
    assert "第2段第3字\t概数重叠\t“约100户左右”" in done.output
    assert "标点还有 2 处" in done.output
    assert fixed.read_text(encoding="utf-8") == "社区总结\n走访约100户" + "，发放资料" * 12 + "。\n"
    again = CliRunner().invoke(proofread_file, [str(fixed)])
    assert (again.exit_code, again.output) == (0, "没有发现要改的地方\n")


def test_the_command_reads_word_and_says_what_it_cannot(tmp_path):
    paper = Document()
    paper.add_paragraph("发放资料,走访居民。")
    paper.save(str(tmp_path / "a.docx"))
    (tmp_path / "b.docx").write_bytes(b"no")

    done = CliRunner().invoke(proofread_file, [str(tmp_path / "a.docx"), "--all"])
    broken = CliRunner().invoke(proofread_file, [str(tmp_path / "b.docx")])

    assert "共 1 处" in done.output
    assert "b.docx 打不开，不是 Word 文件" in broken.output
