from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "youju.organisations"
    label = "organisations"
    verbose_name = "组织"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the acts in the log."""
        from youju.audit import registry
        from youju.organisations.acts_named import ACTS

        for name, label in ACTS.items():
            registry.register(f"organisations.{name}", label)
