"""责任书 of a unit on official paper."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone, translation
from docx import Document

from youju.documents.duty_paper import as_document, docx_of
from youju.documents.gbt9704.check_docx import check_docx
from youju.documents.gbt9704.read_docx import read_content
from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import City, make_member, make_unit
from youju.standards.models import Duty, Edition, Item
from youju.standards.queries import duties_of_unit


class Split(City):
    """建设局 with two lines under one head: one it leads, numeric, with a person; one it supports."""

    def __init__(self) -> None:
        super().__init__()
        self.bureau = make_unit("澄江市建设局", UnitKind.BUREAU, self.city)
        self.clerk = make_member(self.bureau, Role.UNIT_USER, "jianshe")
        now = timezone.now()
        self.edition = Edition.objects.create(
            root_id=self.city.pk, unit=self.city, code="six", name="文明城市测评体系（样例）", year=2026, level="city",
            full=Decimal(100), passing=Decimal(85), state="current", made_at=now, made_by_label="测试",
        )  # fmt: skip
        self.head = self.item("3.1", "街巷和道路", 1, leaf=False)
        for n, (text, side) in enumerate((("道路设施", "lead"), ("背街小巷", "support")), 2):
            kind = "quantified" if side == "lead" else "dynamic"
            item = self.item(f"3.1.{n}", text, n, parent=self.head, kind=kind, standard="路面平整，" * 20)  # fmt: skip
            Duty.objects.create(
                root_id=self.city.pk, item=item, unit=self.bureau, side=side, given_at=now, given_by_label="市创建办",
                person=self.clerk.person if side == "lead" else None, section="市政科" if side == "lead" else "",
                due=date(2026, 12, 1) if side == "lead" else None,
            )  # fmt: skip

    def item(self, code, text, order, *, leaf=True, **more):
        return Item.objects.create(
            root_id=self.city.pk, edition=self.edition, code=code, text=text, order=order, depth=2, leaf=leaf,
            weight=Decimal(1), pinyin="", spec={}, **more,
        )  # fmt: skip

    def duties(self):
        return list(duties_of_unit(self.clerk, self.edition, self.bureau))


@pytest.fixture
def city(db) -> Split:
    return Split()


def test_a_unit_that_supports_nothing_is_not_told_so(city):
    led = [one for one in city.duties() if one.side == "lead"]

    book = Document(io.BytesIO(docx_of(city.edition, city.bureau, led)))

    assert "；牵头1条，逐条内容" in "".join(one.text for one in book.paragraphs)


def test_the_paper_names_items_standards_days_and_leaves_room_for_two_signatures(city):
    content = docx_of(city.edition, city.bureau, city.duties())

    book = Document(io.BytesIO(content))
    said = "".join(one.text for one in book.paragraphs)
    assert "澄江市建设局承担测评项目1项2条，其中量化指标1项；牵头1条，配合1条" in said
    signed, items = book.tables
    assert [cell.text for cell in signed.rows[0].cells] == [
        "下达单位：澄江市（盖章）",
        "责任单位：澄江市建设局（盖章）",
    ]
    assert signed.rows[1].cells[1].text == "负责人（签字）："
    row = [cell.text for cell in items.rows[1].cells]
    assert row[:2] == ["1", "3.1.2"] and row[3:] == ["量化", "牵头", "市政科　jianshe", "2026.12.1"]
    assert row[2].startswith("道路设施：路面平整") and row[2].endswith("……")
    assert items.rows[2].cells[4].text == "配合"
    assert check_docx(read_content(content)) == []


def test_an_item_whose_standard_says_no_more_is_named_once(city):
    Item.objects.filter(code="3.1.2").update(standard="道路设施")

    table = as_document(city.edition, city.bureau, city.duties()).appendices[0].blocks[0]

    assert table.rows[0][2] == "道路设施"  # type: ignore[union-attr]


def test_the_unit_and_those_above_print_it_and_nobody_else(city):
    at = f"/documents/duties/{city.edition.pk}/{city.bureau.pk}/word/"

    def status(member):
        client = Client()
        client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
        return client.get(at).status_code

    assert status(city.clerk) == 200 == status(make_member(city.city, Role.OFFICE, "shi"))
    assert status(make_member(city.community, Role.STAFF, "jinqiao")) == 404
    Duty.objects.update(state="ended", ended_at=timezone.now())
    assert status(city.clerk) == 404


def test_the_paper_is_chinese_whoever_asks_for_it(city):
    paper = as_document(city.edition, city.bureau, city.duties())

    with translation.override("en"):
        assert as_document(city.edition, city.bureau, city.duties()) == paper
