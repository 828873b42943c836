from django.apps import AppConfig

KINDS = {
    "organisations.group_department": "工作部门",
    "organisations.group_post": "岗位",
    "organisations.group_task": "工作任务",
    "organisations.person": "人员",
    "organisations.membership": "成员",
    "organisations.detachment": "抽调",
    "organisations.hard_point": "难点",
    "organisations.role_policy": "角色规则",
    "organisations.view": "视图",
}


class OrganisationsConfig(AppConfig):
    name = "youju.organisations"
    label = "organisations"
    verbose_name = "组织"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the acts in the log."""
        from youju.audit import registry
        from youju.organisations.acts_named import ACTS

        registry.name_kinds(KINDS)
        for name, label in ACTS.items():
            registry.register(f"organisations.{name}", label)
