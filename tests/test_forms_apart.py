"""No page puts a form into a form."""

from __future__ import annotations

import re


def nests_forms(page: str) -> bool:
    """Return whether a form stands in a form: the inner end would cut off the outer one's fields."""
    is_open = False
    for closing in re.findall(r"<(/?)form\b", page):
        if is_open and not closing:
            return True
        is_open = not closing
    return False


def test_a_form_within_a_form_is_found():
    assert nests_forms("<form><form></form></form>")
    assert not nests_forms("<form></form><form></form>")
