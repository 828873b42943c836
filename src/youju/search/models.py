"""The one table of texts that can be found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Text(models.Model):
    """What is found of one record. Written by the action that writes the record.

    Never holds protected personal values. The full-text index beside it is made by migration:
    a table `search_fts` on SQLite, a column `document` on PostgreSQL.
    """

    PERSONAL: ClassVar[dict[str, str]] = {"title": "记录中的姓名", "body": "记录中的姓名"}

    source_kind = models.CharField(max_length=60)
    source_id = models.CharField(max_length=60)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    at = models.DateField()
    url = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source_kind", "source_id"], name="one_text"),
        ]

    def __str__(self) -> str:
        return self.title
