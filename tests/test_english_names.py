"""What the product ships by name has an English name, and no other has one."""

import pytest

from tests.shipped_names import shipped
from youju.ui.names import HAN, names

pytestmark = pytest.mark.django_db


def test_every_shipped_name_is_in_english():
    told = names("en")

    missing = {name: where for name, where in shipped().items() if name not in told}

    assert missing == {}


def test_no_english_name_is_for_nothing():
    assert sorted(set(names("en")) - set(shipped())) == []


def test_english_names_are_english_but_for_examples_of_local_ones():
    told = {one for pair in names("en").values() for one in pair}

    assert {one for one in told if HAN.search(one) and "e.g. " not in one} == set()
