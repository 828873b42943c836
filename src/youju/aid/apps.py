from django.apps import AppConfig
from django.db.models.signals import post_migrate

ACTS = {
    "pair": "结对帮扶",
    "plan_year": "定年度帮扶款",
    "end_pairing": "结束结对帮扶",
    "pay": "记帮扶付款",
    "withdraw_payment": "撤回帮扶付款",
    "visit": "记结对走访",
    "withdraw_visit": "撤回结对走访",
    "start_drive": "发起募捐",
    "donate": "记捐款捐物",
    "hand_over": "记发放",
    "withdraw_donation": "撤回捐款捐物",
    "withdraw_handover": "撤回发放",
    "withdraw_grant": "撤回助学救助",
    "publish_drive": "公开募捐明细",
    "grant": "记助学救助",
    "list_child": "登记受助儿童",
    "gather_wish": "征集心愿",
    "take_wish": "认领心愿",
    "fulfil_wish": "记圆梦",
    "release_wish": "退回心愿",
    "drop_wish": "撤下心愿",
    "stand_in": "爱心家长结对",
    "end_stand_in": "结束爱心家长",
    "contact": "记爱心家长联系",
    "withdraw_contact": "撤回爱心家长联系",
    "keep_file": "留守流动儿童建档",
    "look_children": "查看留守流动儿童名单",
    "export": "导出帮扶资料",
}

KINDS = {
    "aid.child_file": "儿童档案",
    "aid.stand_in": "爱心家长",
    "aid.wish": "微心愿",
    "aid.grant_child": "受助儿童",
    "aid.tally": "帮扶计数",
}


class AidConfig(AppConfig):
    name = "youju.aid"
    label = "aid"
    verbose_name = "帮扶"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what the room counts, logs and does again and again."""
        from youju.aid import measures
        from youju.aid.actions import following, reminders, tallying
        from youju.audit import registry as audit
        from youju.inbox import registry as inbox
        from youju.jobs import registry as jobs
        from youju.residents import hooks

        audit.name_kinds(KINDS)
        for act, label in ACTS.items():
            audit.register(f"aid.{act}", label)
        inbox.register(reminders.UNPAID, "帮扶款未付")
        jobs.every(3600, tallying.look_round)
        jobs.every(86_400, reminders.remind)
        hooks.MERGED.append(following.follow)
        hooks.ERASED.append(following.forget)
        hooks.HANDED.append(following.hand)
        measures.connect()
        post_migrate.connect(measures.publish, sender=self, dispatch_uid="aid.measures")
