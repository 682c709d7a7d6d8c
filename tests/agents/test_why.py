"""Why did she do that: each decision of a small run can be explained, and no other's."""

from agents.selectors.profiles import number_of_handle, profile_of
from agents.selectors.why import why
from streams.kernel.ids import key_of
from streams.models import Event
from tests.lived_town import LivedTown
from world.events import WorldEvent
from world.selectors.moments import moment_of, present
from world.selectors.timeline import timeline


def test_a_decision_shows_what_was_weighed_best_first(lived_town: LivedTown) -> None:
    moment = present(lived_town.run)
    span = timeline(moment, 5, since=0, limit=1)[0]

    found = why(moment, 5, span.seq)

    assert found is not None
    assert (found.action, found.chosen_place, found.reason) == (span.action, span.place, span.reason)
    weights = [option.weight for option in found.options]
    assert weights == sorted(weights, reverse=True)
    assert 1 <= len(weights) <= 4


def test_most_decisions_took_an_option_that_was_weighed(lived_town: LivedTown) -> None:
    moment = present(lived_town.run)
    spans = timeline(moment, 5, since=0)[:-1]  # the oldest is what she was born into

    explained = [why(moment, 5, span.seq) for span in spans]

    chosen = [any(option.is_chosen for option in found.options) for found in explained if found]
    assert len(chosen) == len(spans)
    assert sum(chosen) >= len(spans) - 1


def test_a_decision_of_somebody_else_is_not_explained(lived_town: LivedTown) -> None:
    moment = present(lived_town.run)
    span = timeline(moment, 5, since=0, limit=1)[0]

    assert why(moment, 6, span.seq) is None


def test_what_is_no_decision_has_no_why(lived_town: LivedTown) -> None:
    first = Event.objects.get(pk=key_of(lived_town.run.pk, 5))

    assert first.kind == WorldEvent.AGENT_CREATED
    assert why(present(lived_town.run), first.actor, first.seq) is None


def test_a_past_moment_explains_nothing_later(lived_town: LivedTown) -> None:
    span = timeline(present(lived_town.run), 5, since=0, limit=1)[0]

    assert span.since > lived_town.then
    assert why(moment_of(lived_town.run, lived_town.then), 5, span.seq) is None


def test_a_profile_is_found_by_number_and_the_number_by_handle(lived_town: LivedTown) -> None:
    moment = present(lived_town.run)
    view = lived_town.residents_then[4]

    profile = profile_of(moment, view.number)

    assert profile is not None
    assert profile.backstory
    assert number_of_handle(moment, view.handle) == view.number
    assert profile_of(moment, 51) is None
    assert number_of_handle(moment, "nobody") is None
