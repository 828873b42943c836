from django.apps import AppConfig
from django.db.models.signals import post_migrate

ACTS = {
    "add_area": "登记小区",
    "change_area": "修改小区",
    "close_area": "撤销小区",
    "give_building": "划定楼栋的网格",
    "hand_area": "小区划给别的单位",
    "register": "登记住户",
    "change": "修改住户登记",
    "change_household": "修改居住方式",
    "move": "办理迁移",
    "leave": "登记迁出或去世",
    "merge": "合并重复登记",
    "keep_apart": "认定不是同一人",
    "erase": "删除个人信息",
    "note_need": "登记困难和特殊群体",
    "review": "记录复核和谈话",
    "end_need": "结束登记类别",
    "give_consent": "登记同意",
    "withdraw_consent": "撤回同意",
    "look_up": "查找住户",
    "own_data": "本人查阅个人信息",
    "export": "导出住户名单",
    "elect_committee": "登记业主委员会换届",
    "contact_bureau": "联系住建部门换届",
    "approach_firm": "登记洽谈物业公司",
    "settle_firm": "登记物业公司选聘结果",
    "complain": "登记物业投诉",
    "settle_complaint": "处理物业投诉",
    "survey_house": "登记危房走访",
    "step_house": "登记危房进展",
    "receive_roster": "上传住户名册",
    "start_roster": "导入住户名册",
    "resume_roster": "接着导入住户名册",
}

KINDS = {
    "residents.area": "小区",
    "residents.need": "登记类别",
    "residents.resident": "住户",
    "residents.roster": "住户名册",
    "residents.unsafehouse": "危房",
    "residents.household": "一户",
    "residents.door": "门牌",
    "residents.neednote": "复核和谈话",
    "residents.housestep": "危房进展",
    "residents.firm": "物业公司",
}


class ResidentsConfig(AppConfig):
    name = "youju.residents"
    label = "residents"
    verbose_name = "住户"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what the room counts, logs and does again and again."""
        from youju.audit import registry as audit
        from youju.facts.registry import SourceKind, register
        from youju.inbox import registry as inbox
        from youju.jobs import registry as jobs
        from youju.residents import measures
        from youju.residents.actions import bodies, looks, rosters, tallying
        from youju.residents.queries import titles

        for kind, label, url_name, rebuild, told in (
            (measures.TALLY, "住户计数", "tally", measures.all_tally_drafts, titles.of_tallies),
            (measures.HOUSE, "危房", "house", measures.all_house_drafts, titles.of_houses),
            (measures.COMMITTEE, "业主委员会", "committee", measures.all_committee_drafts, titles.of_committees),
            (measures.ENGAGEMENT, "物业选聘", "engagement", measures.all_engagement_drafts, titles.of_engagements),
        ):  # fmt: skip
            register(SourceKind(kind, label, f"residents:{url_name}", rebuild, told))
        inbox.register(bodies.TERM_ENDS, "业主委员会届满")
        jobs.register(rosters.JOB, rosters.run, failed=rosters.stopped)

        audit.name_kinds(KINDS)
        for name, label in ACTS.items():
            audit.register(f"residents.{name}", label)
        jobs.every(3600, tallying.look_round)
        jobs.every(86_400, looks.come_of_age)
        jobs.every(86_400, bodies.warn_of_terms)
        jobs.every(86_400, rosters.forget_rosters)
        post_migrate.connect(measures.publish, sender=self, dispatch_uid="residents.measures")
