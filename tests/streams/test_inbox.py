"""The door of a run: one key, one command, whatever the run has become in the meantime."""

import pytest

from streams.models import Inbox, Run, RunStatus, User
from streams.services.inbox import RunEndedError, append_command
from streams.writer.clock_part import END_RUN, PAUSE, Nothing
from streams.writer.runs import make_run
from streams.writer.stepper import Head

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


@pytest.fixture
def run(db: None) -> Run:
    """A run without a town, that nobody drives."""
    head = Head(step=0, sim_time=0, digest="0" * 32, counters={})
    return make_run(
        rate_milli=1_000,
        wall_ms=0,
        head=head,
        name="bare",
        seed=1,
        scenario="{}",
        language="en",
        step_s=20,
        start_sim_time=0,
        engine_version=1,
    )


@pytest.fixture
def operator(db: None) -> User:
    return User.objects.create_user("operator@example.org")


def test_the_same_key_of_the_same_person_is_one_command(run: Run, operator: User) -> None:
    first = append_command(run, PAUSE, Nothing(), user=operator, idempotency_key="a")

    again = append_command(run, PAUSE, Nothing(), user=operator, idempotency_key="a")

    assert again == first
    assert Inbox.objects.count() == 1


def test_the_same_key_of_another_person_is_another_command(run: Run, operator: User) -> None:
    other = User.objects.create_user("other@example.org")

    append_command(run, PAUSE, Nothing(), user=operator, idempotency_key="a")
    append_command(run, PAUSE, Nothing(), user=other, idempotency_key="a")

    assert Inbox.objects.count() == 2


def test_a_retry_after_the_run_ended_gives_the_first_receipt(run: Run, operator: User) -> None:
    first = append_command(run, END_RUN, Nothing(), user=operator, idempotency_key="a")
    run.status = RunStatus.ENDED

    again = append_command(run, END_RUN, Nothing(), user=operator, idempotency_key="a")

    assert again == first
    with pytest.raises(RunEndedError):
        append_command(run, END_RUN, Nothing(), user=operator, idempotency_key="b")


def test_a_key_without_a_person_is_refused_because_nothing_could_tell_a_repetition(run: Run) -> None:
    with pytest.raises(ValueError, match="belongs to a person"):
        append_command(run, PAUSE, Nothing(), idempotency_key="a")

    assert not Inbox.objects.exists()
