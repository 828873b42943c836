"""How much of forms that no rule was made for is settled without a hand, and how much of that is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from youju.kernel.periods import Period
from youju.returns import filling, rules
from youju.returns.reading import forms, spans
from youju.returns.tests.forms import Form
from youju.returns.tests.street_forms import STREET
from youju.returns.tests.unseen_forms import LAST, LATER, UNSEEN
from youju.returns.tests.world import HALF, TODAY, judged

ORGS = {"金桥社区": 4, "桃李社区": 5}
SETTLED, UNDERSTOOD, WRONG = 0.8, 0.93, 0.02


@pytest.mark.django_db
def test_forms_that_no_rule_was_made_for_are_mostly_settled_and_hardly_ever_wrong():
    count = measured([*UNSEEN, *LATER, *LAST, *STREET])

    held = sum(n for kind, n in count.items() if kind != "rest")
    assert len([*UNSEEN, *LATER, *LAST, *STREET]) > 25
    assert held > 300
    assert count["sure right"] >= SETTLED * held, count
    assert count["sure right"] + count["proposed right"] >= UNDERSTOOD * held, count
    assert count["sure wrong"] < WRONG * count.total(), count


def measured(made: Sequence[Form]) -> Counter[str]:
    """Count the blanks by what became of them: sure or proposed, right or wrong, or nothing.

    A blank whose answer the catalogue does not hold counts only where it is filled in unseen, as wrong.
    """
    catalogue = filling.catalogue()
    count: Counter[str] = Counter()
    for form in made:
        sure, found = judged(form, ORGS, catalogue, rules.SURE), judged(form, ORGS, catalogue)
        period = forms.period_of(forms.read(form.content(), form.kind), form.name, TODAY) or HALF
        for spot, wanted in form.answers().items():
            said = found.get(spot, "")
            if not wanted:
                count["sure wrong" if sure.get(spot) else "rest"] += 1
            elif not said:
                count["nothing"] += 1
            else:
                right = _told(said, period) in [_told(one, period) for one in _ways(wanted)]
                sureness = "sure" if spot in sure else "proposed"
                count[f"{sureness} {'right' if right else 'wrong'}"] += 1
    return count


def _ways(wanted: str) -> list[str]:
    """Return each measure that is right, with the period and unit: 甲|乙@ytd → 甲@ytd, 乙@ytd."""
    end = min((n for mark in "@&" if (n := wanted.find(mark)) > 0), default=len(wanted))
    return [name + wanted[end:] for name in wanted[:end].split("|")]


def _told(said: str, period: Period) -> tuple[str, str, str]:
    """Return measure, period and unit: 1-10月 on a form of October is 本年累计."""
    if said.startswith("@"):
        return said, "", ""
    rest, _and, org = said.partition("&")
    name, _at, rule = rest.partition("@")
    found = spans.resolve(rule or spans.FORM, period)
    return name, found.code if found else "", org
