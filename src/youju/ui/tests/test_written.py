"""Constants of the code stand in the statement; anything else does not come in."""

import pytest

from youju.ui.written import written_equal, written_in


def test_a_word_of_the_code_is_written_out():
    assert written_in("state", ("refused", "closed")).extra["template"] == (
        "%(expressions)s IN ('refused', 'closed')"
    )
    assert written_equal("share_key", "").extra["template"] == "%(expressions)s = ''"


def test_anything_else_is_refused():
    with pytest.raises(ValueError, match="no word"):
        written_equal("state", "x' OR '1'='1")
