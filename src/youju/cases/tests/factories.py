"""A small city with a problem kind or two; cases in any state, made by the actions themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from youju.cases import actions
from youju.cases.models import Case, Kind
from youju.cases.rules import Source, State
from youju.facts.verify import differences
from youju.kernel.ids import new_key
from youju.organisations.models import Membership, Unit
from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import City, make_member, make_unit

# A Tuesday, 15:58: as in the example of the design.
FOUND = datetime(2026, 7, 7, 15, 58, tzinfo=ZoneInfo("Asia/Shanghai"))


def make_kind(code: str = "t01", name: str = "暴露垃圾", **values: Any) -> Kind:
    """Make a kind without photos: 4 工作时."""
    given = {"limit": 4, "limit_unit": "work_hour", "photos": "none", **values}
    return Kind.objects.create(code=code, name=name, pinyin=name, **given)


class CaseCity(City):
    """The city with a kind, a property firm that answers for it, and those who work there."""

    def __init__(self) -> None:
        super().__init__()
        self.kind = make_kind()
        self.firm = make_unit("桂苑物业", UnitKind.ENTERPRISE, self.district)
        self.clerk = make_member(self.community, Role.STAFF, "clerk")
        self.grid_worker = make_member(self.grid, Role.GRID_WORKER, "grid")
        self.office = make_member(self.street, Role.OFFICE, "street-office")
        self.worker = make_member(self.firm, Role.UNIT_USER, "worker")
        self.inspector = make_member(self.district, Role.INSPECTOR, "inspector")
        self.stranger = make_member(self.next_door, Role.STAFF, "stranger")

    def report(self, *, actor: Any = None, now: datetime = FOUND, **given: Any) -> Case:
        """Report rubbish at 金桥路 12号楼北侧."""
        told = {
            "unit": self.community,
            "kind": self.kind.code,
            "source": Source.GRID,
            "place": "金桥路 12号楼北侧",
            **given,
        }
        return actions.report_case(actor=actor or self.clerk, now=now, key=new_key(), **told)

    def case(self, state: State = State.REPORTED, *, now: datetime = FOUND, **given: Any) -> Case:
        """Make a case that has come as far as a state, ten minutes for each step."""
        case = self.report(now=now, **given)
        return self.bring(case, state, now)

    def bring(self, case: Case, state: State, now: datetime = FOUND) -> Case:
        """Bring a reported case to a state."""
        step = timedelta(minutes=10)
        if state is State.REFUSED:
            return actions.refuse_case(case.pk, reason="不属实", actor=self.clerk, now=now + step)
        line = [State.FILED, State.DISPATCHED, State.RECTIFIED, State.CLOSED]
        for n, one in enumerate(line[: line.index(state) + 1] if state in line else [], start=1):
            case = self._step(case, one, now + n * step)
        if state is State.DISPUTED:
            case = self.bring(case, State.DISPATCHED, now)
            then = now + 3 * step
            case = actions.dispute_case(case.pk, reason="归市政", actor=self.worker, now=then)
        return case

    def bring_one(self, case: Case) -> Case:
        """Dispatch a filed case, if that has not been done."""
        held = Case.objects.get(pk=case.pk)
        filed = held.state == State.FILED
        return self._step(held, State.DISPATCHED, FOUND) if filed else held

    def _step(self, case: Case, to: State, now: datetime) -> Case:
        match to:
            case State.FILED:
                return actions.file_case(case.pk, actor=self.clerk, now=now)
            case State.DISPATCHED:
                return actions.dispatch_case(
                    case.pk, owner_unit=self.firm, actor=self.clerk, now=now
                )
            case State.RECTIFIED:
                return actions.rectify_case(case.pk, note="已清运", actor=self.worker, now=now)
            case _:
                return actions.verify_case(
                    case.pk, passed=True, note="现场干净", actor=self.clerk, now=now
                )


def wrong_facts() -> list[str]:
    """Return what `youju facts verify` finds wrong, but for the units that these tests made by hand."""
    return [one for one in differences() if not one.startswith("单位")]


__all__ = ["FOUND", "CaseCity", "Membership", "Unit", "make_kind", "wrong_facts"]
