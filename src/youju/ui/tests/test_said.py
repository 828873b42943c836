"""What was kept in Chinese, said again to an English reader."""

from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from youju.cases.rules.kinds import LIMIT_UNITS
from youju.ui.choices import spoken
from youju.ui.said import said


def test_a_label_and_a_sentence_with_its_blanks_are_said_again():
    with translation.override("en"):
        assert said("待派遣") == "To be dispatched"
        assert said("07-08 12:00 前可以撤销") == "Can be undone until 07-08 12:00"
        assert said("有 2 个数没有来处：3车、5处").startswith("2 ")


def test_what_people_wrote_stays_as_it_is():
    with translation.override("en"):
        assert said("金桥社区的居民写的话") == "金桥社区的居民写的话"
        assert said("长" * 600) == "长" * 600
        assert said(mark_safe("<b>结案</b>")) == "<b>结案</b>"
        assert said(gettext_lazy("待派遣")) == "To be dispatched"


def test_a_chinese_reader_reads_what_was_written():
    assert said("待派遣") == "待派遣"


def test_choices_are_looked_up_when_they_are_shown():
    choices = spoken(LIMIT_UNITS)

    with translation.override("en"):
        assert str(dict(choices)["work_day"]) == "working days"
    assert str(dict(choices)["work_day"]) == "工作日"
