"""How long it takes to find what a draft says in the words of other reports, among 10,000 of them.

Each report has some 600 characters of its own: three formulas that stand in hundreds of others, a
passage that two dozen hold, and sentences that nobody else wrote. It is asked for a community, which
sees its own, and for the city's office, which sees all. The limit: 2 seconds, when a page is opened.
"""

from __future__ import annotations

import random
import time
from datetime import date
from typing import Any

from django.db import connection
from django.utils import timezone

from youju.documents import queries
from youju.documents.copying import fingerprints
from youju.documents.models import Fingerprint, Report, Template
from youju.organisations.models import Membership
from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import City, make_member, make_unit

REPORTS, COMMUNITIES, BATCH = 10_000, 40, 500
CHARACTERS = "居民社区网格楼栋环境整治志愿服务宣传走访慰问巡查整改河道绿化停车照明商户门前责任老人儿童邻里议事"


def sentence(chance: random.Random, length: int = 45) -> str:
    return "".join(chance.choices(CHARACTERS, k=length)) + "。"


def words_of_reports(chance: random.Random) -> list[str]:
    """Return the own words of each report."""
    formulas = [sentence(chance) for _n in range(60)]
    passages = [sentence(chance, 120) for _n in range(REPORTS // 24)]
    return [
        "".join(
            [
                *chance.sample(formulas, 3),
                chance.choice(passages),
                *(sentence(chance) for _n in range(8)),
            ]
        )
        for _report in range(REPORTS)
    ]


def filled(members: list[Membership]) -> tuple[Report, int]:
    """Write the reports with their signs; return the last one and how many signs there are."""
    template = Template.objects.get(code="half-year", live=True)
    now = timezone.now()
    chance = random.Random(20261121)
    texts = words_of_reports(chance)
    signs = 0
    for first in range(0, REPORTS, BATCH):
        rows = Report.objects.bulk_create(
            Report(
                unit=members[n % COMMUNITIES].unit,
                template=template,
                title="总结",
                shown_title=f"总结{n}",
                start=date(2026, 1, 1),
                end=date(2026, 6, 30),
                grain="half",
                content={"sections": [{"blocks": [{"kind": "text", "source": texts[n]}]}]},
                author=members[n % COMMUNITIES],
                made_at=now,
                changed_at=now,
            )
            for n in range(first, min(first + BATCH, REPORTS))
        )
        kept = [
            Fingerprint(report=row, value=value)
            for row, text in zip(rows, texts[first : first + BATCH], strict=True)
            for value in fingerprints(text)
        ]
        signs += len(Fingerprint.objects.bulk_create(kept, batch_size=5000))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return rows[-1], signs


def asked(member: Membership, report: Report) -> dict[str, Any]:
    """Return how long the second of two checks takes, and how many copies it tells."""
    queries.copied_in(member, report)
    begun = time.monotonic()
    found = queries.copied_in(member, report)
    taken = time.monotonic() - begun
    return {"ms": round(taken * 1000), "told": [one.copy.share for one in found]}


def figures() -> dict[str, Any]:
    """Measure for one who sees a part and one who sees all."""
    city = City()
    members = [
        make_member(
            make_unit(f"社区{n}", UnitKind.COMMUNITY, city.street), Role.STAFF, f"copying-{n}"
        )
        for n in range(COMMUNITIES)
    ]
    office = make_member(city.city, Role.OFFICE, "copying-office")
    report, signs = filled(members)
    return {
        "copying": {
            "reports": REPORTS,
            "signs": signs,
            "community": asked(report.author, report),
            "city": asked(office, report),
        }
    }
