from django.apps import AppConfig


class FieldConfig(AppConfig):
    name = "youju.field"
    label = "field"
    verbose_name = "手机"
    default_auto_field = "django.db.models.BigAutoField"
