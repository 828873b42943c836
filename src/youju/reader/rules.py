"""What may be decided on a figure, and what an entry made of it holds. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Protocol

from django.utils.translation import gettext as _

from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Refused


class Ledger(Protocol):
    """A ledger, as far as deciding needs it."""

    @property
    def title(self) -> str: ...
    @property
    def fields(self) -> tuple[Any, ...]: ...
    def field(self, key: str) -> Any: ...
    def measures_of(self, key: str) -> list[Any]: ...


UNDECIDED = "proposed"
TITLE_LONGEST = 60


def check_undecided(state: str) -> None:
    """Refuse to decide twice."""
    if state != UNDECIDED:
        raise Refused(_("这个数已经处理过，先撤销再改。"))


def check_decided(state: str) -> None:
    """Refuse to take back what was not decided."""
    if state == UNDECIDED:
        raise Refused(_("这个数还没有处理，没有可撤销的。"))


def check_recordable(way: str, ledger: str, field: str, profile: str, quantity: Quantity) -> None:
    """Refuse a figure that has nowhere to go, or of which only the unit is known."""
    if way in ("none", "new") or (way == "entry" and not (ledger and field)) or (way == "profile" and not profile):  # fmt: skip
        raise Refused(_("还没有选台账，按 e 选台账和项目，或按 x 不记。"), field="ledger")
    if quantity.value is None:
        raise Refused(_("数字残缺，不能照记。按 e 对照原件补上。"), field="quantity")
    if quantity.per:
        raise Refused(
            _("“%(text)s”不是总数，按 e 填总数。") % {"text": quantity.text()}, field="quantity"
        )


def measure_for(ledger: Ledger, field: str, quantity: Quantity) -> tuple[str, dict[str, str]]:
    """Return the measure a number in the field counts into, and the choices it asks for.

    Raises:
        Refused: The ledger has no such number field, or it takes another unit.
    """
    found = ledger.field(field)
    if found is None or not found.is_number:
        raise Refused(_("这个台账没有所选的项目，请重新选。"), field="ledger")
    if all(quantity.to(unit) is None for unit in found.units):
        units = "、".join(found.units)
        raise Refused(
            _("“%(label)s”以%(units)s计，不能填%(unit)s。")
            % {"label": found.label, "units": units, "unit": quantity.unit or _("没有单位的数")},
            field="quantity",
        )
    for one in ledger.measures_of(field):
        if quantity.to(one.unit) is not None:
            return str(one.key), {key: values[-1] for key, values in one.where}
    return "", {}


def title_field(ledger: Ledger) -> str:
    """Return the text field an entry of the ledger is named by, "" where there is none."""
    for field in ledger.fields:
        if field.kind == "text" and f"{{{field.key}}}" in ledger.title:
            return str(field.key)
    return ""


def title_of(acts: Iterable[tuple[str, str]]) -> str:
    """Return the name of an entry made of these acts and their things: 清理垃圾、对联."""
    words: list[str] = []
    last = ""
    for action, thing in acts:
        said = thing if thing and action == last else f"{action}{thing}"
        last = action
        if said and said not in words:
            words.append(said)
    return "、".join(words)[:TITLE_LONGEST]


def values_again(ledger: Ledger, kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of an entry as they would be given to record it anew."""
    return {key: _again(value) for key, value in kept.items() if ledger.field(key) is not None}


def _again(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if "unit" not in value:
        return value.get("name", "")
    number, upper = value.get("value"), value.get("upper")
    return Quantity(
        None if number is None else Decimal(number),
        value["unit"],
        value.get("qualifier", ""),
        None if upper is None else Decimal(upper),
        value.get("per", ""),
    )
