"""Reading the room; the asking member comes first."""

from youju.standards.queries.mock import (
    lines_asked,
    mock_editions,
    mock_failed_of,
    mock_for_phone,
    mock_households,
    mock_results,
    mock_round_for,
    mock_rounds_of,
    mock_rounds_visible_to,
    mock_sheet_target,
    mock_spot_for,
)
from youju.standards.queries.years import (
    barring,
    index_target,
    index_tests,
    negative_for,
    negatives_of,
    negatives_visible_to,
)

__all__ = [
    "barring",
    "index_target",
    "index_tests",
    "lines_asked",
    "mock_editions",
    "mock_failed_of",
    "mock_for_phone",
    "mock_households",
    "mock_results",
    "mock_round_for",
    "mock_rounds_of",
    "mock_rounds_visible_to",
    "mock_sheet_target",
    "mock_spot_for",
    "negative_for",
    "negatives_of",
    "negatives_visible_to",
]
