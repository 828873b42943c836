"""What the room names of its dossiers when it starts: acts, messages, jobs, the kind of record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from youju.documents.dossiers import actions, bundling, notices, words

ACTS = {
    "documents.open_dossiers": "建迎检档案",
    "documents.fill_dossier": "整理档案",
    "documents.check_dossiers": "检查档案",
    "documents.carry_pieces": "沿用上一版档案材料",
    "documents.add_pieces": "档案加入材料",
    "documents.add_tables": "档案加入统计项",
    "documents.drop_piece": "档案取下材料",
    "documents.keep_piece": "档案放回材料",
    "documents.move_piece": "档案材料排序",
    "documents.caption_piece": "写图片说明",
    "documents.replace_photo": "换照片",
    "documents.write_statement": "写情况说明",
    "documents.hand_in_dossier": "报送档案",
    "documents.accept_dossier": "验收档案",
    "documents.return_dossier": "退回档案",
    "documents.remind_dossiers": "催报档案",
    "documents.show_dossier_above": "档案送阅上级",
    "documents.share_dossier": "开档案外链",
    "documents.end_dossier_share": "停档案外链",
    "documents.open_dossier_share": "打开档案外链",
    "documents.zip_dossiers": "打包档案",
    "documents.export_dossier": "导出档案",
}


def no_facts() -> Iterator[tuple[str, Iterable[object]]]:
    """A dossier counts nothing of its own."""
    return iter(())


def titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these dossiers."""
    from youju.documents.models import Dossier

    rows = Dossier.objects.filter(pk__in=list(ids)).select_related("item", "unit")
    return {str(one.pk): str(one) for one in rows}


def register() -> None:
    from youju.audit import registry as audit
    from youju.facts.registry import SourceKind
    from youju.facts.registry import register as register_kind
    from youju.inbox import registry as inbox
    from youju.jobs import registry as jobs
    from youju.search import registry as search

    register_kind(
        SourceKind("documents.dossier", "迎检档案", "documents:dossier", no_facts, titles)
    )
    search.register("documents.dossier", "迎检档案")
    for name, label in ACTS.items():
        audit.register(name, label)
    for kind, label in notices.KINDS.items():
        inbox.register(kind, label)
    jobs.register(actions.FILL_JOB, actions.fill_in_background)
    jobs.register(actions.CHECK_JOB, actions.check_in_background)
    jobs.every(60.0, words.read_new)
    jobs.register(bundling.ZIP_JOB, bundling.zip_in_background)
