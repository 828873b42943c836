from django.apps import AppConfig
from django.db.models.signals import post_migrate

KINDS = {
    "activities.norm": "计划和频次",
    "activities.series": "活动系列",
    "activities.signup": "活动报名",
}


class ActivitiesConfig(AppConfig):
    name = "youju.activities"
    label = "activities"
    verbose_name = "活动"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what the room counts, logs, finds and does again and again."""
        from youju.activities import acts_named, measures
        from youju.activities.actions import forget_signups
        from youju.audit import registry as audit
        from youju.jobs import registry as jobs
        from youju.search import registry as search

        audit.name_kinds(KINDS)
        for act, label in acts_named.ACTS.items():
            audit.register(f"activities.{act}", label)
        measures.connect()
        search.register(measures.ACTIVITY, "活动")
        search.register(measures.SERIES, "系列活动")
        jobs.every(24 * 3600, forget_signups)
        post_migrate.connect(measures.publish, sender=self, dispatch_uid="activities.measures")
