"""What the tags print."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import engines
from django.test import RequestFactory

from youju.console.shell import UnitChoice
from youju.kernel.periods import parse_period
from youju.kernel.quantity import Quantity
from youju.ui import charts
from youju.ui.templatetags import ui


@pytest.fixture(autouse=True)
def november(monkeypatch):
    monkeypatch.setattr(ui.timezone, "localdate", lambda: date(2026, 11, 21))


def shown(source, request=None, **context):
    return engines["django"].from_string(source).render(context, request)


def test_a_quantity_has_its_unit_in_grey():
    assert (
        shown("{{ q|quantity }}", q=Quantity(Decimal(50), "车", "余"))
        == '50余<span class="unit">车</span>'
    )
    assert shown("{{ q|quantity }}", q=Quantity(Decimal(3))) == "3"
    assert shown("{{ q|quantity }}", q=None) == "—"
    assert shown("{{ q|quantity }}", q=Quantity(None, "次")) == '若干<span class="unit">次</span>'
    over = Quantity(Decimal(500), "人", "以上")
    assert shown("{{ q|quantity }}", q=over) == "500人以上"


def test_a_units_markup_is_escaped():
    assert "<b>" not in shown("{{ q|quantity }}", q=Quantity(Decimal(3), "<b>"))


def test_days_are_long_in_text_and_short_in_tables():
    assert shown("{{ d|day }}", d=date(2026, 7, 5)) == "2026年7月5日"
    assert shown("{{ d|day_short }}", d=date(2026, 7, 5)) == "07-05"
    assert shown("{{ d|day_short }}", d=date(2025, 7, 5)) == "2025-07-05"
    assert shown("{{ d|weekday }}", d=date(2026, 11, 21)) == "星期六"
    assert shown("{{ d|day }}{{ d|day_short }}{{ d|when }}{{ d|weekday }}", d=None) == ""


def test_a_moment_is_told_in_our_time_zone():
    assert shown("{{ d|when }}", d=datetime(2026, 7, 5, 18, 30, tzinfo=UTC)) == "07-06 02:30"
    assert shown("{{ d|when }}", d=datetime(2026, 11, 20, 18, 30, tzinfo=UTC)) == "02:30"
    assert shown("{{ d|day }}", d=datetime(2026, 7, 5, 18, 30, tzinfo=UTC)) == "2026年7月6日"


def test_numbers_are_plain_or_in_ten_thousands():
    assert shown("{{ n|number }}", n=1236) == "1236"
    assert shown("{{ n|number }}", n=Decimal("100000")) == "10万"
    assert shown("{{ n|number }}", n=50.5) == "50.5"
    assert shown("{{ n|number }}", n=None) == "—"


def test_a_number_link_opens_the_panel_and_is_a_plain_link_without_scripts():
    link = shown(
        '{% number_link q url state="changed" %}',
        q=Quantity(Decimal(50), "车"),
        url="/facts/?a=1&b=2",
    )

    assert 'href="/facts/?a=1&amp;b=2"' in link
    assert 'hx-get="/facts/?a=1&amp;b=2"' in link
    assert 'hx-target="#side-panel"' in link
    assert 'class="number-link changed"' in link
    assert '50<span class="unit">车</span>' in link


def test_sorting_turns_round_and_begins_at_the_first_page():
    request = RequestFactory().get("/?sort=day&after=abc&place=1")

    assert shown('{% sort_link "day" current="day" %}', request) == "?sort=-day&amp;place=1"
    assert shown('{% sort_link "day" current="-day" %}', request) == "?sort=day&amp;place=1"
    assert shown('{% sort_link "day" %}') == "?sort=day"


def test_links_keep_the_choice():
    request = RequestFactory().get("/?unit=530102&period=2026H1")
    request.session = {}

    assert shown("{% keep %}", request) == "?unit=530102&amp;period=2026H1"
    assert shown("{% keep %}") == ""


def test_other_periods_and_units_keep_the_rest_of_the_address_but_no_place_in_a_list():
    request = RequestFactory().get("/?unit=530102&period=2026H1&state=all&after=abc&before=x")
    periods = [parse_period("2026H1"), parse_period("2026")]
    units = [
        UnitChoice("530102", "柳荫街道", 0, True, "柳荫街道 liuyin"),
        UnitChoice("7", '金"桥', 1, False, "jinqiao"),
    ]

    assert shown("{% period_links periods now %}", request, periods=periods, now=periods[0]) == (
        '<a href="?unit=530102&amp;state=all&amp;period=2026H1" aria-current="true">2026年上半年</a>'
        '<a href="?unit=530102&amp;state=all&amp;period=2026">2026年</a>'
    )
    assert shown("{% unit_links units %}", request, units=units) == (
        '<a class="in-0" href="?period=2026H1&amp;state=all&amp;unit=530102" data-find="柳荫街道 liuyin"'
        ' aria-current="true">柳荫街道</a>'
        '<a class="in-1" href="?period=2026H1&amp;state=all&amp;unit=7" data-find="jinqiao">金&quot;桥</a>'
    )
    assert 'href="?unit=7"' in shown("{% unit_links units %}", units=units)


def test_a_form_inside_a_component_carries_its_token():
    assert 'name="csrfmiddlewaretoken"' in shown("{% csrf_field %}", RequestFactory().get("/"))
    assert shown("{% csrf_field %}") == ""


def test_a_sparkline_reads_its_values_out():
    line = shown('{% sparkline now then unit="车" %}', now=[3, 5, None, 16], then=[2, 6, 6, 9])

    assert 'aria-label="逐月 3、5、无、16车；去年同期 2、6、6、9车"' in line
    assert line.count('class="now"') == 2  # the gap breaks the line
    assert line.count('class="then"') == 1
    assert 'points="3.0,17.6 38.3,15.4"' in line
    assert '<circle cx="109.0" cy="3.0" r="2.5"/>' in line
    assert " style=" not in line


def test_a_line_of_nothing_is_a_dash():
    assert shown("{% sparkline now %}", now=[]) == '<span class="dim">—</span>'
    assert (
        shown("{% sparkline now then %}", now=[None], then=[None]) == '<span class="dim">—</span>'
    )


def test_a_rate_need_not_begin_at_nought():
    line = shown("{% sparkline now zero=False %}", now=[91, 94])

    assert 'points="3.0,21.0 109.0,3.0"' in line


@pytest.mark.parametrize(
    ("highest", "top"),
    [(0, 1), (0.3, 0.4), (1, 1), (3, 4), (16, 20), (45, 50), (99, 100), (1000, 1000)],
)
def test_scales_end_at_round_numbers(highest, top):
    assert charts.nice_top(highest) == pytest.approx(top)


def test_bars_stand_beside_last_years_and_carry_their_value():
    picture = shown(
        "{% bar_chart labels now then %}", labels=["1月", "2月"], now=[3, None], then=[2, 6]
    )

    assert picture.count('class="bar-now"') == 1
    assert picture.count('class="bar-then"') == 2
    assert ">3</text>" in picture
    assert ">1月</text>" in picture
    assert shown("{% bar_chart labels now %}", labels=["1月"], now=[3]).count("bar-then") == 0


def test_a_line_chart_ends_in_its_value():
    picture = shown(
        "{% line_chart labels now then %}", labels=["1月", "2月"], now=[3, 13], then=[2, 6]
    )

    assert '<text class="label"' in picture
    assert ">13</text>" in picture
    assert 'class="then"' in picture
    assert 'class="dot"' not in shown("{% line_chart labels now %}", labels=["1月"], now=[None])


def test_labels_of_a_long_chart_are_thinned():
    labels = [f"{n}日" for n in range(1, 31)]

    picture = shown("{% line_chart labels now %}", labels=labels, now=list(range(30)))

    assert ">1日</text>" in picture
    assert ">2日</text>" not in picture
    assert ">4日</text>" in picture


def test_the_table_behind_a_chart_fills_gaps():
    source = (
        "{% columns a b as rows %}{% for row in rows %}{{ row.0 }}:{{ row.1|number }} {% endfor %}"
    )

    assert shown(source, a=["1月", "2月"], b=[3]) == "1月:3 2月:— "


def test_every_act_has_a_fresh_key():
    first, second = shown("{% fresh_key %}"), shown("{% fresh_key %}")

    assert first != second
    assert len(first) == 36
