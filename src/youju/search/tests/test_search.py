"""Finding records: Chinese words of any length, pinyin, scope, order, and questions that break nothing."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.search import actions, marks, queries, registry, rules
from youju.search.actions import Findable
from youju.search.models import Text

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 27)


@pytest.fixture
def city():
    return City()


@pytest.fixture
def staff(city):
    return make_member(city.community, Role.STAFF)


def put(unit, source_id, title, body="", at=JUNE, kind="ledgers.entry"):
    actions.put(kind, source_id, unit, title, body, at, f"/ledgers/entries/{source_id}/")


def titles(member, text, **wishes):
    return [hit.source_id for hit in queries.search(member, text, **wishes)]


def test_a_word_of_two_characters_is_found_in_title_and_body(city, staff):
    put(city.community, 1, "河堤卫生死角清理", "清出垃圾3车，老人点赞")
    put(city.community, 2, "楼道堆物清理")

    assert titles(staff, "河堤") == ["1"]
    assert titles(staff, "老人") == ["1"]
    assert titles(staff, "清理") == ["2", "1"]


def test_characters_that_do_not_stand_together_are_not_a_word(city, staff):
    put(city.community, 1, "清洁家园，整理楼道")

    assert titles(staff, "清理") == []


def test_every_word_of_the_question_must_be_there(city, staff):
    put(city.community, 1, "河堤清理", "六月")
    put(city.community, 2, "河堤巡查", "七月")

    assert titles(staff, "河堤 七月") == ["2"]


def test_title_hits_come_first_and_newer_ones_before_older(city, staff):
    put(city.community, 1, "河堤清理", at=date(2026, 1, 5))
    put(city.community, 2, "周末清洁日", "去了河堤", at=date(2026, 6, 6))
    put(city.community, 3, "河堤巡查", at=date(2026, 3, 1))

    assert titles(staff, "河堤") == ["3", "1", "2"]
    assert titles(staff, "河堤", limit=2) == ["3", "1"]


@pytest.mark.parametrize("typed", ["qllj", "laji", "QL", "qinglilaji", "lj", "ＱＬ"])
def test_a_title_is_found_by_pinyin_and_initials_from_any_of_its_characters_on(city, staff, typed):
    put(city.community, 1, "清理垃圾")
    put(city.community, 2, "走访慰问")

    assert titles(staff, typed) == ["1"]


def test_letters_and_digits_are_found_from_their_front(city, staff):
    put(city.community, 1, "LED屏检修", "编号 DS2026015")

    assert titles(staff, "led") == ["1"]
    assert titles(staff, "ds2026") == ["1"]
    assert titles(staff, "2026015") == []


def test_nothing_outside_the_own_subtree_is_found(city, staff):
    put(city.next_door, 1, "河堤清理")
    put(city.grid, 2, "河堤清理")

    assert titles(staff, "河堤") == ["2"]
    assert titles(make_member(city.street, Role.OFFICE), "河堤") == ["2", "1"]
    assert titles(make_member(city.city, Role.AUDITOR), "河堤") == []
    assert titles(None, "河堤") == []


def test_kinds_narrow_the_search(city, staff):
    put(city.community, 1, "河堤清理")
    put(city.community, 2, "河堤通报", kind="documents.report")

    assert titles(staff, "河堤", kinds=["documents.report"]) == ["2"]


def test_putting_again_replaces_and_dropping_removes(city, staff):
    put(city.community, 1, "河堤清理", "旧文")
    put(city.community, 1, "楼道清理", "新文")

    assert titles(staff, "河堤") == []
    assert titles(staff, "旧文") == []
    assert titles(staff, "楼道") == ["1"]
    actions.drop("ledgers.entry", [1])
    assert titles(staff, "楼道") == []
    assert not Text.objects.exists()


def test_many_are_put_at_once_and_of_two_for_one_record_the_last_counts(city, staff):
    rows = [
        Findable("ledgers.entry", str(n % 600), city.community, f"第{n}次清洁", "", JUNE, "/")
        for n in range(601)
    ]

    actions.put_many(rows)

    assert Text.objects.count() == 600
    assert titles(staff, "第600次") == ["0"]


def test_a_hit_says_what_it_is_where_when_and_marks_what_was_asked(city, staff, monkeypatch):
    monkeypatch.setitem(registry.LABELS, "ledgers.entry", "台账记录")
    put(city.community, 1, "河堤<清理>", "上午组织网格员到河堤，清理垃圾3车")

    hit = queries.search(staff, "河堤清理")[0]

    assert hit.kind_label == "台账记录"
    assert hit.unit == city.community
    assert (hit.at, hit.url) == (JUNE, "/ledgers/entries/1/")
    assert hit.title == "<mark>河堤&lt;清理</mark>&gt;"
    assert "<mark>河堤，清理</mark>垃圾3车" in hit.snippet


def test_a_snippet_is_cut_around_what_was_found():
    pattern = marks.pattern_of([["河", "堤"]])

    text = marks.snippet("前" * 100 + "河堤" + "后" * 100, pattern)

    assert text == "…" + "前" * 20 + "<mark>河堤</mark>" + "后" * 38 + "…"
    assert marks.snippet("没有那个词", pattern) == "没有那个词"


@settings(max_examples=60, deadline=None)
@given(question=st.text(max_size=30))
def test_no_question_breaks_the_search(question):
    asked = rules.terms(question)
    member = make_member_once()

    found = queries.search(member, question)

    assert found == [] or asked


MEMBER = {}


def make_member_once():
    from youju.organisations.models import Membership

    return Membership.objects.select_related("unit", "person").first() or make_member(
        City().community, Role.STAFF
    )


@pytest.mark.parametrize(
    "question",
    [
        '"',
        "'",
        '清"理',
        "a AND",
        "NEAR(清 理)",
        "title:清",
        "清*",
        "-清",
        "!清 & |",
        "a:*b",
        "\\",
        "<->",
        "\0",
        "%",
    ],
)
def test_signs_of_query_languages_are_no_more_than_separators(city, staff, question):
    put(city.community, 1, "清 理")

    assert titles(staff, question) in ([], ["1"])


def test_what_is_for_all_below_is_found_there_too(city, staff):
    registry.register("standards.item", "测评指标", for_all_below=True)
    put(city.city, 1, "楼道干净", kind="standards.item")
    put(city.city, 2, "楼道清理通知")
    put(city.next_door, 3, "楼道灯", kind="standards.item")

    assert titles(staff, "楼道") == ["1"]
    assert titles(make_member(city.community, Role.AUDITOR), "楼道") == []


def test_an_empty_question_finds_nothing(city, staff):
    put(city.community, 1, "清理")

    assert titles(staff, " ，。") == []
    assert not rules.terms("")


def test_questions_are_written_for_each_database():
    asked = rules.terms("清理 led")

    assert rules.fts5(asked) == '"清 理" AND "led"*'
    assert rules.tsquery(asked) == "(清 <-> 理) & (led:*)"


def test_a_record_dated_by_a_moment_has_the_local_day(city, staff):
    put(city.community, 1, "河堤清理", at=datetime(2026, 6, 27, 20, 0, tzinfo=UTC))

    assert queries.search(staff, "河堤")[0].at == date(2026, 6, 28)
