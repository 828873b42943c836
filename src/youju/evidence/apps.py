from django.apps import AppConfig
from django.utils import timezone

SOON = 2.0  # seconds
HOURLY = 3600.0

KINDS = {
    "evidence.item": "照片和文件",
}


class EvidenceConfig(AppConfig):
    name = "youju.evidence"
    label = "evidence"
    verbose_name = "佐证"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the room's acts, and have what nobody came back to dropped."""
        from youju.audit import registry as audit
        from youju.evidence import actions, developing
        from youju.inbox import registry as inbox
        from youju.jobs import registry as jobs

        audit.name_kinds(KINDS)
        for name, label in ACTS.items():
            audit.register(name, label)
        inbox.register(developing.BROKEN, "照片打不开")
        jobs.register(developing.JOB, developing.run)
        jobs.every(SOON, lambda: developing.wake(now=timezone.now()))
        jobs.every(HOURLY, lambda: actions.drop_abandoned(now=timezone.now()))


ACTS = {
    "evidence.store": "收到照片或文件",
    "evidence.begin_upload": "开始分段上传",
    "evidence.finish_upload": "分段上传完成",
    "evidence.describe": "改照片说明",
    "evidence.link": "用于记录",
    "evidence.unlink": "不再用于记录",
    "evidence.set_links": "改记录的附件",
    "evidence.download": "下载原件",
    "evidence.check": "核对文件",
    "evidence.mend": "重做缩略图",
    "evidence.broken": "照片打不开",
    "evidence.redact": "遮挡照片",
    "evidence.unredact": "撤销遮挡",
}
