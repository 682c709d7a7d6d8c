"""What founding a town costs."""

from django.core.management import call_command

from tests.benchmarks.report import Spent
from tests.benchmarks.towns import found_scaled


def seed(*, population: int, step_s: int, is_social: bool) -> dict[str, float]:
    """Make the schema, then found the town; only the second is timed."""
    call_command("migrate", verbosity=0)
    spent = Spent.start()
    run = found_scaled(population, step_s, is_social=is_social)
    return {"run_id": run.pk, "wall_s": spent.stop().wall_s}
