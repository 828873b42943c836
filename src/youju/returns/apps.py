from django.apps import AppConfig
from django.db.models.signals import post_migrate

ACTS = {
    "returns.receive_form": "收下上级来表",
    "returns.set_period": "改来表的时段",
    "returns.map_cell": "核对来表的一格",
    "returns.confirm_cells": "确认来表的对应",
    "returns.fill_form": "填来表",
    "returns.drop_form": "作废来表",
    "returns.download": "下载填好的表",
    "returns.make_call": "向下要数",
    "returns.answer_call": "答复要数",
    "returns.remind_call": "催报",
    "returns.close_call": "结束要数",
    "returns.export": "导出要数结果",
}


class ReturnsConfig(AppConfig):
    name = "youju.returns"
    label = "returns"
    verbose_name = "报表"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what the room counts, logs, tells and finds."""
        from youju.audit import registry as audit
        from youju.facts.registry import SourceKind, register
        from youju.inbox import registry as inbox
        from youju.returns import measures, notify, queries
        from youju.search import registry as search

        register(
            SourceKind(
                kind=measures.FORM_KIND,
                label="上级来表",
                url_name="returns:form",
                rebuild=measures.all_form_drafts,
                titles=queries.form_titles,
            )
        )
        register(
            SourceKind(
                kind=measures.CALL_KIND,
                label="向下要数",
                url_name="returns:call",
                rebuild=measures.all_call_drafts,
                titles=queries.call_titles,
            )
        )
        search.register(measures.FORM_KIND, "上级来表")
        search.register(measures.CALL_KIND, "向下要数")
        for act, label in ACTS.items():
            audit.register(act, label)
        for kind, label in notify.KINDS.items():
            inbox.register(kind, label)
        post_migrate.connect(measures.publish, sender=self, dispatch_uid="returns.measures")
