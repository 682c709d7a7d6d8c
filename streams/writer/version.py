"""Which engine this is, and what becomes of a run that another one wrote: its present is kept, its past closes.

A past is re-executed by the engine that made it or not at all, so an upgrade takes a snapshot before the first new step.
"""

from typing import Final

from django.db import transaction

from streams.models import Run
from streams.writer import lease as leases
from streams.writer import snapshots
from streams.writer.commit import keep_snapshot
from streams.writer.lease import Lease
from streams.writer.stepper import Stepper
from streams.writer.stores import open_store

ENGINE_VERSION: Final = 2
"""Bumped whenever a golden digest changes: older pasts then open at their snapshots only."""


def upgrade_run(run: Run, stepper: Stepper, lease: Lease, *, wall_ms: int) -> None:
    """Keep the present as a snapshot of this engine and let the run go on with it. NotHolder as for a commit.

    stepper: loaded with the run's present.
    """
    with transaction.atomic():
        leases.extend(lease, wall_ms=wall_ms)
        keep_snapshot(
            open_store(), run.pk, stepper.head, snapshots.pack(stepper.state()), engine_version=ENGINE_VERSION
        )
        run.engine_version = ENGINE_VERSION
        run.save(update_fields=["engine_version"])
