"""The collector is put off, and on again whatever happens."""

import gc

import pytest

from youju.kernel.memory import uncollected


def test_the_collector_rests_for_a_while():
    with uncollected():
        assert not gc.isenabled()

    assert gc.isenabled()


def test_the_collector_works_again_after_a_fault():
    with pytest.raises(ValueError, match="out of range"), uncollected():
        raise ValueError("out of range")

    assert gc.isenabled()


def test_who_had_it_off_keeps_it_off():
    gc.disable()
    try:
        with uncollected():
            pass

        assert not gc.isenabled()
    finally:
        gc.enable()
