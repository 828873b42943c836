"""Fields take what people type and say what to do about what they cannot take."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from youju.kernel.quantity import Quantity
from youju.ui import forms as ui_forms
from youju.ui.forms import DateField, KeyField, PeriodField, PhotosField, QuantityField, read_date

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-7-5",
        "2026-07-05",
        "2026/7/5",
        "2026.7.5",
        "2026年7月5日",
        "20260705",
        "２０２６年７月５日",
    ],
)
def test_a_day_is_read_however_it_is_written(typed):
    assert read_date(typed, TODAY) == date(2026, 7, 5)


def test_a_day_without_a_year_is_the_latest_that_has_come():
    assert read_date("7月5日", TODAY) == date(2026, 7, 5)
    assert read_date("7-5", TODAY) == date(2026, 7, 5)
    assert read_date("12月31日", TODAY) == date(2025, 12, 31)
    assert read_date("11月21日", TODAY) == date(2026, 11, 21)


def test_the_29th_of_february_without_a_year_is_the_last_there_was():
    assert read_date("2月29日", date(2026, 3, 1)) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("昨天", "“昨天”不是日期"),
        ("2026-13-5", "没有“2026-13-5”这一天"),
        ("2026年2月30日", "没有“2026年2月30日”这一天"),
        ("13月1日", "没有“13月1日”这一天"),
        ("7/5/2026", "不是日期"),
    ],
)
def test_what_is_no_day_is_refused_in_words(typed, words):
    with pytest.raises(ValidationError, match=words):
        DateField().clean(typed)


def test_an_empty_day_is_refused_only_where_it_is_required():
    assert DateField(required=False).clean("") is None
    with pytest.raises(ValidationError, match="填日期"):
        DateField().clean("")


def test_a_day_stays_as_typed_when_the_form_comes_back():
    class OneDay(forms.Form):
        day = DateField()

    assert 'value="昨天"' in str(OneDay({"day": "昨天"})["day"])
    assert 'value="2026-07-05"' in str(OneDay(initial={"day": date(2026, 7, 5)})["day"])


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2026H1", "2026H1"),
        ("2026年上半年", "2026H1"),
        ("2026年 下半年", "2026H2"),
        ("2026年第三季度", "2026Q3"),
        ("2026年2季度", "2026Q2"),
        ("2026年7月", "2026-07"),
        ("2026年7月5日", "2026-07-05"),
        ("2026年", "2026"),
        ("2026", "2026"),
    ],
)
def test_a_period_is_read_by_code_or_words(typed, code):
    assert PeriodField().clean(typed).code == code


@pytest.mark.parametrize("typed", ["上半年", "2026年13月", "2026H3", "从前"])
def test_what_is_no_period_is_refused_in_words(typed):
    with pytest.raises(ValidationError, match="不是时段"):
        PeriodField().clean(typed)


def test_a_period_shows_its_label():
    field = PeriodField()

    assert field.prepare_value(field.clean("2026H1")) == "2026年上半年"
    assert field.prepare_value("乱写") == "乱写"
    assert PeriodField(required=False).clean("") is None


def test_a_quantity_keeps_its_qualifier_and_takes_the_fields_unit():
    field = QuantityField(unit="车")

    assert field.clean("50余") == Quantity(Decimal(50), "车", "余")
    assert field.clean("约3") == Quantity(Decimal(3), "车", "约")
    assert field.prepare_value(Quantity(Decimal(50), "车", "余")) == "50余车"
    assert QuantityField(required=False).clean("") is None


def test_many_times_is_no_quantity():
    with pytest.raises(ValidationError, match="“多次”没有说出数量"):
        QuantityField(unit="车").clean("多次")


def test_values_already_read_pass_through():
    three = Quantity(Decimal(3), "车")
    half = PeriodField().clean("2026H1")

    assert QuantityField().clean(three) == three
    assert PeriodField().clean(half) == half
    assert DateField().clean(TODAY) == TODAY


def test_each_fresh_form_carries_a_key_of_its_own():
    class Acted(forms.Form):
        key = KeyField()

    first, second = Acted()["key"].value(), Acted()["key"].value()

    assert first != second
    assert UUID(str(first)).version == 7


class Signed(forms.Form):
    key = KeyField()
    where = forms.CharField(widget=forms.HiddenInput, error_messages={"required": "先选地点。"})
    note = forms.CharField()


@pytest.mark.parametrize("sent", [{}, {"key": "x"}])
def test_a_form_without_its_key_says_so_keeps_the_text_and_gets_a_key(sent):
    form = Signed(sent | {"where": "a", "note": "桥头"})

    page = str(form)

    assert not form.is_valid()
    assert page.count("没有带上编号") == 1 and 'value="桥头"' in page
    assert str(form["key"]).count("没有带上编号") == 1
    assert Signed({"key": form["key"].value(), "where": "a", "note": "桥头"}).is_valid()


def test_a_key_that_was_sent_stays_with_its_form():
    key = str(KeyField().initial())

    form = Signed({"key": key, "where": "", "note": ""})

    assert str(form["key"].value()) == key
    assert "先选地点。" in str(form) and "没有带上编号" not in str(form)


def test_several_photos_come_as_a_list():
    def photo(name):
        return SimpleUploadedFile(name, b"x", "image/jpeg")

    class Photographed(forms.Form):
        photos = PhotosField(required=False)

    form = Photographed({}, MultiValueDict({"photos": [photo("a.jpg"), photo("b.jpg")]}))

    assert form.is_valid()
    assert [one.name for one in form.cleaned_data["photos"]] == ["a.jpg", "b.jpg"]
    assert Photographed({}, MultiValueDict()).is_valid()
    with pytest.raises(ValidationError):
        PhotosField().clean([])


def test_a_searchable_select_offers_pinyin():
    class Placed(forms.Form):
        place = forms.ChoiceField(
            choices=[("1", "柳荫里"), ("2", "桂苑")],
            widget=ui_forms.SearchSelect(pinyin={"1": "liu yin li"}),
        )

    shown = str(Placed()["place"])

    assert 'data-find="liu yin li"' in shown
    assert shown.count("data-find") == 1
    assert "data-combobox" in shown


def test_a_form_comes_out_in_our_markup():
    class Recorded(forms.Form):
        day = DateField(label="日期", help_text="如 7月5日")
        kind = forms.ChoiceField(label="组织", choices=[("a", "社区")], widget=forms.RadioSelect)
        joint = forms.BooleanField(label="联合开展", required=False)

    form = Recorded({"day": "昨天"})
    form.add_error(None, "这一天已经记过")
    shown = str(form)

    assert '<label for="id_day">日期<span class="req">必填</span></label>' in shown
    assert '<p class="hint" id="id_day_helptext">如 7月5日</p>' in shown
    assert 'aria-describedby="id_day_helptext id_day_error"' in shown
    assert 'id="id_day_error"><p>“昨天”不是日期' in shown
    assert '<legend class="label">组织' in shown
    assert 'class="one-check" for="id_joint"' in shown
    assert '<div class="form-errors" role="alert"><p>这一天已经记过</p></div>' in shown
