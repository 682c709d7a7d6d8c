"""Forks and replays: an equal past, an equal future without interventions, another with one; tampering is found."""

import pytest

from society.experiments.founding import found_scenario
from society.experiments.scenario import load_scenario
from society.parts import assemble
from streams.errors import DigestMismatch, HistoryLost
from streams.kernel.ids import key_of
from streams.kernel.simtime import DAY_S
from streams.log.read import events_after
from streams.models import Event, Run, RunHead, RunLease, Step
from streams.services.inbox import append_command
from streams.writer.driver import Driver
from streams.writer.fork import fork_run
from streams.writer.past import replay, state_at, step_at
from streams.writer.verify import verify_run
from world.commands import DIRECT, DirectBody
from world.models import ResidentState

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


def advance(run: Run, hours: float) -> RunHead:
    """Drive a run until so many simulated hours after its start."""
    RunLease.objects.filter(run=run).update(expires_wall_ms=0)
    driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)
    driver.advance_until(driver.hold(run), run.start_sim_time + round(hours * 3600))
    driver.release_all()
    return RunHead.objects.get(pk=run.pk)


def fork(run: Run, step: int) -> Run:
    return fork_run(run, step=step, assemble=assemble, name="fork", wall_ms=0)


def test_a_run_can_be_forked_at_its_first_step(town: Run) -> None:
    child = fork(town, 1)

    assert advance(child, 2).digest == advance(town, 2).digest


def test_a_fork_at_a_past_step_has_an_equal_past_and_without_interventions_an_equal_future(town: Run) -> None:
    advance(town, 5)
    moment = town.start_sim_time + 2 * 3600 + 1234
    child = fork(town, step_at(town, moment))

    ahead = advance(town, 8)
    same = advance(child, 8)

    assert (same.digest, same.seq, same.step) == (ahead.digest, ahead.seq, ahead.step)
    assert list(verify_run(child, assemble)) == []
    past = [(event.seq, event.kind, event.actor) for event in events_after(child, 0, limit=10_000)]
    assert past == [(event.seq, event.kind, event.actor) for event in events_after(town, 0, limit=10_000)]


def test_an_intervention_in_a_fork_changes_its_future_and_not_its_parents(town: Run) -> None:
    advance(town, 3)
    child = fork(town, RunHead.objects.get(pk=town.pk).step)

    append_command(child, DIRECT, DirectBody(resident=1, action="sleep", place=1))
    changed = advance(child, 6)

    assert changed.digest != advance(town, 6).digest
    assert list(verify_run(child, assemble)) == []
    assert list(verify_run(town, assemble)) == []


def test_a_fork_of_a_fork_reads_its_past_through_both(town: Run) -> None:
    advance(town, 2)
    child = fork(town, RunHead.objects.get(pk=town.pk).step)
    advance(child, 4)
    grandchild = fork(child, step_at(child, child.start_sim_time + 3600))

    assert advance(grandchild, 4).digest == RunHead.objects.get(pk=child.pk).digest
    assert list(verify_run(grandchild, assemble)) == []


def test_the_state_of_a_past_step_is_what_it_was(town: Run) -> None:
    present = advance(town, 2.5)
    before = state_at(town, present.step, assemble).state()
    advance(town, 5)

    again = state_at(town, present.step, assemble).state()

    assert {name: values.tolist() for name, values in again.items()} == {
        name: values.tolist() for name, values in before.items()
    }


def test_a_whole_run_replays_with_its_commands(town: Run) -> None:
    append_command(town, DIRECT, DirectBody(resident=2, action="rest", place=1))
    advance(town, 2)
    append_command(town, DIRECT, DirectBody(resident=3, action="read", place=2))
    head = advance(town, 4)

    steps = [output.head.step for _, output in replay(town, assemble, from_step=1, to_step=head.step)]

    assert steps == list(range(2, head.step + 1))


def test_a_step_outside_the_history_is_refused(town: Run) -> None:
    with pytest.raises(HistoryLost, match="choose 1 to"):
        fork(town, 10_000)


def test_a_changed_event_is_found(town: Run) -> None:
    head = advance(town, 2)
    Event.objects.filter(pk=key_of(town.pk, head.seq - 3)).update(amount=1_000_000)

    faults = list(verify_run(town, assemble))

    assert any("its rows give" in fault for fault in faults)


def test_a_changed_purse_is_found(town: Run) -> None:
    advance(town, 2)
    ResidentState.objects.filter(pk=key_of(town.pk, 4)).update(money=99_999_999)

    faults = list(verify_run(town, assemble))

    assert any("residents.money" in fault for fault in faults)
    assert any("resident 4: owns 99999999 cents" in fault for fault in faults)


def test_a_removed_event_is_found(town: Run) -> None:
    head = advance(town, 2)
    Event.objects.filter(pk=key_of(town.pk, head.seq - 3)).delete()

    assert list(verify_run(town, assemble)) != []


def test_a_replay_that_differs_from_the_record_stops_with_both_digests(town: Run) -> None:
    head = advance(town, 2)
    last = Step.objects.order_by("-pk").first()
    assert last is not None
    Step.objects.filter(pk=last.pk).update(digest="0" * 32)

    with pytest.raises(DigestMismatch, match="recorded 0000"):
        list(replay(town, assemble, from_step=last.number - 5, to_step=head.step))


@pytest.mark.long
def test_fifty_residents_forked_at_day_three_of_seven_have_an_equal_past_and_future(db: None) -> None:
    run = found_scenario(load_scenario("willowbrook"))
    week = advance(run, 7 * 24)
    child = fork(run, step_at(run, run.start_sim_time + 3 * DAY_S))

    same = advance(child, 7 * 24)

    assert (same.digest, same.seq, same.step) == (week.digest, week.seq, week.step)
    assert list(verify_run(run, assemble)) == []
    assert list(verify_run(child, assemble)) == []


def test_a_run_that_goes_on_while_it_is_audited_is_not_called_faulty(town: Run) -> None:
    advance(town, 2)
    hours = iter([3, 4])

    def go_on(step: int) -> None:
        for hour in hours:
            advance(town, hour)

    assert list(verify_run(town, assemble, on_progress=go_on)) == []
