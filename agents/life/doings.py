"""Everyday life as news: what residents just did, told rarely and lightly, and more so where it was something to tell.

Most of what people do in a day is worth no word. A draw lets some of it through: more of it away from home, in company, when
it came after great want, on bad nights and at the end of a shift. Arrays throughout; nothing looks at a row on its own.
"""

from typing import Final

import numpy as np

from agents.life.news import News, weight_for
from agents.life.scene import Events, Scene
from agents.voice import Occurrence as What
from streams.kernel.rng import Draws, draw
from streams.kernel.simtime import DAY_S, HOUR_S, MINUTE_S
from world.actions import ACTION_COUNT, Action
from world.contract import LOW, Bool, Int, Need, Trait
from world.engine.needs import ACTION_RATES, company_level
from world.engine.step import TownEngine

_LUCK: Final = 7_301
_WHAT: Final[dict[Action, tuple[What, Need, int, int, int]]] = {
    Action.EAT: (What.MEAL, Need.SATIETY, 40, 200, 90),
    Action.WORK: (What.WORKED, Need.FUN, 90, 90, 110),
    Action.STUDY: (What.STUDIED, Need.FUN, 100, 150, 100),
    Action.READ: (What.READ_BOOK, Need.FUN, 60, 140, 100),
    Action.EXERCISE: (What.EXERCISED, Need.FUN, 250, 250, 130),
    Action.SHOP: (What.SHOPPED, Need.FUN, 130, 130, 90),
    Action.PLAY: (What.PLAYED, Need.FUN, 80, 160, 130),
    Action.MOVE: (What.WALKED, Need.FUN, 140, 140, 100),
    Action.HOUSEWORK: (What.HOUSEWORK, Need.HYGIENE, 60, 60, 80),
    Action.REST: (What.RESTED, Need.ENERGY, 25, 90, 80),
    Action.WAIT: (What.WAITED, Need.FUN, 30, 100, 80),
    Action.SEARCH_JOB: (What.LOOKING_FOR_JOB, Need.FUN, 150, 150, 150),
    Action.SLEEP: (What.SLEPT_BADLY, Need.ENERGY, 300, 300, 150),
}
"""By action: what it is as news, the need that it serves, how often it is news at home and elsewhere (in 1,000), its weight."""
_LANE_BITS: Final = 16
_LANE: Final = 1 << _LANE_BITS
_LANES: Final = np.arange(0, 64, _LANE_BITS).astype(np.uint64)
_MOST: Final = 2
"""How many times as often as usual something may become news."""


def _table(column: int) -> Int:
    values = np.zeros(ACTION_COUNT, dtype=np.int64)
    for action, row in _WHAT.items():
        values[action] = row[column]
    return values


_NEWS, _NEED, _WEIGHT = _table(0), _table(1), _table(4)
_ODDS: Final = np.concatenate([_table(3), _table(2)])
"""In 1,000, by action elsewhere, then by action at home."""
_NIGHT_ODDS: Final = int(_ODDS[Action.SLEEP])
_MOST_OFTEN: Final = (_ODDS * _MOST * _LANE // 1_000).astype(np.uint64)
_QUIET: Final = np.isin(np.arange(ACTION_COUNT), (Action.READ, Action.REST, Action.HOUSEWORK, Action.WAIT))
_SHORT_NIGHT_PERCENT: Final = 90
_NIGHT_S: Final = 3 * HOUR_S
_BAD_NIGHTS: Final = 8
_BAD_NIGHTS_ILL: Final = 200
"""In 1,000: nights that are bad without a reason, and of those who are ill."""
# plain integers: an IntEnum beside an array costs ten times as much
_SLEEP, _WORK, _PAYDAY, _ENERGY = int(Action.SLEEP), int(Action.WORK), int(What.PAYDAY), int(Need.ENERGY)
_SHIFT_END_S: Final = 30 * MINUTE_S
_PAYDAY_WEIGHT: Final = 260
_COMPANY_WEIGHT: Final = 15
_RELIEF_WEIGHT: Final = 60
_CHANCE_WEIGHT: Final = 70
_MOODINESS: Final = 1_500
_CHEERFUL: Final = 8_700
_DOWN: Final = 7_300
"""The mean of the needs at which one is in a good or a bad mood: most people, most of the time, lie between."""


def doings(scene: Scene, acted: Int) -> list[News]:
    """Find what residents just did that is news to them.   acted: rows of the step's events, all ACTED."""
    events, town = scene.events, scene.town
    luck = draw(scene.context.run.seed, events["actor"][acted], _LUCK, events["sim_time"][acted])
    at_home = town.around.town.is_home[events["place"][acted]] * np.int64(ACTION_COUNT)
    some = np.flatnonzero((luck & np.uint64(_LANE - 1)) < _MOST_OFTEN[at_home + events["action"][acted]])
    if not len(some):
        return []
    ended = _Ended(town, events, acted[some], luck[some], at_home[some])
    rows = np.flatnonzero(_scaled(ended.luck[:, 1], ended.usual * _MOST) < ended.odds())
    return [ended.news(rows)] if len(rows) else []


def _scaled(lane: Int, bound: Int | int) -> Int:
    """Map a lane of a draw to [0, bound); bound below a few thousand, so hardly any value is favoured."""
    return lane * bound >> _LANE_BITS


class _Ended:
    """Actions that ended, one row each, of which some are news."""

    def __init__(self, town: TownEngine, events: Events, rows: Int, luck: Draws, at_home: Int) -> None:
        # four small draws out of one: the first chose the row, the next are whether it is news, its weight, its feeling
        self.luck = ((luck[:, None] >> _LANES) & np.uint64(_LANE - 1)).astype(np.int64)
        self._town = town
        self._seq, self._amount = events["seq"][rows], events["amount"][rows]
        self._actor, self._place, self._at = events["actor"][rows], events["place"][rows], events["sim_time"][rows]
        self._action, self._spent_s = events["action"][rows].astype(np.int64), events["duration_s"][rows]
        self.usual = _ODDS[at_home + self._action]
        """How often each of them is news, in 1,000."""
        self._needs = town.residents.needs[self._actor]
        others = np.where(at_home, 0, town.places.inside[self._place])
        self._company = company_level(others)
        need = _NEED[self._action]
        level = self._needs[np.arange(len(rows)), need]
        gained = ACTION_RATES[self._action, need] * self._spent_s // HOUR_S
        self._is_relief = (gained > 0) & (level - gained < LOW)
        self._is_sleep, self._is_work = self._action == _SLEEP, self._action == _WORK
        self._is_shift_end = self._is_work & self._ends_shift()

    def odds(self) -> Int:
        """Say how often each of them is news as it was: int64[n], in 1,000, up to _MOST times the usual."""
        usual = self.usual
        more = np.minimum(usual * (2 + self._company + 2 * self._is_relief) // 3, usual * _MOST)
        more = np.where(self._is_work, np.where(self._is_shift_end, usual * _MOST, usual // 4), more)
        return np.where(self._is_sleep, self._bad_nights(), more) if self._is_sleep.any() else more

    def news(self, rows: Int) -> News:
        """Turn some of them into news."""
        what, weight = _NEWS[self._action[rows]], _WEIGHT[self._action[rows]]
        is_pay = self._is_shift_end[rows]
        if is_pay.any():
            is_pay = is_pay & self._is_first_workday(rows) & (self._amount[rows] > 0)
            what, weight = np.where(is_pay, _PAYDAY, what), np.where(is_pay, _PAYDAY_WEIGHT, weight)
        weight = weight + _scaled(self.luck[rows, 2], _CHANCE_WEIGHT)
        weight += _COMPANY_WEIGHT * self._company[rows] + _RELIEF_WEIGHT * self._is_relief[rows]
        valence = self._valence(rows, is_pay)
        actor = self._actor[rows].astype(np.int64)
        return News(
            resident=actor,
            event=self._seq[rows],
            what=what,
            place=self._place[rows],
            other=np.zeros(len(rows), dtype=np.int64),
            time=self._at[rows],
            valence=valence,
            arousal=self._arousal(rows, valence),
            amount=np.where(is_pay, self._amount[rows], 0),
            weight=weight_for(self._town.around.persona, actor, weight, valence),
        )

    def _bad_nights(self) -> Int:
        """Say how often such a night is a bad one: a short one, or of somebody ill; more often the more anxious she is."""
        who, actor = self._town.around.persona, self._actor
        is_short = self._spent_s * 100 < who.sleep_length_s[actor].astype(np.int64) * _SHORT_NIGHT_PERCENT
        is_ill = self._town.residents.sick_until[actor] > 0
        anxious = np.maximum(who.traits[actor][:, Trait.NEUROTICISM].astype(np.int64) - 40, 0)
        odds = _BAD_NIGHTS + anxious + _BAD_NIGHTS_ILL * is_ill + _NIGHT_ODDS * is_short
        return np.where(self._spent_s < _NIGHT_S, 0, odds)

    def _ends_shift(self) -> Bool:
        who = self._town.around.persona
        length_s = who.shift_length_s[self._actor].astype(np.int64)
        since_start_s = (self._at - who.shift_start_s[self._actor]) % DAY_S
        is_late: Bool = (since_start_s >= length_s - _SHIFT_END_S) & (since_start_s < length_s + 2 * HOUR_S)
        return is_late & (length_s > 0)

    def _is_first_workday(self, rows: Int) -> Bool:
        """Whether the week's first shift ended: the lowest bit of her workdays is the day on which it began."""
        who, actor = self._town.around.persona, self._actor[rows]
        day = (self._at[rows] - who.shift_start_s[actor]) // DAY_S % 7
        workdays = who.workdays[actor].astype(np.int64)
        is_first: Bool = (workdays & -workdays) == 1 << day
        return is_first

    def _valence(self, rows: Int, is_pay: Bool) -> Int:
        """Say how it felt: by how she is, what it did for her, and her nature."""
        traits = self._town.around.persona.traits[self._actor[rows]]
        mood = self._needs[rows].sum(axis=1, dtype=np.int64) // len(Need)
        mood += (50 - traits[:, Trait.NEUROTICISM].astype(np.int64)) * 20
        mood += _scaled(self.luck[rows, 3], 2 * _MOODINESS) - _MOODINESS
        felt = (mood > _CHEERFUL).astype(np.int64) - (mood < _DOWN) + self._is_relief[rows]
        felt = np.where(self._is_sleep[rows], np.minimum(felt - 1, -1), np.where(is_pay, np.maximum(felt, 1), felt))
        valence: Int = np.minimum(np.maximum(felt, -2), 2)
        return valence

    def _arousal(self, rows: Int, valence: Int) -> Int:
        calm = _QUIET[self._action[rows]] | (self._needs[rows, _ENERGY] < LOW)
        arousal: Int = 1 + (np.abs(valence) > 1) - (calm & (np.abs(valence) < 2))
        return arousal
