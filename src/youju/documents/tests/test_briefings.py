"""Quarterly briefings: drafted, signed, given, commented on, answered, and told of in the next quarter."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from youju.documents.actions import issue_report, send_for_review
from youju.documents.briefings import actions, measures
from youju.documents.models import Briefing, Comment, Template
from youju.documents.render import filled
from youju.facts.queries import unscoped_figures
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.search.queries import search

NOW = timezone.make_aware(datetime(2026, 7, 8, 12))
PEOPLE = {"deputies": 12, "members": 8, "citizens": 30}


def by(actor):
    return {"actor": actor, "now": NOW, "key": uuid4()}


class World:
    def __init__(self):
        self.city = City()
        self.unit = self.city.district
        self.office = make_member(self.unit, Role.OFFICE)
        self.leader = make_member(self.unit, Role.LEADER)
        self.stranger = make_member(self.city.elsewhere, Role.OFFICE)

    def started(self, period="2026Q1"):
        return actions.start_briefing(
            unit=self.unit, period=parse_period(period), **by(self.office)
        )

    def signed(self, period="2026Q1"):
        made = self.started(period)
        send_for_review(made.report.pk, **by(self.office))
        issue_report(made.report.pk, **by(self.leader))
        made.report.refresh_from_db()
        return made

    def held(self):
        made = self.signed()
        self.hold(made)
        return made

    def hold(self, made, **more):
        given = {"held_on": date(2026, 4, 9), "way": "meeting", "place": "区政府", "people": PEOPLE}
        return actions.hold(made.pk, **given | more, **by(self.office))


@pytest.fixture
def world(db):
    return World()


def figure(world, code):
    found = unscoped_figures(world.unit, parse_period("2026"), [code])[code].quantity
    return found.value if found else None


def test_a_briefing_given_to_fifty_people_is_counted(world):
    briefing = world.held()
    first = actions.add_comment(briefing.pk, kind="deputies", text="路灯不亮", **by(world.office))
    actions.add_comment(briefing.pk, kind="citizens", text="停车难", **by(world.office))
    actions.answer(briefing.pk, first.pk, answer="已安排检修", **by(world.office))

    assert figure(world, "briefings.held") == 1
    assert figure(world, "briefings.people") == 50
    assert figure(world, "briefings.comments") == 2
    assert figure(world, "briefings.answer_rate") == 50
    assert [(pk, len(told)) for pk, told in measures.all_drafts()] == [(str(briefing.pk), 4)]
    assert measures.titles([str(briefing.pk)]) == {str(briefing.pk): "澄江区2026年第一季度通报"}


def test_a_briefing_is_found_by_its_quarter(world):
    made = world.started()

    assert [hit.url for hit in search(world.office, "第一季度通报")] == [made.get_absolute_url()]
    assert search(world.stranger, "第一季度通报") == []


def test_the_next_briefing_says_what_became_of_the_comments(world):
    briefing = world.held()
    lamp = actions.add_comment(briefing.pk, kind="deputies", text="路灯不亮。", **by(world.office))
    actions.add_comment(briefing.pk, kind="citizens", text="停车难", **by(world.office))
    actions.answer(
        briefing.pk, lamp.pk, answer="已安排检修", outcome="修复路灯 5 盏", **by(world.office)
    )

    second = world.started("2026Q2")

    words = filled(second.report, date(2026, 7, 8)).plain_text()
    assert "人大代表提出：路灯不亮。修复路灯5盏。" in words
    assert "市民代表提出：停车难。正在办理。" in words


def test_one_briefing_for_a_quarter_and_only_for_quarters(world):
    world.started()

    with pytest.raises(Refused, match="已经建过"):
        world.started()
    with pytest.raises(Refused, match="按季度编"):
        world.started("2026H1")
    Template.objects.filter(code="quarterly-briefing").update(live=False)
    with pytest.raises(Missing, match="没有季度通报的模板"):
        world.started("2026Q2")


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"held_on": date(2026, 7, 9)}, "不能晚于今天"),
        ({"held_on": date(2025, 12, 9)}, "早于所通报的季度"),
        ({"people": {}}, "到会或送达的人数"),
    ],
)
def test_when_it_was_given_must_be_possible(world, more, why):
    briefing = world.signed()

    with pytest.raises(Refused, match=why):
        world.hold(briefing, **more)

    assert figure(world, "briefings.held") is None


def test_a_draft_is_not_given_and_not_commented_on(world):
    briefing = world.started()

    with pytest.raises(Refused, match="签发以后才能通报"):
        world.hold(briefing)
    with pytest.raises(Refused, match="先登记通报日期"):
        actions.add_comment(briefing.pk, kind="deputies", text="路灯不亮", **by(world.office))


def test_an_answer_is_given_once_and_says_something(world):
    briefing = world.held()
    said = actions.add_comment(briefing.pk, kind="members", text="停车难", **by(world.office))
    with pytest.raises(Refused, match="写答复，或写办理结果"):
        actions.answer(briefing.pk, said.pk, **by(world.office))
    actions.answer(briefing.pk, said.pk, answer="增设车位", **by(world.office))

    with pytest.raises(Refused, match="已经答复"):
        actions.answer(briefing.pk, said.pk, answer="再答", **by(world.office))
    with pytest.raises(Missing, match="没有这条意见"):
        actions.answer(briefing.pk, 0, answer="答", **by(world.office))


def test_strangers_and_leaders_change_nothing(world):
    briefing = world.held()

    with pytest.raises(Missing, match="没有这次通报"):
        actions.add_comment(briefing.pk, kind="deputies", text="路灯", **by(world.stranger))
    with pytest.raises(Forbidden):
        actions.add_comment(briefing.pk, kind="deputies", text="路灯", **by(world.leader))

    assert not Comment.objects.exists()


def test_pressed_twice_is_once(world):
    period, how = parse_period("2026Q1"), by(world.office)
    made = actions.start_briefing(unit=world.unit, period=period, **how)
    assert actions.start_briefing(unit=world.unit, period=period, **how) == made
    send_for_review(made.report.pk, **by(world.office))
    issue_report(made.report.pk, **by(world.leader))
    held = {"held_on": date(2026, 4, 9), "way": "sent", "place": "", "people": PEOPLE}
    acts = (
        lambda how: actions.hold(made.pk, **held, **how),
        lambda how: actions.add_comment(made.pk, kind="members", text="停车难", **how),
        lambda how: actions.answer(made.pk, Comment.objects.get().pk, answer="增设车位", **how),
    )
    for act in acts:
        how = by(world.office)
        assert act(how) == act(how)
    assert Briefing.objects.count() == 1 and Comment.objects.count() == 1


def test_the_pages_lead_from_the_list_to_the_answer(world):
    briefing = world.held()
    browser = Client()
    browser.force_login(world.office.person)
    told = {"kind": "deputies", "text": "路灯不亮", "key": str(uuid4())}
    assert browser.post(briefing.get_absolute_url(), told).status_code == 302
    comment = Comment.objects.get()
    page = f"{briefing.get_absolute_url()}comments/{comment.pk}/"
    assert browser.post(page, {"answer": "", "outcome": "", "key": str(uuid4())}).status_code == 422
    assert browser.post(page, {"answer": "已检修", "key": str(uuid4())}).status_code == 302

    page = browser.get(briefing.get_absolute_url()).content.decode()

    assert "已检修" in page and "12" in page
    assert "第一季度" in browser.get("/documents/briefings/").content.decode()
