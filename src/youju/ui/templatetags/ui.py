"""Tags every template has without loading: quantities, days, number links, lines."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.http import HttpRequest, QueryDict
from django.middleware.csrf import get_token
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_vite.core.asset_loader import DjangoViteAssetLoader
from django_vite.core.exceptions import DjangoViteAssetNotFoundError

from youju.kernel.ids import new_key
from youju.kernel.periods import WEEKDAYS, day_label
from youju.kernel.quantity import Bound, Quantity, number_text
from youju.ui import charts
from youju.ui.chosen import chosen
from youju.ui.names import unit_named
from youju.ui.said import is_chinese
from youju.ui.said import said as said_again

register = template.Library()
ENTRY = "src/youju/ui/assets/main.js"


def _request(context: Context) -> HttpRequest | None:
    return getattr(context, "request", None)


@register.filter
def quantity(value: Quantity | None) -> SafeString | str:
    """`50余车` with the unit in grey; — where there is none."""
    if value is None:
        return "—"
    unit = value.unit
    if is_chinese():
        text = value.text()
    else:
        unit = unit_named(unit, value.upper or value.value, get_language() or "")
        text = _plain(value, unit)
    if unit and text.endswith(unit):
        return format_html('{}<span class="unit">{}</span>', text[: -len(unit)], unit)
    return text


def _plain(value: Quantity, unit: str) -> str:
    """Return over 50 truckloads: the number in digits, how exact it is before it."""
    if value.value is None:
        return _("若干%(unit)s") % {"unit": unit}
    upper = "" if value.upper is None else f"–{value.upper.normalize():f}"
    gap = "" if unit == "%" else " "
    number = f"{value.value.normalize():f}{upper}{gap}{unit}".strip()
    return {
        Bound.EXACT: "%(number)s",
        Bound.OVER: _("%(number)s以上"),
        Bound.ABOUT: _("约%(number)s"),
        Bound.UNDER: _("近%(number)s"),
    }[value.bound] % {"number": number}


@register.filter
def said(value: object) -> str:
    """A label or sentence of the product in the reader's language; data stays as it is."""
    return said_again(value)


@register.filter
def number(value: Decimal | int | float | None) -> str:
    """A bare number as offices write it: 1236, 50.5, 10万; — where there is none."""
    if value is None:
        return "—"
    exact = Decimal(str(value))
    return number_text(exact) if is_chinese() else f"{exact.normalize():f}"


def _local_day(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


@register.filter
def day(value: date | datetime | None) -> str:
    """2026年11月21日, for sentences."""
    return day_label(_local_day(value)) if value else ""


@register.filter
def day_short(value: date | datetime | None) -> str:
    """11-21, for tables; with the year when it is another one: 2025-11-21."""
    if not value:
        return ""
    local = _local_day(value)
    same_year = local.year == timezone.localdate().year
    return f"{local:%m-%d}" if same_year else f"{local:%Y-%m-%d}"


@register.filter
def when(value: datetime | None) -> str:
    """11-21 15:08, in local time; only 15:08 today."""
    if not value:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    if local.date() == timezone.localdate():
        return f"{local:%H:%M}"
    return f"{day_short(local)} {local:%H:%M}"


@register.filter
def weekday(value: date | datetime | None) -> str:
    """星期六."""
    if not value:
        return ""
    return WEEKDAYS[_local_day(value).weekday()]


@register.simple_tag
def number_link(value: Quantity | str | int | Decimal, url: str, *, state: str = "") -> SafeString:
    """A number that opens its trail in the side panel, and as a page without scripts.

    Args:
        value: A Quantity, or the number as it is to be read.
        url: Address of the trail; it answers a fragment to htmx and a page to a link.
        state: "changed" (differs from what was issued), "no-source" (typed by hand), or "".
    """
    shown = quantity(value) if isinstance(value, Quantity) else value
    return format_html(
        '<a class="number-link {}" href="{}" hx-get="{}" hx-target="#side-panel" '
        'aria-expanded="false" aria-controls="side-panel">{}</a>',
        state,
        url,
        url,
        shown,
    )


@register.simple_tag(takes_context=True)
def keep(context: Context) -> str:
    """The chosen unit and period as `?unit=…&period=…`, to end a link that should keep them."""
    request = _request(context)
    return chosen(request).query if request else ""


def _address_without(context: Context, *names: str) -> str:
    """Return this page's query without some of it and without a place in a list, ready for one more."""
    request = _request(context)
    query = request.GET.copy() if request else QueryDict(mutable=True)
    for name in (*names, "after", "before"):
        query.pop(name, None)
    return f"?{query.urlencode()}&" if query else "?"


@register.simple_tag(takes_context=True)
def period_links(context: Context, periods: Iterable[Any], now: Any) -> SafeString:
    """Links to this page in other periods; made here, as every page has two dozen of them."""
    way = _address_without(context, "period")
    links = (
        (way, one.code, SafeString(' aria-current="true"' if one == now else ""), one.label)
        for one in periods
    )
    return format_html_join("", '<a href="{}period={}"{}>{}</a>', links)


@register.simple_tag(takes_context=True)
def unit_links(context: Context, choices: Iterable[Any]) -> SafeString:
    """Links to this page of other units; made here, as a district has more than a hundred."""
    way = _address_without(context, "unit")
    links = (
        (one.depth, way, one.code, one.find, SafeString(' aria-current="true"' if one.current else ""), one.label)
        for one in choices
    )  # fmt: skip
    return format_html_join("", '<a class="in-{}" href="{}unit={}" data-find="{}"{}>{}</a>', links)


@register.simple_tag(takes_context=True)
def csrf_field(context: Context) -> SafeString:
    """The hidden CSRF field; unlike csrf_token it works in a component included with `only`."""
    request = _request(context)
    if request is None:
        return SafeString("")
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request)
    )


@register.simple_tag
def fresh_key() -> str:
    """A new UUIDv7: the key of the act a form makes."""
    return str(new_key())


@register.simple_tag
def list_cells(cells: Iterable[Any]) -> SafeString:
    """The cells of a row, each with `text`, `label` and `number`; made here, as a list has hundreds."""
    parts = (
        (
            f"{'n' if one.number else ''}{'' if one.text else ' dim blank'}",
            one.label,
            one.text or "—",
        )
        for one in cells
    )
    return format_html_join("", '<td class="{}" data-label="{}">{}</td>', parts)


@register.simple_tag
def sparkline(
    now: Sequence[float | None],
    then: Sequence[float | None] = (),
    *,
    unit: str = "",
    zero: bool = True,
) -> SafeString:
    """A month-by-month line: this year solid, last year dashed, the values as its text.

    Args:
        now: This year's values; None where nothing was recorded.
        then: Last year's, same length or empty.
        unit: Read out after the values.
        zero: Whether the scale starts at nought (counts do, rates need not).
    """
    return charts.sparkline(list(now), list(then), unit=unit, zero=zero)


@register.simple_tag
def line_chart(
    labels: Sequence[str], now: Sequence[float | None], then: Sequence[float | None] = ()
) -> SafeString:
    """The picture of components/line_chart.html."""
    return charts.line_chart(list(labels), list(now), list(then))


@register.simple_tag
def bar_chart(
    labels: Sequence[str], now: Sequence[float | None], then: Sequence[float | None] = ()
) -> SafeString:
    """The picture of components/bar_chart.html."""
    return charts.bar_chart(list(labels), list(now), list(then))


@register.simple_tag
def columns(*series: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Zip lists for a table behind a chart; shorter ones are filled with None."""
    length = max((len(one) for one in series), default=0)
    return [tuple(one[i] if i < len(one) else None for one in series) for i in range(length)]


@register.simple_tag(takes_context=True)
def sort_link(context: Context, column: str, *, current: str = "") -> str:
    """The address that sorts by `column`, turning round when it is sorted by it already."""
    request = _request(context)
    query = request.GET.copy() if request else None
    if query is None:
        return f"?sort={column}"
    query["sort"] = f"-{column}" if current == column else column
    for name in ("after", "before"):
        query.pop(name, None)
    return f"?{query.urlencode()}"


@register.inclusion_tag("ui/front_end.html")
def front_end() -> dict[str, Any]:
    """The built stylesheet and script; the plain stylesheet where nothing was built yet."""
    loader = DjangoViteAssetLoader.instance()
    try:
        return {"built": SafeString(loader.generate_vite_asset(ENTRY, app="default"))}
    except DjangoViteAssetNotFoundError:
        return {"built": ""}
