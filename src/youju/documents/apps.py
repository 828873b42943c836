from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def publish(**_kwargs: Any) -> None:
    """Bring the shipped templates into the database after every migration."""
    from django.utils import timezone

    from youju.documents.actions import publish_shipped

    publish_shipped(now=timezone.now())


KINDS = {
    "documents.report": "报告",
}


class DocumentsConfig(AppConfig):
    name = "youju.documents"
    label = "documents"
    verbose_name = "公文"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from youju.audit import registry as audit
        from youju.documents import notices
        from youju.documents.acts_named import ACTS
        from youju.documents.briefings import measures
        from youju.documents.briefings import registry as briefings
        from youju.documents.dossiers import registry as dossiers
        from youju.inbox import registry as inbox
        from youju.search.registry import register

        audit.name_kinds(KINDS)
        for name, label in ACTS.items():
            audit.register(f"documents.{name}", label)
        for kind, label in notices.KINDS.items():
            inbox.register(kind, label)
        register("documents.report", "报告")
        dossiers.register()
        briefings.register()
        post_migrate.connect(measures.publish, sender=self, dispatch_uid="documents.measures")
        post_migrate.connect(publish, sender=self, dispatch_uid="documents.templates")
