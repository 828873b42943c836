"""Pages of background work."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.jobs import queries
from youju.kernel.refusal import Missing
from youju.ui.lists import keyset_page


def _member(request: HttpRequest) -> Any:
    return getattr(request, "member", None)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The member's background work, newest first."""
    page = keyset_page(queries.jobs_of(_member(request)), request, ["-made_at"])
    return render(request, "jobs/index.html", {"page": page, "page_title": _("后台任务")})


@require_GET
def detail(request: HttpRequest, job_id: int) -> HttpResponse:
    """One job: a whole page, or for htmx the progress alone."""
    job = queries.job_for(_member(request), job_id)
    link = reverse("jobs:file", args=[job.pk]) if job.file else job.result.get("url", "")
    context = {"job": job, "link": link, "page_title": job.title}
    part = "HX-Request" in request.headers
    return render(request, "jobs/_progress.html" if part else "jobs/detail.html", context)


@require_GET
def download(request: HttpRequest, job_id: int) -> FileResponse:
    """The file a job made. Each download is in the log."""
    member = _member(request)
    job = queries.job_for(member, job_id)
    if not job.file or not default_storage.exists(job.file):
        raise Missing(_("这项任务没有可下载的文件，或者文件已过保存期，请重新发起"))
    record(
        "jobs.download",
        Outcome.EXPORTED,
        actor=member,
        now=timezone.now(),
        kind="jobs.job",
        subject_id=job.pk,
        title=job.title,
    )
    name = str(job.result.get("file_name") or job.file.rsplit("/", 1)[-1])
    return FileResponse(default_storage.open(job.file), as_attachment=True, filename=name)
