from django.apps import AppConfig
from django.utils import timezone

DAILY = 24 * 3600.0


class InboxConfig(AppConfig):
    name = "youju.inbox"
    label = "inbox"
    verbose_name = "消息"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the room's acts, and have old messages dropped."""
        from youju.audit import registry as audit
        from youju.inbox.actions import forget_old
        from youju.jobs import registry as jobs

        audit.register("inbox.mute", "设置消息提醒")
        jobs.every(DAILY, lambda: forget_old(now=timezone.now()))
