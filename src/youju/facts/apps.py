from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "youju.facts"
    label = "facts"
    verbose_name = "事实"
    default_auto_field = "django.db.models.BigAutoField"
