from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "youju.portal"
    label = "portal"
    verbose_name = "公众"
    default_auto_field = "django.db.models.BigAutoField"
