"""M094 未成年人工作联席制度与“三结合”网络: member units, their duties and what each has done."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, text_of
from tests.acceptance.work_steps import ago, boxes, call, keep, link_to, must, this_year


def test_members_report_their_duties_and_the_joint_meeting_hears_them(city, enter, send):
    office, nurse = enter("office", city.district), enter("unit_user", city.hospital)
    system = {
        "kind": "minors", "title": "未成年人思想道德建设联席会议制度", "rhythm": "half", "since": ago(1),
        "members": "澄江区人民医院：学生体检和心理门诊\n金桥社区：“三结合”网络，假期活动\n区教育局：护校安全",
    }  # fmt: skip
    where = must(send(office, "/tasks/meetings/systems/new/", **system))
    assert text_of(office.get(where)).count("本期未报") == 3

    report = link_to(nurse, where, r"/tasks/meetings/members/\d+/report/")
    must(send(nurse, report, on=ago(0), text="体检2600人，心理门诊每周三次"))
    page = text_of(office.get(where))
    assert "体检2600人" in page and page.count("本期未报") == 2
    clerk = enter()
    own = link_to(clerk, where, r"/tasks/meetings/members/\d+/report/")
    must(send(clerk, own, on=ago(0), text="假期活动12场"))

    new = link_to(office, where, r"/tasks/meetings/new/\?system=\d+").partition("?")[2]
    meeting = call(office, send, new, title="联席会议", points="网吧整治分工")
    must(keep(office, send, meeting, **{boxes(office, meeting, "outcome")[0]: "文化局牵头"}))
    assert "区教育局" in text_of(office.get(meeting))
    assert "2项" in figure(office, "work.duties", city.district, this_year())
    assert "1次" in figure(office, "work.minors", city.district, this_year())
    assert "3个" in figure(office, "work.members", city.district, this_year())
    told = draft(office, city.district, "year", this_year())
    assert "未成年人工作联席会议1次" in told and "成员单位履职2项" in told


def test_a_duty_of_another_member_and_an_empty_report_are_refused(city, enter, send):
    office = enter("office", city.district)
    given = {
        "kind": "minors",
        "title": "联席",
        "rhythm": "half",
        "since": ago(1),
        "members": "区教育局：护校\n金桥社区",
    }
    where = must(send(office, "/tasks/meetings/systems/new/", **given))
    report = link_to(office, where, r"/tasks/meetings/members/\d+/report/")
    empty = send(office, report, on=ago(0))
    assert empty.status_code == 422
    assert enter("office", city.elsewhere).get(report).status_code == 404
    assert send(enter("leader"), report, on=ago(0), text="x").status_code == 403
