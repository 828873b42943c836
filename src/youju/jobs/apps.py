from django.apps import AppConfig
from django.utils import timezone

KINDS = {
    "jobs.job": "后台任务",
}


class JobsConfig(AppConfig):
    name = "youju.jobs"
    label = "jobs"
    verbose_name = "后台"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what every worker does besides jobs."""
        from youju.audit import registry as audit
        from youju.audit.actions import seal
        from youju.jobs import registry
        from youju.jobs.actions import give_up_lost

        audit.name_kinds(KINDS)
        audit.register("jobs.start", "发起后台任务")
        audit.register("jobs.download", "下载后台任务的文件")
        registry.every(60, lambda: seal(now=timezone.now()))
        registry.every(30, lambda: give_up_lost(now=timezone.now()))
