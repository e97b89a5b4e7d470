"""Housekeeping of the request rows and of the job queue itself."""

from datetime import timedelta

from procrastinate.contrib.django import app
from procrastinate.jobs import Job, Status

from . import clock, idempotency, limits
from .jobs import periodic


@periodic("core.forget_old_requests", cron="*/10 * * * *")
def forget_old_requests() -> None:
    idempotency.forget_expired(now=clock.now())
    limits.forget_ended(now=clock.now())


@app.periodic(cron="* * * * * */30")
@app.task(name="core.retry_stalled_jobs", queueing_lock="core.retry_stalled_jobs")
async def retry_stalled_jobs(timestamp: int) -> None:
    """A worker that was killed leaves its jobs as running; give them to another one."""
    for stalled in await app.job_manager.get_stalled_jobs():
        if await _is_waiting_again(stalled):
            # Only one may wait. This one would never run, and by its lock hold the other up.
            await app.job_manager.finish_job(stalled, Status.FAILED, delete_job=True)
        else:
            await app.job_manager.retry_job(stalled)


async def _is_waiting_again(stalled: Job) -> bool:
    """Whether the next run of a regular job is due already."""
    if stalled.queueing_lock is None:
        return False
    waits = await app.job_manager.list_jobs_async(
        status="todo", queueing_lock=stalled.queueing_lock
    )
    return bool(list(waits))


KEPT_FOR = timedelta(days=7)


@app.periodic(cron="17 4 * * *")
@app.task(name="core.forget_old_jobs", queueing_lock="core.forget_old_jobs")
async def forget_old_jobs(timestamp: int) -> None:
    """Failed jobs stay a week for those who look into them."""
    hours = int(KEPT_FOR.total_seconds() // 3600)
    await app.job_manager.delete_old_jobs(nb_hours=hours, include_failed=True)
