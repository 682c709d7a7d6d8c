"""Why did she do that: what a resident perceived and weighed when she decided."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from agents.models import Decision
from streams.errors import DayPruned
from streams.kernel.ids import key_of
from streams.log.lineage import segments_of
from streams.log.read import events_numbered
from streams.models import Event
from world.contract import OPTIONS_KEPT, Need, Reason
from world.events import BY_CHANCE, WorldEvent
from world.models import ResidentState
from world.selectors.map import places_at
from world.selectors.moments import Moment
from world.selectors.residents import PlaceRef, place_ref
from world.selectors.sentences import action_name, reason_name

_HOPS: Final = 8
"""What may befall somebody while she does one thing, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedOption:
    """One thing that could have been done; the weight compares options of one decision only."""

    action: str
    action_number: int
    place: PlaceRef
    weight: int
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """A decision: the moment, what was perceived (needs in points 0-100, money in cents), the options best first.

    `is_refused`: what was chosen could not be done, so she waited instead; `reason` then says why not.
    """

    seq: int
    resident: int
    sim_time: int
    place: PlaceRef
    money_cents: int
    needs: Mapping[str, float]
    options: Sequence[WeighedOption]
    action: str
    action_number: int
    chosen_place: PlaceRef
    reason: str
    reason_number: int
    is_refused: bool


def why(moment: Moment, number: int, seq: int) -> Why | None:
    """Explain the decision of a resident that the event with this seq records.

    None where there is no such event of hers up to the moment, or its options are no longer kept. Four queries, two
    more a generation of forks.
    """
    event = _decided(moment, number, seq)
    if event is None or event.kind != WorldEvent.ACTED or event.actor != number or event.sim_time > moment.sim_time:
        return None
    weighed = _weighed(moment, event)
    if weighed is None:
        return None
    named = {weighed.place, event.next_place, *(option.place for option in weighed.options)}
    places = {place: place_ref(row) for place, row in places_at(moment, named).items()}
    refused = _is_refused(event.reason)
    options = [
        WeighedOption(
            action=action_name(option.action),
            action_number=option.action,
            place=places[option.place],
            weight=option.weight,
            is_chosen=not refused and (option.action, option.place) == (event.next_action, event.next_place),
        )
        for option in weighed.options
        if option.place in places
    ]
    return Why(
        seq=event.seq,
        resident=number,
        sim_time=event.sim_time,
        place=places[weighed.place],
        money_cents=weighed.money,
        needs={need.name.lower(): getattr(weighed, need.name.lower()) / 100 for need in Need},
        options=options,
        action=action_name(event.next_action),
        action_number=event.next_action,
        chosen_place=places[event.next_place],
        reason=reason_name(event.reason),
        reason_number=event.reason,
        is_refused=refused,
    )


def _decided(moment: Moment, number: int, seq: int) -> Event | None:
    """Read an event of hers; of what befell her, the decision before it. None where that day was pruned."""
    with suppress(DayPruned):
        event = events_numbered(moment.run, actors={seq: number}).get(seq)
        for _ in range(_HOPS):
            if event is None or event.kind not in BY_CHANCE or event.actor != number:
                break
            before = event.prev_id
            event = events_numbered(moment.run, actors={before: number}).get(before)
        return event
    return None


def _is_refused(reason: int) -> bool:
    return reason >= Reason.PLACE_CLOSED


def _weighed(moment: Moment, event: Event) -> Decision | None:
    """Read what was weighed: of every decision in a small run, of the last one in a large one."""
    for segment in segments_of(moment.run):
        if segment.first_seq <= event.seq <= segment.last_seq:
            kept: Decision | None = Decision.objects.filter(pk=key_of(segment.run_id, event.seq)).first()
            if kept is not None:
                return kept
    last: ResidentState | None = ResidentState.objects.numbered(moment.run.pk, event.actor).first()
    return _last_decision(last) if last is not None and last.since == event.sim_time else None


def _last_decision(state: ResidentState) -> Decision:
    """Read the last decision out of a state: needs are as of it; the purse may have been filled by others since."""
    needs = {need.name.lower(): getattr(state, need.name.lower()) for need in Need}
    options = {
        f"{name}_{i}": getattr(state, f"option_{name}_{i}")
        for name in ("place", "weight")
        for i in range(1, OPTIONS_KEPT + 1)
    }
    actions = {f"action_{i}": getattr(state, f"option_action_{i}") - 1 for i in range(1, OPTIONS_KEPT + 1)}
    return Decision(
        resident=state.number,
        sim_time=state.since,
        place=state.from_place,
        money=state.money,
        **needs,
        **options,
        **actions,
    )
