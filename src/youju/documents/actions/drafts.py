"""Writing a report: from template to draft, its words, and its way to the signature."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.documents import copying, corrections, language, notices, queries, rules
from youju.documents.library import addressee_for, sections_for
from youju.documents.models import Fingerprint, Report
from youju.documents.queries import near_names, report_for, template_for
from youju.documents.render import NUMBERED, about_text, about_words, filled
from youju.facts.queries import measures
from youju.kernel.periods import Period
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, Membership, Unit, require
from youju.search.actions import put

KIND = "documents.report"
TITLE_LENGTH = 120
MOST_LINES = 100


def start_report(
    template_id: int, *, unit: Unit, period: Period, actor: Membership, now: datetime, key: UUID
) -> Report:
    """Start a draft from a template, for a unit and a known period."""
    with act("documents.start_report", actor=actor, key=key, now=now) as doing:
        if doing.replayed:
            return Report.objects.get(pk=doing.subject_id)
        template = template_for(actor, template_id)
        queries.require_writer(actor, unit, template.kind)
        if not period.known:
            raise Refused(_("总结须有时段"), field="period")
        start, end = period.bounds
        title = template.spec["title"]
        words = about_words(unit, period, timezone.localdate(now), actor)
        report = Report.objects.create(
            unit=unit,
            template=template,
            title=title,
            shown_title=about_text(title, words),
            addressee=addressee_for(template.spec, unit.kind),
            start=start,
            end=end,
            grain=period.grain,
            content={"sections": sections_for(template.spec["sections"], unit.kind)},
            author=actor,
            made_at=now,
            changed_at=now,
        )
        keep_seen(report, now)
        report.save(update_fields=["content"])
        index(report, now)
        doing.on(KIND, report.pk, template=template.code, period=period.code)
        return report


def start_correction(report_id: int, *, actor: Membership, now: datetime, key: UUID) -> Report:
    """Start a 更正稿 of an issued report: the same words, today's numbers."""
    with act("documents.start_correction", actor=actor, key=key, now=now) as doing:
        if doing.replayed:
            return Report.objects.get(pk=doing.subject_id)
        old = locked(report_id, actor)
        queries.require_writer(actor, old.unit, old.template.kind, old.author)
        if not old.issued:
            raise Refused(_("只有已签发的文稿才起草更正稿"))
        report = Report.objects.get(pk=old.pk)
        report.pk, report.state, report.corrects = None, rules.State.DRAFT, old
        report.author, report.made_at, report.changed_at = actor, now, now
        report.issuer, report.issued_at, report.returned_note = None, None, ""
        report.number, report.check_code, report.frozen_hash = "", "", ""
        report.save(force_insert=True)
        index(report, now)
        keep_fingerprints(report)
        doing.on(KIND, report.pk, corrects=old.number)
        return report


def index(report: Report, now: datetime) -> None:
    """Let the report be found by its title and words."""
    blocks = [block for section in report.content["sections"] for block in section["blocks"]]
    body = "\n".join(block["source"] for block in blocks if block["kind"] == "text")
    put(
        KIND,
        str(report.pk),
        unit=report.unit,
        title=report.shown_title,
        body=body,
        at=now,
        url=report.get_absolute_url(),
    )


def keep_seen(report: Report, now: datetime) -> None:
    """Keep what the figures say now, so that whoever reads the draft later sees which have moved."""
    text = filled(report, timezone.localdate(now), only=NUMBERED)
    report.content["seen"] = corrections.seen(text)


def keep_fingerprints(report: Report) -> None:
    """Keep the signs of the report's own words as they are now."""
    kept = set(report.fingerprints.values_list("value", flat=True))
    now = copying.fingerprints(queries.words_of(report))
    if kept != now:
        report.fingerprints.exclude(value__in=now).delete()
        Fingerprint.objects.bulk_create(
            [Fingerprint(report=report, value=one) for one in now - kept], batch_size=500
        )


def locked(report_id: int, actor: Membership) -> Report:
    """Return the report for writing. Raises Missing outside the actor's view."""
    report_for(actor, report_id)
    rows = Report.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "template").get(pk=report_id)


def _change(
    name: str,
    report_id: int,
    may: May,
    change: Callable[[Report], dict[str, Any]],
    *,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Report:
    """Do one change to a report. `change` checks the rules, sets fields, and returns what the
    audit trail should tell."""
    with act(f"documents.{name}", actor=actor, key=key, now=now) as doing:
        report = locked(report_id, actor)
        if doing.replayed:
            return report
        doing.on(KIND, report.pk)
        if may is May.DRAFT:
            queries.require_writer(actor, report.unit, report.template.kind, report.author)
        else:
            require(actor, may, report.unit)
        doing.detail.update(change(report))
        report.changed_at = now
        report.save()
        keep_fingerprints(report)
        return report


def edit_block(
    report_id: int,
    section: int,
    block: int,
    *,
    source: str,
    before: str,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Report:
    """Replace the words of one paragraph.

    `before` is what the editor started from: when somebody else changed it meanwhile, the edit is
    refused and the editor keeps what was typed.
    """

    def change(report: Report) -> dict[str, Any]:
        found = _editable_block(report, section, block)
        if found["kind"] != "text":
            raise Refused(_("这一段由记录生成，不能直接改字"), field="source")
        if found["source"] != before:
            raise Refused(_("这一段刚被别人改过，请先看新的内容再改"), field="source")
        check_block({"kind": "text", "source": source})
        found["source"] = source.strip()
        return {"section": section, "block": block, "before": before, "after": found["source"]}

    return _change("edit_block", report_id, May.DRAFT, change, actor=actor, now=now, key=key)


def edit_heading(
    report_id: int,
    section: int,
    *,
    heading: str,
    before: str,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Report:
    """Replace the heading of a section; its number is given when the text is filled.

    `before` is what the editor started from, as in `edit_block`.
    """

    def change(report: Report) -> dict[str, Any]:
        rules.check_editable(rules.State(report.state))
        found = section_of(report, section)
        if found.get("heading", "") != before:
            raise Refused(_("这个小标题刚被别人改过，请先看新的内容再改"), field="heading")
        found["heading"] = rules.heading_of(heading)
        return {"section": section, "before": before, "after": found["heading"]}

    return _change("edit_heading", report_id, May.DRAFT, change, actor=actor, now=now, key=key)


def edit_head(
    report_id: int, *, title: str, addressee: str, actor: Membership, now: datetime, key: UUID
) -> Report:
    """Set a draft's title and addressee; they may name the unit, the period and the like, no figures."""

    def change(report: Report) -> dict[str, Any]:
        rules.check_editable(rules.State(report.state))
        check_head(title, addressee)
        words = about_words(report.unit, report.period, timezone.localdate(now), report.author)
        shown = about_text(title.strip(), words)
        if not shown or len(shown) > TITLE_LENGTH:
            raise Refused(_("标题要写，不超过 %(n)d 字") % {"n": TITLE_LENGTH}, field="title")
        before, report.title, report.shown_title = report.title, title.strip(), shown
        report.addressee = addressee.strip()
        index(report, now)
        return {"before": before, "after": report.title, "addressee": report.addressee}

    return _change("edit_head", report_id, May.DRAFT, change, actor=actor, now=now, key=key)


def check_head(title: str, addressee: str) -> None:
    """Refuse a title or an addressee that names a figure, and a title that is too long."""
    for field, text in (("title", title), ("addressee", addressee)):
        if named := language.slots(text):
            told = _(
                "这里不能写数字“%(name)s”，可用：{{单位}}、{{简称}}、{{上级}}、{{时段}}、{{年}}、{{姓名}}"
            )
            raise Refused(told % {"name": named[0].name}, field=field)
    if not title.strip() or len(title) > TITLE_LENGTH:
        raise Refused(_("标题要写，不超过 %(n)d 字") % {"n": TITLE_LENGTH}, field="title")


def mend_report(
    report_id: int, rule: str, fault: str = "", *, actor: Membership, now: datetime, key: UUID
) -> Report:
    """Mend what the proofreading found by one rule, or one fault of it, where it is safe to.

    Args:
        fault: Its key; "" mends all of the rule.
    """

    def change(report: Report) -> dict[str, Any]:
        rules.check_editable(rules.State(report.state))
        today = timezone.localdate(now)
        text = filled(report, today)
        found = corrections.faults_of(report, text, today)
        chosen = [f for f in found if f.fault.rule == rule and fault in ("", f.key)]
        sources = corrections.mended_sources(report, text, chosen)
        if not sources:
            raise Refused(_("这一处已经改过了，请刷新页面"))
        changed = []
        for (section, block), source in sources.items():
            place = report.content["sections"][section]["blocks"][block]
            changed.append({"section": section, "block": block, "before": place["source"]})
            place["source"] = source
        return {"rule": rule, "changed": changed}

    return _change("mend_report", report_id, May.DRAFT, change, actor=actor, now=now, key=key)


def set_aside_fault(
    report_id: int, fault: str, *, reason: str, actor: Membership, now: datetime, key: UUID
) -> Report:
    """Say why something that the proofreading found is no fault. It is left out as long as its
    sentence stays as it is, also in a correction of the report.

    Args:
        fault: Its key.
    """

    def change(report: Report) -> dict[str, Any]:
        rules.check_editable(rules.State(report.state))
        today = timezone.localdate(now)
        found = corrections.faults_of(report, filled(report, today), today)
        chosen = next((one for one in found if one.key == fault), None)
        if chosen is None:
            raise Refused(_("这一处已经改过了，请刷新页面"))
        told = rules.check_reason(reason)
        aside = {"reason": told, "who": actor.person.name, "day": today.isoformat()}
        report.content.setdefault("set_aside", {})[fault] = aside
        words = f"{chosen.before}{chosen.fault.found}{chosen.after}"
        return {"rule": chosen.fault.rule, "words": words, "reason": told}

    return _change("set_aside_fault", report_id, May.DRAFT, change, actor=actor, now=now, key=key)


def take_up_fault(
    report_id: int, fault: str, *, actor: Membership, now: datetime, key: UUID
) -> Report:
    """Count something that was set aside as a fault again."""

    def change(report: Report) -> dict[str, Any]:
        rules.check_editable(rules.State(report.state))
        aside = report.content.get("set_aside", {}).pop(fault, None)
        if aside is None:
            raise Refused(_("这一处已经恢复了，请刷新页面"))
        return {"set_aside_for": aside["reason"]}

    return _change("take_up_fault", report_id, May.DRAFT, change, actor=actor, now=now, key=key)


def add_block(
    report_id: int,
    section: int,
    at: int,
    *,
    block: dict[str, Any],
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Report:
    """Put a new block (paragraph, list, table, photos) into a section."""

    def change(report: Report) -> dict[str, Any]:
        rules.check_editable(rules.State(report.state))
        check_block(block)
        _blocks(report, section).insert(at, block)
        return {"section": section, "block": at, "added": block}

    return _change("add_block", report_id, May.DRAFT, change, actor=actor, now=now, key=key)


def remove_block(
    report_id: int, section: int, block: int, *, actor: Membership, now: datetime, key: UUID
) -> Report:
    """Take a block out of a draft. The audit trail keeps what it said."""

    def change(report: Report) -> dict[str, Any]:
        gone = _editable_block(report, section, block)
        _blocks(report, section).pop(block)
        return {"section": section, "block": block, "removed": gone}

    return _change("remove_block", report_id, May.DRAFT, change, actor=actor, now=now, key=key)


def send_for_review(report_id: int, *, actor: Membership, now: datetime, key: UUID) -> Report:
    """Hand the draft to the leader; from now on its words stand."""

    def change(report: Report) -> dict[str, Any]:
        told = _to(rules.State.REVIEW)(report)
        keep_seen(report, now)
        notices.tell_reviewers(report, actor, now)
        return told

    return _change("send_for_review", report_id, May.DRAFT, change, actor=actor, now=now, key=key)


def return_report(
    report_id: int, *, reason: str, actor: Membership, now: datetime, key: UUID
) -> Report:
    """Give the report back to its author, saying why."""

    def change(report: Report) -> dict[str, Any]:
        if not reason.strip():
            raise Refused(_("请写明退回的理由"), field="reason")
        report.returned_note = reason.strip()
        told = _to(rules.State.DRAFT)(report) | {"reason": report.returned_note}
        words = _("《%(title)s》被退回，请看理由后修改")
        notices.tell_author(report, "documents.returned", words, now)
        return told

    return _change("return_report", report_id, May.REVIEW, change, actor=actor, now=now, key=key)


def drop_report(report_id: int, *, actor: Membership, now: datetime, key: UUID) -> Report:
    """Put a draft away; it can be taken back."""
    change = _to(rules.State.DROPPED)
    return _change("drop_report", report_id, May.DRAFT, change, actor=actor, now=now, key=key)


def take_back_dropped(report_id: int, *, actor: Membership, now: datetime, key: UUID) -> Report:
    """Take a dropped draft up again."""
    change = _to(rules.State.DRAFT)
    return _change("take_back_dropped", report_id, May.DRAFT, change, actor=actor, now=now, key=key)


def _to(state: rules.State) -> Callable[[Report], dict[str, Any]]:
    def change(report: Report) -> dict[str, Any]:
        rules.check_change(rules.State(report.state), state)
        report.state = state
        return {"state": state}

    return change


def section_of(report: Report, section: int) -> dict[str, Any]:
    """Return one section of a report's content. Raises Missing where there is none."""
    sections = report.content["sections"]
    if not 0 <= section < len(sections):
        raise Missing(_("这一节已经不在了，请刷新页面"))
    found: dict[str, Any] = sections[section]
    return found


def _blocks(report: Report, section: int) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = section_of(report, section)["blocks"]
    return blocks


def _editable_block(report: Report, section: int, block: int) -> dict[str, Any]:
    rules.check_editable(rules.State(report.state))
    blocks = _blocks(report, section)
    if not 0 <= block < len(blocks):
        raise Missing(_("这一段已经不在了，请刷新页面"))
    return blocks[block]


def check_block(block: dict[str, Any]) -> None:
    """Refuse a block of an unknown kind, or one that names what is not in the catalogue."""
    check_blocks([block])


def check_blocks(blocks: Iterable[dict[str, Any]]) -> None:
    """Refuse blocks as `check_block` does; the catalogue is read once for all."""
    names = list(measures().values_list("name", flat=True))
    for block in blocks:
        if block.get("kind") not in rules.BLOCK_KINDS:
            raise Refused(_("没有这种内容块"), field="kind")
        if not all(1 <= block.get(name, 1) <= MOST_LINES for name in ("limit", "count")):
            told = _("列表的条数、照片的张数写 1 到 %(n)d") % {"n": MOST_LINES}
            raise Refused(told, field="limit")
        if block["kind"] == "chart" and len(block.get("measures", [])) != 1:
            raise Refused(_("一张图画一个数，请写明数字的名称"), field="measures")
        texts = [
            block.get("source", ""),
            *(f"{{{{{name}}}}}" for name in block.get("measures", [])),
        ]
        language.check_names(texts, names, near_names)
