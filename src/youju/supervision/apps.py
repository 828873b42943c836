from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SupervisionConfig(AppConfig):
    name = "youju.supervision"
    label = "supervision"
    verbose_name = "督查"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what the room counts, logs, tells and finds."""
        from youju.audit import registry as audit
        from youju.facts.registry import SourceKind, register
        from youju.inbox import registry as inbox
        from youju.search import registry as search
        from youju.supervision import measures, notify, queries

        register(
            SourceKind(
                kind=measures.NOTICE_KIND,
                label="整改通知书",
                url_name="supervision:notice",
                rebuild=measures.all_notice_drafts,
                titles=queries.notice_titles,
            )
        )
        register(
            SourceKind(
                kind=measures.BULLETIN_KIND,
                label="督查通报",
                url_name="supervision:bulletin",
                rebuild=measures.all_bulletin_drafts,
                titles=queries.bulletin_titles,
            )
        )
        search.register(measures.NOTICE_KIND, "整改通知书")
        audit.register("supervision.issue_notice", "下发整改通知书")
        audit.register("supervision.receive_notice", "签收整改通知书")
        audit.register("supervision.reply_notice", "回复整改通知书")
        audit.register("supervision.recheck_notice", "复查整改通知书")
        audit.register("supervision.withdraw_notice", "作废整改通知书")
        audit.register("supervision.count_bulletin", "登记督查通报期号")
        for kind, label in notify.KINDS.items():
            inbox.register(kind, label)
        post_migrate.connect(measures.publish, sender=self, dispatch_uid="supervision.measures")
