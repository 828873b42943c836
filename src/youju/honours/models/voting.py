"""Votes: codes that serve once, ballots that know no code, and the jury's scores."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from youju.honours.models.nominations import Nomination
from youju.honours.models.selections import Selection


class VoteCode(models.Model):
    """What is kept of a code on a slip: its digest, and whether it has served. No time, no ballot."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    selection = models.ForeignKey(Selection, on_delete=models.CASCADE, related_name="codes")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    used = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["selection", "unit", "used"], name="codes_given_out")]

    def __str__(self) -> str:
        return f"{self.selection}：{self.unit_id}"


class Ballot(models.Model):
    """One ballot, without the code it was cast by. `net` stands for the sender's network until the
    selection has ended; it is a keyed hash that belongs to this selection alone."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    selection = models.ForeignKey(Selection, on_delete=models.CASCADE, related_name="cast")
    minute = models.DateTimeField()
    net = models.CharField(max_length=16, blank=True)

    class Meta:
        indexes = [models.Index(fields=["selection", "minute"], name="ballots_by_minute")]

    def __str__(self) -> str:
        return f"{self.selection}：{self.minute}"


class Choice(models.Model):
    """One name on a ballot."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="choices")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ballot", "nomination"], name="one_choice_each")
        ]

    def __str__(self) -> str:
        return f"{self.nomination_id}"


class Score(models.Model):
    """What one juror gave one nominee."""

    PERSONAL: ClassVar[dict[str, str]] = {"juror": "评委姓名"}

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="scores")
    juror = models.CharField("评委", max_length=30)
    points = models.DecimalField("分数", max_digits=5, decimal_places=2)
    by_label = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nomination", "juror"], name="one_score_each"),
            models.CheckConstraint(
                condition=models.Q(points__gte=0, points__lte=100), name="score_in_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomination_id}：{self.points}"
