from django.apps import AppConfig


class ReaderConfig(AppConfig):
    name = "youju.reader"
    label = "reader"
    verbose_name = "读报"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from youju.jobs.registry import register
        from youju.reader.actions import read_in_background
        from youju.reader.actions.reading import JOB, stopped

        register(JOB, read_in_background, failed=stopped)
