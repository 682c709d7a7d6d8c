"""What happened in town, in sentences: one catalogue, which templates fill in Python and the town's script in the browser.

Keys are `<form>.<name>`; values have named slots in braces: who, other, place, until, time, rate. `told` chooses the key and the
slots of an event; the names of beings and places are put in by whoever shows it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from streams.events import ClockAction, StreamEvent
from streams.models import Event
from world.actions import ACTIONS
from world.contract import Reason
from world.engine.measures import MeasureKind
from world.events import BODIES, BY_CHANCE, COMPANY, DEALINGS, MAP_CHANGES, WorldEvent
from world.weather import Sky

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
    "goes.use_phone": _("{who} walks to {place}."),
    "goes.talk": _("{who} walks to {place} for a talk."),
    "goes.search_job": _("{who} walks home to {place} to look for work."),
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
    "does.use_phone": _("{who} looks at the phone at {place}."),
    "does.talk": _("{who} starts to talk at {place}."),
    "does.search_job": _("{who} looks for work at {place}."),
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
    "now.use_phone": _("Looking at the phone at {place}"),
    "now.talk": _("Talking with somebody at {place}"),
    "now.search_job": _("Looking for work at {place}"),
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
    "did.use_phone": _("Looked at the phone at {place}"),
    "did.talk": _("Talked with somebody at {place}"),
    "did.search_job": _("Looked for work at {place}"),
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
    "town.departed": _("{who} moves away from {place}."),
    "town.invited": _("An operator lets {who} move in at {place}."),
    "town.removed": _("An operator sends {who} away."),
    "town.changed": _("An operator changes what {who} is like."),
    "town.balance_on": _("An operator lets people come to live here, and leave."),
    "town.balance_off": _("An operator has everybody stay who lives here."),
    "town.sunrise": _("The sun rises."),
    "town.sunset": _("The sun sets."),
    "town.settled": _("Midnight: the tills are counted."),
    "town.directed": _("An operator sends {who} to {place}."),
    "town.directed_by": _("{other} sends {who} to {place}."),
    "town.directed_talk": _("An operator tells {who} to talk to {other}."),
    "town.directed_here": _("An operator tells {who} what to do next."),
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
    # company
    "company.talk_started": _("{who} begins a talk with {other} at {place}."),
    "company.talk_joined": _("{who} joins {other} in a talk at {place}."),
    "company.talk_ended": _("{who} and {other} have talked at {place}."),
    "company.said": _("{who} says something to {other}."),
    "company.tie_changed": _("{who} sees {other} with other eyes now."),
    "company.appointment_made": _("{who} and {other} agree to meet at {place}."),
    "company.appointment_kept": _("{who} and {other} meet at {place} as agreed."),
    "company.appointment_missed": _("{who} and {other} miss each other at {place}."),
    "company.appointment_called_off": _("{who} and {other} will not meet at {place}: it is called off."),
    "company.noticed_online": _("{who} reads what {other} has posted."),
    # work, money between friends, and things
    "dealt.hired": _("{who} has found work at {place}."),
    "dealt.laid_off": _("{who} loses the job at {place}."),
    "dealt.workplace_gone": _("{who} has no work at {place} any more: it is gone."),
    "dealt.business_started": _("{who} takes over {place}."),
    "dealt.business_closed": _("{who} gives up {place}."),
    "dealt.loan_given": _("{other} lends {who} money."),
    "dealt.loan_refused": _("{other} does not lend {who} the money."),
    "dealt.loan_paid_part": _("{who} pays back a part of what {other} lent."),
    "dealt.loan_settled": _("{who} has paid {other} everything back."),
    "dealt.loan_defaulted": _("{who} does not pay back what {other} lent."),
    "dealt.treated": _("{who} treats {other} at {place}."),
    "dealt.thing_bought": _("{who} buys something nice at {place}."),
    "dealt.thing_used_up": _("{who} has used something up."),
    "dealt.thing_used": _("{who} uses something of hers at {place}."),
    "dealt.thing_given": _("{who} gives {other} a present."),
    "dealt.thing_sold": _("{who} sells {other} something at {place}."),
    "dealt.things_swapped": _("{who} and {other} swap things at {place}."),
    "dealt.photo_taken": _("{who} takes a photo at {place}."),
    # people and programs who live as residents; other is who plays
    "body.body_taken": _("{other} begins to live as {who}."),
    "body.body_returned": _("{who} lives by herself again, without {other}."),
    "body.body_decided": _("{other} decides what {who} does next."),
    "body.decision_missed": _("{other} does not decide in time, so {who} goes on by herself."),
    # what operators do to the map
    "map.place_created": _("{place} opens in town."),
    "map.place_edited": _("Something changes at {place}."),
    "map.place_moved": _("{place} moves to another spot."),
    "map.place_deleted": _("{place} is taken away."),
    "map.had_to_leave": _("{who} has to leave {place}: it is gone."),
    "map.rehoused": _("{who} loses a home and gets a bed at {place}."),
    # the sky, and what operators set in force
    "weather.clear": _("The sky clears."),
    "weather.cloudy": _("Clouds gather."),
    "weather.rain": _("It begins to rain."),
    "weather.storm": _("A storm breaks out."),
    "weather.snow": _("It begins to snow."),
    "weather.fog": _("Fog comes up."),
    "weather.heat": _("It gets very hot."),
    "measure.weather": _("An operator sets the weather."),
    "measure.curfew": _("A curfew is set: in its hours public places admit nobody."),
    "measure.festival": _("A festival begins in town."),
    "measure.crisis": _("Hard times begin: prices rise and wages fall."),
    "measure.free_day": _("There are no shifts for a while."),
    "measure.disaster": _("Disaster strikes {place}. It is closed."),
    "measure.disaster_district": _("Disaster strikes a part of town. Only homes stay open there."),
    "measure.celebration": _("A celebration begins at {place}."),
    "measure.grant": _("The town gives everybody money."),
    "measure.levy": _("The town collects money from everybody."),
    "measure.broadcast": _("Announcement: {text}"),
    "ended.weather": _("The weather goes its own way again."),
    "ended.curfew": _("The curfew is lifted."),
    "ended.festival": _("The festival is over."),
    "ended.crisis": _("The hard times are over."),
    "ended.free_day": _("There are shifts again."),
    "ended.disaster": _("{place} opens again."),
    "ended.disaster_district": _("The part of town that was closed opens again."),
    "ended.celebration": _("The celebration at {place} is over."),
    "ended.broadcast": _("An announcement is no longer valid."),
    "clock.pause": _("An operator pauses the town."),
    "clock.resume": _("An operator lets the town go on."),
    "clock.step": _("An operator advances the town by one step."),
    "clock.rate": _("An operator sets the speed to ×{rate}."),
    "run.snapshot": _("The state of the town is saved."),
    "run.ended": _("The run ends here."),
    "run.other": _("Something happens in town."),
}
_OF_KIND: Final[Mapping[int, str]] = {
    WorldEvent.AGENT_REMOVED: "town.removed",
    WorldEvent.AGENT_CHANGED: "town.changed",
    WorldEvent.AGENT_DEPARTED: "town.departed",
    WorldEvent.SUNRISE: "town.sunrise",
    WorldEvent.SUNSET: "town.sunset",
    WorldEvent.SETTLED: "town.settled",
    StreamEvent.SNAPSHOT_TAKEN: "run.snapshot",
    StreamEvent.RUN_ENDED: "run.ended",
}


_OF_MAP: Final = (*MAP_CHANGES, WorldEvent.HAD_TO_LEAVE, WorldEvent.REHOUSED)
_OF_TWO: Final = frozenset((*DEALINGS, *COMPANY, *BY_CHANCE))
_OF_TOWN: Final = (
    WorldEvent.WEATHER_CHANGED,
    WorldEvent.MEASURE_BEGAN,
    WorldEvent.MEASURE_ENDED,
    WorldEvent.BALANCE_CHANGED,
    WorldEvent.DIRECTED,
    WorldEvent.AGENT_CREATED,
    *_OF_MAP,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event ready to be said: which sentence, and the numbers of the beings and the place that it names (0 = none)."""

    key: str
    who: int
    place: int
    rate: str = ""
    other: int = 0
    text: str = ""


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
    if event.kind in _OF_TOWN:
        return _told_of_town(event)
    if event.kind in BODIES:
        return Told(key=f"body.{WorldEvent(event.kind).name.lower()}", who=event.target, place=0, other=event.actor)
    if event.kind in _OF_TWO:
        return Told(key=_key_of_two(event), who=event.actor, place=event.place, other=event.target)
    return Told(key=_OF_KIND.get(event.kind, "run.other"), who=event.actor, place=event.place)


def _key_of_two(event: Event) -> str:
    """Name the sentence of what one does or gets, perhaps with another."""
    if event.kind in BY_CHANCE:
        return f"town.{chance_name(event)}"
    form = "dealt" if event.kind in DEALINGS else "company"
    name = "workplace_gone" if has_lost_the_place(event) else WorldEvent(event.kind).name.lower()
    return f"{form}.{name}"


def _told_of_order(event: Event) -> Told:
    """Tell of an order, and by whom, where it was somebody with an account."""
    if event.object:
        return Told(key="town.directed_talk", who=event.actor, place=0, other=event.object)
    if not event.place:
        return Told(key="town.directed_here", who=event.actor, place=0)
    key = "town.directed_by" if event.target else "town.directed"
    return Told(key=key, who=event.actor, place=event.place, other=event.target)


def _told_of_town(event: Event) -> Told:
    """Tell of the weather, of what is in force, of whether people come and go, of orders, and of the map."""
    if event.kind == WorldEvent.DIRECTED:
        return _told_of_order(event)
    if event.kind == WorldEvent.AGENT_CREATED:
        return Told(key="town.invited" if event.reason else "town.created", who=event.actor, place=event.place)
    if event.kind == WorldEvent.BALANCE_CHANGED:
        return Told(key="town.balance_on" if event.amount else "town.balance_off", who=0, place=0)
    if event.kind in _OF_MAP:
        name = WorldEvent(event.kind).name.lower()
        return Told(key=f"map.{name}", who=event.actor, place=event.next_place or event.place)
    if event.kind == WorldEvent.WEATHER_CHANGED:
        return Told(key=f"weather.{Sky(event.amount).name.lower()}", who=0, place=0)
    form = "measure" if event.kind == WorldEvent.MEASURE_BEGAN else "ended"
    text = str(json.loads(event.payload or "{}").get("text", ""))
    return Told(key=f"{form}.{measure_name(event)}", who=0, place=event.place, text=text)


def has_lost_the_place(event: Event) -> bool:
    """Whether somebody's work ended because the place was deleted."""
    return event.kind in (WorldEvent.LAID_OFF, WorldEvent.BUSINESS_CLOSED) and event.reason > 0


def measure_name(event: Event) -> str:
    """Name what came into force or ended, as the keys `measure.` and `ended.` do."""
    if event.action == MeasureKind.MONEY:
        return "grant" if event.amount > 0 else "levy"
    name = MeasureKind(event.action).name.lower()
    return f"{name}_district" if event.action == MeasureKind.DISASTER and not event.place else name


def chance_name(event: Event) -> str:
    """Name what chance brought, as the keys `town.` and `befell.` do."""
    is_from_family = event.kind == WorldEvent.RED_PACKET and not event.target
    return "red_packet_family" if is_from_family else WorldEvent(event.kind).name.lower()


def catalogue() -> dict[str, str]:
    """Return every sentence in the reader's language, for the script of the town's page."""
    return {key: gettext(text) for key, text in SENTENCES.items()}
