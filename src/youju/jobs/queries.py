"""Reading jobs: each belongs to the membership that started it."""

from __future__ import annotations

from typing import Protocol

from django.db.models import QuerySet

from youju.jobs.models import Job
from youju.kernel.refusal import Forbidden, Missing

__all__ = ["Job", "is_waiting", "job_for", "jobs_of"]


class Owner(Protocol):
    """A membership, as far as this room needs it."""

    @property
    def person_id(self) -> int | None: ...
    @property
    def unit_id(self) -> int | None: ...
    @property
    def role(self) -> str: ...


def jobs_of(member: Owner | None) -> QuerySet[Job]:
    """Return the member's jobs, newest first."""
    if member is None:
        raise Forbidden("请先登录")
    return Job.objects.filter(
        person_id=member.person_id, unit_id=member.unit_id, role=member.role
    ).order_by("-made_at", "-id")


def job_for(member: Owner | None, job_id: int) -> Job:
    """Return one of the member's jobs. Raises Missing for anybody else's."""
    job = jobs_of(member).filter(pk=job_id).first()
    if job is None:
        raise Missing("没有这项后台任务，或者不是您发起的")
    return job


def is_waiting(kind: str) -> bool:
    """Return whether a job of this kind is queued and not begun, whoever started it."""
    return Job.objects.filter(kind=kind, state=Job.State.WAITING).exists()
