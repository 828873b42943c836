"""M021a 联合督查组：360余人次。M021b 督查通报：由督查、问题和整改通知书生成，签发一份记一期，8 期进入半年总结。"""

from __future__ import annotations

from uuid import uuid4

from django.utils import timezone

from tests.acceptance.reports import number_panel, start, step, word_text
from tests.acceptance.rounds_steps import days, done, draft, figure, look, refused, send, visit
from youju.kernel.periods import Grain, around


def test_a_joint_group_goes_round_all_units_and_its_people_are_counted_once(city, enter):
    office, district = enter("office", city.district), city.district
    partners = [city.hospital.pk, city.street.pk]
    team = done(office, "teams/new/", unit=district.pk, kind="supervision", name="联合督查组", since=days(-30), members=partners)  # fmt: skip
    told = {"purpose": "supervision", "way": "both", "team": team, "partners": partners}
    for unit, people in ((city.community, "180"), (city.next_door, "120"), (city.hospital, "60余")):
        made = visit(office, unit=unit.pk, people=people, note="实地和软件材料", **told)
    visit(office, unit=city.street.pk, purpose="supervision", way="papers", praised="on")

    assert "360余人次" in figure(office, "supervision_people", district)
    assert "4次" in figure(office, "supervisions", district)
    assert "4家" in figure(office, "supervised", district)
    assert "120人次" in figure(office, "supervision_people", city.next_door)
    listed = look(office, f"visits/?what=supervision&unit={district.code}")
    assert "桃李社区联合督查" in listed and "表扬" in listed
    assert "实地和软件材料" in look(office, f"visits/{made}/")
    assert "1个" in figure(office, "supervision_teams", district)
    summary = draft(office, district)
    assert "开展联合督查4次，督查单位4家，出动督查人员360余人次" in summary


def test_what_was_found_becomes_a_problem_with_one_tap(city, enter):
    office = enter("office", city.district)
    made = visit(office, unit=city.community.pk, purpose="supervision", way="papers", other="台账缺三季度记录\n公示栏没有更新")  # fmt: skip
    page = office.get(f"/patrols/visits/{made}/").content.decode()
    finding = page.split("/patrols/findings/")[1].split("/")[0]

    done(office, f"findings/{finding}/report/")

    assert "问题" in look(office, f"visits/{made}/") and "〔" in look(office, f"visits/{made}/")
    again = send(office, f"findings/{finding}/report/")
    assert again.status_code == 422
    assert "2处" in figure(office, "findings", city.community)


def test_people_who_are_no_number_and_visits_next_door_are_refused(city, enter):
    office = enter("office", city.district)
    told = {"purpose": "supervision", "way": "site"}

    assert "人次" in refused(office, "visits/new/", unit=city.community.pk, people="多人次", **told)
    assert "选点位" in refused(office, "visits/new/", **told)
    foreign = refused(enter(), "visits/new/", unit=city.next_door.pk, **told)
    assert "从列表中选择单位" in foreign


def send_notice(client, unit, problem):
    form = {
        "to": unit.pk, "problem": problem, "requirement": "立即整改", "due_on": "2026-07-01", "issued_on": "2026-06-10",
        "key": str(uuid4()),
    }  # fmt: skip
    return client.post("/supervision/new/", form)


def test_a_bulletin_names_what_is_open_with_numbers_that_lead_back(city, enter, words):
    office, leader = enter("office", city.district), enter("leader", city.district)
    send_notice(office, city.street, "农贸市场摊位占道")
    send_notice(office, city.hospital, "门诊部停车杂乱")
    report = start(office, "督查通报", city.district, "2026-06")

    said = words(office.get(report))

    assert "澄江区2026年6月文明创建督查情况通报" in said
    assert "下发整改通知书2份" in said
    assert "柳荫街道：农贸市场摊位占道，待回复" in said
    assert "门诊部停车杂乱" in number_panel(office, report, "2份")
    step(office, report, "send")
    step(leader, report, "issue")
    assert f"{timezone.localdate().year}年第1期" in words(office.get("/supervision/"))
    assert "未销号的整改通知书" in word_text(leader, report)


def test_eight_issues_reach_the_summary_of_the_half_year(city, enter, words):
    office, leader = enter("office", city.district), enter("leader", city.district)
    half = around(timezone.localdate(), Grain.HALF)
    for month in range(1, 9):
        report = start(office, "督查通报", city.district, f"2026-0{month}")
        step(office, report, "send")
        step(leader, report, "issue")

    report = start(office, "半年工作总结", city.district, half.code)

    assert "印发督查通报8期" in words(office.get(report))
    panel = number_panel(office, report, "8期")
    assert f"督查情况通报（{timezone.localdate().year}年第8期）" in panel


def test_its_writer_does_not_issue_it(city, enter):
    office = enter("office", city.district)
    report = start(office, "督查通报", city.district, "2026-06")
    step(office, report, "send")

    assert step(office, report, "issue").status_code == 403
