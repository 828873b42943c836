"""Objects of the room returns."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.access.objects import by, once
from youju.organisations.rules import UnitKind
from youju.organisations.tests.factories import make_unit
from youju.returns import actions
from youju.returns.actions.calls import Wanted
from youju.returns.models import Call, Return
from youju.returns.tests.world import BY_NAME, HALF, address


@once
def form(world: Any, own: bool) -> Return:
    known = BY_NAME["环境整治统计表"]
    made = actions.receive_form(
        content=known.content(), name=known.file_name, unit=world.unit(own), period=HALF, asker="区创建办",
        **by(world.staff(own)),
    )  # fmt: skip
    return actions.fill_form(made.pk, address=address, **by(world.staff(own)))


@once
def call(world: Any, own: bool) -> Call:
    unit = world.unit(own)
    grid = make_unit(f"{unit.name}报数网格", UnitKind.GRID, unit)
    return actions.make_call(
        unit=unit, to=[grid], title="数据", basis="通知", period=HALF, items=[Wanted("充电桩", "", "个")],
        due_on=timezone.localdate() + timedelta(7), **by(world.office(own)),
    )  # fmt: skip


OBJECTS = {
    "form_id": lambda world, own: form(world, own).pk,
    "cell_id": lambda world, own: form(world, own).cells.order_by("pk")[0].pk,
    "call_id": lambda world, own: call(world, own).pk,
    "reply_id": lambda world, own: call(world, own).replies.get().pk,
}
