"""For the tests that go across rooms: no tracing.

Rules and actions are covered by the tests of their rooms, so those here run untraced, which is half
again as fast.
"""

from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Trace nothing in this folder."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("no_cover")
