"""Jobs: asked for, taken by one worker, followed, ended. Every change compares the state before, so none happens twice.

One job is made at a time, whatever the number of workers: an export reads a whole run, and the town comes first.
"""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from society.errors import TooManyJobs
from society.models import ExportJob, JobFault, JobState
from society.models.exports import LOST_AFTER, OPEN
from society.operations.exports import files
from streams.models import Run, User

OPEN_MAX: Final = 3
"""Jobs of a login that may wait or be made at once."""
SHOWN: Final = 50
_STRANGERS_KEPT: Final = timedelta(days=1)


def ask(*, run: Run, user: User, what: str, file_format: str, language: str, **about: Any) -> ExportJob:
    """Note that somebody wants a file; whoever calls this wakes a worker.   about: `t`, `after`, `with_private`.

    TooManyJobs if she has as many waiting as she may.
    """
    fail_lost()
    if ExportJob.objects.filter(user=user, state__in=OPEN).count() >= OPEN_MAX:
        raise TooManyJobs(f"{OPEN_MAX} exports are waiting or being made already")
    return ExportJob.objects.create(
        run=run, user=user, what=what, format=file_format, language=language, stored=uuid.uuid4().hex, **about
    )


def jobs_of(user: User) -> QuerySet[ExportJob]:
    """Select what a person may see: her own jobs, of whole runs only as an operator; operators see all."""
    rows = ExportJob.objects.select_related("run", "user").defer("run__scenario").order_by("-pk")
    return rows if user.is_operator else rows.filter(user=user).exclude(what="run")


def is_any_waiting() -> bool:
    """Whether a job waits to be made."""
    return ExportJob.objects.filter(state=JobState.QUEUED).exists()


def claim(worker: str) -> ExportJob | None:
    """Take the oldest job that waits; None if there is none, or one is being made."""
    fail_lost()
    if ExportJob.objects.filter(state=JobState.RUNNING).exists():
        return None
    for job in ExportJob.objects.filter(state=JobState.QUEUED).order_by("pk")[:OPEN_MAX]:
        waits = ExportJob.objects.filter(pk=job.pk, state=JobState.QUEUED)
        try:
            with transaction.atomic():
                is_taken = waits.update(state=JobState.RUNNING, worker=worker, seen_wall=timezone.now())
        except IntegrityError:  # another worker took one since we looked
            return None
        if is_taken:
            return ExportJob.objects.select_related("run", "user").get(pk=job.pk)
    return None


def note_progress(job: ExportJob, *, done: int, total: int | None) -> bool:
    """Note how far a job is, and that somebody makes it; whether it is still wanted."""
    return bool(_mine(job).update(done=done, total=total, seen_wall=timezone.now()))


def finish(job: ExportJob, *, done: int, size: int, sha256: str) -> bool:
    """Note that the file is there; whether it is still wanted."""
    ended = {"state": JobState.DONE, "ended_wall": timezone.now()}
    return bool(_mine(job).update(done=done, total=done, size=size, sha256=sha256, **ended))


def fail(job: ExportJob, fault: JobFault) -> None:
    """Note that there will be no file."""
    _mine(job).update(state=JobState.FAILED, fault=fault, ended_wall=timezone.now())


def fail_lost() -> int:
    """Note which jobs nobody makes any more, and delete what they had written; how many."""
    now = timezone.now()
    silent = Q(seen_wall=None) | Q(seen_wall__lt=now - LOST_AFTER)
    lost = list(ExportJob.objects.filter(silent, state=JobState.RUNNING))
    for job in lost:
        fail(job, JobFault.LOST)
        files.remove(path_of(job))
    return len(lost)


def drop(job: ExportJob) -> bool:
    """End a job that is open, which its worker notices within a second; forget another, and delete its file.

    Whether it was open.
    """
    now = timezone.now()
    if ExportJob.objects.filter(pk=job.pk, state__in=OPEN).update(state=JobState.CANCELLED, ended_wall=now):
        return True
    files.remove(path_of(job))
    ExportJob.objects.filter(pk=job.pk).delete()
    return False


def path_of(job: ExportJob) -> Path:
    """Say where a job's file is, or will be."""
    return files.folder() / job.stored


def delete_old() -> int:
    """Delete jobs that ended too long ago, with their files, and files that belong to none; how many jobs."""
    fail_lost()
    kept = timedelta(days=settings.EXPORTS_KEPT_DAYS)
    now = timezone.now()
    old: Sequence[ExportJob] = list(ExportJob.objects.filter(ended_wall__lt=now - kept).order_by("pk")[:1_000])
    for job in old:
        files.remove(path_of(job))
        job.delete()
    # other databases may share the folder: their files are as old before they are strangers to all
    files.remove_strangers(_is_known, before=(now - kept - _STRANGERS_KEPT).timestamp())
    return len(old)


def _is_known(stored: str) -> bool:
    return ExportJob.objects.filter(stored=stored).exists()


def _mine(job: ExportJob) -> QuerySet[ExportJob]:
    return ExportJob.objects.filter(pk=job.pk, state=JobState.RUNNING, worker=job.worker)
