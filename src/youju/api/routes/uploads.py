"""Photos and files in parts: begun, continued from where they stopped, and made an item when whole."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Header, Router, Schema

from youju.api.auth import asker_of, either
from youju.api.errors import Problem
from youju.api.frame import Error, Told
from youju.api.naming import unit_named
from youju.api.routes.parts import ERRORS, RowId, writes
from youju.api.rules import Scope
from youju.evidence import actions as evidence
from youju.evidence.queries import Upload
from youju.evidence.rules import MAX_PART
from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership

router = Router(tags=["照片和文件"])
PART_TYPE = "application/offset+octet-stream"
BYTES = {"requestBody": {"required": True, "content": {PART_TYPE: {"schema": {"type": "string", "format": "binary"}}}}}  # fmt: skip


class Announced(Told):
    """一个要传的文件。"""

    key: UUID = Field(description="发送方生成，重发不会多传一份")
    name: str = Field(max_length=200, description="文件名，如 20260708-103802.jpg")
    size: int = Field(ge=0, le=2**53, description="字节数")
    sha256: str = Field("", max_length=64, description="全文件的 SHA-256，传完核对")
    unit: str = Field("", max_length=20, description="归哪个单位，不填为本单位")


class UploadOut(Schema):
    """传到哪里了；传完后 item 是这份佐证的编号。"""

    id: int
    offset: int = Field(description="已收到的字节数，下一段从这里起")
    size: int
    state: str = Field(description="open 传送中，done 已收下，refused 未收下")
    item: int | None


def told(upload: Upload) -> dict[str, Any]:
    """Return what the API says of an upload."""
    return {
        "id": upload.pk,
        "offset": upload.received,
        "size": upload.size,
        "state": upload.state,
        "item": upload.item_id,
    }


@writes(router, "/uploads", Scope.WRITE_FILES, UploadOut, summary="开始传一个文件", also=[409])
def begin_upload(request: HttpRequest, payload: Announced) -> Any:
    """先说明文件名和大小，再一段一段传；断线后问传到哪里，从那里接着传。"""
    member = asker_of(request).member
    given = payload.model_dump(exclude={"unit"})
    unit = unit_named(member, payload.unit)
    return told(evidence.begin_upload(**given, unit=unit, actor=member, now=timezone.now()))


Offset = Annotated[int, Header(alias="Upload-Offset", ge=0, le=2**53, description="这一段从第几个字节起")]  # fmt: skip


@router.patch(
    "/uploads/{upload_id}",
    auth=either(Scope.WRITE_FILES),
    response={200: UploadOut, **dict.fromkeys(sorted(ERRORS | {409, 413}), Error)},
    summary="传下一段",
    openapi_extra={"x-scope": Scope.WRITE_FILES.value, **BYTES},
)
def append_part(request: HttpRequest, upload_id: RowId, upload_offset: Offset) -> Any:
    """内容是这一段的字节，每段 16 KB 至 4 MB，最后一段可以更短。最后一段到了就收下整个文件。

    已经收到的一段再传一次没有关系；接不上时答 409，offset 是该从哪里接。
    """
    member = asker_of(request).member
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_PART:
        raise Problem(413, "too_large", _("一段最多 4 MB，请分成小段"))
    try:
        upload = evidence.take_part(
            upload_id, upload_offset, request.body, actor=member, now=timezone.now()
        )
    except Refused as refusal:
        raise _problem_of(refusal, upload_id, member) from refusal
    return told(upload)


def _problem_of(refusal: Refused, upload_id: int, member: Membership) -> Exception:
    """Return a gap with where to go on, and a file that came wrong as one to be sent again."""
    if refusal.field == "sha256":
        return Problem(422, "hash", refusal.message, field="sha256")
    if refusal.field != "offset":
        return refusal
    received = evidence.upload_state(member, upload_id).received
    return Problem(
        409,
        "offset",
        refusal.message,
        field="offset",
        headers={"Upload-Offset": str(received)},
        more={"offset": received},
    )


@router.get(
    "/uploads/{upload_id}",
    auth=either(Scope.WRITE_FILES),
    response={200: UploadOut, **dict.fromkeys(sorted(ERRORS), Error)},
    summary="传到哪里了",
    openapi_extra={"x-scope": Scope.WRITE_FILES.value},
)
def upload(request: HttpRequest, upload_id: RowId) -> Any:
    """自己传的文件收到了多少字节、成了哪份佐证。"""
    return told(evidence.upload_state(asker_of(request).member, upload_id))


@router.api_operation(
    ["HEAD"],
    "/uploads/{upload_id}",
    auth=either(Scope.WRITE_FILES),
    response={200: None, **dict.fromkeys(sorted(ERRORS), None)},
    summary="传到哪里了，只答报头",
    openapi_extra={"x-scope": Scope.WRITE_FILES.value},
)
def upload_offset(request: HttpRequest, upload_id: RowId) -> HttpResponse:
    """报头 Upload-Offset 是已收到的字节数，Upload-Length 是全长。"""
    found = evidence.upload_state(asker_of(request).member, upload_id)
    response = JsonResponse({})
    response["Upload-Offset"], response["Upload-Length"] = str(found.received), str(found.size)
    return response
