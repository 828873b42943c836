from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "youju.work"
    label = "work"
    verbose_name = "任务"
    default_auto_field = "django.db.models.BigAutoField"
