"""What duties count, log, tell and do again and again, named when the product starts."""

from __future__ import annotations

from youju.audit import registry as audit
from youju.facts.registry import SourceKind, register
from youju.inbox import registry as inbox
from youju.jobs import registry as jobs
from youju.standards import duties_measures as measures
from youju.standards import duties_telling

ACTS = {
    "split_items": "分解测评指标",
    "carry_duties": "沿用上一版分工",
    "accept_duties": "批量认领指标",
    "accept_duty": "认领指标",
    "place_duties": "批量落实责任人",
    "place_duty": "落实责任人",
    "hand_back_duty": "退回指标分工",
    "insist_on_duty": "维持指标分工",
    "reassign_duty": "改派指标分工",
    "end_duty": "解除指标分工",
    "remind_duties": "提醒指标分工",
    "export_duties": "导出指标分工",
}
EVERY = 3600.0  # seconds between two looks whether somebody is to be reminded


def connect() -> None:
    """Name the kind of records, the acts, the messages and the routine."""
    from youju.standards.actions.duties_reminding import remind_round

    register(
        SourceKind(
            kind=measures.DUTY,
            label="指标分工",
            url_name="standards:duty",
            rebuild=measures.all_drafts,
            titles=measures.titles,
        )
    )
    for name, label in ACTS.items():
        audit.register(f"standards.{name}", label)
    for name, label in duties_telling.KINDS.items():
        inbox.register(name, label)
    jobs.every(EVERY, remind_round)
