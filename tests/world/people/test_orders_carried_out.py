"""What residents are ordered, they do: however far it is, wherever it can be done, with whom they are told, in plain words."""

from typing import Any

import pytest

from society.parts import assemble
from streams.models import Event, Run
from streams.services.inbox import append_command
from streams.writer.verify import verify_run
from tests.control import place_of
from tests.world.people.operated import pair_together, refused, said, steps, tell
from world.actions import Action
from world.commands import DIRECT, DirectBody
from world.contract import Reason
from world.events import WorldEvent
from world.models import Resident, ResidentState, Talk
from world.people.ordering import order_of_words
from world.selectors.moments import present

pytestmark = pytest.mark.django_db
WHO = 3
FAR = ("willow_park", "riverside_garden", "corner_cup", "brook_museum", "meadow_ground", "quayside_market")


def doing(run: Run, who: int = WHO) -> tuple[int, int, int]:
    row = ResidentState.objects.numbered(run.pk, who).get()
    return row.action, row.place, row.reason


@pytest.mark.parametrize("key", FAR)
def test_somebody_is_sent_to_any_public_place(key: str, saturday: Run) -> None:
    place = place_of(saturday, key)
    order = tell(saturday, "direct", resident=WHO, action="move", place=place, far=True)

    steps(saturday, 2)

    assert "refused" not in said(order), said(order)
    assert doing(saturday) == (Action.MOVE, place, Reason.TOLD)


@pytest.mark.parametrize("action", ["rest", "read", "eat", "wait", "use_phone", "move", "wash"])
def test_without_a_place_it_is_done_where_it_can_be(action: str, saturday: Run) -> None:
    order = tell(saturday, "direct", resident=WHO, action=action, far=True)

    steps(saturday, 2)

    assert "refused" not in said(order), said(order)
    assert (doing(saturday)[0], doing(saturday)[2]) == (Action[action.upper()], Reason.TOLD)


def test_what_cannot_be_done_is_refused_with_the_reason(saturday: Run) -> None:
    order = tell(saturday, "direct", resident=WHO, action="sleep", place=place_of(saturday, "corner_cup"), far=True)

    steps(saturday)

    assert said(order)["refused"] == "not_offered"


def test_an_order_names_who_gave_it_and_the_words(saturday: Run) -> None:
    body = DirectBody(resident=WHO, action="rest", text="Have a rest!", far=True)
    append_command(saturday, DIRECT, body, actor=5)
    steps(saturday)

    event = Event.objects.of(saturday.pk).get(kind=WorldEvent.DIRECTED)

    assert (event.actor, event.target, event.payload) == (WHO, 5, '{"text":"Have a rest!"}')


def test_two_who_are_together_talk_when_told(saturday: Run) -> None:
    one, other = pair_together(saturday)
    order = tell(saturday, "direct", resident=one, action="talk", other=other, far=True)

    steps(saturday, 2)

    assert "refused" not in said(order), said(order)
    assert Talk.objects.of(saturday.pk).filter(one=one, other=other).exists()
    event = Event.objects.of(saturday.pk).filter(kind=WorldEvent.DIRECTED).order_by("-pk")[0]
    assert (event.actor, event.object) == (one, other)
    steps(saturday, 30)
    assert list(verify_run(saturday, assemble)) == []


def test_who_is_elsewhere_is_not_talked_to(saturday: Run) -> None:
    homes = dict(Resident.objects.of(saturday.pk).values_list("pk", "home"))
    (one, _), *others = sorted((key & (1 << 40) - 1, home) for key, home in homes.items())
    at = ResidentState.objects.numbered(saturday.pk, one).get().place
    apart = next(n for n, _ in others if ResidentState.objects.numbered(saturday.pk, n).get().place != at)
    order = tell(saturday, "direct", resident=one, action="talk", other=apart, far=True)

    steps(saturday)

    assert refused(order) == "not_together"


@pytest.mark.parametrize(
    ("text", "action", "place"),
    [
        ("Go to Willow Park", "move", "willow_park"),
        ("please read at the reading room", "read", "reading_room"),
        ("have lunch", "eat", ""),
        ("去垂柳公园散步", "move", "willow_park"),
        ("吃饭", "eat", ""),
        ("take a rest", "rest", ""),
    ],
)
def test_plain_words_become_an_order(text: str, action: str, place: str, saturday: Run) -> None:
    order: Any = order_of_words(present(saturday), WHO, text)

    assert order is not None
    assert (order.action, order.text, order.far) == (action, text, True)
    if place:
        assert order.place == place_of(saturday, place)


def test_words_that_say_nothing_are_no_order(saturday: Run) -> None:
    assert order_of_words(present(saturday), WHO, "lorem ipsum") is None
