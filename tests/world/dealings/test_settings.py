"""No setting of work, loans and things is decoration: changing any of them changes what happens within days."""

import pytest

from society.experiments.scenario import ScenarioFile, checked_scenario
from streams.kernel.digest import of_columns
from streams.kernel.simtime import DAY_S, HOUR_S
from tests.society.memory_town import Columns
from tests.world.dealings.dealers import frequent, lived, open_town

DAYS = 3
LOOK_S = 6 * HOUR_S
CHANGES: dict[str, object] = {
    "labour.empty_days": 9,
    "labour.layoff": 0,
    "labour.hire": 0,
    "labour.skill_needed": 100,
    "lending.ask": 0,
    "lending.term_days": 9,
    "lending.treat": 0,
    "things.buy": 0,
    "things.photo": 0,
    "things.trade": 0,
    "things.weight_limit_g": 100,
}
"""By field of `[economy]`, another value than in the frequent town."""
SHOWN_ALONE: dict[str, str] = {
    "labour.found": "test_labour: who is unwilling founds nothing",
    "labour.business_cost": "test_labour: a founder pays it, and founds nothing with less than twice of it",
    "things.gift": "test_things: what the grateful give, and those who never give do not",
}
"""Fields that seldom matter within three days; shown where their part is tested alone."""


def changed(field: str, value: object) -> ScenarioFile:
    table = frequent().model_dump(mode="json")
    section, name = field.split(".")
    table["economy"][section][name] = value
    return checked_scenario(table, file="dealings")


def differs(scenario: ScenarioFile, usual: Columns, *, days: int = DAYS) -> bool:
    """Live the same days until something else has happened than usually: what has, nothing later takes back."""
    town, first_midnight = open_town(scenario, seed=1)[0], scenario.run.start_s // DAY_S * DAY_S
    for until in range(first_midnight + LOOK_S, first_midnight + days * DAY_S + 1, LOOK_S):
        if until > town.now:
            events, so_far = town.live(until).events, usual["sim_time"] <= until
            if of_columns(events) != of_columns({name: values[so_far] for name, values in usual.items()}):
                return True
    return False


@pytest.mark.parametrize("field", CHANGES)
def test_changing_a_field_changes_what_happens(field: str) -> None:
    assert differs(changed(field, CHANGES[field]), lived(DAYS).events)


def test_changing_nothing_changes_nothing() -> None:
    assert not differs(frequent(), lived(DAYS).events, days=1)
