"""Reading templates, reports and what their numbers stand on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from youju.documents import rules
from youju.documents.copying import Copy, compared, fingerprints, own_words, text_sources
from youju.documents.dossiers.queries import Waiting, dossiers_waiting
from youju.documents.library import made_for
from youju.documents.models import Fingerprint, FrozenEntry, FrozenNumber, Report, Template
from youju.documents.render import from_plain
from youju.facts.queries import Fact, Figure, measures, unscoped_facts_behind, unscoped_figures
from youju.kernel.periods import Period
from youju.kernel.refusal import Forbidden, Missing
from youju.kernel.text import pinyin_of
from youju.organisations.queries import May, Membership, Unit, require, subtree_ids

__all__ = ["FrozenNumber", "Report", "Template", "Waiting", "dossiers_waiting"]


def templates_for(member: Membership) -> QuerySet[Template]:
    """Return the live templates: the shipped ones and those of the member's own line upwards."""
    require(member, May.SEE)
    own_line = Q(unit=None) | Q(unit_id__in=member.unit.ancestor_ids)
    return Template.objects.filter(own_line, live=True).order_by("kind", "grain", "code")


def may_write(member: Membership, unit: Unit, kind: str, author: Membership | None = None) -> bool:
    """Return whether the member may write a report of a kind for a unit: a new one, or that of an
    author."""
    own = unit.pk == member.unit_id and (author or member).person_id == member.person_id
    drafts, records = (member.may_at(one, unit) for one in (May.DRAFT, May.RECORD))
    return rules.may_write(kind, drafts=drafts, records=records, own=own)


def may_write_report(member: Membership, report: Report) -> bool:
    """Return whether the member may go on with a report."""
    return may_write(member, report.unit, report.template.kind, report.author)


def require_writer(
    member: Membership, unit: Unit, kind: str, author: Membership | None = None
) -> None:
    """Refuse to let the member write a report of a kind for a unit."""
    if may_write(member, unit, kind, author):
        return
    if member.may(May.RECORD) and not member.may(May.DRAFT):
        raise Forbidden(_("只能写自己的个人总结"))
    require(member, May.DRAFT, unit)


def templates_to_write(member: Membership) -> QuerySet[Template]:
    """Return the templates the member may start a report from."""
    rows = templates_for(member)
    return rows if member.may(May.DRAFT) else rows.filter(kind=rules.PERSONAL)


def template_for(member: Membership, template_id: int) -> Template:
    """Return one template that the member may use. Raises Missing otherwise."""
    template = templates_for(member).filter(pk=template_id).first()
    if template is None:
        raise Missing(_("没有这个模板，或者它已有新的版本"))
    return template


def reports_visible_to(member: Membership) -> QuerySet[Report]:
    """Return the reports of the member's subtree, last changed first."""
    require(member, May.SEE)
    rows = Report.objects.filter(unit_id__in=subtree_ids(member.unit))
    return rows.select_related("unit", "template", "author__person", "issuer__person").order_by(
        "-changed_at", "-id"
    )


def report_for(member: Membership, report_id: int) -> Report:
    """Return one visible report. Raises Missing otherwise."""
    report = reports_visible_to(member).filter(pk=report_id).first()
    if report is None:
        raise Missing(_("没有这份文稿，或者不在您的查看范围内"))
    return report


def words_of(report: Report) -> str:
    """Return what a report says in its own words, without those of its template."""
    return own_words(
        text_sources(report.content["sections"]), text_sources(report.template.spec["sections"])
    )


def issued_text(report: Report) -> str:
    """Return the words of an issued report below its title, a line for each block."""
    return from_plain(report).plain_text().partition("\n")[2]


@dataclass(frozen=True, slots=True)
class Copied:
    """Another report that says the same words, and how much of this one it holds."""

    report: Report
    copy: Copy


COMPARED = 5  # of the reports that share most signs; the texts of so many are compared
LEAST_SHARE = 10  # per cent of the own words, below which nothing is told


def copied_in(member: Membership, report: Report) -> list[Copied]:
    """Return the other reports in the member's sight that say words of this one, the most first.

    A report and its correction say the same on purpose.
    """
    words = words_of(report)
    signs = fingerprints(words)
    rows = reports_visible_to(member).exclude(pk__in=[report.pk, report.corrects_id or report.pk])
    rows = rows.exclude(corrects=report).exclude(state=Report.State.DROPPED)
    # Counted over all and then held to those in sight: asked at once, databases read every sign of
    # every report in sight.
    seen = set(rows.order_by().values_list("pk", flat=True))
    counted = Fingerprint.objects.filter(value__in=signs).values_list("report")
    shared = counted.annotate(n=Count("value")) if signs else ()
    most = sorted(((n, pk) for pk, n in shared if pk in seen), reverse=True)
    ids = [pk for _n, pk in most[:COMPARED]]
    others = rows.filter(pk__in=ids)
    found = [Copied(other, compared(words, words_of(other))) for other in others]
    told = [one for one in found if one.copy.share >= LEAST_SHARE]
    return sorted(told, key=lambda one: -one.copy.share)


def near_names(name: str) -> list[str]:
    """Return catalogue names that look or sound like the given one, best first."""
    catalogue = {m.name: m for m in measures()}
    sounds = pinyin_of(name).split()[0]
    looks = process.extract(name, list(catalogue), scorer=fuzz.WRatio, limit=5, score_cutoff=55)
    words = {w: m.name for m in catalogue.values() for w in m.words}
    known = process.extract(name, list(words), scorer=fuzz.WRatio, limit=3, score_cutoff=70)
    alike = [m.name for m in catalogue.values() if m.pinyin.split()[0] == sounds]
    found = [*alike, *(words[one[0]] for one in known), *(one[0] for one in looks)]
    return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an entry behind a number since the report was issued.

    `before` and `after` are None where the entry was not there.
    """

    kind: str
    source_kind: str
    source_id: str
    before: FrozenEntry | None
    after: Fact | None


def changes_since_issue(number: FrozenNumber) -> list[Change]:
    """Return the entries that were added, corrected or withdrawn behind a frozen number."""
    if not number.measure_code:
        return []
    report = number.report
    now: dict[tuple[str, str], list[Fact]] = {}
    for fact in unscoped_facts_behind(report.unit, report.period, number.measure_code):
        now.setdefault((fact.source_kind, fact.source_id), []).append(fact)
    then: dict[tuple[str, str], list[FrozenEntry]] = {}
    for entry in number.entries.all():
        then.setdefault((entry.source_kind, entry.source_id), []).append(entry)
    found: list[Change] = []
    for key in [*now, *(key for key in then if key not in now)]:
        found.extend(_differences(key, then.get(key, []), now.get(key, [])))
    return found


def _differences(
    key: tuple[str, str], then: list[FrozenEntry], now: list[Fact]
) -> Iterator[Change]:
    """Yield what became of one record, which may have several facts (a lamp put up and removed)."""
    left, fresh = list(then), []
    for fact in now:
        same = [e for e in left if (e.value, e.qualifier) == (fact.value, fact.qualifier)]
        if same:
            left.remove(same[0])
        else:
            fresh.append(fact)
    for before, after in zip_longest(left, fresh):
        kind = "added" if before is None else "withdrawn" if after is None else "corrected"
        yield Change(kind, *key, before, after)


def changed_numbers(report: Report) -> set[int]:
    """Return the positions of frozen numbers whose figure is another one today."""
    numbers = [n for n in report.numbers.all() if n.measure_code]
    today = unscoped_figures(report.unit, report.period, {n.measure_code for n in numbers})
    changed = set()
    for number in numbers:
        figure = today.get(number.measure_code)
        quantity = figure.quantity if figure else None
        value, qualifier = (quantity.value, quantity.qualifier) if quantity else (None, "")
        if (value, qualifier, figure.n if figure else 0) != (
            number.value,
            number.qualifier,
            number.n,
        ):
            changed.add(number.position)
    return changed


def used_in(member: Membership, source_kind: str, source_id: str) -> QuerySet[Report]:
    """Return the issued reports in which a record stands behind a number."""
    rows = reports_visible_to(member).filter(
        numbers__entries__source_kind=source_kind, numbers__entries__source_id=source_id
    )
    return rows.distinct()


def report_by_code(check_code: str) -> Report:
    """Return an issued report by its check code, for anybody who holds the paper."""
    code = "".join(check_code.upper().split()).replace("-", "")
    report = Report.objects.filter(check_code=code, state=Report.State.ISSUED).first()
    if not code or report is None:
        raise Missing(_("没有这个校验码，请核对公文末页的 12 位字符"))
    return report


def numbers_with_counts(report: Report) -> QuerySet[FrozenNumber]:
    """Return the frozen numbers with how many entries stand behind each."""
    return report.numbers.annotate(behind=Count("entries"))


def figure_now(report: Report, code: str) -> Figure | None:
    """Return the figure of today for an issued report's unit and period."""
    return unscoped_figures(report.unit, report.period, [code]).get(code)


def counts_by_state(rows: QuerySet[Report]) -> dict[str, int]:
    """Return how many reports there are in each state."""
    counted = rows.order_by().values("state").annotate(n=Count("pk"))
    return {row["state"]: row["n"] for row in counted}


def fitting_template(member: Membership, grain: str) -> Template | None:
    """Return the summary template for periods and units of this kind, to be proposed: one made for
    such units before one for all, one of the own line before a shipped one."""
    found = templates_for(member)
    of_period = sorted(
        found.filter(grain=grain, kind="summary"), key=lambda one: one.unit_id is None
    )
    meant = (one for one in of_period if made_for(one.spec, member.unit.kind))
    for_all = (one for one in of_period if not one.spec.get("for"))
    return next(meant, None) or next(for_all, None) or found.first()


@dataclass(frozen=True, slots=True)
class EditableBlock:
    """One block of a draft as the editing page lists it."""

    section: int
    block: int
    kind: str
    source: str


def editable_sections(report: Report) -> list[tuple[str, int, list[EditableBlock]]]:
    """Return the sections of a draft with all their blocks, also those that are left out."""
    return [
        (
            section.get("heading", ""),
            number,
            [
                EditableBlock(number, at, block["kind"], block.get("source", ""))
                for at, block in enumerate(section["blocks"])
            ],
        )
        for number, section in enumerate(report.content["sections"])
    ]


def quoted_elsewhere(report: Report, code: str) -> list[FrozenNumber]:
    """Return where other issued reports of the same unit and period quote the same measure."""
    rows = FrozenNumber.objects.filter(
        measure_code=code,
        report__unit_id=report.unit_id,
        report__start=report.start,
        report__end=report.end,
        report__state=Report.State.ISSUED,
    )
    return list(rows.exclude(report_id=report.pk).select_related("report")[:10])


def numbers_quoted(member: Membership, unit: Unit, period: Period) -> QuerySet[FrozenNumber]:
    """Return the numbers of issued reports about the unit and period, the latest report last. A
    report that was corrected no longer speaks."""
    start, end = period.bounds
    rows = FrozenNumber.objects.filter(
        report__in=reports_visible_to(member).values("pk"),
        report__unit=unit,
        report__start=start,
        report__end=end,
        report__state=Report.State.ISSUED,
    )
    corrected = Report.objects.filter(state=Report.State.ISSUED, corrects__isnull=False)
    rows = rows.exclude(report__in=corrected.values("corrects")).exclude(measure_code="")
    return rows.exclude(value=None).select_related("report").order_by("report__issued_at", "pk")
