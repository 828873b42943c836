from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "youju.console"
    label = "console"
    verbose_name = "工作台"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what the log says the demo city is."""
        from youju.audit.registry import name_kinds

        name_kinds({"console.demo": "演示城市"})
