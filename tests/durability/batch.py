"""The only run of a database, advanced as a batch to a moment: `python -m tests.durability.batch SIM_TIME`.

The database is DATABASE_URL's. Prints one JSON object: step, time, digest, and a hash of every table. With the moment
that a run has reached it only looks.
"""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "society.settings")
django.setup()

from society.parts import assemble
from streams.models import Run, RunHead, RunLease
from streams.writer.driver import Driver
from tests.durability.play import hashes


def advance(sim_time: int) -> None:
    """Hold the run, whoever held it, and advance it."""
    RunLease.objects.update(holder="", expires_wall_ms=0)
    driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)
    driver.advance_until(driver.hold(Run.objects.get()), sim_time)
    driver.release_all()


def main(sim_time: str) -> None:
    """Advance and print."""
    advance(int(sim_time))
    head = RunHead.objects.get()
    print(json.dumps({"step": head.step, "sim_time": head.sim_time, "digest": head.digest, "tables": hashes()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
