"""Two editions side by side, as those who are measured by them read it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import make_member, make_unit
from youju.standards import shown_compare
from youju.standards.queries.changes import edition_before, editions_beside, matched_items
from youju.standards.tests.samples import SMALL
from youju.standards.tests.world import Town

NEXT = (
    SMALL.replace("code: six", "code: seven")
    .replace("year: 2026", "year: 2027")
    .replace("passing: 85", "passing: 88")
    .replace('"2.1", text: 法治宣传', '"2.2", text: 普法宣传')
    .replace("at: ≥300", "at: ≥350")
    .replace("standard: 按目录公开", "standard: 按目录全部公开")
    .replace(
        '"6.1", text: 公共绿地, kind: quantified, methods: [online], weight: 20',
        '"6.4", text: 公共绿地, kind: quantified, methods: [online], weight: 18',
    )
)


@pytest.fixture
def town(db) -> Town:
    return Town()


def enter(member: Any) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def words(answer: Any) -> str:
    return re.sub(r"\s+", "", strip_tags(answer.content.decode()))


def test_every_change_is_a_sentence_and_can_be_filtered(town):
    old, new = town.edition(), town.edition(NEXT, current=False)
    client = enter(town.clerk)
    page = f"/standards/editions/{new.pk}/compare/"

    answer = client.get(page)
    told = words(answer)
    assert "全部变动5" in told and "新增1" in told and "删去1" in told and "改要求1" in told
    assert "达标线8588" in told and "2.1法治宣传" in told and "2.2普法宣传" in told
    assert "换位置或编号按内容对上编号6.16.4分值2018" in told
    assert "计分规则达到≥300350得满分" in told and "没有变的指标3条" in told
    html = answer.content.decode()
    assert "按目录<ins>全部</ins>公开" in html and "<del>300</del><ins>350</ins>" in html

    weight = words(client.get(f"{page}?with={old.pk}&kind=weight"))
    assert "公共绿地" in weight and "政务公开" not in weight
    back = words(client.get(f"/standards/editions/{old.pk}/compare/"))
    assert "8885" in back
    assert "全部变动5" in words(client.get(f"{page}?kind=nonsense&from=x"))
    none = words(client.get(f"/standards/editions/{new.pk}/compare/?with={new.pk}"))
    assert "没有这样的变动" in none
    assert client.get(f"{page}?with=999").status_code == 404


def test_long_comparisons_go_on_and_one_edition_alone_says_what_belongs_here(town, monkeypatch):
    first = town.edition()
    client = enter(town.office)
    assert "只有一套测评体系" in words(client.get(f"/standards/editions/{first.pk}/compare/"))
    new = town.edition(NEXT, current=False)
    monkeypatch.setattr(shown_compare, "PAGE", 3)
    page = f"/standards/editions/{new.pk}/compare/"

    told = client.get(page)
    assert "再往下" in words(told) and "公共绿地" not in words(told)
    rest = words(client.get(f"{page}?from=3"))
    assert "公共绿地" in rest and "再往下" not in rest


def test_the_edition_before_is_the_newest_older_one_of_the_level(town):
    old = town.edition()
    new = town.edition(NEXT, current=False)
    other = town.edition(
        SMALL.replace("code: six", "code: own").replace("level: city", "level: county")
    )

    assert edition_before(town.office, new) == old
    assert edition_before(town.office, old) is None
    assert edition_before(town.office, other) is None
    assert editions_beside(town.office, new) == [old, other]
    assert editions_beside(town.office, old) == [new, other]
    stranger = make_member(make_unit("外市", UnitKind.CITY), Role.OFFICE, "wai")
    assert editions_beside(stranger, new) == []
    assert edition_before(stranger, new) is None


def test_rooms_above_learn_which_item_is_which(town):
    old, new = town.edition(), town.edition(NEXT, current=False)

    found = matched_items(town.clerk, old.pk, new.pk)

    told = {(one.before_id, one.after_id): one.needs_look for one in found}
    assert len(told) == 6
    assert told[town.item(old, "6.1").pk, town.item(new, "6.4").pk] is False
    assert told[town.item(old, "5.1").pk, town.item(new, "5.1").pk] is True
