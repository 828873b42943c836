from django.apps import AppConfig
from django.db.models.signals import post_migrate

KINDS = {
    "surveys.paper": "纸质答卷",
    "surveys.sheet": "答卷",
}


class SurveysConfig(AppConfig):
    name = "youju.surveys"
    label = "surveys"
    verbose_name = "问卷"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what the room counts, logs, tells and finds."""
        from youju.audit import registry as audit
        from youju.facts.registry import SourceKind, register
        from youju.inbox import registry as inbox
        from youju.search import registry as search
        from youju.surveys import measures, notify, queries
        from youju.surveys.acts import ACTS

        register(
            SourceKind(
                kind=measures.SURVEY_KIND,
                label="问卷调查",
                url_name="surveys:survey",
                rebuild=measures.all_survey_drafts,
                titles=queries.survey_titles,
            )
        )
        register(
            SourceKind(
                kind=measures.COUNTED_KIND,
                label="清点的比率",
                url_name="surveys:counted_one",
                rebuild=measures.all_counted_drafts,
                titles=queries.counted_titles,
            )
        )
        search.register(measures.SURVEY_KIND, "问卷")
        audit.name_kinds(KINDS)
        for name, label in ACTS.items():
            audit.register(name, label)
        for kind, label in notify.KINDS.items():
            inbox.register(kind, label)
        post_migrate.connect(measures.publish, sender=self, dispatch_uid="surveys.measures")
