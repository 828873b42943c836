"""Choosing which ledgers of the product a tree uses: in the catalogue, and in the first start."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from youju.ledgers.queries import shipped_in_use
from youju.ledgers.spec import MODULES
from youju.organisations.queries import Unit
from youju.ui.forms import KeyField


class InUseForm(forms.Form):
    """Which ledgers of the product a tree uses: a row of boxes for each module."""

    key = KeyField()

    def __init__(
        self, *args: Any, root: Unit, suggested: Iterable[str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        shipped, aside = shipped_in_use(root)
        ticked = {one.code for one in shipped} - aside if suggested is None else set(suggested)
        for number, module in enumerate(MODULES):
            held = [(one.code, one.label) for one in shipped if one.module == module]
            self.fields[f"module{number}"] = forms.MultipleChoiceField(
                label=module,
                required=False,
                choices=held,
                initial=[code for code, _label in held if code in ticked],
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def codes(self) -> list[str]:
        """What was ticked."""
        sent = self.cleaned_data
        return [code for name in self.fields if name != "key" for code in sent[name]]
