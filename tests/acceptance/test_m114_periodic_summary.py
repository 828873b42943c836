"""M114 工作总结（季度、半年、年终）：数字由记录生成，能打开来处；版本留存。"""

from tests.acceptance.reports import number_panel, record, start, step, word_text


def a_half_year_of_work(client, unit):
    for answer in (
        record(client, "cleanup", "2026-3-6", unit, action="公益劳动", place="桂苑小区", rubbish="50余", couplets="230余", adverts="500余", trees="580", walls="10890"),
        record(client, "printed", "2026-4-2", unit, name="一封信", given="3000余"),
        record(client, "classes", "2026-5-9", unit, kind="集中培训", topic="进单位宣讲", sessions="18"),
        record(client, "volunteering", "2026年上半年", unit, name="公益劳动", times="35", people="100余人次"),
    ):  # fmt: skip
        assert answer.status_code == 302, answer.content.decode()


def test_a_half_year_summary_says_the_figures_of_the_records(city, enter, words):
    staff = enter("staff")
    a_half_year_of_work(staff, city.community)

    report = start(staff, "半年工作总结", city.community, "2026年上半年")

    said = words(staff.get(report))
    for figure in ("50余车", "230余幅", "500余个", "580棵", "10890平方米", "3000余份", "18次", "35次", "100余人次"):  # fmt: skip
        assert figure in said
    panel = number_panel(staff, report, "50余车")
    assert "公益劳动" in panel
    assert "来自 1 条记录" in panel


def test_quarter_and_year_count_what_belongs_to_them(city, enter, words):
    staff = enter("staff")
    record(staff, "cleanup", "2026-2-6", city.community, action="清扫", place="桂苑", rubbish="20")
    record(staff, "cleanup", "2026-5-6", city.community, action="清扫", place="桂苑", rubbish="30")

    quarter = start(staff, "季度工作总结", city.community, "2026年第一季度")
    year = start(staff, "年终工作总结", city.community, "2026年")

    assert "清理垃圾20车" in words(staff.get(quarter))
    assert "清理垃圾50车" in words(staff.get(year))


def test_the_street_adds_up_its_communities(city, enter, words):
    record(enter("staff"), "cleanup", "2026-2-6", city.community, action="清扫", place="桂苑", rubbish="20")  # fmt: skip
    other = enter("staff", city.next_door)
    record(other, "cleanup", "2026-2-7", city.next_door, action="清扫", place="桃李", rubbish="5")
    office = enter("office", city.street)

    report = start(office, "半年工作总结", city.street, "2026H1")

    assert "清理垃圾25车" in words(office.get(report))


def test_signing_keeps_the_version_and_later_changes_show(city, enter, words):
    staff, leader = enter("staff"), enter("leader")
    a_half_year_of_work(staff, city.community)
    report = start(staff, "半年工作总结", city.community, "2026H1")
    assert step(staff, report, "send").status_code == 302
    assert step(leader, report, "issue").status_code == 302

    record(staff, "cleanup", "2026-6-27", city.community, action="补记", place="河堤", rubbish="3")

    assert "清理垃圾50余车" in word_text(staff, report)
    assert "签发后有变" in words(staff.get(report))
    panel = number_panel(staff, report, "50余车")
    assert "补录" in panel
    assert "签发时封存 1 条" in panel


def test_who_may_not_draft_or_sign_is_refused(city, enter, words):
    staff, leader = enter("staff"), enter("leader")
    report = start(staff, "半年工作总结", city.community, "2026H1")
    step(staff, report, "send")

    refused = leader.get("/documents/start/")
    signed = step(staff, report, "issue")

    assert refused.status_code == 403
    assert signed.status_code == 403
    assert "送审" in words(staff.get(report))
    assert enter("staff", city.next_door).get(report).status_code == 404


def test_a_persons_summary_is_drafted_from_what_the_person_answers_for(city, enter, words):
    staff, other = enter("staff"), enter("care_officer")
    record(staff, "cleanup", "2026-3-6", city.community, action="清洁日", place="桂苑", rubbish="5")
    record(
        other, "cleanup", "2026-3-7", city.community, action="不是我的", place="桂苑", rubbish="5"
    )

    report = start(staff, "个人总结", city.community, "2026H1")

    said = words(staff.get(report))
    assert "清洁日（2026年3月6日）。" in said and "不是我的" not in said
    assert "2026年上半年文明创建个人工作总结" in said
    assert "我是金桥社区" in said
    assert "遮盖待填" in said  # what only the person can tell is left to be written


def test_a_grid_worker_writes_the_own_summary_and_no_other_report(city, enter, words):
    worker, staff = enter("grid_worker"), enter("staff")
    record(
        worker, "cleanup", "2026-3-6", city.community, action="我清的", place="桂苑", rubbish="5"
    )
    record(
        staff, "cleanup", "2026-3-7", city.community, action="不是我的", place="桂苑", rubbish="5"
    )
    assert "写个人总结" in worker.get("/documents/").content.decode()
    offered = worker.get("/documents/start/").content.decode()
    assert "个人总结" in offered and "年终" not in offered

    report = start(worker, "个人总结", city.community, "2026H1")

    said = words(worker.get(report))
    assert "我清的" in said and "不是我的" not in said
    assert worker.get(f"{report}words/").status_code == 200
    assert (
        worker.get(f"{start(staff, '个人总结', city.community, '2026H1')}words/").status_code == 403
    )


def test_each_kind_of_document_is_offered_and_drafted(city, enter, words):
    office = enter("office", city.street)
    kinds = {
        "单位创建总结（机关、医院、学校、企业）": "把文明创建同本职工作一起安排",
        "辖区创建总结（区县、街道、乡镇）": "统筹辖区各单位推进文明创建",
        "工作计划": "制定本计划",
        "经验总结": "形成了一些管用的做法",
        "倡议书": "做文明的环保大使",
        "讲话参考（动员部署）": "我讲几点意见",
        "创建工作简报": "2026年上半年文明创建工作简报",
        "创建工作汇报（情况、做法、问题、打算）": "文明创建工作情况汇报如下",
        "情况说明": "文明创建有关情况说明如下",
    }
    for name, told in kinds.items():
        assert told in words(office.get(start(office, name, city.street, "2026H1"))), name
