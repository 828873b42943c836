from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "youju.cases"
    label = "cases"
    verbose_name = "问题"
    default_auto_field = "django.db.models.BigAutoField"
