from django.apps import AppConfig
from django.utils.translation import gettext

from youju.kernel.words import speak_with


class UiConfig(AppConfig):
    name = "youju.ui"
    label = "ui"
    verbose_name = "界面件"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the words of all rooms the reader's language."""
        speak_with(gettext)
