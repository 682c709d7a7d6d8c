"""The page "Downloads": what a run holds as files, at once or made in the background, and how far those are."""

from collections.abc import Sequence
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from society.api.exports import parquet
from society.api.exports.kinds import KINDS, RUN
from society.errors import TooManyJobs
from society.identity.limits import EXPORTS, take
from society.models import ExportJob, JobFault, JobState
from society.operations.exports import dispatch, jobs
from society.views.frame import Frame, frame_of, reader
from society.views.open import readable
from streams.models import Run, User

_TITLES: Final[dict[str, Promise]] = {
    "agents": _("Residents"),
    "conversations": _("Talks"),
    "social-network": _("Who knows whom"),
    "events": _("The record"),
    RUN: _("The whole run"),
}
_FORMATS: Final[dict[str, str | Promise]] = {
    "csv": "CSV",
    "json": "JSON",
    "jsonl": "JSON lines",
    "graphml": "GraphML",
    "parquet": "Parquet",
    "archive": _("archive"),
}
JOBS_SHOWN: Final = 10
_REFRESH_S: Final = 3


@never_cache
@readable
def downloads(request: HttpRequest, run_id: int) -> HttpResponse:
    """List what there is, and the files that the reader has asked for."""
    frame = frame_of(request, run_id, with_state=False)
    shown = _jobs(frame)
    context = {
        "view": "downloads",
        "kinds": [_kind(what) for what in _offered(frame.user)],
        "jobs": shown,
        "kept_days": settings.EXPORTS_KEPT_DAYS,
        "refresh_s": _REFRESH_S if any(job["is_open"] for job in shown) else 0,
        "has_parquet": parquet.is_there(),
    }
    return render(request, "society/downloads.html", frame.context() | context)


@require_POST
def ask(request: HttpRequest, run_id: int) -> HttpResponse:
    """Have a file made in the background."""
    run, user = get_object_or_404(Run, pk=run_id), reader(request)
    if user is None:
        return redirect_to_login(reverse("downloads", args=[run_id]), reverse("sign_in"))
    what, file_format = request.POST.get("what", ""), request.POST.get("format", "")
    if what == RUN and not user.is_operator:
        raise PermissionDenied("only operators take a whole run with them")
    if file_format not in _formats(what):
        messages.error(request, _("There is no such file. Choose one of those below."))
        return redirect("downloads", run_id)
    wait_s = take(EXPORTS, f"login {user.pk}")
    if wait_s is not None:
        said = _("You have asked for as many files as one may in an hour. Come again in %(minutes)d minutes.")
        messages.error(request, said % {"minutes": -(-wait_s // 60)})
        return redirect("downloads", run_id)
    try:
        language = translation.get_language() or ""
        jobs.ask(
            run=run,
            user=user,
            what=what,
            file_format=file_format,
            language=language,
            with_private=user.is_operator,
        )
    except TooManyJobs:
        messages.error(request, _("As many files of yours as may are being made already. Wait for one, or cancel it."))
        return redirect("downloads", run_id)
    dispatch.wake()
    messages.success(request, _("The file is being made. It will stand below; you need not wait here."))
    return redirect("downloads", run_id)


@require_POST
def drop(request: HttpRequest, run_id: int, job_id: int) -> HttpResponse:
    """Cancel a job, or delete its file."""
    user = reader(request)
    if user is None:
        return redirect_to_login(reverse("downloads", args=[run_id]), reverse("sign_in"))
    job = get_object_or_404(jobs.jobs_of(user), pk=job_id, run_id=run_id)
    was_open = jobs.drop(job)
    messages.success(request, _("It was cancelled.") if was_open else _("The file was deleted."))
    return redirect("downloads", run_id)


def _offered(user: User | None) -> list[str]:
    """List what a reader may have."""
    return [*KINDS, RUN] if user is not None and user.is_operator else list(KINDS)


def _formats(what: str) -> Sequence[str]:
    """List the formats that can be written here."""
    if what == RUN:
        return ("archive",)
    wanted = KINDS[what].formats if what in KINDS else ()
    return [name for name in wanted if name != "parquet" or parquet.is_there()]


def _kind(what: str) -> dict[str, Any]:
    address = reverse(f"api:export_{what.replace('-', '_')}")
    return {
        "what": what,
        "title": _TITLES[what],
        "address": address,
        "formats": [{"name": name, "title": _FORMATS[name]} for name in _formats(what)],
    }


def _jobs(frame: Frame) -> list[dict[str, Any]]:
    """Say of the reader's own newest files of this run how far they are. One query."""
    if frame.user is None:
        return []
    found = jobs.jobs_of(frame.user).filter(run=frame.run, user=frame.user)[:JOBS_SHOWN]
    return [_job(job) for job in found]


def _job(job: ExportJob) -> dict[str, Any]:
    is_lost = job.is_lost(timezone.now())
    state = JobState.FAILED if is_lost else JobState(job.state)
    fault = JobFault.LOST if is_lost else job.fault
    return {
        "job": job,
        "title": _TITLES[job.what],
        "format": _FORMATS[job.format],
        "state": state.value,
        "word": state.label,
        "is_open": job.is_open,
        "why": JobFault(fault).label if fault else "",
        # a count that is about right may be passed
        "share": min(99, 100 * job.done // job.total) if job.total else None,
    }
