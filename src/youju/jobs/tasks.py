"""The one task in the queue: do a job."""

from django_tasks import task


@task()
def perform_job(job_id: int) -> None:
    """Do the job; its outcome is kept with the job."""
    from youju.jobs.actions import perform  # the actions enqueue this task

    perform(job_id)


def enqueue(job_id: int) -> None:
    """Put a job in the queue."""
    perform_job.enqueue(job_id)
