"""What mock assessments, the index and the negative list put into the product's registries."""

from __future__ import annotations

from youju.audit import registry as audit
from youju.facts.registry import SourceKind, register
from youju.inbox import registry as inbox
from youju.search import registry as search
from youju.standards import mock_measures as measures

ACTS = {
    "draw_mock": "抽样组织模拟测评",
    "set_mock_teams": "模拟测评分组",
    "close_mock": "结束或重启模拟测评",
    "record_mock_sheet": "提交测评表",
    "ask_second_sheet": "要求再评一次",
    "settle_mock_check": "裁定测评分歧",
    "report_mock_failed": "测评不符合项转问题",
    "record_result": "登记公共文明指数成绩",
    "set_index_target": "定公共文明指数目标",
    "register_negative": "登记负面清单事件",
    "withdraw_negative": "撤下负面清单事件",
}


def connect() -> None:
    """Name what is counted, logged and told; called once when the product starts."""
    kinds = (
        SourceKind(
            measures.MOCK_ROUND, "模拟测评", "standards:mock_round",
            measures.all_rounds, measures.round_titles,
        ),
        SourceKind(
            measures.MOCK_SPOT, "模拟测评点位", "standards:mock_spot",
            measures.all_spots, measures.spot_titles,
        ),
        SourceKind(
            measures.NEGATIVE, "负面清单事件", "standards:negative",
            measures.all_negatives, measures.negative_titles,
        ),
    )  # fmt: skip
    for one in kinds:
        register(one)
    for name, label in ACTS.items():
        audit.register(f"standards.{name}", label)
    inbox.register("standards.mock_assessor", "担任模拟测评员")
    search.register(measures.MOCK_ROUND, "模拟测评")
