"""Tables of the room."""

from youju.cases.models.beside import CaseUnit, Dispute, Extension, HardCase, Raising
from youju.cases.models.case import Case, CaseEvent, Series
from youju.cases.models.facility import FacilityCount
from youju.cases.models.kind import Kind, KindLimit, RouteRule, WorkHours
from youju.cases.models.structure import Structure, Talk
from youju.cases.models.tally import Tally, TallyChange

__all__ = [
    "Case", "CaseEvent", "CaseUnit", "Dispute", "Extension", "FacilityCount", "HardCase", "Kind", "KindLimit", "Raising",
    "RouteRule", "Series", "Structure", "Talk", "Tally", "TallyChange", "WorkHours",
]  # fmt: skip
