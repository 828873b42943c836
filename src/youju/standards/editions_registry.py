"""What editions and duties log and find, named when the product starts."""

from __future__ import annotations

from youju.audit import registry as audit
from youju.search import registry as search
from youju.standards.publish import ITEM_KIND

ACTS = {
    "publish_edition": "导入测评体系",
    "put_in_force": "启用测评体系",
    "close_edition": "停用测评体系",
    "discard_draft": "删去试用的测评体系",
    "export_edition": "导出测评体系",
}


def connect() -> None:
    """Name the acts and what can be found."""
    for name, label in ACTS.items():
        audit.register(f"standards.{name}", label)
    search.register(ITEM_KIND, "测评指标", for_all_below=True)
