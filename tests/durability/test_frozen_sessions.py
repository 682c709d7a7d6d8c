"""A session that keeps a lease locked and says nothing: a claim does not wait for it, and ends it when the lease is over."""

import time
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from streams.models import Run, RunLease
from streams.writer.lease import FROZEN_AFTER_S, LEASE_MS, claim
from tests.durability.engines import wait_until

pytestmark = [
    pytest.mark.services,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"), reason="about PostgreSQL's sessions"
    ),
]

NOW_MS = 1_000_000_000
EXTEND = "UPDATE streams_runlease SET expires_wall_ms = expires_wall_ms + 1"
Session = psycopg.Connection[tuple[object, ...]]


@pytest.fixture
def holder(town: Run) -> Iterator[Session]:
    """Hold the town's lease by a session that is in the middle of a commit."""
    RunLease.objects.update(holder="frozen", epoch=7, expires_wall_ms=NOW_MS)
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}) as session:
        session.execute(EXTEND)
        yield session
        if session.closed:
            return
        session.rollback()


def claim_at(town: Run, wall_ms: int) -> bool:
    return claim(town.pk, holder="another", wall_ms=wall_ms) is not None


def is_ended(session: Session) -> bool:
    try:
        session.execute("SELECT 1")
    except psycopg.OperationalError:
        return True
    return False


def test_a_claim_never_waits_for_a_holder_in_the_middle_of_a_commit(town: Run, holder: Session) -> None:
    began_s = time.monotonic()

    assert not claim_at(town, NOW_MS + 1)

    assert time.monotonic() - began_s < 1
    assert not is_ended(holder)


def test_a_session_that_is_silent_in_a_transaction_is_ended_after_the_lease(town: Run, holder: Session) -> None:
    time.sleep(FROZEN_AFTER_S + 0.2)

    assert not claim_at(town, NOW_MS + 1)
    wait_until(lambda: claim_at(town, NOW_MS + 1), within_s=20)

    assert is_ended(holder)
    assert RunLease.objects.get(run=town).epoch == 8


def test_a_session_that_is_silent_within_a_copy_is_ended_after_the_lease(town: Run, holder: Session) -> None:
    holder.execute("CREATE TEMPORARY TABLE rows (number integer)")
    with (  # noqa: PT012  where in it the session's end is noticed is the client's affair
        pytest.raises(psycopg.OperationalError),
        holder.cursor() as cursor,
        cursor.copy("COPY rows FROM STDIN") as copy,
    ):
        copy.write_row([1])
        time.sleep(FROZEN_AFTER_S + 0.2)

        assert not claim_at(town, NOW_MS + 1)
        wait_until(lambda: claim_at(town, NOW_MS + 1), within_s=20)


def test_a_silent_session_whose_lease_has_not_run_out_is_left_alone(town: Run, holder: Session) -> None:
    time.sleep(FROZEN_AFTER_S + 0.2)

    assert not claim_at(town, NOW_MS - LEASE_MS // 2)

    assert not is_ended(holder)


def test_a_holder_whose_commit_is_slow_but_who_works_is_left_alone(town: Run, holder: Session) -> None:
    holder.execute("SELECT pg_sleep(%s)", [FROZEN_AFTER_S + 0.5])

    assert not claim_at(town, NOW_MS + 1)

    assert not is_ended(holder)
