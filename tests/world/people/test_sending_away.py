"""Whom an operator sends away: gone as soon as she is in no talk, with the reason, and told nothing more until then."""

import pytest

from society.parts import assemble
from streams.models import Event, Run
from streams.writer.verify import verify_run
from tests.world.people.operated import pair_together, refused, said, steps, tell
from world.events import WorldEvent
from world.models import Move, MoveReason, Removal, Talk
from world.selectors.moments import present
from world.selectors.population import last_move
from world.selectors.residents import resident_view

pytestmark = pytest.mark.django_db
WHO = 3


def test_she_leaves_and_the_reason_is_kept(run: Run) -> None:
    command = tell(run, "remove_agent", resident=WHO, reason="The bridge is needed elsewhere.")

    steps(run, 3)

    assert said(command)["has_left"]
    assert resident_view(present(run), WHO) is None
    move = Move.objects.of(run.pk).get()
    assert (move.resident, move.reason) == (WHO, MoveReason.SENT_AWAY)
    assert Removal.objects.of(run.pk).get().text == "The bridge is needed elsewhere."
    kinds = Event.objects.of(run.pk).filter(actor=WHO, kind__in=(WorldEvent.AGENT_REMOVED, WorldEvent.AGENT_DEPARTED))
    assert [event.kind for event in kinds.order_by("pk")] == [WorldEvent.AGENT_REMOVED, WorldEvent.AGENT_DEPARTED]
    steps(run, 120)
    assert list(verify_run(run, assemble)) == []


def test_the_page_of_the_moved_tells_the_words(run: Run) -> None:
    tell(run, "remove_agent", resident=WHO, reason="The bridge is needed elsewhere.")
    steps(run, 2)

    move = last_move(present(run), WHO)

    assert move is not None
    assert (move.reason, move.text) == ("sent_away", "The bridge is needed elsewhere.")


def test_nobody_is_told_anything_who_is_gone_or_going(run: Run) -> None:
    tell(run, "remove_agent", resident=WHO, reason="x")
    twice = tell(run, "remove_agent", resident=WHO, reason="x")
    order = tell(run, "direct", resident=WHO, action="rest", far=True)
    change = tell(run, "edit_agent", resident=WHO, openness=1)
    steps(run, 2)
    later = tell(run, "direct", resident=WHO, action="rest", far=True)
    steps(run)

    assert [refused(command) for command in (twice, order, change)] == ["is_leaving"] * 3
    assert refused(later) == "agent_not_found"


def test_a_talk_is_broken_off_first(saturday: Run) -> None:
    run = saturday
    one, other = pair_together(run)
    tell(run, "direct", resident=one, action="talk", other=other, far=True)
    steps(run, 2)
    talk = Talk.objects.of(run.pk).get(ended_step=0, one=one)
    command = tell(run, "remove_agent", resident=talk.other, reason="x")

    steps(run)
    first = said(command)["has_left"]
    steps(run, 3)

    assert not first
    assert resident_view(present(run), talk.other) is None
    assert Talk.objects.get(pk=talk.pk).ended_step > 0
    assert list(verify_run(run, assemble)) == []


def test_the_last_one_stays(run: Run) -> None:
    commands = [tell(run, "remove_agent", resident=number, reason="x") for number in range(1, 17)]

    steps(run, 3)

    assert [refused(command) for command in commands] == [""] * 15 + ["last_resident"]
    assert present(run).living_count == 1
    assert list(verify_run(run, assemble)) == []
