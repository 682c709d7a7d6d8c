"""What happened in town, in sentences: one catalogue, which templates fill in Python and the town's script in the browser.

Keys are `<form>.<name>`; values have named slots in braces: who, other, place, until, time, rate. `told` chooses the key and the
slots of an event; the names of beings and places are put in by whoever shows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from streams.events import ClockAction, StreamEvent
from streams.models import Event
from world.actions import ACTIONS
from world.contract import Reason
from world.events import BY_CHANCE, WorldEvent

SENTENCES: Final[Mapping[str, str]] = {
    # somebody sets out for a place
    "goes.wait": _("{who} walks to {place}."),
    "goes.move": _("{who} goes for a stroll at {place}."),
    "goes.work": _("{who} walks to work at {place}."),
    "goes.study": _("{who} walks to {place} to study."),
    "goes.eat": _("{who} walks to {place} to eat."),
    "goes.sleep": _("{who} walks home to {place} to sleep."),
    "goes.rest": _("{who} walks to {place} to rest."),
    "goes.read": _("{who} walks to {place} to read."),
    "goes.exercise": _("{who} walks to {place} to exercise."),
    "goes.shop": _("{who} goes shopping at {place}."),
    "goes.play": _("{who} walks to {place} for some fun."),
    "goes.wash": _("{who} walks to {place} to wash."),
    "goes.housework": _("{who} walks to {place} to do housework."),
    # somebody begins something where she is
    "does.wait": _("{who} waits at {place}."),
    "does.move": _("{who} strolls around {place}."),
    "does.work": _("{who} starts work at {place}."),
    "does.study": _("{who} studies at {place}."),
    "does.eat": _("{who} eats at {place}."),
    "does.sleep": _("{who} goes to bed at {place}."),
    "does.rest": _("{who} rests at {place}."),
    "does.read": _("{who} reads at {place}."),
    "does.exercise": _("{who} exercises at {place}."),
    "does.shop": _("{who} shops at {place}."),
    "does.play": _("{who} has fun at {place}."),
    "does.wash": _("{who} washes at {place}."),
    "does.housework": _("{who} does housework at {place}."),
    # what somebody is doing, and what she did: on her own page, so without her name
    "now.walking": _("Walking to {place}"),
    "now.wait": _("Waiting at {place}"),
    "now.move": _("Strolling around {place}"),
    "now.work": _("Working at {place}"),
    "now.study": _("Studying at {place}"),
    "now.eat": _("Eating at {place}"),
    "now.sleep": _("Sleeping at {place}"),
    "now.rest": _("Resting at {place}"),
    "now.read": _("Reading at {place}"),
    "now.exercise": _("Exercising at {place}"),
    "now.shop": _("Shopping at {place}"),
    "now.play": _("Having fun at {place}"),
    "now.wash": _("Washing at {place}"),
    "now.housework": _("Doing housework at {place}"),
    "did.wait": _("Waited at {place}"),
    "did.move": _("Strolled around {place}"),
    "did.work": _("Worked at {place}"),
    "did.study": _("Studied at {place}"),
    "did.eat": _("Ate at {place}"),
    "did.sleep": _("Slept at {place}"),
    "did.rest": _("Rested at {place}"),
    "did.read": _("Read at {place}"),
    "did.exercise": _("Exercised at {place}"),
    "did.shop": _("Shopped at {place}"),
    "did.play": _("Had fun at {place}"),
    "did.wash": _("Washed at {place}"),
    "did.housework": _("Did housework at {place}"),
    # what could not be done
    "refused.place_closed": _("{who} finds {place} closed."),
    "refused.place_full": _("{who} finds no seat free at {place}."),
    "refused.too_poor": _("{who} cannot afford {place}."),
    "refused.not_offered": _("{who} cannot do that at {place}."),
    "refused.mind_failed": _("{who} cannot decide what to do."),
    "failed.place_closed": _("Found {place} closed"),
    "failed.place_full": _("Found no seat free at {place}"),
    "failed.too_poor": _("Could not afford {place}"),
    "failed.not_offered": _("Could not do that at {place}"),
    "failed.mind_failed": _("Could not decide what to do"),
    # the town and its clock
    "town.created": _("{who} moves in at {place}."),
    "town.sunrise": _("The sun rises."),
    "town.sunset": _("The sun sets."),
    "town.settled": _("Midnight: the tills are counted."),
    "town.directed": _("An operator sends {who} to {place}."),
    # what chance brings, in town and on somebody's own page
    "town.bonus": _("{who} gets a bonus from {place}."),
    "town.red_packet": _("{who} gets a red packet from {other}."),
    "town.red_packet_family": _("{who} gets a red packet from relatives out of town."),
    "town.fell_ill": _("{who} falls ill."),
    "town.recovered": _("{who} is well again."),
    "town.phone_broke": _("{who} breaks a phone and has it repaired."),
    "town.free_coffee": _("Everything is free at {place} for two hours."),
    "town.fair": _("A fair begins at {place}."),
    "befell.bonus": _("Got a bonus from {place}"),
    "befell.red_packet": _("Got a red packet from {other}"),
    "befell.red_packet_family": _("Got a red packet from relatives out of town"),
    "befell.fell_ill": _("Fell ill"),
    "befell.recovered": _("Got well again"),
    "befell.phone_broke": _("The phone broke and had to be repaired"),
    "clock.pause": _("An operator pauses the town."),
    "clock.resume": _("An operator lets the town go on."),
    "clock.step": _("An operator advances the town by one step."),
    "clock.rate": _("An operator sets the speed to ×{rate}."),
    "run.snapshot": _("The state of the town is saved."),
    "run.ended": _("The run ends here."),
    "run.other": _("Something happens in town."),
}
_OF_KIND: Final[Mapping[int, str]] = {
    WorldEvent.AGENT_CREATED: "town.created",
    WorldEvent.SUNRISE: "town.sunrise",
    WorldEvent.SUNSET: "town.sunset",
    WorldEvent.SETTLED: "town.settled",
    WorldEvent.DIRECTED: "town.directed",
    StreamEvent.SNAPSHOT_TAKEN: "run.snapshot",
    StreamEvent.RUN_ENDED: "run.ended",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event ready to be said: which sentence, and the numbers of the beings and the place that it names (0 = none)."""

    key: str
    who: int
    place: int
    rate: str = ""
    other: int = 0


def say(key: str, **slots: object) -> str:
    """Fill a sentence in the reader's language. KeyError for a key that there is not."""
    return gettext(SENTENCES[key]).format(**slots)


def told(event: Event) -> Told:
    """Choose the sentence of an event."""
    if event.kind == WorldEvent.ACTED:
        form = "goes" if event.arrive > event.sim_time else "does"
        return Told(key=f"{form}.{ACTIONS[event.next_action].name}", who=event.actor, place=event.next_place)
    if event.kind == WorldEvent.REFUSED:
        return Told(key=f"refused.{Reason(event.reason).name.lower()}", who=event.actor, place=event.place)
    if event.kind == StreamEvent.CLOCK_CHANGED:
        name = ClockAction(event.action).name.lower()
        return Told(key=f"clock.{name}", who=0, place=0, rate=f"{event.amount / 1000:g}")
    if event.kind in BY_CHANCE:
        return Told(key=f"town.{chance_name(event)}", who=event.actor, place=event.place, other=event.target)
    return Told(key=_OF_KIND.get(event.kind, "run.other"), who=event.actor, place=event.place)


def chance_name(event: Event) -> str:
    """Name what chance brought, as the keys `town.` and `befell.` do."""
    is_from_family = event.kind == WorldEvent.RED_PACKET and not event.target
    return "red_packet_family" if is_from_family else WorldEvent(event.kind).name.lower()


def catalogue() -> dict[str, str]:
    """Return every sentence in the reader's language, for the script of the town's page."""
    return {key: gettext(text) for key, text in SENTENCES.items()}
