from django.apps import AppConfig
from django.db.models.signals import post_migrate


class StandardsConfig(AppConfig):
    name = "youju.standards"
    label = "standards"
    verbose_name = "测评"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what the room counts, logs, tells and finds."""
        from youju.standards import (
            duties_measures,
            duties_registry,
            editions_registry,
            mock_measures,
            mock_registry,
            standing_measures,
            standing_registry,
        )

        editions_registry.connect()
        duties_registry.connect()
        post_migrate.connect(duties_measures.publish, sender=self, dispatch_uid="standards.duties")
        mock_registry.connect()
        post_migrate.connect(mock_measures.publish, sender=self, dispatch_uid="standards.mock")
        standing_registry.connect()
        post_migrate.connect(
            standing_measures.publish, sender=self, dispatch_uid="standards.standing"
        )
