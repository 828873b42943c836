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
