"""Registering titles, one or many; yearly reviews; help and benefits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.honours import notify
from youju.honours.actions.frame import keep_title, locked_title, recount_title, trail
from youju.honours.measures import TITLE_KIND
from youju.honours.models import Aid, Title, TitleReview
from youju.honours.names import fingerprint
from youju.honours.rules import texts, titles
from youju.honours.rules.kinds import LEVELS, Holder, TitleKind
from youju.honours.rules.titles import STANDINGS, Standing
from youju.honours.shipped import title_kinds
from youju.kernel.crypto import mask_name
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, Unit, require

MOST_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Given:
    """A title as it was given.

    Attributes:
        name: Of who holds it; of many (`holders`) what they are called together.
        each: What each holder was awarded, in 元; `whole` what all were, to be compared.
    """

    kind: str
    level: str
    name: str
    since: date
    holders: int = 1
    each: Decimal | None = None
    whole: Decimal | None = None
    given_by: str = ""
    paper: str = ""


class BadRows(Refused):
    """Rows of a list that cannot be taken: row number, field and why. Nothing was written."""

    def __init__(self, errors: dict[int, tuple[str, str]]) -> None:
        super().__init__(_("有 %(n)s 行要改。") % {"n": len(errors)})
        self.errors = errors


def register_title(
    told: Given, *, unit: Unit, actor: Membership, now: datetime, key: UUID | None
) -> Title:
    """Register a title that somebody of the unit holds."""
    with act("honours.register_title", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Title.objects.select_related("unit").get(pk=doing.subject_id)
        require(actor, May.ARRANGE, unit)
        title = _title(told, unit, actor, now)
        title.save()
        keep_title(doing, title, "登记称号", actor=actor, now=now)
    return title


def register_titles(
    rows: Sequence[Given], *, unit: Unit, actor: Membership, now: datetime, key: UUID | None
) -> int:
    """Register a list of titles: all of them, or none and why. Returns how many."""
    with act("honours.register_titles", actor=actor, now=now, key=key) as doing:
        require(actor, May.ARRANGE, unit)
        if doing.replayed:
            return len(rows)
        if not 1 <= len(rows) <= MOST_ROWS:
            raise Refused(_("一次 1 到 %(n)s 行。") % {"n": MOST_ROWS})
        errors: dict[int, tuple[str, str]] = {}
        for n, told in enumerate(rows):
            try:
                title = _title(told, unit, actor, now)
                title.save()
                trail("title", title.pk, "登记称号", actor, now)
                recount_title(title, now)
            except Refused as refusal:
                errors[n] = (refusal.field or "name", refusal.message)
        if errors:
            raise BadRows(errors)
        doing.on(TITLE_KIND, "", unit=unit.pk, rows=len(rows))
    return len(rows)


def _title(told: Given, unit: Unit, actor: Membership, now: datetime) -> Title:
    kind = title_kinds().get(told.kind)
    if kind is None:
        raise Refused(_("没有这种称号，请从列表里选。"), field="kind")
    if told.level not in LEVELS:
        raise Refused(_("选一个级别。"), field="level")
    name = texts.check_text(told.name, "name", _("写明谁获得的。"), texts.NAME)
    texts.check_day(told.since, timezone.localdate(now), "since")
    each = texts.check_money(told.each, "each")
    titles.check_award(told.holders, each, told.whole)
    print_of = fingerprint(name)
    held = Title.objects.filter(unit=unit, kind=kind.code, level=told.level, plain=print_of)
    if held.exclude(standing=Standing.LOST).exists():
        raise Refused(_("“%(name)s”已登记过这个称号。") % {"name": name}, field="name")
    return Title(
        root_id=unit.root_id,
        unit=unit,
        kind=kind.code,
        level=told.level,
        **named(kind, name, told.holders),
        plain=print_of,
        holders=told.holders,
        each=each,
        since=told.since,
        given_by=told.given_by.strip()[:60],
        paper=told.paper.strip()[: texts.PAPER],
        made_by_label=actor.label,
        made_at=now,
    )


def named(kind: TitleKind, name: str, holders: int = 1) -> dict[str, str]:
    """Return the name as it is kept: of one household or minor only its mask stands open."""
    hidden = kind.minor or kind.holder is Holder.HOUSEHOLD
    if hidden and holders == 1:
        return {"name": mask_name(name), "full_name": name}
    return {"name": name, "full_name": ""}


def review_title(
    title_id: int,
    *,
    year: int,
    result: str,
    duties: Sequence[str] = (),
    note: str = "",
    on: date,
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> TitleReview:
    """Write down the review of a year: kept, warned, or lost; with the duties that were done."""
    with act("honours.review_title", actor=actor, now=now, key=key) as doing:
        title = locked_title(title_id)
        require(actor, May.ARRANGE, title.unit)
        if doing.replayed:
            return title.reviews.get(year=year)
        today, wanted = timezone.localdate(now), Standing(result)
        texts.check_day(on, today)
        titles.check_standing(title.at, wanted)
        done_before = title.reviews.filter(year=year).exists()
        titles.check_review_year(year, title.since, today, done_before)
        titles.check_review(wanted, duties, title.of_kind.duties, note)
        made = TitleReview.objects.create(
            title=title,
            year=year,
            result=wanted,
            duties=list(duties),
            note=note.strip()[: texts.NOTE],
            on=on,
            by_label=actor.label,
        )
        title.standing = wanted
        title.standing_on = None if wanted is Standing.HELD else on
        title.reviewed = max(year, title.reviewed or 0)
        title.save(update_fields=["standing", "standing_on", "reviewed"])
        what = _("%(year)s年复查：%(result)s") % {"year": year, "result": STANDINGS[wanted]}
        keep_title(doing, title, what, actor=actor, now=now, note=made.note)
        if wanted is not Standing.HELD and title.unit_id != actor.unit_id:
            notify.tell(title.unit, "honours.warned", what, title.get_absolute_url(), now)
    return made


def record_aid(
    title_id: int,
    *,
    kind: str,
    by: str,
    on: date,
    amount: Decimal | None = None,
    people: int = 1,
    words: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Aid:
    """Note help or courtesy for somebody honoured, or a benefit that households used.

    Args:
        kind: One of the title's kinds of help.
        by: Which unit gave it.
        amount: In 元; None where it was no money.
        people: How many households or people had it, where the title is held by many.
    """
    with act("honours.record_aid", actor=actor, now=now, key=key) as doing:
        title = locked_title(title_id)
        require(actor, May.RECORD, title.unit)
        if doing.replayed:
            return title.aids.order_by("-pk")[0]
        if kind not in title.of_kind.aids:
            raise Refused(_("这个称号没有这种帮扶礼遇，请从列表里选。"), field="kind")
        texts.check_day(on, timezone.localdate(now))
        if not 1 <= people <= title.holders:
            told = _("人（户）次在 1 到 %(n)s 之间。") % {"n": title.holders}
            raise Refused(told, field="people")
        made = Aid.objects.create(
            title=title,
            kind=kind,
            on=on,
            by=texts.check_text(by, "by", _("写明由哪个单位办的。"), 60),
            amount=texts.check_money(amount),
            people=people,
            words=words.strip()[: texts.NOTE],
            made_by_label=actor.label,
            made_at=now,
        )
        told = _("帮扶礼遇：%(kind)s") % {"kind": kind}
        keep_title(doing, title, told, actor=actor, now=now, note=made.by)
    return made
