"""From starting a selection over nominations and the notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from youju.evidence.actions import store
from youju.evidence.queries import items_of
from youju.evidence.tests.factories import jpeg, scene, upload
from youju.honours import actions, queries
from youju.honours.actions.nominations import Proposed
from youju.honours.models import Nomination, Objection, Title
from youju.honours.tests.world import DEEDS, NOON, TODAY, after, told, wrong
from youju.inbox.models import Message
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.volunteers.actions import About, add_volunteer
from youju.volunteers.models import Volunteer


def test_a_selection_needs_its_kind_level_title_days_and_seats(town):
    for more, field in (
        ({"kind": "nothing"}, "kind"),
        ({"level": "world"}, "level"),
        ({"title": " "}, "title"),
        ({"nominate_until": date(2026, 7, 7)}, "nominate_until"),
        ({"nominate_until": date(2027, 7, 8)}, "nominate_until"),
        ({"seats": {"filial": 2000}}, "seats"),
        ({"kind": "best_people", "seats": {"all": 0}}, "seats"),
    ):
        with pytest.raises(Refused) as refused:
            town.select(**more)
        assert refused.value.field == field
    key = uuid4()
    made = town.select(seats={"filial": 3, "helpful": 0}, key=key)
    assert town.select(key=key) == made
    assert (made.seats["filial"], "helpful" in made.seats) == (3, False)
    with pytest.raises(Refused, match="已有同名"):
        town.select()
    with pytest.raises(Forbidden):
        town.select(title="另一项", **town.by(town.leader))


def test_stages_wait_for_what_belongs_to_them(town):
    selection = town.select()
    with pytest.raises(Refused, match="还没有收到推荐"):
        town.to(selection, "review")
    with pytest.raises(Refused, match="下一步不是“公示”"):
        town.to(selection, "notice")
    with pytest.raises(Refused, match="各有自己的页面"):
        town.to(selection, "done")
    one = town.propose(selection)
    town.to(selection, "review")
    with pytest.raises(Refused, match="还有 1 项推荐没有审核完"):
        town.to(selection, "notice")
    town.judge(one, "refuse", note="事迹不实")
    with pytest.raises(Refused, match="没有审核通过的推荐"):
        town.to(selection, "notice")
    by = town.by(town.office)
    with pytest.raises(Refused, match="写明取消的原因"):
        actions.cancel_selection(selection.pk, note="", **by)
    for _n in range(2):
        actions.cancel_selection(selection.pk, note="没有人选", **by)

    assert told(town.district, "selections") == ""
    assert told(town.community, "moral_models_nominated") == ""
    with pytest.raises(Refused, match="已取消"):
        actions.cancel_selection(selection.pk, note="再取消", **town.by(town.office))
    with pytest.raises(Missing):
        actions.cancel_selection(0, note="没有", **town.by(town.office))
    assert wrong() == []


def test_an_act_sent_twice_counts_once(town):
    selection = town.select()
    by = town.by(town.clerk)
    words = Proposed(category="filial", name="周正明", deeds=DEEDS, consent=True)
    made = [actions.nominate(selection.pk, words, unit=town.community, **by) for _n in range(2)]
    assert made[0] == made[1]
    by = town.by(town.office)
    judged = {"result": "pass", "public_words": "照顾邻居。"}
    for _n in range(2):
        assert actions.review_nomination(made[0].pk, **judged, **by).state == "passed"
    by = town.by(town.office)
    for _n in range(2):
        assert actions.advance_selection(selection.pk, to="review", **by).stage == "review"
    by = town.by(town.clerk)
    for _n in range(2):
        assert actions.withdraw_nomination(made[0].pk, note="调离", **by).state == "withdrawn"

    assert Nomination.objects.count() == 1
    assert told(town.community, "moral_models_nominated") == ""


def test_a_nomination_needs_a_category_a_name_deeds_and_consent(town):
    selection = town.select()
    for more, field in (
        ({"category": "nothing"}, "category"),
        ({"name": ""}, "name"),
        ({"deeds": "好人"}, "deeds"),
        ({"consent": False}, "consent"),
        ({"phone": "12"}, "phone"),
        ({"hours": Decimal(-1)}, "hours"),
    ):
        with pytest.raises(Refused) as refused:
            town.propose(selection, **more)
        assert refused.value.field == field
    with pytest.raises(Refused, match="不在这项评选的范围内"):
        town.propose(selection, unit=town.elsewhere, actor=town.stranger)
    with pytest.raises(Forbidden):
        town.propose(selection, unit=town.next_door)
    town.propose(selection)
    with pytest.raises(Refused, match="已经推荐过“周正明”"):
        town.propose(selection)
    town.propose(selection, actor=town.neighbour, unit=town.next_door)
    with pytest.raises(Refused, match="推荐已经截止"):
        town.propose(selection, "吴秀兰", now=after(30))


def test_a_nomination_with_photos_is_sent_back_put_right_and_passed(
    town, django_capture_on_commit_callbacks
):
    selection = town.select()
    photo = store(upload(jpeg(scene(1))), unit=town.community, **town.by(town.clerk)).pk
    words = Proposed(category="filial", name="周正明", deeds=DEEDS, consent=True, phone="13905120077")  # fmt: skip
    by = town.by(town.clerk)
    one = actions.nominate(selection.pk, words, unit=town.community, photos=[photo], **by)
    assert len(items_of(town.clerk, "honours.nomination", one.pk)) == 1
    one.refresh_from_db()
    assert str(one.phone) == "139****0077"
    with pytest.raises(Refused, match="写明理由"):
        town.judge(one, "return", note="")
    with django_capture_on_commit_callbacks(execute=True):
        one = town.judge(one, "return", note="写明次数")
    assert Message.objects.get(kind="honours.reviewed").membership == town.clerk
    with pytest.raises(Refused, match="退回补充"):
        town.judge(one)

    by = town.by(town.clerk)
    better = replace(words, deeds=DEEDS + "每年三百次。")
    for _n in range(2):
        one = actions.change_nomination(one.pk, better, photos=[photo], **by)
    assert (one.state, one.deeds[-6:]) == ("proposed", "每年三百次。")
    with pytest.raises(Refused, match="公示给群众看的事迹"):
        town.judge(one, public_words=" ")
    one = town.judge(one)
    with pytest.raises(Refused, match="审核以后不能再改"):
        actions.change_nomination(one.pk, better, **town.by(town.clerk))
    with pytest.raises(Missing):
        town.judge(Nomination(pk=0))


def test_an_office_does_not_review_what_it_proposed_itself(town):
    selection = town.select()
    one = town.propose(selection, actor=town.office, unit=town.district)

    with pytest.raises(Forbidden, match="由别人审核"):
        town.judge(one)
    with pytest.raises(Forbidden):
        town.judge(one, actor=town.clerk)


def test_the_public_proposes_where_it_may_and_stays_protected(town):
    closed = town.select()
    told_by = {"nominator": "邢建国", "nominator_phone": "13905120077"}
    with pytest.raises(Refused, match="不收群众推荐"):
        town.propose(closed, actor=town.public, **told_by)
    selection = town.select(title="群众推荐的", open_to_public=True)
    for lacking, field in (("nominator", "nominator"), ("nominator_phone", "nominator_phone")):
        with pytest.raises(Refused) as refused:
            town.propose(selection, actor=town.public, **told_by | {lacking: ""})
        assert refused.value.field == field

    one = town.propose(selection, actor=town.public, **told_by)
    town.propose(selection, actor=town.public, **told_by)  # many may name the same

    one.refresh_from_db()
    assert (str(one.nominator), str(one.nominator_phone)) == ("邢**", "139****0077")
    assert one.from_public and one.made_by is None
    words = Proposed(category="filial", name="周正明", deeds=DEEDS, consent=True)
    one = actions.change_nomination(one.pk, words, **town.by(town.clerk))
    assert one.from_public and str(one.nominator) == "邢**"


def test_a_minors_name_is_protected_and_a_guardian_agrees(town):
    selection = town.select("virtue_youth")
    with pytest.raises(Refused, match="监护人同意"):
        town.propose(selection, "周小明")

    one = town.propose(selection, "周小明", by_guardian=True, shows_name=True)

    one.refresh_from_db()
    assert (one.name, str(one.full_name), one.shows_name) == ("周**", "周**", False)
    assert one.full_name.open() == "周小明" and one.public_name == "周**"
    town.judge(one)
    town.to(selection, "review")
    town.to(selection, "notice")
    town.to(selection, "award", after(10))
    town.award(selection, "周**", now=after(10))
    title = Title.objects.get()
    assert (title.name, title.full_name.open()) == ("周**", "周小明")
    assert told(town.district, "virtue_youth_awarded") == "1名"


def test_an_objection_that_is_upheld_takes_the_nominee_out(
    town, django_capture_on_commit_callbacks
):
    selection = town.noticed()
    first, second = selection.nominations.order_by("pk")
    who = {"name": "邢建国", "phone": "13905120077"}

    def say(one, kind="objection", now=NOON, **more):
        given = {"kind": kind, "words": "事迹是别人做的", **who, **more}
        return actions.object_to(one.pk, **given, **town.by(town.public, now))

    for more, field in (({"name": ""}, "name"), ({"phone": ""}, "phone"), ({"phone": "1"}, "phone"), ({"words": "不"}, "words"), ({"kind": "x"}, "kind")):  # fmt: skip
        with pytest.raises(Refused) as refused:
            say(first, **more)
        assert refused.value.field == field
    with pytest.raises(Refused, match="公示期已满"):
        say(first, now=after(8))
    with django_capture_on_commit_callbacks(execute=True):
        made = say(first)
    assert Message.objects.get(kind="honours.objection").membership == town.office
    say(second, "comment", name="", phone="")
    with pytest.raises(Refused, match="还有 1 件异议没有处理"):
        town.to(selection, "vote", after(8), until=date(2026, 7, 30))
    assert queries.objections_of(town.clerk, first) == []
    seen = queries.objections_of(town.office, first)[0]
    assert (str(seen.name), str(seen.phone)) == ("邢**", "139****0077")

    by = town.by(town.office)
    for _n in range(2):
        actions.decide_objection(made.pk, upheld=True, answer="向邻居核实，不是本人所做", **by)
    first.refresh_from_db()
    assert (first.state, first.at) == ("barred", "barred")
    with pytest.raises(Refused, match="已经处理"):
        actions.decide_objection(made.pk, upheld=False, answer="再查一次", **town.by(town.office))
    with pytest.raises(Missing):
        actions.decide_objection(0, upheld=False, answer="再查一次", **town.by(town.office))
    with pytest.raises(Refused, match="不在公示之列"):
        say(first)
    assert told(town.district, "objections") == "1件"
    assert told(town.district, "comments") == "1条"
    dismissed = say(second)
    actions.decide_objection(dismissed.pk, upheld=False, answer="查无此事", **town.by(town.office))
    second.refresh_from_db()
    assert second.state == "passed" and Objection.objects.count() == 3
    key = uuid4()
    twice = [
        actions.object_to(
            second.pk, kind="comment", words="好人好事", actor=town.public, now=NOON, key=key
        )
        for _n in range(2)
    ]
    assert twice[0] == twice[1]
    assert wrong() == []


def test_an_objection_to_somebody_taken_back_bars_nobody(town):
    selection = town.noticed()
    one = selection.nominations.first()
    said = {"kind": "objection", "words": "事迹不实", "name": "邢建国", "phone": "13905120077"}
    made = actions.object_to(one.pk, **said, **town.by(town.public))
    actions.withdraw_nomination(one.pk, note="本人不愿", **town.by(town.clerk))

    actions.decide_objection(made.pk, upheld=True, answer="已经撤回", **town.by(town.office))

    one.refresh_from_db()
    assert one.state == "withdrawn"


def test_good_people_are_sent_up_and_come_on_the_list(town):
    selection = town.select("good_people", title="7月身边好人")
    one = town.propose(selection)
    sent = {"level": "city", "to": "市文明办", "on": TODAY}
    with pytest.raises(Refused, match="审核通过的才能推报"):
        actions.refer_nomination(one.pk, **sent, **town.by(town.office))
    town.judge(one)
    for more, field in (
        ({"level": "county"}, "level"),
        ({"level": "x"}, "level"),
        ({"on": TODAY + timedelta(1)}, "on"),
        ({"to": ""}, "to"),
    ):
        with pytest.raises(Refused) as refused:
            actions.refer_nomination(one.pk, **sent | more, **town.by(town.office))
        assert refused.value.field == field
    by = town.by(town.office)
    made = [actions.refer_nomination(one.pk, **sent, **by) for _n in range(2)]
    assert made[0] == made[1]
    with pytest.raises(Refused, match="已经推报到这一级"):
        actions.refer_nomination(one.pk, **sent, **town.by(town.office))

    with pytest.raises(Refused, match="早于推报日期"):
        early = TODAY - timedelta(1)
        actions.settle_referral(made[0].pk, listed=True, on=early, **town.by(town.office))
    by = town.by(town.office)
    for _n in range(2):
        found = actions.settle_referral(made[0].pk, listed=True, award="市级好人", on=TODAY, **by)
    assert (found.result, found.award) == ("listed", "市级好人")
    with pytest.raises(Refused, match="已经登记"):
        actions.settle_referral(made[0].pk, listed=True, on=TODAY, **town.by(town.office))
    with pytest.raises(Missing):
        actions.settle_referral(0, listed=True, on=TODAY, **town.by(town.office))
    up = actions.refer_nomination(one.pk, **sent | {"level": "nation"}, **town.by(town.office))
    lost = actions.settle_referral(
        up.pk, listed=False, award="无", on=TODAY, **town.by(town.office)
    )
    assert (lost.result, lost.award) == ("refused", "")
    assert told(town.district, "good_people_referred") == "1人"
    assert told(town.district, "good_people_listed") == "1人"
    other = town.propose(town.select(), "吴秀兰")
    town.judge(other)
    with pytest.raises(Refused, match="不向上推报"):
        actions.refer_nomination(other.pk, **sent, **town.by(town.office))
    assert wrong() == []


def test_who_sees_what_of_a_selection(town):
    selection = town.noticed()
    one = selection.nominations.first()

    assert queries.selection_for(town.clerk, selection.pk) == selection
    assert list(queries.nominations_seen(town.neighbour, selection)) == []
    assert len(queries.nominations_seen(town.office, selection)) == 2
    for query, pk in ((queries.selection_for, selection.pk), (queries.nomination_for, one.pk)):
        for member in (town.stranger, None):
            with pytest.raises(Missing):
                query(member, pk)
    with pytest.raises(Missing):
        queries.nomination_for(town.neighbour, one.pk)
    with pytest.raises(Missing):
        queries.objection_for(town.clerk, 0)
    with pytest.raises(Missing):
        queries.referral_for(town.office, 0)
    waiting = queries.waiting_at(town.office)
    assert [(w.selection, w.to_review, w.objections) for w in waiting] == [(selection, 0, 0)]
    assert queries.waiting_at(town.leader) == []
    assert queries.may_open(town.care, town.community)
    assert list(queries.selection_titles([str(selection.pk)]).values()) == ["2026年度评选"]
    assert list(queries.nomination_titles([str(one.pk)]).values()) == ["2026年度评选 · 孝老爱亲"]


def test_the_public_reads_masked_names_and_no_list_before_the_notice(town):
    hidden = town.select()
    one = town.judge(town.propose(hidden, shows_name=True))
    with pytest.raises(Missing):
        queries.selection_for_public(hidden.slug)
    asked = town.select(title="群众推荐的", open_to_public=True)
    assert queries.selection_for_public(asked.slug) == asked
    assert queries.nominees_of(asked) == []
    town.propose(asked)
    town.to(asked, "review")
    assert queries.nominees_of(queries.selection_for_public(asked.slug)) == []
    town.to(hidden, "review")
    town.to(hidden, "notice")

    found = queries.selection_for_public(hidden.slug)

    assert [one.public_name for one in queries.nominees_of(found)] == ["周**"]
    assert set(queries.selections_open_at(town.street)) == {hidden, asked}
    with pytest.raises(Missing):
        queries.public_nominee(found, 0)
    assert queries.public_nominee(found, one.pk) == one
    assert queries.awarded_of(found) == []


def test_a_volunteer_is_nominated_with_the_hours_of_the_register(town):
    by = town.by(town.clerk)
    one = add_volunteer(town.community, About("袁志愿", "13800000001"), **by)
    Volunteer.objects.filter(pk=one.pk).update(minutes=19_250)
    selection = town.select("best_volunteers")

    made = town.propose(selection, "", volunteer=one.pk)

    assert (made.name, made.hours) == ("袁志愿", Decimal("320.8"))
    with pytest.raises(Missing, match="名册里没有"):
        town.propose(selection, "", volunteer=99_999)
    with pytest.raises(Refused, match="只有优秀志愿者评选"):
        town.propose(town.select(title="别的评选"), "", volunteer=one.pk)
    assert queries.volunteers_to_nominate(town.clerk, selection) == [one]
