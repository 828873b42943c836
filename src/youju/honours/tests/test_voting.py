"""The vote, the jury and the award."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from youju.audit.models import Entry
from youju.honours import actions, queries
from youju.honours.models import Ballot, Choice, Title, VoteCode
from youju.honours.tests.world import TODAY, after, told, wrong
from youju.inbox.models import Message
from youju.kernel.refusal import Forbidden, Refused
from youju.search.models import Text

CHOSEN = ("周正明",)


def test_a_moral_model_goes_from_nomination_to_award_with_a_vote(
    town, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        selection = town.noticed("moral_models", "周正明", "吴秀兰")
    assert Message.objects.filter(kind="honours.nominated", membership=town.office).count() == 2
    assert (selection.notice_from, selection.notice_until) == (TODAY, date(2026, 7, 15))
    with pytest.raises(Refused, match="期满后才能进入下一步"):
        town.to(selection, "vote", until=date(2026, 7, 30))

    selection = town.to(selection, "vote", after(8), until=date(2026, 7, 30))
    given = {"unit": town.community, "number": 3}
    codes = actions.issue_codes(selection.pk, **given, **town.by(town.office, after(8)))
    first, second = selection.nominations.order_by("pk")
    for code, one in zip(codes, (first, first, second), strict=True):
        vote(town, selection, code, [one.pk])
    with pytest.raises(Refused, match="期满后才能计票"):
        town.to(selection, "jury", after(9))
    first.refresh_from_db()
    assert first.votes is None and told(town.district, "votes") == ""

    selection = town.to(selection, "jury", after(23))
    assert (selection.ballots, told(town.district, "votes")) == (3, "3票")
    with pytest.raises(Refused, match="没有评审分"):
        town.to(selection, "award", after(23))
    for juror, points in (("评委甲", (90, 80)), ("评委乙", (80, 70))):
        sheet = dict(zip((first.pk, second.pk), map(Decimal, points), strict=True))
        actions.score_nominees(
            selection.pk, juror=juror, points=sheet, **town.by(town.office, after(23))
        )
    selection = town.to(selection, "award", after(24))
    with django_capture_on_commit_callbacks(execute=True):
        selection = town.award(selection, *CHOSEN, now=after(25))

    first, second = selection.nominations.order_by("pk")
    assert (first.state, first.votes, first.jury) == ("awarded", 2, Decimal("85.00"))
    assert (second.state, second.votes, second.jury) == ("lost", 1, Decimal("75.00"))
    assert (selection.stage, selection.award_paper) == ("done", "澄文明委〔2026〕8号")
    title = Title.objects.get()
    assert (title.name, title.kind, title.nomination) == ("周正明", "moral_model", first)
    assert told(town.community, "moral_models_nominated") == "2名"
    assert told(town.district, "moral_models_awarded") == "1名"
    assert told(town.district, "t_moral_model") == "1名"
    assert not Ballot.objects.exclude(net="").exists()
    assert Message.objects.filter(kind="honours.awarded", membership=town.clerk).count() == 2
    assert Text.objects.filter(source_kind="honours.selection").count() == 1
    assert not Text.objects.filter(title__contains="周正明").exists()
    assert not Entry.objects.filter(detail__icontains="周正明").exists()
    assert wrong() == []


def vote(town, selection, code, choices, now=None, **more):
    given = {"code": code, "choices": choices, "prefix": "10.1.2.0/24", **more}
    actions.cast_ballot(selection.pk, **given, **town.by(town.public, now or after(9)))


def test_a_ballot_spends_its_code_and_does_not_know_it(town):
    selection = town.noticed()
    selection = town.to(selection, "vote", after(8), until=date(2026, 7, 30))
    by = town.by(town.office, after(8))
    code, other = actions.issue_codes(selection.pk, unit=town.community, number=2, **by)
    assert actions.issue_codes(selection.pk, unit=town.community, number=2, **by) == []
    one = selection.nominations.first()

    for wrong_code in ("", "aaaa-bbbb-cccc"):
        with pytest.raises(Refused, match="投票码不对"):
            vote(town, selection, wrong_code, [one.pk])
    with pytest.raises(Refused, match="最多选 1 名"):
        vote(town, selection, code, [n.pk for n in selection.nominations.all()])
    with pytest.raises(Refused, match="不在名单上"):
        vote(town, selection, code, [one.pk, 99_999_999])
    with pytest.raises(Refused, match="至少选一名"):
        vote(town, selection, code, [])
    assert not VoteCode.objects.filter(used=True).exists()
    again = town.by(town.public, after(9))
    for _n in range(2):
        actions.cast_ballot(selection.pk, code=f" {code.upper()} ", choices=[one.pk], **again)
    with pytest.raises(Refused, match="已经用过"):
        vote(town, selection, code, [one.pk])
    with pytest.raises(Refused, match="投票已经截止"):
        vote(town, selection, other, [one.pk], after(23))

    assert (Ballot.objects.count(), Choice.objects.count()) == (1, 1)
    assert {field.name for field in Ballot._meta.fields} == {"id", "selection", "minute", "net"}
    assert queries.codes_of(selection) == (2, 1)
    assert queries.odd_about(town.office, selection) == []
    assert queries.odd_about(town.clerk, selection) == []


def test_many_ballots_of_a_minute_and_a_network_are_shown_to_the_office(town):
    selection = town.noticed()
    selection = town.to(selection, "vote", after(8), until=date(2026, 7, 30))
    Ballot.objects.bulk_create(
        [Ballot(selection=selection, minute=after(9), net="a1") for _n in range(40)]
    )

    found = queries.odd_about(town.office, selection)

    assert [(one.n, bool(one.minute), one.net) for one in found] == [(40, True, ""), (40, False, "a1")]  # fmt: skip


def test_codes_are_for_votes_within_the_selection_and_before_its_count(town):
    selection, by = town.select(), town.by
    with pytest.raises(Refused, match="不在这项评选的范围内"):
        actions.issue_codes(selection.pk, unit=town.elsewhere, number=1, **by(town.office))
    for number in (0, 2001):
        with pytest.raises(Refused, match="一次 1 到 2000 个"):
            actions.issue_codes(selection.pk, unit=town.community, number=number, **by(town.office))
    with pytest.raises(Forbidden):
        actions.issue_codes(selection.pk, unit=town.community, number=1, **by(town.clerk))
    short = town.select("good_people", title="7月好人")
    with pytest.raises(Refused, match="没有投票"):
        actions.issue_codes(short.pk, unit=town.community, number=1, **by(town.office))


def test_an_award_needs_a_document_a_day_and_winners_within_the_seats(town):
    selection = town.select("best_people", seats={"all": 1})
    for name in ("周正明", "吴秀兰"):
        town.judge(town.propose(selection, name))
    refused = town.judge(town.propose(selection, "郑三"), "refuse", note="不实")
    town.to(selection, "review")
    town.to(selection, "notice")
    town.to(selection, "award", after(8))
    winners = list(selection.nominations.filter(state="passed").values_list("pk", flat=True))
    right = {"winners": winners[:1], "paper": "8号", "on": TODAY}
    for more, field in (
        ({"paper": ""}, "paper"),
        ({"on": after(9).date()}, "on"),
        ({"on": TODAY - timedelta(1)}, "on"),
        ({"winners": winners}, "winners"),
        ({"winners": []}, "winners"),
        ({"winners": [refused.pk]}, "winners"),
    ):
        with pytest.raises(Refused) as why:
            actions.award_selection(selection.pk, **right | more, **town.by(town.office, after(8)))
        assert why.value.field == field
    title = town.title("best_person", "周正明", level="county", unit=town.community)
    by = town.by(town.office, after(8))
    for _n in range(2):
        actions.award_selection(selection.pk, **right, given_by="区委区政府", **by)

    assert Title.objects.get() == title  # he holds it already
    assert told(town.district, "awarded") == "1名"


def test_the_public_sees_who_was_honoured_first(town):
    selection = town.noticed("good_people", "周正明", "吴秀兰")
    town.to(selection, "award", after(8))
    last = selection.nominations.order_by("pk").last()
    told = {"winners": [last.pk], "paper": "8号", "on": TODAY}
    actions.award_selection(selection.pk, **told, **town.by(town.office, after(8)))

    found = queries.selection_for_public(selection.slug)
    assert [one.pk == last.pk for one in queries.nominees_of(found)] == [True, False]


def test_a_household_title_of_an_award_shows_only_the_surname(town):
    selection = town.select("civilised_families")
    one = town.judge(town.propose(selection, "吴秀兰"))
    assert one.public_name == "吴**"
    town.to(selection, "review")
    town.to(selection, "notice")
    town.to(selection, "award", after(8))
    town.award(selection, "吴秀兰", now=after(8))

    title = Title.objects.get()
    assert (title.name, title.full_name.open(), title.given_by) == ("吴**", "吴秀兰", "澄江区")
    assert told(town.community, "civilised_families_awarded") == "1户"
    assert told(town.community, "awarded") == ""


def test_a_jury_scores_everybody_and_a_second_sheet_replaces(town):
    selection = town.noticed()
    one, other = selection.nominations.order_by("pk")
    sheet = {one.pk: Decimal(80), other.pk: Decimal(70)}
    with pytest.raises(Refused, match="这一步只在“评审”时办"):
        actions.score_nominees(selection.pk, juror="甲", points=sheet, **town.by(town.office))
    town.to(selection, "vote", after(8), until=after(8).date())
    town.to(selection, "jury", after(9))
    with pytest.raises(Refused, match="每一位都要打分"):
        part = {one.pk: Decimal(80)}
        actions.score_nominees(selection.pk, juror="甲", points=part, **town.by(town.office))
    with pytest.raises(Refused, match="写明评委姓名"):
        actions.score_nominees(selection.pk, juror="", points=sheet, **town.by(town.office))
    for points in (80, 90):
        by = town.by(town.office)
        again = sheet | {one.pk: Decimal(points)}
        for _n in range(2):
            actions.score_nominees(selection.pk, juror="甲", points=again, **by)

    one.refresh_from_db()
    assert (one.jury, one.votes, one.scores.count()) == (Decimal("90.00"), 0, 1)


def test_an_office_honours_somebody_of_its_own_unit(town):
    selection = town.select("best_people")
    one = town.judge(town.propose(selection, actor=town.care, unit=town.district))
    town.to(selection, "review")
    town.to(selection, "notice")
    town.to(selection, "award", after(8))
    town.award(selection, "周正明", now=after(8))

    one.refresh_from_db()
    assert one.state == "awarded"
