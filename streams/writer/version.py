"""Which engine this is, and what becomes of a run that another one wrote: its present is kept, its past closes.

A past is re-executed by the engine that made it or not at all, so an upgrade takes a snapshot before the first new step.
"""

from collections.abc import Callable
from typing import Final

from django.db import transaction

from streams.models import Run
from streams.writer import lease as leases
from streams.writer import snapshots
from streams.writer.commit import keep_snapshot
from streams.writer.lease import Lease
from streams.writer.stepper import Stepper
from streams.writer.stores import open_store

ENGINE_VERSION: Final = 3
"""Bumped whenever a golden digest changes: older pasts then open at their snapshots only."""


def upgrade_run(run: Run, stepper: Stepper, lease: Lease, *, now_ms: Callable[[], int]) -> None:
    """Keep the present as a snapshot of this engine and let the run go on with it. NotHolder as for a commit.

    stepper: loaded with the run's present.   now_ms: wall milliseconds.
    """
    # before the transaction: a large state takes seconds, and the server ends a transaction that says nothing meanwhile
    packed = snapshots.pack(stepper.state())
    with transaction.atomic():
        leases.extend(lease, wall_ms=now_ms())
        keep_snapshot(open_store(), run.pk, stepper.head, packed, engine_version=ENGINE_VERSION)
        run.engine_version = ENGINE_VERSION
        run.save(update_fields=["engine_version"])
