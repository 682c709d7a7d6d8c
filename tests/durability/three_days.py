"""Three days of twelve residents, the first two of which may be sealed: what tests of the archive look back on."""

from society.experiments.founding import found_scenario, with_overrides
from society.experiments.scenario import load_scenario
from society.parts import assemble
from streams.kernel.simtime import DAY_S, HOUR_S
from streams.models import Run, RunHead, RunLease
from streams.writer.driver import Driver


def three_days() -> Run:
    """Found the town and let it live until noon of the third day."""
    run = found_scenario(with_overrides(load_scenario("willowbrook"), count=12), is_default=True)
    advance(run, 2 * DAY_S + 12 * HOUR_S)
    return run


def advance(run: Run, until: int) -> RunHead:
    """Let a run live on to a moment, whoever held it before."""
    RunLease.objects.filter(run=run).update(expires_wall_ms=0)
    driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)
    driver.advance_until(driver.hold(run), until)
    driver.release_all()
    return RunHead.objects.get(pk=run.pk)
