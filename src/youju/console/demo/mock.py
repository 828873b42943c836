"""A mock assessment of the demo street, two earlier years of the index, an event of the negative list."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from youju.console.demo.people import People
from youju.console.demo.places import Places
from youju.standards import actions
from youju.standards.queries import lines_asked, mock_editions
from youju.standards.rules.mock import Answer, Mark

EARLIER = (
    (4, "81.9", 12, "公益广告景观小品，数量不够，2"),
    (3, "84.0", 10, "非机动车停放，学校门口乱停放，1.5"),
)


def add_mock(places: Places, people: People, now: datetime) -> None:
    """Register what stands over the years; draw and score a round where an edition is in force."""
    _add_years(places, people, now)
    edition = mock_editions(places["柳荫街道"]).first()
    if edition is not None:
        _add_round(places, people, now, edition)


def _add_years(places: Places, people: People, now: datetime) -> None:
    city, office, today = places.city, people.members["chengjiang"], timezone.localdate(now)
    by: dict[str, Any] = {"actor": office, "now": now}
    for years, score, rank, lost in EARLIER:
        on = date(today.year - years, 5, 18)
        actions.record_result(
            unit=city, name=f"{on.year}年公共文明指数测评", on=on, score=Decimal(score),
            full=Decimal(100), rank=rank, of=13, lost=lost, key=uuid4(), **by,
        )  # fmt: skip
    for year, goal in ((today.year - 1, 6), (today.year, 3)):
        actions.set_target(unit=city, year=year, rank=goal, before="各提名城市", key=uuid4(), **by)
    actions.register_negative(
        unit=places["澄东区"], on=today - timedelta(100), group="生态环保",
        title="河道排口一次超标被通报", basis="省生态环境厅通报，一般事件", key=uuid4(), **by,
    )  # fmt: skip


def _add_round(places: Places, people: People, now: datetime, edition: Any) -> None:
    unit, office = places["柳荫街道"], people.members["liuyin"]
    first, second = people.members["chengdong"], people.members["ducha"]
    today = timezone.localdate(now)
    by: dict[str, Any] = {"actor": office, "now": now}
    made = actions.draw_round(
        unit=unit, edition=edition, name=f"{today.year}年第一轮模拟测评", start=today - timedelta(2),
        end=today + timedelta(5), seed=f"{today:%Y%m%d}", key=uuid4(), **by,
    )  # fmt: skip
    actions.set_teams(made.pk, [[first.pk, second.pk]], share=30, key=uuid4(), **by)
    spots = sorted(made.spots.select_related("round"), key=lambda one: (not one.double, one.order))
    scored = [(spots[0], first, 1), (spots[0], second, 2)]
    scored += [(one, first, n) for n, one in enumerate(spots[1:3])]
    for spot, who, faults in scored:
        codes = [one["code"] for one in lines_asked(made, spot.kind)]
        answers = {
            code: Answer(Mark.NO if n < faults else Mark.YES, 3 if n == faults else None)
            for n, code in enumerate(codes)
        }
        actions.record_sheet(spot.pk, answers=answers, actor=who, now=now, key=uuid4())
