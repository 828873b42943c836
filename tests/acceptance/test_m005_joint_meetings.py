"""M005 党组织联席会议制度: call the meeting, record attendance, decisions and follow-up."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, text_of
from tests.acceptance.work_steps import ago, boxes, call, keep, link_to, must, this_year, today

SYSTEM = {
    "kind": "joint", "title": "党组织联席会议制度", "rhythm": "quarter", "since": ago(1),
    "members": "澄江区人民医院：义诊和健康讲座\n矿务局工程处党总支：小区物业",
}  # fmt: skip


def test_a_joint_meeting_of_party_organisations_ends_in_a_joint_action(city, enter, send):
    clerk, nurse = enter(), enter("unit_user", city.hospital)
    where = must(send(clerk, "/tasks/meetings/systems/new/", **SYSTEM))
    new = link_to(clerk, where, r"/tasks/meetings/new/\?system=\d+")

    meeting = call(
        clerk, send, new.partition("?")[2], title="第一次党组织联席会议", points="共建小区物业"
    )
    outcome = boxes(clerk, meeting, "outcome")[0]
    must(keep(clerk, send, meeting, expected="3", present="3", **{outcome: "合力整治四工区"}))
    page = text_of(nurse.get(meeting))
    assert (
        "矿务局工程处党总支到会" in page and "应到3人，实到3人" in page and "合力整治四工区" in page
    )

    due_on = today().isoformat()
    task = {
        "title": "整治四工区",
        "owner_unit": city.community.pk,
        "due_on": due_on,
        "helpers": city.hospital.pk,
    }
    must(send(clerk, f"{meeting}resolve/", **task))
    assert "整治四工区" in text_of(nurse.get("/tasks/"))
    assert "整治四工区" in text_of(clerk.get(meeting))
    assert "1次" in figure(clerk, "work.joint", city.community, this_year())
    assert "2个" in figure(clerk, "work.members", city.community, this_year())
    told = draft(enter("office", city.district), city.district, "year", this_year())
    assert "党组织联席会议1次" in told


def test_an_empty_meeting_and_a_stranger_are_refused(city, enter, send):
    clerk = enter()
    where = must(send(clerk, "/tasks/meetings/systems/new/", **SYSTEM))
    new = link_to(clerk, where, r"/tasks/meetings/new/\?system=\d+")
    meeting = call(clerk, send, new.partition("?")[2], title="联席会议")
    refused = keep(clerk, send, meeting, present="0", text="研究共建")
    assert refused.status_code == 422
    assert "填实到人数" in text_of(refused) and "研究共建" in text_of(refused)
    assert enter("office", city.elsewhere).get(meeting).status_code == 404
    assert send(enter("grid_worker"), f"{meeting}hold/").status_code == 403
