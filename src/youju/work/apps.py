from django.apps import AppConfig
from django.db.models.signals import post_migrate

ACTS = {
    "open_task": "下达任务",
    "pass_down": "任务分解到下级",
    "report_progress": "报任务进度",
    "finish_task": "报任务完成",
    "confirm_task": "验收任务",
    "return_task": "退回任务",
    "extend_task": "任务延期",
    "cancel_task": "取消任务",
    "climb_task": "任务到期提醒",
    "make_plan": "制定计划",
    "add_rows": "按清单下达任务",
    "close_plan": "结束计划",
    "start_checklist": "下发迎检清单",
    "mark_line": "登记清单条目",
    "close_checklist": "结束迎检清单",
    "found_system": "建立会议制度",
    "add_seats": "增加成员单位",
    "end_seat": "成员单位退出",
    "end_system": "结束会议制度",
    "report_duty": "报成员单位履职",
    "call_meeting": "召集会议",
    "change_meeting": "修改会议",
    "hold_meeting": "记会议记录",
    "resolve": "会议议定任务",
    "cancel_meeting": "取消会议",
    "open_project": "列入工程项目",
    "change_project": "修改工程项目",
    "report_works": "报工程进度",
    "end_project": "工程完工或停缓建",
    "add_projects": "按清单列入工程项目",
    "raise_matter": "记工程事项",
    "settle_matter": "办结工程事项",
    "task_of_matter": "工程事项派任务",
    "add_talk": "记工程协商",
    "add_supervisor": "登记义务监督员",
    "end_supervisor": "义务监督员退出",
    "export_projects": "导出工程项目",
}

KINDS = {
    "work.checklist": "迎检清单",
    "work.matter": "议定事项",
    "work.supervisor": "义务监督员",
}


class WorkConfig(AppConfig):
    name = "youju.work"
    label = "work"
    verbose_name = "任务"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what the room counts, logs, tells, finds and does again and again."""
        from youju.audit import registry as audit
        from youju.facts.registry import SourceKind, register
        from youju.inbox import registry as inbox
        from youju.jobs import registry as jobs
        from youju.search import registry as search
        from youju.work import climb, measures, notify, queries
        from youju.work import meeting_measures as meetings
        from youju.work import project_measures as works

        for kind, label, page, rebuild, titles in (
            (measures.TASK_KIND, "任务", "task", measures.all_task_drafts, queries.task_titles),
            (measures.PLAN_KIND, "计划", "plan", measures.all_plan_drafts, queries.plan_titles),
            (measures.LINE_KIND, "迎检清单", "line", measures.all_line_drafts, queries.line_titles),
            (meetings.MEETING_KIND, "会议", "meeting", meetings.all_meeting_drafts, queries.meeting_titles),
            (meetings.SYSTEM_KIND, "会议制度", "system", meetings.all_system_drafts, queries.system_titles),
            (meetings.DUTY_KIND, "成员单位履职", "duty", meetings.all_duty_drafts, queries.duty_titles),
            (works.PROJECT_KIND, "工程项目", "project", works.all_project_drafts, queries.project_titles),
        ):  # fmt: skip
            register(SourceKind(kind, label, f"work:{page}", rebuild, titles))
        search.register(measures.TASK_KIND, "任务")
        search.register(measures.PLAN_KIND, "计划")
        search.register(meetings.MEETING_KIND, "会议")
        search.register(works.PROJECT_KIND, "工程项目")
        audit.name_kinds(KINDS)
        for name, label in ACTS.items():
            audit.register(f"work.{name}", label)
        for name, label in notify.KINDS.items():
            inbox.register(name, label)
        jobs.every(3600, climb.look_round)
        post_migrate.connect(measures.publish, sender=self, dispatch_uid="work.measures")
