from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "youju.upkeep"
    label = "upkeep"
    verbose_name = "运维"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what the room logs."""
        from youju.audit import registry

        registry.register("upkeep.backup", "备份")
        registry.register("upkeep.restore", "从备份恢复")
        registry.register("upkeep.begin", "首次使用")
        registry.register("upkeep.finish", "完成首次设置")
        registry.register("upkeep.begin", "首次使用")
        registry.register("upkeep.finish", "完成首次设置")
        registry.register("upkeep.remove_tree", "整个删除一棵单位树")
