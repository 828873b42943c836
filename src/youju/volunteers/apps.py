from django.apps import AppConfig
from django.db.models.signals import post_migrate

KINDS = {
    "volunteers.charter": "协会章程",
    "volunteers.council_seat": "协会理事",
    "volunteers.seat": "班次报名",
    "volunteers.shift": "服务班次",
    "volunteers.station_check": "站点检查",
    "volunteers.team_member": "队伍成员",
    "volunteers.team_reminder": "组队提醒",
}


class VolunteersConfig(AppConfig):
    name = "youju.volunteers"
    label = "volunteers"
    verbose_name = "志愿"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from youju.audit import registry
        from youju.inbox import registry as inbox
        from youju.residents import hooks
        from youju.search import registry as search
        from youju.volunteers import acts_named, measures, notify
        from youju.volunteers.actions.pairs import follow, hand

        hooks.MERGED.append(follow)
        hooks.HANDED.append(hand)
        registry.name_kinds(KINDS)
        for act, label in acts_named.ACTS.items():
            registry.register(f"volunteers.{act}", label)
        for kind, label in notify.KINDS.items():
            inbox.register(kind, label)
        search.register(measures.TEAM, "志愿服务队")
        search.register(measures.SERVICE, "志愿服务活动")
        search.register(measures.STATION, "志愿服务站")
        measures.connect()
        post_migrate.connect(measures.publish, sender=self, dispatch_uid="volunteers.measures")
