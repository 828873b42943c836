"""The collector is put off, and on again whatever happens; deep calls have room."""

import gc
import resource
import threading

import pytest

from youju.kernel.memory import roomy, uncollected


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


def nothing():
    """Do nothing, with a frame so large that it hardly ever ends where a piece of the stack does."""


nothing.__code__ = nothing.__code__.replace(co_stacksize=200)


def asked_for(levels):
    """Return how many pages of memory a loop of calls asks the system for, so many levels down."""
    if levels:
        return asked_for(levels - 1)
    before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
    for _n in range(1000):
        nothing()
    return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - before


def most_asked_for(function):
    """Return the most that any depth asks for, in a thread of its own, whose stack begins anew."""
    told = []
    levels = range(400)
    thread = threading.Thread(target=lambda: told.append(max(map(function, levels))))
    thread.start()
    thread.join()
    return told[0]


def test_a_loop_at_the_edge_of_the_stack_does_not_ask_for_more_of_it_each_time():
    assert most_asked_for(roomy(asked_for)) < 100


def test_what_is_called_with_room_gets_what_was_given():
    @roomy
    def told(*given, **named):
        return given, named

    assert told(1, 2, name="桂苑") == ((1, 2), {"name": "桂苑"})
