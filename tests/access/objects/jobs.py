"""Objects of the room jobs: work with a file, started by the staff."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from tests.access.objects import once
from youju.jobs.models import Job


@once
def job(world, own):
    starter = world.staff(own)
    made = Job.objects.create(
        kind="ledgers.import",
        title="导入垃圾清运台账",
        root_id=starter.root_id,
        person_id=starter.person_id,
        unit_id=starter.unit_id,
        role=starter.role,
        payload={},
        state=Job.State.DONE,
        made_at=timezone.now(),
        ended_at=timezone.now(),
        result={"file": default_storage.save("jobs/access.txt", ContentFile(b"1"))},
    )
    return made.pk


OBJECTS = {"job_id": job}
