from django.apps import AppConfig
from django.db.models.signals import post_migrate

KINDS = {
    "care.aidcase": "救助申请",
    "care.benefit": "高龄慰问",
    "care.fund": "救助资金",
    "care.gift": "高龄慰问发放",
    "care.round": "慰问批次",
    "care.service": "居家养老服务计划",
    "care.payment": "救助发放",
    "care.aidstep": "救助经过",
}


class CareConfig(AppConfig):
    name = "youju.care"
    label = "care"
    verbose_name = "关爱"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what the room counts, logs and does again and again."""
        from youju.audit import registry as audit
        from youju.care import measures
        from youju.care.actions import following, tallying
        from youju.care.acts import ACTS
        from youju.care.queries import titles
        from youju.facts.registry import SourceKind, register
        from youju.jobs import registry as jobs
        from youju.residents import hooks

        for kind, label, rebuild, told in (
            (measures.VISIT, "入户走访", measures.all_visit_drafts, titles.of_visits),
            (measures.CALL, "居家养老服务", measures.all_call_drafts, titles.of_calls),
            (measures.TALLY, "救助和养老计数", measures.all_tally_drafts, titles.of_tallies),
        ):
            register(SourceKind(kind, label, kind.replace(".", ":"), rebuild, told))
        audit.name_kinds(KINDS)
        for name, label in ACTS.items():
            audit.register(f"care.{name}", label)
        jobs.every(3600, tallying.look_round)
        post_migrate.connect(measures.publish, sender=self, dispatch_uid="care.measures")
        hooks.MERGED.append(following.follow)
        hooks.ERASED.append(following.forget)
        hooks.HANDED.append(following.hand)
