"""What the room counts, and the facts of each of its records."""

from youju.cases.measures.beside import (
    all_facility_drafts,
    all_hard_drafts,
    all_raising_drafts,
    all_structure_drafts,
    facility_drafts,
    facility_source,
    hard_drafts,
    hard_source,
    raising_drafts,
    raising_source,
    structure_drafts,
    structure_source,
    titles_of,
)
from youju.cases.measures.case import all_drafts, course_of, day_of, drafts_of, source_of
from youju.cases.measures.publish import publish
from youju.cases.measures.specs import (
    CASE_KIND,
    FACILITY_KIND,
    HARD_KIND,
    RAISING_KIND,
    STRUCTURE_KIND,
)

__all__ = [
    "CASE_KIND", "FACILITY_KIND", "HARD_KIND", "RAISING_KIND", "STRUCTURE_KIND", "all_drafts", "all_facility_drafts",
    "all_hard_drafts", "all_raising_drafts", "all_structure_drafts", "course_of", "day_of", "drafts_of",
    "facility_drafts", "facility_source", "hard_drafts", "hard_source", "publish", "raising_drafts", "raising_source",
    "source_of", "structure_drafts", "structure_source", "titles_of",
]  # fmt: skip
