"""Templates: the shipped ones and those that offices make of them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.documents import list_sources, own_lists, rules
from youju.documents.actions.drafts import check_blocks, check_head
from youju.documents.library import expanded
from youju.documents.models import Template
from youju.documents.queries import template_for
from youju.kernel.refusal import Refused
from youju.ledgers.queries import ledgers_for
from youju.organisations.queries import May, Membership, require
from youju.organisations.rules import UnitKind

CATALOGUE = Path(__file__).resolve().parent.parent / "catalogue"
SECTIONS = CATALOGUE / "sections"


def shipped_specs() -> list[dict[str, Any]]:
    """Return the templates of the catalogue with the sections they share."""
    library: dict[str, Any] = {}
    for path in sorted(SECTIONS.glob("*.yaml")):
        library |= yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        expanded(yaml.safe_load(path.read_text(encoding="utf-8")), library)
        for path in sorted(CATALOGUE.glob("*.yaml"))
    ]


def publish_shipped(*, now: datetime) -> int:
    """Put the shipped templates into the database; a changed file becomes a new version.

    Returns:
        How many new versions were made.
    """
    made = 0
    for spec in shipped_specs():
        check_spec(spec)
        last = Template.objects.filter(code=spec["code"]).order_by("-version").first()
        if last is None or last.spec != spec:
            _publish(spec, spec["code"], last, None, now)
            made += 1
    return made


def _publish(
    spec: dict[str, Any], code: str, last: Template | None, owner: Membership | None, now: datetime
) -> Template:
    Template.objects.filter(code=code, live=True).update(live=False)
    return Template.objects.create(
        code=code,
        version=last.version + 1 if last else 1,
        name=spec["name"],
        kind=spec["kind"],
        grain=spec["grain"],
        spec=spec,
        unit=owner.unit if owner else None,
        made_at=now,
    )


def check_spec(spec: dict[str, Any]) -> None:
    """Refuse a template that lacks a part, or has a block that cannot be filled."""
    for name in ("code", "name", "kind", "grain", "title", "sections"):
        if not spec.get(name):
            raise Refused(_("模板缺少“%(name)s”") % {"name": name}, field=name)
    if spec["kind"] not in rules.KINDS:
        raise Refused(_("没有“%(kind)s”这种文种") % {"kind": spec["kind"]}, field="kind")
    check_head(spec["title"], spec.get("addressee", ""))
    kinds = {kind for section in spec["sections"] for kind in section.get("only", ())}
    kinds |= set(spec.get("for", ()))
    if unknown := sorted(kinds - set(UnitKind)):
        raise Refused(_("没有“%(kind)s”这类单位") % {"kind": unknown[0]}, field="sections")
    check_blocks(block for section in spec["sections"] for block in section["blocks"])


def check_lists(spec: dict[str, Any], actor: Membership) -> None:
    """Refuse a list of a ledger that the actor does not know: it would be empty without a word."""
    blocks = (block for section in spec["sections"] for block in section["blocks"])
    asked = {block["ledger"] for block in blocks if block["kind"] == "list"}
    strange = asked - set(list_sources.SOURCES) - set(own_lists.SOURCES)
    if not strange:
        return
    held = dict(ledgers_for(actor).values_list("code", "label"))
    for code in sorted(strange - set(held)):
        named = [
            f"{one}（{label}）" for one, label in held.items() if code in label or label in code
        ]
        hint = _("，是不是：%(names)s") % {"names": "、".join(named[:3])} if named else ""
        told = _("@列表 后没有叫“%(code)s”的台账%(hint)s") % {"code": code, "hint": hint}
        raise Refused(told, field="body")


def save_template(
    template_id: int,
    *,
    name: str,
    spec: dict[str, Any],
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Template:
    """Save an edited template as a new version of the office's own copy. Reports that were started
    from an older version keep it."""
    with act("documents.save_template", actor=actor, key=key, now=now) as doing:
        if doing.replayed:
            return Template.objects.get(pk=doing.subject_id)
        require(actor, May.CONFIGURE)
        base = template_for(actor, template_id)
        own = base.unit_id == actor.unit_id
        code = base.code if own else f"{base.code}-{actor.unit_id}"
        spec = spec | {"code": code, "name": name.strip(), "kind": base.kind, "grain": base.grain}
        check_spec(spec)
        check_lists(spec, actor)
        last = Template.objects.select_for_update().filter(code=code).order_by("-version").first()
        template = _publish(spec, code, last, actor, now)
        doing.on("documents.template", template.pk, code=code, version=template.version)
        return template
