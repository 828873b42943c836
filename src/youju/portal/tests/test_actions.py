"""What residents send, what is decided about it, what is published."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from youju.audit.queries import Entry
from youju.cases.actions import merge_case, refuse_case, report_case
from youju.cases.queries import Case
from youju.cases.rules import Source
from youju.evidence.queries import Item
from youju.evidence.tests.factories import upload
from youju.inbox.models import Message
from youju.kernel.periods import Grain, around
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.ledgers.actions import record_entry
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.portal import actions, queries
from youju.portal.actions.publishing import ENTRY, REPORT, source_of
from youju.portal.models import Count, Opinion, Publication, PublicCase, Report, Spent
from youju.portal.queries.office import UNANSWERED, WAITING
from youju.portal.rules import Counted, Decision
from youju.portal.tests.factories import (
    LAT,
    LNG,
    NOON,
    PHONE,
    WORDS,
    by,
    closed,
    code_of,
    public_of,
    sent,
    shown,
    told,
)  # fmt: skip

KEY = UUID("01930000-0000-7000-8000-000000000001")


def test_a_report_becomes_a_case_of_the_public_with_its_photo_and_protected_reporter(city):
    report = sent(city.community, key=KEY)

    case = Case.objects.get(pk=report.case_id)
    assert (case.source, case.state, case.unit, case.made_by) == (
        "resident",
        "reported",
        city.community,
        None,
    )
    assert (case.description, case.lat, case.lng) == (WORDS, LAT, LNG)
    assert (str(case.reporter_phone), case.reporter_phone.open()) == ("139****0077", PHONE)
    assert Item.objects.get().uploader is None
    assert report.number.startswith("261125-") and len(report.number) == 13
    entry = Entry.objects.get(act="portal.report")
    assert (entry.actor_label, entry.role, entry.actor_id) == ("居民", "public", None)
    assert PHONE not in str(entry.detail)


def test_the_community_is_told_of_a_report_and_the_offices_of_an_opinion(
    city, people, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        report = sent(city.community)
        actions.send_opinion(
            city.community, Opinion.Kind.COMPLAINT, "又要重复填数", now=NOON, key=uuid4()
        )

    told = {(one.membership_id, one.kind, one.title) for one in Message.objects.all()}
    assert told == {
        (
            people.staff.pk,
            "portal.report",
            f"{report.case.number} 金桥路 12号楼北侧 302室门口垃圾没人清",
        ),
        (people.office.pk, "portal.opinion", "投诉：又要重复填数"),
    }


def test_the_same_form_sent_twice_is_one_report_with_one_code(city):
    first, second = sent(city.community, key=KEY), sent(city.community, key=KEY)

    assert first == second
    assert code_of(first) == code_of(second)
    assert Case.objects.count() == 1


def test_what_waits_to_be_looked_at_holds_no_number_no_name_and_no_exact_place(city):
    public = public_of(sent(city.community))

    assert (
        public.words
        == "楼下垃圾三天没人清，我是（已隐去），电话 （已隐去），车牌（已隐去）挡着路。"
    )
    assert public.decision == "waiting"
    assert (public.lat, public.lng) == (31.29825, 120.58373)
    assert public.kind_label == "垃圾没人清"


@pytest.mark.parametrize(
    ("changed", "unit"),
    [
        ({"lat": 31.309, "lng": 120.572}, "桃李社区"),
        ({"lat": 31.9, "lng": 120.572}, "柳荫街道"),
        ({"lat": None, "lng": None}, "柳荫街道"),
    ],
)
def test_a_report_goes_to_the_nearest_community_of_the_street(city, changed, unit):
    report = actions.send_report(city.street, told(**changed), now=NOON, key=uuid4())

    assert report.unit.name == unit
    assert (public_of(report).lat is None) == (changed["lat"] is None)


def test_a_refused_report_leaves_no_case_and_says_the_field(city):
    for changed, photos, field in (
        ({"kind": "x"}, [], "kind"),
        ({}, [upload(b"%PDF-1.7\n%%EOF", "a.pdf")], "photos"),
        ({}, [upload(b"a,b\n1,2\n", "a.csv")], "photos"),
    ):
        with pytest.raises(Refused) as refused:
            actions.send_report(
                city.community, told(**changed), photos=photos, now=NOON, key=uuid4()
            )
        assert refused.value.field == field
    assert not Case.objects.exists()


def test_a_number_that_is_taken_is_not_given_again(city, monkeypatch):
    drawn = iter([7, 7, 8, 9, 9, 10])
    monkeypatch.setattr("secrets.randbelow", lambda most: next(drawn))
    numbers = [sent(city.community, photos=0).number for _ in range(2)]
    opinions = [
        actions.send_opinion(
            city.street, Opinion.Kind.COMPLAINT, "页面太慢", now=NOON, key=uuid4()
        ).number
        for _ in range(2)
    ]

    assert numbers == ["261125-000007", "261125-000008"]
    assert opinions == ["Y261125-000009", "Y261125-000010"]


def test_only_the_right_pair_of_number_and_code_opens_a_report(city):
    report = sent(city.community)
    other = sent(city.community, photos=0)

    assert queries.found_by(report.number, code_of(report)) == report
    for number, code in (
        (report.number, code_of(other)), (report.number, ""), ("999999-000000", code_of(report)), ("x", "x"),
    ):  # fmt: skip
        with pytest.raises(Missing, match="对不上"):
            queries.found_by(number, code)


def test_a_resident_says_not_fixed_once_for_each_answer_and_the_case_is_open_again(city, people):
    report = sent(city.community)
    with pytest.raises(Refused, match="办结以后"):
        actions.tell_whether_fixed(report.pk, fixed=True, now=NOON, key=uuid4())
    closed(report, people.office, people.staff, people.office)

    said = actions.tell_whether_fixed(
        report.pk, fixed=False, reason="第二天又满了", now=NOON, key=KEY
    )
    again = actions.tell_whether_fixed(
        report.pk, fixed=False, reason="第二天又满了", now=NOON, key=KEY
    )

    assert said == again
    case = Case.objects.get()
    assert (case.state in ("filed", "dispatched"), case.reopened, case.fixed) == (True, 1, False)
    assert queries.feedback_on(public_of(report)) == [said]
    assert queries.progress_of(Report.objects.get()).said == "您说没有解决，已经重新办理"


def test_a_second_word_on_the_same_answer_is_refused(city, people):
    report = sent(city.community)
    closed(report, people.office, people.staff, people.office)
    actions.tell_whether_fixed(report.pk, fixed=True, now=NOON, key=uuid4())

    with pytest.raises(Refused, match="已经说过"):
        actions.tell_whether_fixed(
            report.pk, fixed=False, reason="没有解决啊", now=NOON, key=uuid4()
        )
    assert Case.objects.get().state == "closed"


def test_words_are_shown_only_after_somebody_passed_them_and_without_numbers(city, people):
    report = sent(city.community)
    assert queries.progress_of(report).words == ""

    public = shown(report, people.staff, f"垃圾没人清，问 {PHONE}")

    assert public.words == "垃圾没人清，问 （已隐去）"
    assert queries.progress_of(report).words == public.words
    assert queries.public_cases(city.street).get() == public
    entry = Entry.objects.get(act="portal.decide_case")
    assert (entry.actor_id, entry.detail["decision"]) == (people.staff.person_id, "shown")


def test_a_refusal_to_show_needs_a_reason_and_may_be_changed(city, people):
    public = public_of(sent(city.community))
    with pytest.raises(Refused, match="理由"):
        actions.decide_case(public.pk, Decision.REFUSED, **by(people.staff))

    how = by(people.staff)
    actions.decide_case(public.pk, Decision.REFUSED, reason="指名道姓", **how)
    actions.decide_case(public.pk, Decision.REFUSED, reason="指名道姓", **how)
    assert not queries.public_cases(city.street).exists()
    with pytest.raises(Missing):
        queries.public_case_at(public.slug)

    actions.decide_case(public.pk, Decision.SHOWN, words="垃圾没人清", **by(people.office))
    assert PublicCase.objects.get().reason == ""
    assert Entry.objects.filter(act="portal.decide_case", outcome="done").count() == 2


def test_next_door_and_roles_that_open_no_problems_decide_nothing(city, people):
    public = public_of(sent(city.community))

    with pytest.raises(Missing):
        actions.decide_case(public.pk, Decision.SHOWN, words="垃圾", **by(people.next_door))
    with pytest.raises(Forbidden):
        actions.decide_case(public.pk, Decision.SHOWN, words="垃圾", **by(people.grid))
    assert PublicCase.objects.get().decision == "waiting"


def test_a_photo_is_public_only_once_passed_and_while_its_problem_is(city, people):
    report = sent(city.community)
    public = public_of(report)
    link, decided = queries.photos_to_decide(people.staff, public)[0]
    assert decided is None
    how = by(people.staff)
    photo = actions.decide_photo(public.pk, link.item_id, Decision.SHOWN, **how)
    assert actions.decide_photo(public.pk, link.item_id, Decision.SHOWN, **how) == photo
    with pytest.raises(Missing):
        queries.photo_at(photo.slug)

    shown(report, people.staff)
    assert queries.photo_at(photo.slug) == photo
    assert [one.after for one in queries.progress_of(report).before] == [False]

    actions.decide_photo(
        public.pk, link.item_id, Decision.REFUSED, reason="拍到人脸", **by(people.staff)
    )
    with pytest.raises(Missing):
        queries.photo_at(photo.slug)


def test_a_case_of_any_source_may_be_offered_once_by_who_opens_problems(city, people):
    case = report_case(
        unit=city.grid, kind="s0309", source=Source.GRID, place="桂苑路", lat=LAT, lng=LNG,
        description=f"出租车乱停，问 {PHONE}", **by(people.grid),
    )  # fmt: skip
    assert queries.face_of(case) is None
    with pytest.raises(Forbidden):
        actions.offer_case(case.pk, **by(people.grid))

    public = actions.offer_case(case.pk, **by(people.staff))

    assert actions.offer_case(case.pk, **by(people.office)) == public == queries.face_of(case)
    assert (public.words, public.kind_label) == ("出租车乱停，问 （已隐去）", "出租车不文明")
    assert (public.decision, public.lat) == ("waiting", 31.29825)


def test_a_photo_of_another_problem_is_not_decided_here(city, people):
    public = public_of(sent(city.community))

    with pytest.raises(Missing, match="没有这张照片"):
        actions.decide_photo(public.pk, 999, Decision.SHOWN, **by(people.staff))


def test_an_answer_belongs_to_its_closing(city, people):
    report = sent(city.community)
    public = shown(report, people.staff)
    with pytest.raises(Refused, match="办结"):
        actions.answer_case(public.pk, "已清运两车", **by(people.staff))
    closed(report, people.office, people.staff, people.office)
    assert queries.cases_to_look_at(people.staff).filter(UNANSWERED).count() == 1

    how = by(people.staff)
    actions.answer_case(public.pk, f"已清运两车，问 {PHONE}", **how)
    actions.answer_case(public.pk, "又一次", **how)

    progress = queries.progress_of(Report.objects.select_related("case").get())
    assert progress.answer == "已清运两车，问 （已隐去）"
    assert queries.waiting_counts(people.staff) == (0, 0)
    actions.tell_whether_fixed(report.pk, fixed=False, reason="没有解决", now=NOON, key=uuid4())
    assert queries.progress_of(Report.objects.get()).answer == ""


def test_a_report_that_was_merged_follows_the_other_case(city, people):
    first, second = sent(city.community), sent(city.community, photos=0)
    merge_case(second.case_id, into=first.case_id, **by(people.office))
    closed(first, people.office, people.staff, people.office)

    progress = queries.progress_of(Report.objects.get(pk=second.pk))

    assert (progress.state, progress.may_tell, progress.kind) == ("closed", True, "垃圾没人清")


def test_a_report_not_taken_up_is_told_with_its_day(city, people):
    report = sent(city.community, photos=0)
    refuse_case(report.case_id, reason="不属于本辖区", **by(people.office))

    progress = queries.progress_of(Report.objects.get())

    assert progress.said == "没有立案"
    assert [(step.label, step.on) for step in progress.steps] == [
        ("收到", date(2026, 11, 25)), ("决定不予立案", date(2026, 11, 25)),
    ]  # fmt: skip
    assert queries.cases_to_look_at(people.staff).filter(WAITING).count() == 1


def test_an_opinion_is_read_and_answered_by_office_and_administrator_only(city, people):
    how = {"now": NOON, "key": KEY}
    opinion = actions.send_opinion(
        city.community,
        Opinion.Kind.COMPLAINT,
        "又要重复填数",
        sender=people.grid,
        **how,
    )
    assert (
        actions.send_opinion(
            city.community, Opinion.Kind.COMPLAINT, "又要重复填数", sender=people.grid, **how
        )
        == opinion
    )

    with pytest.raises(Forbidden):
        queries.opinions_visible_to(people.staff)
    with pytest.raises(Refused, match="写明答复"):
        actions.answer_opinion(opinion.pk, "好", **by(people.office))
    answer = by(people.sysadmin)
    actions.answer_opinion(opinion.pk, f"已改好，问 {PHONE}", **answer)
    actions.answer_opinion(opinion.pk, "再说一次", **answer)

    assert Opinion.objects.get().answer == "已改好，问 （已隐去）"
    assert queries.found_by(opinion.number, code_of(opinion)) == opinion
    elsewhere = make_member(city.elsewhere, Role.OFFICE)
    with pytest.raises(Missing):
        queries.opinion_for(elsewhere, opinion.pk)


def honour(people, holder="单位"):
    values = {"honour": "文明社区", "given_by": "区文明办", "level": "县区级", "holder": holder}
    period = around(date(2026, 3, 5), Grain.DAY)
    return record_entry(
        "honours", unit=people.staff.unit, values=values, period=period, **by(people.staff)
    )


def test_an_honour_is_published_once_and_taken_back(city, people):
    pk = str(honour(people).pk)
    said = {"title": "文明社区", "words": f"获得文明社区，问 {PHONE}"}
    with pytest.raises(Forbidden):
        actions.publish(ENTRY, pk, **said, **by(people.staff))
    how = by(people.leader)
    made = actions.publish(ENTRY, pk, **said, **how)
    assert actions.publish(ENTRY, pk, **said, **how) == made
    assert made.words == "获得文明社区，问 （已隐去）"
    with pytest.raises(Refused, match="已经公示"):
        actions.publish(ENTRY, pk, **said, **by(people.office))
    assert queries.publication_at(city.street, made.pk) == made
    assert queries.live_sources(people.leader) == [(ENTRY, pk)]

    with pytest.raises(Forbidden):
        actions.withdraw(made.pk, **by(people.staff))
    for _twice in range(2):
        actions.withdraw(made.pk, **by(people.office))
    with pytest.raises(Missing):
        queries.publication_at(city.street, made.pk)
    with pytest.raises(Missing):
        actions.withdraw(made.pk, **by(make_member(city.elsewhere, Role.OFFICE)))
    with pytest.raises(Missing):
        actions.withdraw(0, **by(people.office))


def test_one_persons_honour_a_draft_and_anything_else_are_not_published(city, people):
    with pytest.raises(Refused, match="个人荣誉"):
        source_of(people.leader, ENTRY, str(honour(people, "个人").pk))
    for kind, pk in (("cases.case", "1"), (ENTRY, "0"), (REPORT, "x")):
        with pytest.raises(Missing):
            source_of(people.leader, kind, pk)
    cleaned = record_entry(
        "cleanup",
        unit=city.community,
        values={"action": "清洁日", "place": "桂苑"},
        period=around(date(2026, 3, 5), Grain.DAY),
        **by(people.staff),
    )
    with pytest.raises(Missing, match="不能公示"):
        source_of(people.leader, ENTRY, str(cleaned.pk))


def test_only_a_signed_report_is_published_with_its_number_and_check_code(city, people, db):
    from youju.documents.actions import issue_report, send_for_review
    from youju.documents.tests.world import a_draft

    draft = a_draft(people.staff)
    with pytest.raises(Refused, match="签发以后"):
        source_of(people.leader, REPORT, str(draft.pk))
    send_for_review(draft.pk, **by(people.staff))
    issued = issue_report(draft.pk, **by(make_member(city.community, Role.LEADER, "signs")))

    source = source_of(people.leader, REPORT, str(issued.pk))
    made = actions.publish(
        REPORT, str(issued.pk), title=source.title, words=source.words, **by(people.leader)
    )

    assert (made.kind, made.number, made.check_code) == (
        Publication.Kind.REPORT,
        issued.number,
        issued.check_code,
    )
    assert source.words == "金桥社区 2026年11月25日签发。"


def test_counting_refuses_at_the_limit_and_keeps_no_address(db):
    for _n in range(20):
        actions.count(Counted.REPORT, 1, "203.0.113.9", now=NOON)
    with pytest.raises(Refused, match="您所在的网络"):
        actions.count(Counted.REPORT, 1, "203.0.113.9", now=NOON)
    actions.count(Counted.REPORT, 1, "203.0.113.10", now=NOON)
    actions.count(Counted.REPORT, 1, "203.0.113.9", now=NOON + timedelta(hours=1))

    assert "203.0" not in "".join(Count.objects.values_list("who", flat=True))
    held = Count.objects.filter(hour=NOON.replace(minute=0), who="")
    assert held.get().n == 21


def test_old_counts_and_spent_challenges_are_forgotten(db):
    actions.count(Counted.REPORT, 1, "203.0.113.9", now=NOON)
    Spent.objects.create(digest="a" * 64, until=NOON)

    assert actions.clean(NOON + timedelta(hours=1)) == 1
    assert actions.clean(NOON + timedelta(hours=3)) == 2
    assert actions.clean() == 0
