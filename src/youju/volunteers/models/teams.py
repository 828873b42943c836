"""Teams by function and by unit, with their members."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from youju.volunteers.models.people import Volunteer
from youju.volunteers.rules import teams


class TeamReminder(models.Model):
    """The day a unit without a team was last reminded to set one up."""

    unit = models.OneToOneField("organisations.Unit", on_delete=models.CASCADE, related_name="+")
    on = models.DateField()

    PERSONAL: ClassVar[dict[str, str]] = {}

    def __str__(self) -> str:
        return f"{self.unit_id} {self.on}"


class Team(models.Model):
    """A team of volunteers. `stated` is how many it says it has, before all stand in the register."""

    class Kind(models.TextChoices):
        FUNCTION = teams.TeamKind.FUNCTION, _("功能队")
        UNIT = teams.TeamKind.UNIT, _("单位队")
        PARTY = teams.TeamKind.PARTY, _("党员队")
        HELPERS = teams.TeamKind.HELPERS, _("帮困队")

    class Function(models.TextChoices):
        LAW = teams.Function.LAW, _("政策法律宣传")
        CLEAN = teams.Function.CLEAN, _("环境卫生维护")
        DISPUTES = teams.Function.DISPUTES, _("民事纠纷调解")
        PATROL = teams.Function.PATROL, _("治安巡逻")
        MINORS = teams.Function.MINORS, _("未成年人教育")
        MIND = teams.Function.MIND, _("心理减压疏导")
        CULTURE = teams.Function.CULTURE, _("文化娱乐健身")
        CARE = teams.Function.CARE, _("老弱帮扶")
        POWER = teams.Function.POWER, _("电力服务")
        MEDICINE = teams.Function.MEDICINE, _("医疗服务")
        TAX = teams.Function.TAX, _("税收服务")
        LABOUR = teams.Function.LABOUR, _("劳动维权")
        CONSUMER = teams.Function.CONSUMER, _("消费维权")
        TRAFFIC = teams.Function.TRAFFIC, _("文明劝导")
        OTHER = teams.Function.OTHER, _("其他")

    PERSONAL: ClassVar[dict[str, str]] = {"leader": "姓名"}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("队伍", max_length=60)
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    function = models.CharField("功能", max_length=10, choices=Function.choices)
    leader = models.CharField("队长", max_length=30, blank=True)
    phone = models.CharField("联系电话", max_length=30, blank=True)
    stated = models.IntegerField("队员人数", null=True)
    since = models.DateField("成立")
    until = models.DateField("解散", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(until=None), name="one_volunteer_team"
            )
        ]

    def __str__(self) -> str:
        return self.name


class TeamMember(models.Model):
    """A volunteer in a team, from–to."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="members")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="teams")
    leads = models.BooleanField("队长", default=False)
    since = models.DateField("起")
    until = models.DateField("止", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "volunteer"], condition=Q(until=None), name="once_in_a_team"
            )
        ]
