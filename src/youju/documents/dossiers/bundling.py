"""Many dossiers as one zip with its list: made in the background, one PDF after the other."""

from __future__ import annotations

import csv
import hashlib
import io
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import IO, Any
from uuid import UUID

from django.core.files import File
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.documents.dossiers import paper
from youju.documents.dossiers.queries import dossier_for, dossiers_visible_to, pieces_of
from youju.documents.dossiers.rules import SLOT_NAMES, Slot, file_name
from youju.documents.models import Dossier, Piece
from youju.evidence.queries import open_original
from youju.jobs import actions as jobs
from youju.jobs.queries import Job
from youju.jobs.registry import Report
from youju.kernel.ids import new_key
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, Membership, require
from youju.standards.queries import edition_for

ZIP_JOB = "documents.zip_dossiers"
LIST = "清单.csv"
HEAD = ("文件", "指标", "测评内容", "单位", "材料", "页数", "字节", "SHA-256")


def start_zip(
    edition_id: int, ids: Iterable[int], *, actor: Membership, now: datetime, key: UUID
) -> Job:
    """Have the dossiers of an edition in the actor's units (those named, else all) put into one zip."""
    with act("documents.zip_dossiers", actor=actor, key=key, now=now) as doing:
        if doing.replayed:
            return Job.objects.get(pk=doing.subject_id)
        require(actor, May.DRAFT)
        edition = edition_for(actor, edition_id)
        wanted = list(ids)
        rows = dossiers_visible_to(actor).filter(edition=edition)
        if wanted:
            rows = rows.filter(pk__in=wanted)
        found = list(rows.order_by("item__order", "unit__path").values_list("pk", flat=True))
        if not found:
            raise Refused(_("没有档案可以打包，请先建档"))
        payload = {"dossiers": found, "member": actor.pk, "name": edition.name}
        title = _("打包迎检档案：%(name)s") % {"name": edition.name}
        job = jobs.start(ZIP_JOB, title, actor=actor, now=now, payload=payload, key=key)
        doing.on("jobs.job", job.pk, edition=edition.pk, dossiers=len(found))
    return job


def zip_in_background(job_id: int, payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Bind each dossier, put it into the zip with the papers that lie beside, and list all."""
    actor = Membership.objects.select_related("unit", "person").get(pk=payload["member"])
    ids: list[int] = payload["dossiers"]
    with tempfile.TemporaryFile() as held:
        write_zip(held, ids, actor, report)
        held.seek(0)
        stored = default_storage.save(f"dossiers/{new_key()}.zip", File(held))
    day = timezone.localdate()
    return {
        "text": _("打包了 %(n)d 份档案") % {"n": len(ids)},
        "file": stored,
        "file_name": f"{payload['name']} 迎检档案 {day.isoformat()}.zip",
    }


def write_zip(file: IO[bytes], ids: Sequence[int], actor: Membership, report: Report) -> None:
    """Write the dossiers into one zip, each bound and with its papers, and the list of all files."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        lines: list[tuple[object, ...]] = []
        for done, pk in enumerate(ids, 1):
            dossier = dossier_for(actor, pk)
            lines += _pack(packed, dossier, [str(line[0]) for line in lines])
            report(done, len(ids), str(dossier))
        packed.writestr(LIST, _list(lines))


def _pack(packed: zipfile.ZipFile, dossier: Dossier, taken: list[str]) -> list[tuple[object, ...]]:
    """Write a dossier's PDF and the files of its papers; return their lines of the list."""
    made = paper.bound(dossier)
    name = paper.name_of(dossier, taken)
    lines = [_put(packed, name, made.pdf, dossier, _("全卷"), made.pages)]
    for piece in pieces_of(dossier)[Slot.PAPERS]:
        content = _original(piece)
        if content is None or piece.item is None:
            continue
        ending = piece.item.file_name.rsplit(".", 1)[-1]
        used = [*taken, *(str(line[0]) for line in lines)]
        inside = file_name(dossier.item.code, piece.title, ending, used)
        lines.append(_put(packed, inside, content, dossier, SLOT_NAMES[Slot.PAPERS], ""))
    return lines


def _original(piece: Piece) -> bytes | None:
    """Return the file of a paper; None where it is gone: the list then lacks it, as the zip does."""
    try:
        with open_original(piece.item.stored if piece.item else "") as file:
            return bytes(file.read())
    except Missing:
        return None


def _put(
    packed: zipfile.ZipFile,
    name: str,
    content: bytes,
    dossier: Dossier,
    what: str,
    pages: object,
) -> tuple[object, ...]:
    packed.writestr(name, content)
    told = (
        name,
        dossier.item.code,
        dossier.item.text,
        dossier.unit.name,
        what,
        pages,
        len(content),
    )
    return (*told, hashlib.sha256(content).hexdigest())


def _list(lines: list[tuple[object, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows(lines)
    return out.getvalue().encode("utf-8-sig")
