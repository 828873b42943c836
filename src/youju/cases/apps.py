from django.apps import AppConfig
from django.db.models.signals import post_migrate

KINDS = {
    "cases.route": "问题去向",
}


class CasesConfig(AppConfig):
    name = "youju.cases"
    label = "cases"
    verbose_name = "问题"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what the room counts, logs, tells and finds; publish its kinds and measures."""
        from youju.audit import registry as audit
        from youju.cases import climb, kind_tree, measures, moved, notices, tallies
        from youju.cases.act_names import ACTS
        from youju.inbox import registry as inbox
        from youju.jobs import registry as jobs
        from youju.organisations import hooks
        from youju.search import registry as search

        connect()
        search.register(measures.CASE_KIND, "问题")
        audit.name_kinds(KINDS)
        for act, label in ACTS.items():
            audit.register(f"cases.{act}", label)
        for kind, label in notices.KINDS.items():
            inbox.register(kind, label, urgent=kind == notices.GRAVE)
        jobs.every(2, tallies.fold)
        jobs.every(60, climb.look_round)
        jobs.every(3600, climb.look_at_hard)
        jobs.register(moved.JOB, moved.rebuild)
        hooks.TREE_CHANGED.append(moved.tree_changed)
        post_migrate.connect(kind_tree.publish_sample, sender=self, dispatch_uid="cases.kinds")
        post_migrate.connect(measures.publish, sender=self, dispatch_uid="cases.measures")


def connect() -> None:
    """Register the kinds of record that make facts."""
    from functools import partial

    from youju.cases import measures, queries
    from youju.facts.registry import SourceKind, register

    kinds = {
        measures.HARD_KIND: ("疑难问题", "cases:counted_hard", measures.all_hard_drafts),
        measures.RAISING_KIND: ("上报求助", "cases:counted_raising", measures.all_raising_drafts),
        measures.STRUCTURE_KIND: ("违建整治", "cases:structure", measures.all_structure_drafts),
        measures.FACILITY_KIND: ("设施数量", "cases:facility", measures.all_facility_drafts),
    }
    register(
        SourceKind(
            measures.CASE_KIND, "问题", "cases:case", measures.all_drafts, queries.case_titles
        )
    )
    for kind, (label, page, rebuild) in kinds.items():
        register(SourceKind(kind, label, page, rebuild, partial(measures.titles_of, kind)))
