"""What living with each other costs: the same town with and without talks, phones and the network, and a large one's memory."""

from dataclasses import dataclass
from typing import Final

from tests.benchmarks.bench_town import Town, founded
from tests.benchmarks.databases import POSTGRESQL, Store
from tests.benchmarks.mornings import MORNING, MORNING_H, TO_THE_MORNING_H
from tests.benchmarks.window_figures import cpu_us

DAY_H: Final = 24
RATIO_MUST: Final = 2
MEMORY_MUST: Final = "150 MB + 700 B a resident"


def say_cost_ratio(store: Store, population: int, *, hours: int = DAY_H) -> None:
    """Drive both towns through a day after their first one, and say how much dearer a decision is in the social one.

    What residents say, write, like, pass on and follow are decisions as what they do in town is: the
    social town makes more of them. `to_town_actions` is the cost of all by those in town alone.
    """
    with founded(store, population) as (town, seconds):
        off = _cost_us(town, seconds, "social.cpu_us_per_decision_off", hours)
    with founded(store, population, is_social=True) as (town, seconds):
        on = _cost_us(town, seconds, "social.cpu_us_per_decision", hours)
    if on is not None and off is not None:
        figures = {"social_acts_each": round(on.acts_each, 1), "to_town_actions": round(on.town_us / off.town_us, 2)}
        town.say("social.cost_ratio", on.us / off.us, "", must=RATIO_MUST, **figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cost:
    """CPU microseconds of a decision of any kind, and of those in town if they bore it all; social acts a resident."""

    us: float
    town_us: float
    acts_each: float


def _cost_us(town: Town, seed_s: float, name: str, hours: int) -> _Cost | None:
    """Drive a town and say what a decision costs; None if the server's share cannot be known."""
    window = town.apart("window", "drive", warm_up_h=hours, window_h=hours)
    town_us = cpu_us([window])
    if town_us is None:
        return None
    decisions, acts = window["decisions"], window["social_acts"]
    cost_us = town_us * decisions / (decisions + acts)
    each = round((decisions + acts) / town.population * DAY_H / hours, 1)
    shares: dict[str, float | str] = {"client_us": round(window["client_cpu_s"] / (decisions + acts) * 1e6, 1)}
    shares |= {"memory_mb": round(window["memory"]["peak_mb"]), "seed_s": round(seed_s, 1)}
    town.say(name, cost_us, "us", decisions_per_resident_day=each, **shares)
    return _Cost(us=cost_us, town_us=town_us, acts_each=acts / town.population)


def say_memory(population: int) -> None:
    """Drive a large social town through its first morning and say what its process needed at most."""
    with founded(POSTGRESQL, population, is_social=True) as (town, seconds):
        window = town.apart("window", "drive", warm_up_h=TO_THE_MORNING_H, window_h=MORNING_H)
    town.say(
        "social.memory_mb",
        window["memory"]["peak_mb"],
        "MB",
        must=MEMORY_MUST,
        window=MORNING,
        seed_seconds=round(seconds, 1),
        restart_seconds=round(window["restart_s"], 1),
    )
