from django.apps import AppConfig
from django.db.models.signals import post_migrate

KINDS = {
    "patrols.finding": "巡查发现",
    "patrols.frequency": "巡查频次",
    "patrols.lost_item": "失物",
    "patrols.roster": "值守表",
    "patrols.route": "巡查路线",
    "patrols.swap": "换班",
}


class PatrolsConfig(AppConfig):
    name = "youju.patrols"
    label = "patrols"
    verbose_name = "巡查"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from youju.audit import registry
        from youju.patrols import acts_named, measures
        from youju.patrols.publish import publish_catalogue
        from youju.search import registry as search

        registry.name_kinds(KINDS)
        for act, label in acts_named.ACTS.items():
            registry.register(f"patrols.{act}", label)
        measures.connect()
        search.register(measures.PLACE, "点位")
        post_migrate.connect(publish_catalogue, sender=self, dispatch_uid="patrols.catalogue")
