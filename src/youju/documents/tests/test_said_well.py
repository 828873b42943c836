"""What an editor would strike out: lead-ins without a list, false exactness, the wrong readers."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from youju.documents.corrections import faults_of
from youju.documents.language import typed_numbers
from youju.documents.library import addressee_for
from youju.documents.models import Template
from youju.documents.paper import as_document
from youju.documents.proofreading import paper_of, proofread
from youju.documents.render import Section, fill, filled
from youju.documents.tests.world import HALF, a_clean_up, a_draft, a_world

TODAY = date(2026, 7, 8)


def said(section: Section) -> list[str]:
    return [
        "".join(run.text for run in block.runs) for block in section.blocks if not block.left_out
    ]


@pytest.mark.django_db
def test_words_that_lead_to_a_list_go_with_the_list():
    world, _leader = a_world()
    text = filled(a_draft(world.clerk, code="speech"), TODAY)

    assert [one.heading for one in text.sections if not one.empty] == ["", "改进作风，严格要求"]
    assert "接下来重点抓好这些工作" not in text.plain_text()


@pytest.mark.django_db
def test_words_that_lead_to_paragraphs_stay():
    world, _leader = a_world()
    (opening,) = filled(a_draft(world.clerk, code="appeal"), TODAY).sections

    assert said(opening)[0].endswith("我们倡议：")


@pytest.mark.django_db
def test_a_table_says_no_more_exactly_than_its_sentence():
    world, _leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), adverts="400余个")
    a_clean_up(world.clerk, date(2026, 5, 6), adverts="224")
    text = filled(a_draft(world.clerk, code="statement"), TODAY)

    (row,) = [r for s in text.sections for b in s.blocks for r in b.rows if r[0][0].text == "清除小广告"]  # fmt: skip
    assert "清除小广告620余个" in text.plain_text()
    assert [cell[0].text for cell in row] == ["清除小广告", "个", "620余", "—"]


@pytest.mark.django_db
def test_a_draft_without_anything_to_tell_is_not_signed_unseen():
    world, _leader = a_world()
    report = a_draft(world.clerk, code="newsletter")

    told = [one.fault for one in faults_of(report, filled(report, TODAY), TODAY)]

    assert [(one.rule, one.grave) for one in told] == [("bare", True)]
    assert proofread(paper_of("")) == []


@pytest.mark.django_db
def test_an_appeal_speaks_to_those_of_the_unit_that_makes_it():
    spec = Template.objects.get(code="appeal", live=True).spec

    assert addressee_for(spec, "school") == "老师们、同学们"
    assert addressee_for(spec, "community") == "居民朋友们"
    assert addressee_for({}, "school") == ""


def test_an_age_that_names_a_group_and_a_hotline_are_no_figures():
    assert typed_numbers("90岁以上老人、60周岁及以上老人，12345热线、12345政务服务热线") == []
    assert typed_numbers("走访90户") == [(2, 5)]


def test_deeds_done_for_residents_are_no_wrong_word():
    assert proofread(paper_of("社区总结\n今年办实事好事两件，居民都来参加，街坊邻里都说好。")) == []
    (one,) = proofread(paper_of("社区总结\n今年为居民办实事好，街坊邻里都说好，大家都来参加。"))
    assert (one.rule, one.mend) == ("word", "办好实事")


@pytest.mark.django_db
def test_a_unit_with_none_above_it_writes_to_nobody_above():
    world, _leader = a_world()
    told = {"period": HALF, "title": "总结", "addressee": "{{上级}}创建办", "today": TODAY}

    street, city = (fill({"sections": []}, unit=one, **told) for one in (world.street, world.city))

    assert street.addressee == f"{world.street.parent.name}创建办"
    assert city.addressee == ""


@pytest.mark.django_db
def test_a_paper_bears_the_day_it_was_issued_on_here():
    world, _leader = a_world()
    report = a_draft(world.clerk)
    report.changed_at = datetime(2026, 7, 7, 17, 0, tzinfo=UTC)  # one in the morning of the eighth

    assert as_document(report, filled(report, TODAY)).day == date(2026, 7, 8)
