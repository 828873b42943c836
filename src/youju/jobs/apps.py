from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "youju.jobs"
    label = "jobs"
    verbose_name = "后台"
    default_auto_field = "django.db.models.BigAutoField"
