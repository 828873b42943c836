from django.apps import AppConfig
from django.utils import timezone

SOON = 5.0  # seconds
OFTEN = 5 * 60.0
DAILY = 24 * 3600.0


class InboxConfig(AppConfig):
    name = "youju.inbox"
    label = "inbox"
    verbose_name = "消息"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the room's acts, and have old messages dropped."""
        from youju.audit import registry as audit
        from youju.inbox import delivering, reaching
        from youju.inbox.actions import forget_old
        from youju.jobs import registry as jobs

        for name, label in ACTS.items():
            audit.register(name, label)
        jobs.register(delivering.JOB, delivering.run)
        jobs.every(SOON, lambda: delivering.wake(now=timezone.now()))
        jobs.every(OFTEN, lambda: reaching.make_daily(now=timezone.now()))
        jobs.every(DAILY, lambda: delivering.forget_log(now=timezone.now()))
        jobs.every(DAILY, lambda: forget_old(now=timezone.now()))


ACTS = {
    "inbox.mute": "设置消息提醒",
    "inbox.add_channel": "添加站外渠道",
    "inbox.change_channel": "修改站外渠道",
    "inbox.try_channel": "试发站外消息",
    "inbox.send_again": "重发站外消息",
    "inbox.give_address": "填写提醒地址",
    "inbox.send_code_again": "重发验证码",
    "inbox.prove_address": "验证提醒地址",
    "inbox.remove_address": "停用提醒地址",
    "inbox.stop_mails": "退订提醒邮件",
}
