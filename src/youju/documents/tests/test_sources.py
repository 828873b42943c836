"""The sources of numbers on paper: one row for each figure, and a paper without them."""

import io
from datetime import date

import docx
import pytest
from django.urls import reverse

from youju.documents.paper import as_document, docx_of
from youju.documents.render import filled
from youju.documents.tests.test_pages import signed_in
from youju.documents.tests.world import a_clean_up, a_draft, a_world, issued

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 8)


def test_the_word_file_without_the_sources_says_where_the_numbers_are_proved(client):
    world, leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="50余")
    draft = a_draft(world.clerk)
    early = docx_of(draft, filled(draft, TODAY), sources=False)
    report = issued(world, leader)
    signed_in(client, world.clerk)
    page = client.get(reverse("documents:report", args=[report.pk])).content.decode()
    url = reverse("documents:word", args=[report.pk]) + "?sources=no"

    bare = docx.Document(io.BytesIO(client.get(url).content))
    assert url in page
    assert not bare.tables
    assert bare.paragraphs[-1].text.startswith(f"（校验码{report.check_code}，")
    assert docx.Document(io.BytesIO(early)).paragraphs[-1].text.endswith("日")


def test_a_figure_in_a_table_has_the_row_of_the_sentence_that_told_it():
    world, _leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="50余")
    report = a_draft(world.clerk)
    report.content = {
        "sections": [
            {
                "blocks": [
                    {"kind": "text", "source": "清理垃圾{{清理垃圾}}。"},
                    {"kind": "table", "measures": ["清理垃圾"]},
                ]
            }
        ]
    }

    table = as_document(report, filled(report, TODAY)).appendices[0].blocks[0]

    assert [source.number for source in table.sources] == ["50余车"]
