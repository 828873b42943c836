from django.apps import AppConfig
from django.db.models.signals import post_migrate

KINDS = {
    "ledgers.ledger": "台账",
    "ledgers.version": "台账版本",
}


class LedgersConfig(AppConfig):
    name = "youju.ledgers"
    label = "ledgers"
    verbose_name = "台账"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from youju.audit import registry as audit
        from youju.facts.registry import SourceKind, register
        from youju.inbox import registry as inbox
        from youju.jobs import registry as jobs
        from youju.ledgers import imports, queries, rating, reminding, taking
        from youju.ledgers.acts_named import ACTS
        from youju.ledgers.catalogue_publish import publish_catalogue
        from youju.ledgers.facts_made import ENTRY_KIND
        from youju.search import registry as search

        register(
            SourceKind(
                kind=ENTRY_KIND,
                label="台账记录",
                url_name="ledgers:entry",
                rebuild=queries.all_drafts,
                titles=queries.entry_titles,
            )
        )
        search.register(ENTRY_KIND, "台账记录")
        audit.name_kinds(KINDS)
        for name, label in ACTS.items():
            audit.register(f"ledgers.{name}", label)
        jobs.register(imports.JOB, taking.run_import, failed=taking.stopped)
        jobs.register(imports.UNDO_JOB, taking.run_undo, failed=taking.stopped)
        jobs.every(3600, reminding.remind)
        inbox.register(reminding.KIND, "台账到期提醒")
        inbox.register(rating.TOLD, "居民不满意")
        post_migrate.connect(publish_catalogue, sender=self, dispatch_uid="ledgers.catalogue")
