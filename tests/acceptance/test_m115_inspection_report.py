"""M115 迎检汇报、创城工作汇报：按十个一列出，问题和请求写明白。"""

from tests.acceptance.reports import number_panel, record, start, step, word_text


def test_the_report_has_the_ten_headings_that_have_records(city, enter, words):
    staff = enter("staff")
    record(staff, "cleanup", "2026-3-6", city.community, action="整治", place="楼道", rubbish="5")
    record(staff, "printed", "2026-3-7", city.community, name="一封信", given="3000余")
    record(staff, "volunteering", "2026-3-8", city.community, name="巡访", times="1", people="12人次")  # fmt: skip
    record(staff, "problems", "2026-3-1", city.community, problem="办公用房不达标", cause="约 60 平方米，标准为 300 平方米以上", asked="柳荫街道")  # fmt: skip
    record(staff, "problems", "2026-3-1", city.community, problem="楼道门破旧", cause="资金不足")

    report = start(staff, "迎检汇报（十个一）", city.community, "2026H1")

    said = words(staff.get(report))
    assert "清理垃圾5车" in said
    assert "发放宣传资料3000余份" in said
    assert "建好一支巡访队伍" in said
    assert "存在问题和请求" in said
    assert "办公用房不达标。约60平方米，标准为300平方米以上。请柳荫街道帮助解决。" in said
    assert "楼道门破旧。资金不足。" in said and said.count("帮助解决") == 1
    spoken = words(staff.get(start(staff, "创建工作汇报（情况、做法、问题、打算）", city.community, "2026H1")))  # fmt: skip
    assert "办公用房不达标，请柳荫街道帮助解决。" in spoken and "楼道门破旧，请" not in spoken
    assert "整治" in number_panel(staff, report, "5车")


def test_the_report_goes_to_the_inspectors_as_word(city, enter):
    staff, leader = enter("staff"), enter("leader")
    record(staff, "cleanup", "2026-3-6", city.community, action="整治", place="楼道", rubbish="5")
    report = start(staff, "迎检汇报（十个一）", city.community, "2026H1")
    step(staff, report, "send")
    step(leader, report, "issue")

    text = word_text(leader, report)

    assert "金桥社区文明创建迎检工作汇报" in text.replace("\n", "")
    assert "清理垃圾5车" in text
    assert "数字来处" in text


def test_a_returned_report_says_why_and_a_stranger_sees_nothing(city, enter, words):
    staff, leader = enter("staff"), enter("leader")
    report = start(staff, "迎检汇报（十个一）", city.community, "2026H1")
    step(staff, report, "send")

    without_reason = step(leader, report, "return", reason="")
    step(leader, report, "return", reason="缺少整治照片")

    assert without_reason.status_code == 422
    assert "请写明退回的理由" in without_reason.content.decode()
    assert "缺少整治照片" in words(staff.get(report))
    assert enter("staff", city.next_door).get(report).status_code == 404
