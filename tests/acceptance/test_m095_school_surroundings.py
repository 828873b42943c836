"""M095a 五老督导队: 5位, 800余人次. M095b 校园周边环境整治: at least once a season; police teach law at each school once a term; 2213册."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft as ledger_draft
from tests.acceptance.ledger_steps import figure as ledger_figure
from tests.acceptance.ledger_steps import record
from tests.acceptance.rounds_steps import (  # fmt: skip
    add_place,
    days,
    done,
    draft,
    figure,
    look,
    refused,
    send,
    visit,
)
from tests.acceptance.volunteer_steps import add_team
from tests.acceptance.volunteer_steps import figure as volunteers_figure
from tests.acceptance.volunteer_steps import look as volunteers_look


def test_each_school_is_cleaned_up_once_a_season_and_taught_law_once_a_term(city, enter):
    office, unit = enter("office", city.street), city.community
    first = add_place(enter(), unit, "around_school", "柳荫小学周边")
    add_place(enter(), unit, "around_school", "柳荫中学周边")
    told = {"unit": city.street.pk, "each": "place", "kind": "around_school", "times": 1, "since": days(0), "who": "anyone"}  # fmt: skip
    done(office, "frequency/new/", label="校园周边每季整治", per="quarter", **told)
    done(office, "frequency/new/", label="每学期一次法制课", per="term", purpose="lesson", **told)
    assert look(office, "frequency/").count("还差金桥社区柳荫小学周边、金桥社区柳荫中学周边") == 2

    visit(enter(), first, purpose="patrol", people="6")
    visit(enter(), first, purpose="lesson", people="2")

    board = look(office, "frequency/")
    assert board.count("还差金桥社区柳荫中学周边") == 2
    assert "1次" in figure(office, "law_lessons", unit)
    assert "开展法制课1次" in draft(office, city.street)


def test_what_was_seized_around_schools_is_2213_volumes(city, enter):
    staff, unit = enter(), city.community
    record(
        staff,
        "seizures",
        unit,
        "2026-03-05",
        case="校园周边非法图书",
        special="1次",
        books="2213册",
    )

    assert "2213册" in ledger_figure(staff, "seizures.books", unit)


def test_a_frequency_of_each_place_needs_its_kind_and_a_leader_sets_none(city, enter):
    told = {"unit": city.street.pk, "label": "校园周边", "each": "place", "times": 1, "per": "quarter", "since": days(0), "who": "anyone"}  # fmt: skip

    assert "选点位种类" in refused(enter("office", city.street), "frequency/new/", **told)
    assert send(enter("leader", city.street), "frequency/new/", **told).status_code == 403


def test_five_elders_went_to_net_cafes_more_than_800_times(city, enter):
    staff, unit = enter(), city.community
    team = add_team(staff, unit, "五老督导队", "helpers", "minors", stated="5")
    assert "五老督导队" in volunteers_look(staff, f"teams/{team}/") and "5名" in volunteers_figure(staff, "team_members", unit)  # fmt: skip
    for day, elders, minors in (("2026-03-05", "780余人次", "31人次"), ("2026-04-05", "20人次", "2人次")):  # fmt: skip
        record(staff, "elders_rounds", unit, day, kind="网吧", place="城北网吧", elders=elders, minors=minors)  # fmt: skip
    assert "800余人次" in ledger_figure(staff, "elders_rounds.elders", unit)
    assert "督导2次，出动800余人次，劝离未成年人33人次" in ledger_draft(staff, unit)
    bare = record(staff, "elders_rounds", unit, "2026-03-05", kind="网吧", place="城北网吧")
    assert bare.status_code == 422
