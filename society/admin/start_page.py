"""The admin's start page: is it alive, does it keep up, what waits, what failed. What cannot be known says why, never 0."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django_celery_beat.models import PeriodicTask

from society.admin.schedule import PURPOSES, period_text
from society.celery import ENGINE_QUEUE, EXPORTS_QUEUE, HOUSEKEEPING_QUEUE
from society.errors import ServiceError
from society.models import FailedTask
from society.operations.queues import queue_lengths
from society.operations.services import require_redis
from society.operations.storage import data_folder, database_facts, disk_free_bytes
from streams.admin.links import moment
from streams.admin.runs import holder_text
from streams.models import Account, Event, Run
from streams.selectors.clock import clock_in
from world.models import Resident

RUNS_SHOWN: Final = 20
LETTERS_SHOWN: Final = 5
LETTERS_COUNTED: Final = 1_000
ENTRIES_SHOWN: Final = 50
_REDIS_WITHIN_S: Final = 1
STATUS_WORDS: Final[Mapping[str, Promise]] = {
    "running": _("Live"),
    "paused": _("Paused"),
    "behind": _("Behind"),
    "stalled": _("Stalled"),
    "ended": _("Ended"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One fact with its name. state: good, bad, or quiet where it says why it is not known."""

    name: str
    text: str
    state: str = "good"


def start_page(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Give the start page what it shows. A bounded number of queries, whatever there is."""
    rows = Run.objects.defer("scenario").select_related("head", "clock", "lease")
    runs = list(rows.order_by("-is_default", "-status", "-pk")[: RUNS_SHOWN + 1])
    letters = list(FailedTask.objects.order_by("-last_wall")[:LETTERS_SHOWN])
    return {
        **context,
        "runs": [_run(run) for run in runs[:RUNS_SHOWN]],
        "has_more_runs": len(runs) > RUNS_SHOWN,
        "queues": _queues(),
        "services": [*_database(), _broker(), _disk()],
        "letters": letters,
        "letter_count": len(FailedTask.objects.values_list("pk")[: LETTERS_COUNTED + 1]),
        "letters_counted": LETTERS_COUNTED,
        "schedule": _schedule(),
    }


def _run(run: Run) -> dict[str, Any]:
    clock = clock_in(run, head=run.head, clock=run.clock, lease=run.lease)
    given = json.loads(run.head.counters)
    is_held = clock.is_driven and run.lease.holder and run.lease.claimed_wall_ms
    return {
        "pk": run.pk,
        "name": run.name,
        "is_default": run.is_default,
        "status": clock.status,
        "word": STATUS_WORDS[clock.status],
        "shown": moment(clock.sim_time),
        "rate": gettext("paused") if clock.is_paused else f"×{clock.rate_milli / 1000:g}",
        "lag": _seconds(clock.lag_ms),
        "slipped": _seconds(clock.slipped_ms),
        "step": _took(run.clock.step_us),
        "commit": _took(run.clock.commit_us),
        "committed": _ago(run.clock.committed_wall_ms),
        "holder": holder_text(run.lease),
        "since": _ago(run.lease.claimed_wall_ms) if is_held else "",
        "is_paused": clock.is_paused,
        "accounts": given.get(Account._meta.db_table, 0),
        "residents": given.get(Resident._meta.db_table, 0),
        "events": given.get(Event._meta.db_table, 0),
    }


def _seconds(sim_ms: int) -> str:
    return gettext("%(seconds)g s") % {"seconds": sim_ms / 1000}


def _took(microseconds: int) -> str:
    if not microseconds:
        return gettext("not measured yet")
    return gettext("%(milliseconds).2f ms") % {"milliseconds": microseconds / 1000}


def _ago(wall_ms: int) -> str:
    """Say how long ago a real moment was; 0 is a moment that was never noted."""
    if not wall_ms:
        return gettext("not noted yet")
    seconds = max(0, time.time_ns() // 1_000_000 - wall_ms) // 1000
    if seconds < 60:
        return ngettext("%(count)d second ago", "%(count)d seconds ago", seconds) % {"count": seconds}
    since = timesince(datetime.fromtimestamp(wall_ms / 1000, tz=UTC), depth=1)
    return gettext("%(span)s ago") % {"span": since}


def _queues() -> list[Figure]:
    if settings.NOTICES_URL is None:
        return [
            Figure(
                name=gettext("Queues"), text=gettext("none: the engine runs embedded, without Celery"), state="quiet"
            )
        ]
    try:
        lengths = queue_lengths(settings.CELERY_BROKER_URL, (ENGINE_QUEUE, HOUSEKEEPING_QUEUE, EXPORTS_QUEUE))
    except ServiceError as error:
        return [Figure(name=gettext("Queues"), text=gettext("not known: %(why)s") % {"why": error}, state="bad")]
    return [
        Figure(name=name, text=ngettext("%(count)d message", "%(count)d messages", count) % {"count": count})
        for name, count in lengths.items()
    ]


def _database() -> list[Figure]:
    facts = database_facts()
    size = gettext("%(size)s in all") % {"size": filesizeformat(facts.size_bytes)}
    return [
        Figure(name=gettext("Database"), text=gettext("%(kind)s answers") % {"kind": facts.kind}),
        Figure(name=gettext("Where"), text=facts.where),
        Figure(name=gettext("Size"), text=size),
    ]


def _broker() -> Figure:
    if settings.NOTICES_URL is None:
        return Figure(name="Redis", text=gettext("not used: one process serves everybody"), state="quiet")
    try:
        require_redis(settings.NOTICES_URL, within_s=_REDIS_WITHIN_S)
    except ServiceError as error:
        return Figure(name="Redis", text=str(error), state="bad")
    return Figure(name="Redis", text=gettext("answers"))


def _disk() -> Figure:
    folder = data_folder()
    name = gettext("Room on this machine's disk") if folder is None else gettext("Room on the data's disk")
    try:
        return Figure(name=name, text=filesizeformat(disk_free_bytes(folder)))
    except OSError as error:
        return Figure(name=name, text=gettext("not known: %(why)s") % {"why": error}, state="bad")


def _schedule() -> list[dict[str, Any]]:
    entries = PeriodicTask.objects.select_related("interval", "crontab", "solar", "clocked").order_by("name")
    return [
        {
            "pk": entry.pk,
            "purpose": PURPOSES.get(entry.task, entry.description or entry.task),
            "name": entry.name,
            "every": period_text(entry),
            "is_on": entry.enabled,
            "last": entry.last_run_at,
        }
        for entry in entries[:ENTRIES_SHOWN]
    ]
