from django.apps import AppConfig

KINDS = {
    "reader.piece": "读入的报告",
}


class ReaderConfig(AppConfig):
    name = "youju.reader"
    label = "reader"
    verbose_name = "读报"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from youju.audit import registry as audit
        from youju.jobs.registry import register
        from youju.reader.actions import read_in_background
        from youju.reader.actions.reading import JOB, stopped
        from youju.reader.acts_named import ACTS

        audit.name_kinds(KINDS)
        for name, label in ACTS.items():
            audit.register(f"reader.{name}", label)
        register(JOB, read_in_background, failed=stopped)
