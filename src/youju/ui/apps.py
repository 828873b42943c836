from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "youju.ui"
    label = "ui"
    verbose_name = "界面件"
    default_auto_field = "django.db.models.BigAutoField"
