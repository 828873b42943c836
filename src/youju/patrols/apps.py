from django.apps import AppConfig


class PatrolsConfig(AppConfig):
    name = "youju.patrols"
    label = "patrols"
    verbose_name = "巡查"
    default_auto_field = "django.db.models.BigAutoField"
