"""What an operator changes of somebody: from the next step on for rules and pages, never for what was before."""

import pytest

from society.parts import assemble
from streams.models import Event, Run
from streams.writer.verify import verify_run
from tests.control import place_of
from tests.world.people.operated import refused, said, steps, tell
from world.events import WorldEvent
from world.models import Employment, HomeChange, PersonaChange, Resident
from world.selectors.moments import moment_of, present
from world.selectors.residents import resident_view

pytestmark = pytest.mark.django_db
WHO = 3


def test_persona_home_and_words_are_changed_and_the_past_stays(run: Run) -> None:
    before = Resident.objects.numbered(run.pk, WHO).get()
    home = (
        place_of(run, "poplar_court") if before.home != place_of(run, "poplar_court") else place_of(run, "river_view")
    )
    changed = tell(
        run, "edit_agent", resident=WHO, age=before.age + 1, openness=99, gender="other", home=home, traits="quite new"
    )
    then = run.start_sim_time + 4 * run.step_s

    steps(run, 3)

    said(changed)
    now, past = resident_view(present(run), WHO), resident_view(moment_of(run, then), WHO)
    assert now is not None
    assert past is not None
    assert (now.age, now.personality["openness"], now.gender, now.home.number) == (before.age + 1, 99, "other", home)
    assert (past.age, past.personality["openness"], past.home.number) == (before.age, before.openness, before.home)
    assert Resident.objects.numbered(run.pk, WHO).get().agent.traits == "quite new"
    assert PersonaChange.objects.of(run.pk).get().columns_before["age"] == before.age
    assert HomeChange.objects.of(run.pk).get().home_before == before.home
    event = Event.objects.of(run.pk).get(kind=WorldEvent.AGENT_CHANGED)
    said_then = event.payload or ""
    assert (event.actor, "quite new" in said_then, '"words":["traits"]' in said_then) == (WHO, False, True)
    assert list(verify_run(run, assemble)) == []


def test_work_is_given_and_taken(run: Run) -> None:
    hospital = place_of(run, "willowbrook_hospital")
    given = tell(run, "edit_agent", resident=WHO, occupation="nurse", age=40)
    steps(run, 2)
    at_work = resident_view(present(run), WHO)
    taken = tell(run, "edit_agent", resident=WHO, workplace=0)
    steps(run, 2)
    without = resident_view(present(run), WHO)

    said(given), said(taken)
    assert at_work is not None
    assert without is not None
    assert at_work.workplace is not None
    assert (at_work.occupation, at_work.workplace.number) == ("nurse", hospital)
    assert (without.occupation, without.workplace) == ("unemployed", None)
    assert Employment.objects.of(run.pk).filter(resident=WHO).count() == 2
    steps(run, 60)
    assert list(verify_run(run, assemble)) == []


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"resident": 99, "age": 30}, "agent_not_found"),
        ({"home": 9_999}, "location_not_found"),
        ({"home": 9}, "not_a_home"),
        ({"occupation": "doctor", "age": 20}, "age_does_not_fit"),
        ({"occupation": "retired", "workplace": 9}, "no_open_post"),
    ],
)
def test_a_refusal_changes_nothing(body: dict[str, object], reason: str, run: Run) -> None:
    command = tell(run, "edit_agent", **({"resident": WHO} | body))

    steps(run)

    assert refused(command) == reason
    assert not PersonaChange.objects.of(run.pk).exists()
    assert not Event.objects.of(run.pk).filter(kind=WorldEvent.AGENT_CHANGED).exists()


def test_what_is_so_already_is_no_change(run: Run) -> None:
    age = Resident.objects.numbered(run.pk, WHO).get().age
    command = tell(run, "edit_agent", resident=WHO, age=age)

    steps(run)

    assert refused(command) == "changes_nothing"
