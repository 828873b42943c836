"""The kinds of proofs, by their module; and where the records behind a reading are seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import urlencode

from django.urls import reverse

from youju.organisations.queries import Unit
from youju.standards.proofs import figures, judged, papers, rates, visits
from youju.standards.proofs.scope import Found, Scope, Want
from youju.standards.spec import ItemSpec, ProofKind

READERS: Mapping[ProofKind, Callable[[Sequence[Want], Scope], Found]] = {
    ProofKind.MEASURE: figures.read,
    ProofKind.VISITS: visits.read,
    ProofKind.SURVEY: rates.read_answers,
    ProofKind.CASES: rates.read_cases,
    ProofKind.EVIDENCE: papers.read,
    ProofKind.JUDGEMENT: judged.read,
}


def read_all(items: Iterable[ItemSpec], scope: Scope) -> Found:
    """Return the readings of all proofs of the items at the units: few queries, however many units."""
    wants: dict[ProofKind, list[Want]] = {}
    for item in items:
        for proof in item.proofs:
            wants.setdefault(proof.kind, []).append(Want(item, proof))
    found: Found = {}
    for kind, some in wants.items():
        found |= READERS[kind](some, scope)
    return found


def trail_of(want: Want, unit: Unit, scope: Scope) -> str:
    """Return the path of the page with the records behind a reading; "" where there is none."""
    given = want.proof.given
    named = {"unit": unit.code or str(unit.pk)}
    match want.proof.kind:
        case ProofKind.MEASURE:
            period = figures.period_of(scope, given)
            named |= {"measure": str(given.get("measure", "")), "period": period.code}
            return f"{reverse('facts:trail')}?{urlencode(named)}"
        case ProofKind.VISITS:
            kinds = visits.kinds_of(want)
            return f"{reverse('patrols:places')}?{urlencode(named | {'kind': kinds[0] if kinds else ''})}"
        case ProofKind.CASES:
            return f"{reverse('cases:rates')}?{urlencode(named)}"
    return ""
