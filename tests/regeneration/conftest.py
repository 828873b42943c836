"""The small city of the acceptance tests, entered as one of its people."""

from tests.acceptance.conftest import city, enter

__all__ = ["city", "enter"]
