"""Tags of report pages."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from youju.documents.gbt9704.numerals import chinese_numeral
from youju.documents.render import Section
from youju.organisations.queries import Unit

register = template.Library()

ACTS = {
    "documents.start_report": gettext_lazy("起草"),
    "documents.start_correction": gettext_lazy("起草更正稿"),
    "documents.edit_block": gettext_lazy("改措辞"),
    "documents.add_block": gettext_lazy("加一段"),
    "documents.remove_block": gettext_lazy("删去一段"),
    "documents.edit_head": gettext_lazy("改标题和主送"),
    "documents.edit_heading": gettext_lazy("改小标题"),
    "documents.mend_report": gettext_lazy("校对改正"),
    "documents.set_aside_fault": gettext_lazy("校对所指不是错"),
    "documents.take_up_fault": gettext_lazy("恢复校对所指"),
    "documents.send_for_review": gettext_lazy("送审"),
    "documents.return_report": gettext_lazy("退回"),
    "documents.issue_report": gettext_lazy("签发"),
    "documents.drop_report": gettext_lazy("作废"),
    "documents.take_back_dropped": gettext_lazy("取回"),
    "documents.export": gettext_lazy("导出"),
}


@register.filter
def act_name(name: str) -> str:
    """What users call an act."""
    return str(ACTS.get(name, _("改动")))


@register.filter
def numbered(section: Section, sections: Sequence[Section]) -> str:
    """一、环境整治: the section's heading with its number among those that are not empty."""
    told = [one for one in sections if one.heading and not one.empty]
    place = next(n for n, one in enumerate(told, 1) if one is section)
    return f"{chinese_numeral(place)}、{section.heading}"


@register.filter
def unit_key(unit: Unit) -> str:
    """What stands for a unit in an address: its division code, else its id."""
    return unit.code or str(unit.pk)
