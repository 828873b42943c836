"""What fields say that no room gave words."""

import pytest
from django import forms


@pytest.mark.parametrize(
    ("field", "sent", "said"),
    [
        (forms.CharField(), "", "这一项要填。"),
        (forms.ChoiceField(choices=[("a", "甲")]), "", "这一项要选。"),
        (forms.MultipleChoiceField(choices=[("a", "甲")]), [], "这一项要选。"),
        (forms.IntegerField(), "坏", "写整数，如 3。"),
        (forms.FloatField(), "坏", "写数字，如 3 或 3.5。"),
        (forms.DecimalField(), "坏", "写数字，如 3 或 3.5。"),
        (forms.FileField(), None, "还没有选文件。"),
        (forms.ChoiceField(choices=[("a", "甲")]), "b", "没有“b”这一项，请从列出的里选。"),
        (
            forms.MultipleChoiceField(choices=[("a", "甲")]),
            ["b"],
            "没有“b”这一项，请从列出的里选。",
        ),
        (forms.CharField(max_length=2), "三个字", "最多 2 个字，现在有 3 个。"),
        (forms.CharField(min_length=4), "三个字", "至少 4 个字，现在有 3 个。"),
        (forms.IntegerField(max_value=9), "10", "不能大于 9。"),
        (forms.DecimalField(min_value=1), "0.5", "不能小于 1。"),
        (forms.DecimalField(max_digits=9, decimal_places=2), "1.234", "最多写 2 位小数。"),
        (
            forms.DecimalField(max_digits=9, decimal_places=2),
            "12345678",
            "数字太大了，整数部分最多 7 位，请核对。",
        ),
        (forms.DecimalField(max_digits=3), "1234", "数字太大了，最多 3 位，请核对。"),
        (forms.DateField(), "2026-13-01", "日期写作 2026-11-21。"),
        (forms.EmailField(), "a@", "邮箱写作 name@example.com。"),
        (forms.TimeField(), "25:00", "时间写作 9:30。"),
    ],
)
def test_a_field_without_words_of_its_own_says_what_to_do(field, sent, said):
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(sent)

    assert refused.value.messages == [said]


def test_a_field_with_words_of_its_own_keeps_them():
    field = forms.CharField(error_messages={"required": "写明原因。"})

    with pytest.raises(forms.ValidationError, match="写明原因"):
        field.clean("")
