"""The filters of the log."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from youju.audit.queries import Entry, Outcome
from youju.audit.registry import ACTS


class LogFilter(forms.Form):
    """Who, what, on what, with what outcome, when. Every field may be left empty."""

    who = forms.CharField(label=_("何人"), max_length=60, required=False)
    act = forms.CharField(label=_("何事"), max_length=80, required=False)
    subject = forms.CharField(label=_("对象编号"), max_length=60, required=False)
    outcome = forms.ChoiceField(
        label=_("结果"), choices=[("", _("全部")), *Outcome.choices], required=False
    )
    since = forms.DateField(label=_("从"), required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label=_("到"), required=False, widget=forms.DateInput({"type": "date"}))

    def narrow(self, log: QuerySet[Entry]) -> QuerySet[Entry]:
        """Return the entries that pass the filters; a field that makes no sense filters nothing."""
        asked: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        if who := asked.get("who"):
            log = log.filter(actor_label__icontains=who)
        if act := asked.get("act"):
            named = [code for code, label in ACTS.items() if act in label]
            log = log.filter(Q(act__icontains=act) | Q(act__in=named))
        if subject := asked.get("subject"):
            log = log.filter(subject_id=subject)
        if outcome := asked.get("outcome"):
            log = log.filter(outcome=outcome)
        if since := asked.get("since"):
            log = log.filter(at__gte=timezone.make_aware(datetime.combine(since, time.min)))
        if until := asked.get("until"):
            end = datetime.combine(until + timedelta(1), time.min)
            log = log.filter(at__lt=timezone.make_aware(end))
        return log
