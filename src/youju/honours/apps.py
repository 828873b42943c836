from django.apps import AppConfig
from django.db.models.signals import post_migrate

KINDS = {
    "honours.objection": "异议和评议",
}


class HonoursConfig(AppConfig):
    name = "youju.honours"
    label = "honours"
    verbose_name = "评选"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what the room counts, logs, tells and finds."""
        from youju.audit import registry as audit
        from youju.facts.registry import SourceKind, register
        from youju.honours import measures, notify, queries
        from youju.honours.acts import ACTS
        from youju.inbox import registry as inbox
        from youju.search import registry as search

        kinds = (
            ("selection", "评选", measures.all_selection_drafts, queries.selection_titles),
            ("nomination", "推荐", measures.all_nomination_drafts, queries.nomination_titles),
            ("title", "称号", measures.all_title_drafts, queries.title_titles),
            ("rating", "星级评定", measures.all_rating_drafts, queries.rating_titles),
        )
        for name, label, rebuild, titles in kinds:
            kind = f"honours.{name}"
            register(SourceKind(kind, label, kind.replace(".", ":"), rebuild, titles))
        for kind, label in (
            (measures.SELECTION_KIND, "评选"),
            (measures.TITLE_KIND, "称号"),
            (measures.RATING_KIND, "星级评定"),
        ):
            search.register(kind, label)
        audit.name_kinds(KINDS)
        for name, label in ACTS.items():
            audit.register(name, label)
        for kind, label in notify.KINDS.items():
            inbox.register(kind, label)
        post_migrate.connect(measures.publish, sender=self, dispatch_uid="honours.measures")
