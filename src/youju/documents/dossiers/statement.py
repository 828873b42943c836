"""情况说明: drafted from the index and the records, and read as it stands with its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.documents import language, render
from youju.documents.dossiers.gather import ledgers_for_item, measures_offered
from youju.documents.dossiers.rules import Slot
from youju.documents.models import Dossier, Piece
from youju.documents.queries import near_names
from youju.facts.queries import Measure, measures
from youju.ui.official import in_chinese

HELD = ("次", "场", "期")  # units of what is held, told with 开展
MOST_EACH, MOST = 4, 12  # measures told of one ledger, and in all


@in_chinese
def draft(dossier: Dossier) -> str:
    """Return the first text: what is asked, how it is arranged, how it is done, the data.

    What no record knows stays as a blank 〔……〕 that the check asks for.
    """
    asked = (dossier.item.standard or dossier.item.text).strip().rstrip("。")
    who = dossier.item.spec.get("duty") or dossier.unit.short_name
    lines = [
        _("现将{{单位}}“%(item)s”有关情况说明如下。") % {"item": dossier.item.text},
        _("# 基本情况"),
        _("本项要求：%(asked)s。") % {"asked": asked},
        _("# 工作安排"),
        _("本项工作由%(who)s负责，%(papers)s。") % {"who": who, "papers": _by_papers(dossier)},
        _("# 具体做法"),
        *_done(dossier),
        _("# 有关数据"),
        _("以上数据取自{{时段}}的日常记录，逐月和分单位情况见统计表格。"),
    ]
    return "\n".join(lines)


def _by_papers(dossier: Dossier) -> str:
    rows = Piece.objects.filter(dossier=dossier, slot=Slot.PAPERS, dropped=False)
    titles = list(rows.values_list("title", flat=True)[:3])
    if not titles:
        return _("〔写明依据的文件和分工安排〕")
    named = "".join(f"《{one.strip('《》')}》" for one in titles)
    return _("按照%(papers)s组织实施") % {"papers": named}


def _done(dossier: Dossier) -> Iterator[str]:
    """Yield a sentence for each ledger that has figures; a blank where none has."""
    told = measures_offered(dossier)[:MOST]
    labels = {one.code: one.label for one in ledgers_for_item(dossier)}
    by_ledger: dict[str, list[Measure]] = {}
    for measure in told:
        by_ledger.setdefault(measure.code.split(".")[0], []).append(measure)
    for code, counted in by_ledger.items():
        label = labels.get(code, "")
        shown = sorted(counted[:MOST_EACH], key=lambda one: not one.name.startswith(label))
        clauses = "，".join(f"{_said(one)}{{{{{one.name}}}}}" for one in shown)
        named = shown[0].name.startswith(label)
        held = _("开展") if shown[0].unit in HELD else ""
        lead = held if named else _("%(what)s方面，") % {"what": label}
        yield f"{lead}{clauses}。"
    if not told:
        yield _("〔写明怎样做的、做到什么程度〕。")


def _said(measure: Measure) -> str:
    """Return a measure's name without the unit that its figure says: 走访次数 → 走访."""
    name, unit = str(measure.name), str(measure.unit)
    short = name.removesuffix(f"{unit}数")
    if len(unit) > 1:
        short = short.removesuffix(unit)
    if short.endswith("参加"):  # 整治参加, said right after 整治
        return "参加"
    return short if len(short) > 1 else name


def sections_of(text: str) -> list[dict[str, Any]]:
    """Return the text as sections of a report: a line is a paragraph, `# ` begins a section."""
    sections: list[dict[str, Any]] = [{"heading": "", "blocks": []}]
    for line in (one.strip() for one in text.splitlines()):
        if line.startswith("#"):
            sections.append({"heading": line.lstrip("#").strip(), "blocks": []})
        elif line:
            sections[-1]["blocks"].append({"kind": "text", "source": line})
    return [one for one in sections if one["heading"] or one["blocks"]]


@in_chinese
def read(dossier: Dossier, text: str | None = None) -> render.Filled:
    """Return the statement with the figures of today.

    Raises:
        Refused: For a bracket of a number that is not closed.
    """
    source = dossier.statement if text is None else text
    return render.fill(
        {"sections": sections_of(source)},
        unit=dossier.unit,
        period=dossier.period,
        title=_("情况说明"),
        addressee="",
        today=timezone.localdate(),
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A statement for the checks: its words, how many figures, the numbers typed by hand."""

    text: str
    figures: int
    typed: list[str]


@in_chinese
def told(dossier: Dossier) -> Told:
    """Return what the checks look at. Numbers that the index itself names are no figures."""
    filled = read(dossier)
    norm = f"{dossier.item.text}{dossier.item.standard}{dossier.item.spec.get('required', '')}"
    norm += "".join(Piece.objects.filter(dossier=dossier).values_list("title", flat=True))
    numbers = list(filled.numbers())
    typed = [one.text for one in numbers if one.typed and one.text not in norm]
    words = "".join(run.text for run in filled.runs())
    return Told(words, sum(1 for one in numbers if not one.typed), typed)


def check(text: str) -> None:
    """Refuse a text whose numbers cannot be read, or that names one the catalogue does not hold."""
    language.check_names([text], [one.name for one in measures()], near_names)
