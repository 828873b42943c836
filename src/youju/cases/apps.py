from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CasesConfig(AppConfig):
    name = "youju.cases"
    label = "cases"
    verbose_name = "问题"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what the room counts, logs, tells and finds; publish its kinds and measures."""
        from youju.audit import registry as audit
        from youju.cases import kind_tree, measures, notices, queries, tallies
        from youju.cases.rules.states import ACT_LABELS
        from youju.facts.registry import SourceKind, register
        from youju.inbox import registry as inbox
        from youju.jobs import registry as jobs
        from youju.search import registry as search

        register(
            SourceKind(
                kind=measures.CASE_KIND,
                label="问题",
                url_name="cases:case",
                rebuild=measures.all_drafts,
                titles=queries.case_titles,
            )
        )
        search.register(measures.CASE_KIND, "问题")
        for act, label in ACT_LABELS.items():
            audit.register(f"cases.{act.value}", f"问题：{label}")
        for kind, label in notices.KINDS.items():
            inbox.register(kind, label)
        jobs.every(2, tallies.fold)
        post_migrate.connect(kind_tree.publish_sample, sender=self, dispatch_uid="cases.kinds")
        post_migrate.connect(measures.publish, sender=self, dispatch_uid="cases.measures")
