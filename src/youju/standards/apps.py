from django.apps import AppConfig
from django.db.models.signals import post_migrate

KINDS = {
    "standards.checked_item": "自查指标",
    "standards.edition": "指标体系",
    "standards.index_target": "指数目标",
    "standards.judgement": "指标评定",
    "standards.mock_sheet": "模拟测评表",
    "standards.remedy": "指标整改",
    "standards.split": "指标分工表",
    "standards.target": "指标目标",
}


class StandardsConfig(AppConfig):
    name = "youju.standards"
    label = "standards"
    verbose_name = "测评"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what the room counts, logs, tells and finds."""
        from youju.audit.registry import name_kinds
        from youju.standards import (
            duties_measures,
            duties_registry,
            editions_registry,
            mock_measures,
            mock_registry,
            standing_measures,
            standing_registry,
        )

        name_kinds(KINDS)
        editions_registry.connect()
        duties_registry.connect()
        post_migrate.connect(duties_measures.publish, sender=self, dispatch_uid="standards.duties")
        mock_registry.connect()
        post_migrate.connect(mock_measures.publish, sender=self, dispatch_uid="standards.mock")
        standing_registry.connect()
        post_migrate.connect(
            standing_measures.publish, sender=self, dispatch_uid="standards.standing"
        )
