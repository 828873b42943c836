from django.apps import AppConfig

CLEAN_EVERY = 900.0  # seconds

KINDS = {
    "portal.case": "公开的问题",
    "portal.feedback": "居民反馈",
    "portal.opinion": "居民意见",
    "portal.photo": "公开照片",
    "portal.publication": "公示",
    "portal.report": "居民上报",
}


class PortalConfig(AppConfig):
    name = "youju.portal"
    label = "portal"
    verbose_name = "公众"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from youju.audit.registry import name_kinds, register
        from youju.inbox import registry as inbox
        from youju.jobs.registry import every
        from youju.portal import notices
        from youju.portal.actions import clean

        name_kinds(KINDS)
        for name, label in {
            "report": "居民报告问题",
            "feedback": "居民说是否解决",
            "opinion": "提产品意见",
            "answer_opinion": "答复产品意见",
            "decide_case": "审核居民上报的文字",
            "decide_photo": "审核居民上报的照片",
            "answer": "答复居民",
            "offer_case": "把问题送审公开",
            "publish": "公示",
            "withdraw": "撤下公示",
        }.items():
            register(f"portal.{name}", label)
        for name, label in notices.KINDS.items():
            inbox.register(name, label)
        every(CLEAN_EVERY, clean)
