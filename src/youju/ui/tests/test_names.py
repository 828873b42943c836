"""Shipped names on the pages of an English reader."""

from decimal import Decimal

import pytest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import Context, Template
from django.utils import translation

from youju.kernel.quantity import Quantity
from youju.ui import names as room
from youju.ui.middleware import NamesMiddleware
from youju.ui.names import named, page_named, unit_named

KNOWN = {
    "清理垃圾": ("Rubbish cleared", "Rubbish cleared"),
    "邻里": ("Neighbours", "Neighbours"),
    "家庭": ("Family", "Family"),
    "鸡和狗": ('Hens & "dogs"', 'Hens & "dogs"'),
    "车": ("truckload", "truckloads"),
    "万元": ("10,000 yuan", "10,000 yuan"),
}


@pytest.fixture(autouse=True)
def _known(monkeypatch):
    monkeypatch.setattr(room, "names", lambda language: KNOWN if language == "en" else {})


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("<td>清理垃圾</td>", "<td>Rubbish cleared</td>"),
        ("<td>\n 清理垃圾 \n</td>", "<td>\n Rubbish cleared \n</td>"),
        ("清理垃圾", "Rubbish cleared"),
        ("<p>邻里、家庭</p>", "<p>Neighbours, Family</p>"),
        ("<p>邻里、王家</p>", "<p>邻里、王家</p>"),
        ("<p>金桥社区 · 清理垃圾</p>", "<p>金桥社区 · Rubbish cleared</p>"),
        ("<p>清理垃圾 (车): 50 车</p>", "<p>Rubbish cleared (truckloads): 50 truckloads</p>"),
        ("<p>Last year 390车</p>", "<p>Last year 390 truckloads</p>"),
        (
            "<p>1车 / 50余车, 近2.5车, 约1,200车</p>",
            "<p>1 truckload / over 50 truckloads, nearly 2.5 truckloads, about 1,200 truckloads</p>",
        ),
        ("<p>468余</p>", "<p>over 468</p>"),
        ("<p>3号楼, 5640万元, 12筐</p>", "<p>3号楼, 5640万元, 12筐</p>"),
        ("<p>邻里\u3000王家</p>", "<p>Neighbours\u3000王家</p>"),
        ("<p>我们清理垃圾</p>", "<p>我们清理垃圾</p>"),
        ("<p>鸡和狗</p>", "<p>Hens &amp; &quot;dogs&quot;</p>"),
        (
            '<a title="清理垃圾" href="?q=清理垃圾">',
            '<a title="Rubbish cleared" href="?q=清理垃圾">',
        ),
        ('<option value="邻里">邻里</option>', '<option value="邻里">Neighbours</option>'),
        ('<input value="邻里">', '<input value="邻里">'),
        ("<textarea>邻里</textarea>家庭", "<textarea>邻里</textarea>Family"),
        (
            '<div lang="zh-CN"><div>邻里</div>邻里</div><i>邻里</i>',
            '<div lang="zh-CN"><div>邻里</div>邻里</div><i>Neighbours</i>',
        ),
        ("<!-- 邻里 --><b data-x='>'>邻里</b>", "<!-- 邻里 --><b data-x='>'>Neighbours</b>"),
    ],
)
def test_what_is_read_is_named_and_what_is_sent_or_official_stays(page, told):
    with translation.override("en"):
        assert page_named(page, "en") == told


def test_a_page_in_a_language_without_names_stays():
    assert page_named("<td>清理垃圾</td>", "fr") == "<td>清理垃圾</td>"


def test_a_name_that_somebody_changed_stays():
    assert named("清理垃圾和杂物", "en") == "清理垃圾和杂物"


def test_a_unit_has_one_and_many():
    assert [unit_named("车", n, "en") for n in (1, 2, None)] == [
        "truckload",
        "truckloads",
        "truckloads",
    ]
    assert unit_named("筐", 2, "en") == "筐"


def test_a_quantity_says_its_unit():
    with translation.override("en"):
        told = Template("{{ one|quantity }}").render(
            Context({"one": Quantity(Decimal(50), "车", "余")})
        )

    assert told == 'over 50 <span class="unit">truckloads</span>'


@pytest.mark.parametrize(
    ("language", "answer", "told"),
    [
        ("en", HttpResponse("<b>邻里</b>"), "<b>Neighbours</b>"),
        ("zh-hans", HttpResponse("<b>邻里</b>"), "<b>邻里</b>"),
        (
            "en",
            JsonResponse({"name": "邻里"}, json_dumps_params={"ensure_ascii": False}),
            '{"name": "邻里"}',
        ),
        ("en", HttpResponse("<b>邻里</b>", headers={"Content-Encoding": "br"}), "<b>邻里</b>"),
    ],
)
def test_only_pages_for_an_english_reader_are_named(language, answer, told):
    with translation.override(language):
        response = NamesMiddleware(lambda _request: answer)(HttpRequest())

    assert response.content.decode() == told
