from django.apps import AppConfig
from django.core.signals import request_finished


class AuditConfig(AppConfig):
    name = "youju.audit"
    label = "audit"
    verbose_name = "审计"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name this room's acts, and keep refusals whose transaction was undone."""
        from youju.audit import actions, registry

        registry.register("audit.export", "导出审计日志")
        request_finished.connect(
            lambda **_: actions.settle_refusals(), weak=False, dispatch_uid="audit.refusals"
        )
