"""Print one resident's days as a diary, with the options weighed at each turn.

    python -m tests.society.diary 3 --seed 1 --days 7 --weights

To be read by whoever changes the rules' mind: does it make sense as a life?
"""

import argparse
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from tests.society.memory_town import Life
    from world.contract import DecisionBatch, ObservationBatch

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
Weighed = dict[tuple[int, int], str]
"""Options as text by resident and moment."""


def main() -> None:
    """Live some days in memory and print one resident's part of them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "society.settings.test")
    import django

    django.setup()  # the town's tables are Django models, even where no database is
    from agents.minds import rules
    from society.experiments.scenario import load_scenario
    from tests.society.memory_town import found

    options = _options()
    weighed: Weighed = {}

    def decide(seen: "ObservationBatch") -> "DecisionBatch":
        answer = rules.decide(seen)
        for row in np.flatnonzero(seen.number == options.resident):
            weighed[options.resident, int(seen.now[row])] = _weights(answer, int(row))
        return answer

    scenario = load_scenario(options.scenario)
    seed = scenario.run.seed if options.seed is None else options.seed
    town = found(scenario, seed=seed, decide=decide)
    life = town.live(town.now + options.days * 86_400)
    for line in _diary(life, options.resident, weighed if options.weights else {}):
        sys.stdout.write(line + "\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Print one resident's days.")
    parser.add_argument("resident", type=int, help="number of the resident, from 1")
    parser.add_argument("--scenario", default="willowbrook")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--weights", action="store_true", help="also print the four best options of each turn")
    return parser.parse_args()


def _weights(answer: "DecisionBatch", row: int) -> str:
    from world.actions import ACTIONS

    listed = zip(answer.option_action[row].tolist(), answer.option_weight[row].tolist(), strict=True)
    return ", ".join(f"{ACTIONS[action].name} {weight}" for action, weight in listed if action >= 0)


def _diary(life: "Life", resident: int, weighed: Weighed) -> Iterator[str]:
    from streams.kernel.simtime import clock_text, day_count, weekday
    from tests.society.realism import spans_of
    from world.actions import ACTIONS
    from world.contract import Reason
    from world.occupations import Occupation

    persona = life.persona
    yield (
        f"Resident {resident}, {Occupation(int(persona.occupation[resident])).label}, {persona.age[resident]}, "
        f"traits {persona.traits[resident].tolist()}, lives in {life.names[persona.home[resident]]}"
    )
    spans = spans_of(life)
    spans = spans.where(spans.actor == resident)
    day = 0
    for start, end, action, place, reason in zip(
        spans.start.tolist(), spans.end.tolist(), spans.action, spans.place, spans.reason, strict=True
    ):
        if day_count(start) != day:
            day = day_count(start)
            yield f"{_DAYS[weekday(start)]}, day {day}"
        options = weighed.get((resident, start), "")
        line = f"  {clock_text(start)}-{clock_text(end)} {ACTIONS[action].name:<10}{life.names[place]:<26}"
        yield f"{line}{Reason(reason).name.lower():<16}{options}".rstrip()


if __name__ == "__main__":
    main()
