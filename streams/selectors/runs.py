"""Which runs there are, and which one is meant."""

from collections.abc import Sequence

from streams.models import Run


def find_run(run_id: int | None) -> Run | None:
    """Find a run by id, without one the default run; None if there is no such run. One query."""
    return Run.objects.default() if run_id is None else Run.objects.filter(pk=run_id).first()


def list_runs(*, skip: int, limit: int) -> tuple[int, Sequence[Run]]:
    """List runs with what stands beside them, the newest first: (how many there are, one page). Two queries."""
    rows = Run.objects.order_by("-pk").select_related("head", "clock", "lease")
    return Run.objects.count(), list(rows[skip : skip + limit])
