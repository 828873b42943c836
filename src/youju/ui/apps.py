from django.apps import AppConfig

from youju.kernel.words import speak_with


class UiConfig(AppConfig):
    name = "youju.ui"
    label = "ui"
    verbose_name = "界面件"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the words of all rooms the reader's language, and those of forms to the fields."""
        from youju.ui import form_words
        from youju.ui.said import word

        speak_with(word)
        form_words.speak()
