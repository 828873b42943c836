from django.apps import AppConfig


class ReaderConfig(AppConfig):
    name = "youju.reader"
    label = "reader"
    verbose_name = "读报"
    default_auto_field = "django.db.models.BigAutoField"
