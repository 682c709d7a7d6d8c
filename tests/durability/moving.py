"""An installation on SQLite in a process of its own: `python -m tests.durability.moving WHAT FILE`.

The database is DATABASE_URL's. `found` makes a town, lets it live and writes it; `load` loads a file and lets it live on;
`killed` is killed in the middle of loading, `dies` while it makes an archive in the background; `watched` finds that one
lost, has another made and looks on. Prints JSON.
"""

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "society.settings")
django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from society import export_worker
from society.experiments.founding import found_scenario, with_overrides
from society.experiments.scenario import load_scenario
from society.models import ExportJob
from society.operations.exports import files, jobs
from society.parts import assemble
from streams.kernel.simtime import HOUR_S
from streams.models import Role, Run, RunHead, User
from streams.services.run_files import writing
from streams.services.run_files.loading import load_run_file
from streams.writer.failpoints import arm
from streams.writer.verify import verify_run
from tests.durability.three_days import advance

LIVED_S = 9 * HOUR_S
THERE_S = 10 * HOUR_S
BACK_S = 11 * HOUR_S
"""When the run is written here, there, and how far it comes in the end."""


def found(file: Path) -> dict[str, Any]:
    """Make a town and write it."""
    call_command("migrate", verbosity=0)
    run = found_scenario(with_overrides(load_scenario("willowbrook"), count=12), is_default=True)
    advance(run, LIVED_S)
    with file.open("wb") as there:
        writing.write_run_file(run, there)
    return {"digest": RunHead.objects.get().digest}


def load(file: Path) -> dict[str, Any]:
    """Load what came back, and let it live on."""
    there = Run.objects.count()
    run = load_run_file(file, assemble=assemble, wall_ms=0)
    loaded = RunHead.objects.get(pk=run.pk).digest
    ahead = advance(run, BACK_S)
    return {
        "runs": there,
        "id": run.pk,
        "digest": loaded,
        "ahead": ahead.digest,
        "faults": list(verify_run(run, assemble)),
    }


def killed(file: Path) -> None:
    """Be killed when a dozen tables are written."""
    left = [12]

    def hook(moment: str) -> None:
        left[0] -= moment == "after_first_table"
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)

    arm(hook)
    load_run_file(file, assemble=assemble, wall_ms=0)


def ask() -> ExportJob:
    """Ask for an archive."""
    user, _ = User.objects.get_or_create(email="op@example.org", role=Role.OPERATOR)
    return jobs.ask(run=Run.objects.get(), user=user, what="run", file_format="archive", language="en")


def dies(file: Path) -> None:
    """Be killed when some tables are written."""
    ask()
    usual, left = writing._row_parts, [12]

    def fatal(*arguments: Any) -> Any:
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return usual(*arguments)

    setattr(writing, "_row_parts", fatal)  # noqa: B010  what it stands for is typed
    export_worker.work_off()


def watched(file: Path) -> dict[str, Any]:
    """Find what was lost, have an archive made slowly, and say how far it was now and then."""
    setattr(jobs, "LOST_AFTER", timedelta(0))  # noqa: B010  final but for this
    was_left = len(list(files.folder().iterdir()))
    jobs.fail_lost()
    lost = ExportJob.objects.values_list("state", "fault").get()
    is_left = len(list(files.folder().iterdir()))
    setattr(jobs, "LOST_AFTER", timedelta(seconds=30))  # noqa: B010
    job = ask()
    setattr(export_worker, "BEAT_S", 0.05)  # noqa: B010  final but for this
    usual, seen, is_over = writing._row_parts, [], threading.Event()

    def slowly(*arguments: Any) -> Any:
        for part in usual(*arguments):
            time.sleep(0.02)
            yield part

    def look() -> None:
        while not is_over.wait(0.05):
            seen.append(ExportJob.objects.values_list("state", "done", "total").get(pk=job.pk))
        connection.close()

    setattr(writing, "_row_parts", slowly)  # noqa: B010  what it stands for is typed
    watcher = threading.Thread(target=look)
    watcher.start()
    export_worker.work_off()
    is_over.set()
    watcher.join()
    jobs.path_of(job).replace(file)
    job.refresh_from_db()
    return {"lost": lost, "left": (was_left, is_left), "seen": seen, "state": job.state}


if __name__ == "__main__":
    settings.EXPORTS_DIR = Path(sys.argv[2]).parent / "exports"
    acts: dict[str, Callable[[Path], Any]] = {
        "found": found,
        "load": load,
        "killed": killed,
        "dies": dies,
        "watched": watched,
    }
    print(json.dumps(acts[sys.argv[1]](Path(sys.argv[2]))))
