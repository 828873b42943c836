from datetime import datetime

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FactsConfig(AppConfig):
    name = "youju.facts"
    label = "facts"
    verbose_name = "事实"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fold while a worker runs, and make the totals again when units stand elsewhere."""
        from youju.facts import actions, organisation_facts
        from youju.jobs import registry
        from youju.organisations import hooks

        registry.every(2, actions.fold)
        registry.register("facts.rebuild", actions.rebuild_in_background)
        hooks.TREE_CHANGED.append(tree_changed)
        organisation_facts.connect()
        post_migrate.connect(
            organisation_facts.publish, sender=self, dispatch_uid="facts.organisations"
        )


def tree_changed(now: datetime) -> None:
    """Have the totals made again once the act that changed the tree is committed."""
    from youju.facts import actions

    actions.rebuild_soon(now=now)
