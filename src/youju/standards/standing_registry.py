"""What standings, judgements and self-checks count, log and find, named when the product starts."""

from __future__ import annotations

from django.utils import timezone

from youju.audit import registry as audit
from youju.facts.registry import SourceKind, register
from youju.jobs import registry as jobs
from youju.standards import standing_measures as measures

ACTS = {
    "recompute": "计算自评得分",
    "judge": "人工评定指标",
    "set_measure_target": "下达目标",
    "take_up": "失分项转办",
    "begin_check": "开始对标自查",
    "check_item": "记录自查结果",
    "finish_check": "完成对标自查",
    "export_losses": "导出失分表",
    "export_matrix": "导出单位对照表",
}
EVERY = 60.0  # seconds between two looks whether something changed


def connect() -> None:
    """Name kinds of records, acts, the job and the routine."""
    from youju.standards.actions import standing

    register(
        SourceKind(
            kind=measures.SCORE_KIND,
            label="自评得分",
            url_name="standards:scored",
            rebuild=measures.all_score_drafts,
            titles=measures.score_titles,
        )
    )
    register(
        SourceKind(
            kind=measures.CHECK_KIND,
            label="对标自查",
            url_name="standards:self_check",
            rebuild=measures.all_check_drafts,
            titles=measures.check_titles,
        )
    )
    for name, label in ACTS.items():
        audit.register(f"standards.{name}", label)
    jobs.register(standing.JOB, standing.perform_recompute)
    jobs.every(EVERY, lambda: standing.refresh(now=timezone.now()))
