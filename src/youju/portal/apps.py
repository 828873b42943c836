from django.apps import AppConfig

CLEAN_EVERY = 900.0  # seconds


class PortalConfig(AppConfig):
    name = "youju.portal"
    label = "portal"
    verbose_name = "公众"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from youju.audit.registry import register
        from youju.inbox import registry as inbox
        from youju.jobs.registry import every
        from youju.portal import notices
        from youju.portal.actions import clean

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
