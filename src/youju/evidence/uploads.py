"""The first gate of an upload: its announced length, before a byte of it is read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler

from youju.evidence import rules

FORM_BYTES = 64 * 1024  # what the other fields of an upload may take


class LimitedUpload(FileUploadHandler):
    """Refuses a request that announces more than one file of the largest size.

    The server reads no more of a body than was announced, so nothing larger reaches the disk.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803  the base class's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        limit = settings.UPLOAD_LIMIT_BYTES
        rules.check_size(max(1, content_length - FORM_BYTES), limit)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
