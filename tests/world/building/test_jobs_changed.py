"""Operators change the jobs of a place: who has one that is taken away loses the work, and what is new is found."""

import pytest

from society.parts import assemble
from streams.models import Run, RunHead
from streams.writer.past import state_at
from tests.control import advance, events, found_town, place_of
from tests.world.building.test_map_changes import A_STEP, MONDAY, SATURDAY, ask, faults
from world.economy.employment import Cause
from world.events import WorldEvent
from world.models import Employment, Place, PlaceChange, Resident
from world.selectors.jobs import JobView, jobs_of
from world.selectors.map import places_at
from world.selectors.moments import moment_of, present

pytestmark = pytest.mark.django_db
CUP = "corner_cup"


def jobs(run: Run, sim_time: int | None = None) -> list[JobView]:
    """List the jobs of the cafe, at a moment or now."""
    moment = present(run) if sim_time is None else moment_of(run, sim_time)
    place = place_of(run, CUP)
    return jobs_of(moment, places_at(moment, [place])[place])


def body(view: JobView, **changed: object) -> dict[str, object]:
    job = {"occupation": view.occupation, "count": view.count, "shift": view.shift, "days": view.days}
    return job | ({} if view.wage_cents is None else {"wage_per_hour": view.wage_cents}) | changed


def staff(run: Run, trade: str) -> set[int]:
    people = Resident.objects.of(run.pk).filter(workplace=place_of(run, CUP))
    return {person.number for person in people if person.occupation_name == trade}


def test_who_has_a_job_that_is_taken_away_is_laid_off_at_once_and_the_others_stay() -> None:
    run = advance(found_town(start=MONDAY), 0.5)
    before, waiters = jobs(run), staff(run, "waiter")
    kept = [body(view) for view in before if view.occupation != "waiter"]
    assert waiters, "somebody waits there"

    assert ask(run, "edit_place", place=place_of(run, CUP), jobs=kept) == "applied"
    advance(run, 1)

    lost = Employment.objects.of(run.pk).filter(workplace_before=place_of(run, CUP))
    assert {(row.resident, row.cause) for row in lost} == {(number, Cause.LAID_OFF) for number in waiters}
    assert {event.actor for event in events(run, WorldEvent.LAID_OFF)} == waiters
    assert "waiter" not in {view.occupation for view in jobs(run)}
    assert jobs(run, run.start_sim_time) == before
    assert PlaceChange.objects.of(run.pk).get().kind == PlaceChange.Kind.EDITED
    assert faults(run) == []
    step = RunHead.objects.get(pk=run.pk).step
    assert state_at(run, step, assemble).head.digest == RunHead.objects.get(pk=run.pk).digest


def test_more_jobs_at_another_wage_cost_nobody_the_work() -> None:
    run = found_town(start=SATURDAY)
    more = [body(view, count=view.count + 1, wage_per_hour="40.00") for view in jobs(run)]

    assert ask(run, "edit_place", place=place_of(run, CUP), jobs=more) == "applied"
    advance(run, A_STEP)

    assert {view.wage_cents for view in jobs(run)} == {4_000}
    assert not Employment.objects.of(run.pk).filter(workplace_before=place_of(run, CUP)).exists()
    assert faults(run) == []


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, "changes_nothing"),
        ({"occupation": "doctor"}, "job_does_not_fit"),
        ({"shift": "01:00-05:00"}, "job_does_not_fit"),
        ({"count": 900}, "job_does_not_fit"),
    ],
)
def test_jobs_that_do_not_fit_are_refused(changed: dict[str, object], reason: str) -> None:
    run = found_town(start=SATURDAY)
    first, *others = jobs(run)

    wanted = [body(first, **changed), *map(body, others)]

    assert ask(run, "edit_place", place=place_of(run, CUP), jobs=wanted) == reason
    assert not PlaceChange.objects.of(run.pk).exists()
    assert Place.objects.numbered(run.pk, place_of(run, CUP)).get().spec == ""
