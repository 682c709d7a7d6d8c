"""What happened becomes news of those whom it befell, with the event that it goes back to."""

from typing import Any

import numpy as np
import pytest

from agents.life.facts import SECOND_HAND, Cells, cells_of, said_of, story_of_own
from agents.life.noticing import fallback_story
from agents.life.occasions import learn_of
from agents.models import Medium
from agents.voice import Dice, Occurrence, post
from streams.events import StreamEvent
from streams.kernel.simtime import DAY_S, HOUR_S
from tests.agents.life.lived import (
    ANNA,
    BEN,
    CARA,
    QUIET,
    Columns,
    LivedTown,
    at_noon,
    found,
    nobody_has_news,
    own,
    place_of,
    scenario,
)
from tests.agents.life.told_facts import fact_of_own, fallback_fact
from world.actions import Action
from world.contract import Reason
from world.events import WorldEvent
from world.occupations import Occupation


@pytest.fixture
def town() -> LivedTown:
    """A town where everybody is awake and nothing is on anybody's mind."""
    return at_noon()


@pytest.mark.parametrize(
    ("kind", "what", "sign", "money"),
    [
        (WorldEvent.BONUS, Occurrence.BONUS, 1, 4_200),
        (WorldEvent.FELL_ILL, Occurrence.FELL_ILL, -1, 0),
        (WorldEvent.RECOVERED, Occurrence.RECOVERED, 1, 0),
        (WorldEvent.PHONE_BROKE, Occurrence.PHONE_BROKE, -1, 18_000),
        (WorldEvent.LAID_OFF, Occurrence.LOST_JOB, -1, 0),
        (WorldEvent.HIRED, Occurrence.NEW_JOB, 1, 0),
        (WorldEvent.PHOTO_TAKEN, Occurrence.PHOTO, 1, 0),
    ],
)
def test_what_chance_and_work_bring_is_news_of_whom_they_struck(
    town: LivedTown, kind: WorldEvent, what: Occurrence, sign: int, money: int
) -> None:
    office = place_of(town, "office")

    (seq,) = town.happen(kind=kind, actor=ANNA, place=office, amount=money)

    news = own(town, ANNA)
    assert town.mind.own_event[ANNA] == seq
    assert (news["what"], news["place"], news["amount"], news["time"]) == (what, office, money, town.now)
    assert np.sign(news["valence"]) == sign
    assert np.count_nonzero(town.mind.own_event) == 1


def test_what_is_no_sum_of_money_is_not_told_as_one(town: LivedTown) -> None:
    town.happen(kind=WorldEvent.HIRED, actor=ANNA, amount=2_500)

    assert own(town, ANNA)["amount"] == 0


def test_a_red_packet_is_the_receiver_s_news_and_the_giver_remembers_it(town: LivedTown) -> None:
    (seq,) = town.happen(kind=WorldEvent.RED_PACKET, actor=ANNA, target=BEN, amount=8_800)

    memories = town.memories_of_all()
    fact = fact_of_own(town.scene(town.context(town.now)), ANNA)
    giver = memories["resident"] == BEN
    assert (town.mind.own_event[ANNA], town.mind.own_event[BEN]) == (seq, 0)
    assert fact is not None
    assert (fact.who, fact.amount_cents) == ((town.people.name(BEN),), 8_800)
    assert memories["event"].tolist() == [seq, seq]
    assert memories["owner"].tolist() == [ANNA, ANNA]
    assert memories["count"][giver].tolist() == [SECOND_HAND]


def test_a_present_is_the_receiver_s_news_that_names_the_giver_who_remembers_it(town: LivedTown) -> None:
    (seq,) = town.happen(kind=WorldEvent.THING_GIVEN, actor=BEN, target=ANNA, object=7, amount=4_000)

    memories = town.memories_of_all()
    fact = fact_of_own(town.scene(town.context(town.now)), ANNA)
    assert (town.mind.own_event[ANNA], town.mind.own_event[BEN]) == (seq, 0)
    assert fact is not None
    assert (fact.what, fact.who, fact.amount_cents) == (Occurrence.GIFT, (town.people.name(BEN),), 0)
    assert sorted(memories["resident"].tolist()) == sorted([ANNA, BEN])
    assert memories["what"].tolist() == [Occurrence.GIFT] * 2
    assert memories["owner"].tolist() == [ANNA, ANNA]
    assert memories["fact_other"].tolist() == [BEN, BEN]


def test_a_red_packet_from_relatives_names_nobody(town: LivedTown) -> None:
    town.happen(kind=WorldEvent.RED_PACKET, actor=ANNA, amount=8_800)

    assert own(town, ANNA)["other"] == 0
    assert town.memories_of_all()["resident"].tolist() == [ANNA]


@pytest.mark.parametrize(
    ("reason", "what"),
    [
        (Reason.PLACE_CLOSED, Occurrence.REFUSED_CLOSED),
        (Reason.PLACE_FULL, Occurrence.REFUSED_FULL),
        (Reason.TOO_POOR, Occurrence.TOO_POOR),
    ],
)
def test_a_refusal_is_news_about_the_place(town: LivedTown, reason: Reason, what: Occurrence) -> None:
    gym = place_of(town, "gym")

    (seq,) = town.happen(kind=WorldEvent.REFUSED, actor=CARA, place=gym, action=Action.EXERCISE, reason=reason)

    news = own(town, CARA)
    assert (town.mind.own_event[CARA], news["what"], news["place"]) == (seq, what, gym)
    assert news["valence"] < 0


@pytest.mark.parametrize("reason", [Reason.MIND_FAILED, Reason.NOT_OFFERED])
def test_what_nobody_would_notice_is_no_news(town: LivedTown, reason: Reason) -> None:
    town.happen(kind=WorldEvent.REFUSED, actor=CARA, place=1, reason=reason)
    town.happen(kind=WorldEvent.SUNSET)

    assert nobody_has_news(town)


@pytest.mark.parametrize(
    ("kind", "what", "column"),
    [
        (WorldEvent.FREE_COFFEE, Occurrence.FREE_COFFEE, "coffee_until"),
        (WorldEvent.FAIR, Occurrence.FAIR, "fair_until"),
    ],
)
def test_who_is_there_and_awake_when_an_occasion_starts_knows_of_it(
    town: LivedTown, kind: WorldEvent, what: Occurrence, column: str
) -> None:
    who, place, until = town.engine.residents, place_of(town, "park"), town.now + 2 * HOUR_S
    who.place[[ANNA, BEN, CARA]] = place
    who.place[4:] = place_of(town, "home")
    who.arrive[:] = who.since[:] = town.now - HOUR_S
    who.arrive[BEN] = town.now + HOUR_S  # still on the way
    who.action[CARA] = Action.SLEEP

    (seq,) = town.happen(kind=kind, place=place, due=until)

    assert np.flatnonzero(town.mind.own_event).tolist() == [ANNA]
    assert (town.mind.own_event[ANNA], own(town, ANNA)["what"]) == (seq, what)
    assert np.flatnonzero(getattr(town.mind, column)).tolist() == [ANNA]
    assert getattr(town.mind, column)[ANNA] == until


@pytest.fixture(scope="module")
def coffee_day() -> LivedTown:
    """A town that has lived for a day with free coffee, and with all that chance usually brings; not to be changed."""
    return found(scenario(happenings={"free_coffee": 1})).live(DAY_S)


def events_of(town: LivedTown, kind: WorldEvent) -> Columns:
    joined = {name: np.concatenate([part[name] for part in town.events]) for name in town.events[0]}
    rows = joined["kind"] == kind
    return {name: values[rows] for name, values in joined.items()}


def test_who_comes_while_coffee_is_free_knows_of_it_and_tells_of_it_when_she_leaves(coffee_day: LivedTown) -> None:
    here = coffee_day

    coffee, acted = events_of(here, WorldEvent.FREE_COFFEE), events_of(here, WorldEvent.ACTED)
    place, begins, ends = (int(coffee[name][-1]) for name in ("place", "sim_time", "due"))
    came = (acted["next_place"] == place) & (acted["arrive"] >= begins) & (acted["arrive"] < ends)
    left = (acted["place"] == place) & (acted["action"] == Action.EAT) & (acted["sim_time"] > begins)
    guests = acted["actor"][left & (acted["sim_time"] <= ends)]
    memories = here.memories_of_all()
    told = memories["what"] == Occurrence.FREE_COFFEE
    assert len(guests) > 3
    assert (here.mind.coffee_until[acted["actor"][came]] == ends).all()
    assert set(guests.tolist()) <= set(memories["resident"][told].tolist())


def test_who_had_heard_of_it_tells_the_same_news_as_the_one_she_heard_it_from() -> None:
    here, root = found(scenario(happenings=QUIET | {"free_coffee": 1})), 99_999

    def hear(_: Any) -> None:
        coffee = here.events[-1]["kind"] == WorldEvent.FREE_COFFEE
        if coffee.any():
            here.mind.heard_event[:] = root
            here.mind.heard_what[:] = Occurrence.FREE_COFFEE
            here.mind.heard_place[:] = here.events[-1]["place"][coffee][0]
            here.mind.heard_time[:] = here.now

    here.live(DAY_S, hear)

    memories, coffee = here.memories_of_all(), events_of(here, WorldEvent.FREE_COFFEE)
    events = memories["event"][memories["what"] == Occurrence.FREE_COFFEE]
    assert (events == root).sum() > 3
    assert set(events.tolist()) <= {root, *coffee["seq"].tolist()}


def test_whoever_hears_of_an_occasion_knows_until_when_it_lasts_if_it_is_near() -> None:
    here = found(scenario(happenings=QUIET | {"free_coffee": 1}))
    while not here.events or WorldEvent.FREE_COFFEE not in here.events[-1]["kind"]:
        here.live(here.now + HOUR_S // 6)
    coffee = events_of(here, WorldEvent.FREE_COFFEE)
    place, ends = int(coffee["place"][0]), int(coffee["due"][0])
    scene = here.scene(here.context(here.now + 20))
    told = Cells(event=1, what=Occurrence.FREE_COFFEE, owner=BEN, fact_place=place, count=SECOND_HAND)
    elsewhere = Cells(event=1, what=Occurrence.FREE_COFFEE, owner=BEN, fact_place=place + 1)
    here.mind.coffee_until[:] = 0

    assert learn_of(scene, ANNA, told) == ends
    assert learn_of(scene, CARA, elsewhere) == 0
    assert learn_of(scene, CARA, Cells(event=1, what=Occurrence.MEAL, fact_place=place)) == 0
    assert (here.mind.coffee_until[ANNA], here.mind.coffee_until[CARA]) == (ends, 0)


def test_a_new_follower_is_news_with_the_event_of_the_follow_people_s_as_well(town: LivedTown) -> None:
    context = town.context(town.now + 20)
    town.network.enter(context.numbers)
    person, _ = town.network.join("traveller", "A Traveller", at=context.until)
    town.network.follow(BEN, ANNA, at=context.until)
    town.network.follow(person, CARA, at=context.until)
    town.network.follow(ANNA, person, at=context.until)

    town.notice(context)

    events = town.events[-1]
    follows = events["seq"][events["kind"] == StreamEvent.FOLLOW_CREATED].tolist()
    assert np.flatnonzero(town.mind.own_event).tolist() == [ANNA, CARA]
    assert [int(seq) for seq in town.mind.own_event[[ANNA, CARA]]] == follows[:2]
    assert (own(town, ANNA)["what"], own(town, ANNA)["other"]) == (Occurrence.NEW_FOLLOWER, BEN)
    fact = fact_of_own(town.scene(town.context(town.now)), CARA)
    assert fact is not None
    assert fact.who == ("traveller",)


def test_each_act_in_the_network_stands_in_the_record_once(town: LivedTown) -> None:
    context = town.context(town.now + 20)
    town.network.enter(context.numbers)
    town.network.follow(BEN, ANNA, at=context.until)
    town.notice(context)

    again = town.context(town.now + 20)
    town.network.follow(ANNA, BEN, at=again.until)
    town.notice(again)

    follows = [part["actor"].tolist() for part in town.events[-2:]]
    assert follows == [[BEN], [ANNA]]
    assert town.network.pending.is_empty


def test_who_sleeps_notices_neither_followers_nor_what_is_on_around_her(town: LivedTown) -> None:
    who, park = town.engine.residents, place_of(town, "park")
    who.action[:] = Action.SLEEP
    who.place[:], who.arrive[:], who.since[:] = park, 0, 0
    context = town.context(town.now + 20)
    town.network.enter(context.numbers)
    town.network.follow(BEN, ANNA, at=context.until)
    context.record.append(1, kind=WorldEvent.FAIR, sim_time=context.until, place=park, due=context.until + HOUR_S)

    town.notice(context)

    assert nobody_has_news(town)
    assert not town.mind.fair_until.any()


def test_all_news_of_a_day_names_an_event_of_the_one_whom_it_befell(coffee_day: LivedTown) -> None:
    here = coffee_day

    events = {name: np.concatenate([part[name] for part in here.events]) for name in ("seq", "actor", "sim_time")}
    who = np.flatnonzero(here.mind.own_event)
    row = np.searchsorted(events["seq"], here.mind.own_event[who])
    assert len(who) > here.mind.count // 2
    assert events["seq"][row].tolist() == here.mind.own_event[who].tolist()
    assert ((events["actor"][row] == who) | (events["actor"][row] == 0)).all()
    assert (events["sim_time"][row] == here.mind.own_time[who]).all()


def test_news_does_not_depend_on_how_many_are_noticed_together(coffee_day: LivedTown) -> None:
    apart = found(scenario(happenings={"free_coffee": 1}))
    apart.at_once = 1

    apart.live(DAY_S)

    for name, values in coffee_day.mind.as_dict().items():
        assert np.array_equal(values, apart.mind.as_dict()[name]), name


def test_who_has_no_news_can_tell_of_the_hour_the_day_or_a_quiet_life(town: LivedTown) -> None:
    scene = town.scene(town.context(town.now + 20))
    everybody = range(1, town.mind.count + 1)

    def told(at: int) -> set[Occurrence]:
        return {fallback_fact(scene, resident, at).what for resident in everybody}

    assert told(7 * HOUR_S) >= {Occurrence.MORNING, Occurrence.QUIET_DAY}
    assert told(20 * HOUR_S) >= {Occurrence.EVENING}
    assert Occurrence.MORNING not in told(20 * HOUR_S)
    assert Occurrence.WEEKEND in told(5 * DAY_S + 12 * HOUR_S)
    assert Occurrence.WEEKEND not in told(DAY_S + 12 * HOUR_S)


def test_who_is_out_of_work_may_tell_of_it(town: LivedTown) -> None:
    scene = town.scene(town.context(town.now + 20))
    scene.town.around.persona.occupation[ANNA] = Occupation.UNEMPLOYED
    scene.town.around.persona.occupation[BEN] = Occupation.RETIRED

    told = [{fallback_fact(scene, who, 9 * HOUR_S + day * DAY_S).what for day in range(60)} for who in (ANNA, BEN)]

    assert [Occurrence.LOOKING_FOR_JOB in kinds for kinds in told] == [True, False]


def test_what_is_told_for_want_of_news_is_the_same_for_the_hour_and_goes_back_to_what_she_does(town: LivedTown) -> None:
    scene = town.scene(town.context(town.now + 20))
    town.engine.residents.last_event[ANNA] = 77

    first, second = (fallback_story(scene, ANNA, 15 * HOUR_S + minutes * 60) for minutes in (5, 50))

    assert first.cells.what == second.cells.what
    assert (first.cells.event, first.cells.owner) == (77, ANNA)
    words = post(town.people.speaker(ANNA), first.fact, Dice(1))
    said = said_of(words, [first], sim_time=1, medium=Medium.POST, item=1, speaker=ANNA)
    assert cells_of(said) == first.cells


def test_news_is_told_in_the_language_of_the_run() -> None:
    here = found(scenario(run={"language": "zh"}))
    here.happen(kind=WorldEvent.REFUSED, actor=ANNA, place=place_of(here, "gym"), reason=Reason.PLACE_FULL)
    scene = here.scene(here.context(here.now + 20))

    story = story_of_own(scene, ANNA)

    assert story is not None
    assert not story.fact.place.isascii()
    assert not post(here.people.speaker(ANNA), story.fact, Dice(1)).text.isascii()
