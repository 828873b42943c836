"""The own 个人总结: written by whoever records, of nobody else and nothing else."""

from __future__ import annotations

from uuid import uuid4

import pytest

from youju.audit.actions import SYSTEM
from youju.cases.tests.factories import CaseCity
from youju.documents import actions, own_lists, rules
from youju.documents.models import Report, Template
from youju.documents.paper import as_document
from youju.documents.render import about_words, filled
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Forbidden
from youju.organisations.actions import sign_papers_as
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.work.tests.world import NOON

H1, H2 = parse_period("2026H1"), parse_period("2026H2")


@pytest.fixture
def city(db) -> City:
    return City()


def start(member, unit, code="personal") -> Report:
    template = Template.objects.get(code=code, live=True)
    told = {"unit": unit, "period": H1, "actor": member, "now": NOON, "key": uuid4()}
    return actions.start_report(template.pk, **told)


@pytest.mark.parametrize(
    ("kind", "drafts", "records", "own", "expected"),
    [
        ("summary", True, True, False, True),
        ("personal", True, True, False, True),
        ("personal", False, True, True, True),
        ("personal", False, True, False, False),
        ("personal", False, False, True, False),
        ("summary", False, True, True, False),
    ],
)
def test_whoever_records_writes_their_own_summary(kind, drafts, records, own, expected):
    assert rules.may_write(kind, drafts=drafts, records=records, own=own) is expected


@pytest.mark.parametrize("role", [Role.GRID_WORKER, Role.INSPECTOR, Role.CARE_OFFICER])
def test_it_goes_its_way_from_draft_to_review(city, role):
    worker = make_member(city.community, role)

    report = start(worker, city.community)
    told = {"actor": worker, "now": NOON}
    actions.edit_head(report.pk, title="我的总结", addressee="", key=uuid4(), **told)
    sent = actions.send_for_review(report.pk, key=uuid4(), **told)

    assert (sent.title, sent.state) == ("我的总结", "review")


def test_it_is_signed_by_the_person_and_a_report_of_the_unit_by_its_organ(city):
    staff = make_member(city.community, Role.STAFF)
    staff.unit = sign_papers_as(city.community, "金桥社区居民委员会", actor=SYSTEM, now=NOON)
    own, units = start(staff, city.community), start(staff, staff.unit, "half-year")

    assert own.signed_by == staff.person.name
    assert as_document(own, filled(own, NOON.date())).issuer == staff.person.name
    assert as_document(units, filled(units, NOON.date())).issuer == "金桥社区居民委员会"


def test_what_was_issued_keeps_the_name_it_was_issued_under(city):
    staff, leader = make_member(city.community, Role.STAFF), make_member(city.community, Role.LEADER)  # fmt: skip
    report = start(staff, city.community, "half-year")
    actions.send_for_review(report.pk, actor=staff, now=NOON, key=uuid4())
    actions.issue_report(report.pk, actor=leader, now=NOON, key=uuid4(), reason="没有数据，先发")

    sign_papers_as(city.community, "金桥社区居民委员会", actor=SYSTEM, now=NOON)

    assert Report.objects.get().signed_by == "金桥社区"


def test_of_others_and_of_the_unit_they_write_nothing(city):
    worker, staff = make_member(city.community, Role.GRID_WORKER), make_member(city.community, Role.STAFF)  # fmt: skip
    other = make_member(city.community, Role.GRID_WORKER, "other")
    theirs = [start(one, city.community) for one in (staff, other)]

    for report in theirs:
        with pytest.raises(Forbidden, match="只能写自己的个人总结"):
            actions.drop_report(report.pk, actor=worker, now=NOON, key=uuid4())
    with pytest.raises(Forbidden, match="只能写自己的个人总结"):
        start(worker, city.community, "half-year")
    with pytest.raises(Forbidden, match="不能做这一步"):
        start(make_member(city.community, Role.LEADER), city.community)
    with pytest.raises(Forbidden):
        start(staff, city.elsewhere)
    assert Report.objects.count() == 2


@pytest.mark.parametrize(
    ("post", "said"),
    [("社区创建专干", "创建专干"), ("创建专干", "创建专干"), ("社长", "社长"), ("", "")],
)
def test_a_post_does_not_say_the_end_of_the_units_name_again(city, post, said):
    author = make_member(city.community, Role.STAFF)
    author.post = post

    words = about_words(city.community, H1, NOON.date(), author)

    assert f"{words['单位']}{words['职务']}" == f"{city.community.name}{said}"


def test_the_same_problem_found_twice_is_one_line(db):
    city = CaseCity()
    for place in ("金桥广场", "金桥路 12号楼", "金桥广场"):
        city.report(place=place)

    told = own_lists.lines(own_lists.SOURCES["own_problems"], city.clerk, H2, "", 5)

    assert [one.text for one in told] == [
        "金桥广场暴露垃圾（共2件，待受理）。",
        "金桥路12号楼暴露垃圾（待受理）。",
    ]
