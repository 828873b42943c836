from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "youju.standards"
    label = "standards"
    verbose_name = "测评"
    default_auto_field = "django.db.models.BigAutoField"
