"""What the room names of its briefings when it starts."""

from __future__ import annotations

ACTS = {
    "documents.start_briefing": "编季度通报",
    "documents.hold_briefing": "登记通报",
    "documents.add_comment": "记通报意见",
    "documents.answer_comment": "答复通报意见",
}


def register() -> None:
    from youju.audit import registry as audit
    from youju.documents.briefings import measures
    from youju.facts.registry import SourceKind
    from youju.facts.registry import register as register_kind
    from youju.search import registry as search

    register_kind(
        SourceKind(
            measures.KIND, "季度通报", "documents:briefing", measures.all_drafts, measures.titles
        )
    )
    search.register(measures.KIND, "季度通报")
    for name, label in ACTS.items():
        audit.register(name, label)
