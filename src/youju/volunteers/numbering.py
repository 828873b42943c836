"""Taking the next number under a head: each once."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import F

from youju.volunteers.models import Series


def take_serial(head: str, root_id: int) -> int:
    """Return the next serial under the head; it is given again when the transaction is undone."""
    while not Series.objects.filter(head=head).update(last=F("last") + 1):
        try:
            with transaction.atomic():
                Series.objects.create(head=head, root_id=root_id)
        except IntegrityError:
            continue  # somebody was quicker
    return Series.objects.values_list("last", flat=True).get(head=head)
