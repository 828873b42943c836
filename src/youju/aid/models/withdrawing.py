"""What may be taken back."""

from __future__ import annotations

from django.db import models


class Withdrawable(models.Model):
    """What may be taken back when it was recorded by mistake: it stays to be seen and counts no more."""

    withdrawn_why = models.CharField("撤回的原因", max_length=100, blank=True)

    class Meta:
        abstract = True

    @property
    def counts(self) -> bool:
        """Whether it was not taken back."""
        return not self.withdrawn_why
