"""Official documents are Chinese, whatever language their reader chose for the pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.utils import translation

P = ParamSpec("P")
R = TypeVar("R")


def in_chinese(work: Callable[P, R]) -> Callable[P, R]:
    """Do a piece of work that words an official document, or text that is kept, in Chinese."""

    @wraps(work)
    def worded(*args: P.args, **kwargs: P.kwargs) -> R:
        with translation.override(settings.LANGUAGE_CODE):
            return work(*args, **kwargs)

    return worded
