"""Stars of businesses by year."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse

from youju.honours.rules.kinds import RatingKind
from youju.honours.rules.texts import NAME, NOTE
from youju.honours.shipped import rating_kinds


class Rating(models.Model):
    """What a business scored in a year, item by item."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("评定", max_length=30)
    business = models.CharField("经营单位", max_length=NAME)
    plain = models.CharField(max_length=64)
    year = models.IntegerField("年度")
    scores = models.JSONField("各项得分")
    whole = models.DecimalField("总分", max_digits=6, decimal_places=2)
    stars = models.IntegerField("星级")
    note = models.CharField("说明", max_length=NOTE, blank=True)
    rated_on = models.DateField("评定日期")
    made_by_label = models.CharField(max_length=120)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "kind", "year", "-whole", "-id"], name="rating_list")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "year", "plain"], name="one_rating_each_year"
            ),
            models.CheckConstraint(
                condition=models.Q(stars__gte=0, stars__lte=5), name="rating_stars"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.business}（{self.year}年）"

    def get_absolute_url(self) -> str:
        return reverse("honours:rating", args=[self.pk])

    @property
    def of_kind(self) -> RatingKind:
        return rating_kinds()[self.kind]
