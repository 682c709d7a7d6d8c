"""Things that one has to oneself: bought while shopping, worn out by use, photographed, kept up to a weight.

All of it happens on quarters of an hour, to those whose action began within the last one, or by order, one at a time.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from streams.kernel.rng import Draws, below, draw, sub_draw
from world.actions import Action, by_name
from world.contract import NEED_MAX, Bool, Int
from world.economy.belongings import Belongings
from world.economy.books import Books
from world.economy.catalogue import CATALOGUE, Thing
from world.economy.ledger import Category, transfers
from world.engine.effects import SKILL_MAX
from world.engine.observe import Surroundings
from world.engine.state import ResidentColumns
from world.engine.steplog import StepLog
from world.events import WorldEvent
from world.scenario import ThingsSpec
from world.scenario.fields import MILLION

PHOTOS_KEPT: Final = 5
"""Photos that one resident keeps; a new one takes the place of the oldest."""
AFFORDABLE: Final = 20
"""A thing is bought by those who own so many times its price."""
_BUY, _PHOTO = 65, 66
"""Purposes of draws, kept for ever."""
_NOBODY: Final = np.zeros(0, dtype=np.int64)
_ARTICLES: Final = [CATALOGUE[thing] for thing in Thing]
_SERVES: Final = np.array([-1, *(by_name(a.serves).number if a.serves else -1 for a in _ARTICLES)], dtype=np.int64)
_NEED: Final = np.array([-1, *(-1 if a.need is None else a.need for a in _ARTICLES)], dtype=np.int64)
_POINTS, _SKILL, _TIDIED_S = (
    np.array([0, *(getattr(article, name) for article in _ARTICLES)], dtype=np.int64)
    for name in ("points", "skill", "tidied_s")
)


def goods_of(places: Sequence[Mapping[str, Any]]) -> list[list[Thing]]:
    """List what is sold at each place of a scenario."""
    return [[thing for thing in Thing if place["type"] in CATALOGUE[thing].sold_at] for place in places]


class Possessions:
    """The things of a run, and what their owners do with them by themselves."""

    def __init__(
        self,
        spec: ThingsSpec,
        around: Surroundings,
        residents: ResidentColumns,
        skill_of: Int,
        goods: Sequence[Sequence[Thing]],
        belongings: Belongings,
    ) -> None:
        """skill_of: by resident, the Skill that her trade pays.   goods: by place of a district, what is sold there."""
        self.spec = spec
        self.belongings = belongings
        self._around = around
        self._residents = residents
        self._skill_of = skill_of
        self._goods_at = goods

    def leave(self, resident: int) -> None:
        """Let somebody who moves away take her things along."""
        for number in self.belongings.stacks_of(resident).tolist():
            self.belongings.drop(number)

    def _use(self, began: Bool, moment: int, log: StepLog) -> Int:
        """Let who began something use the first thing of hers that serves it; return whom it did good."""
        mine, residents = self.belongings, self._residents
        owner = mine.owner[: mine.last + 1]
        numbers = np.flatnonzero(began[owner] & (_SERVES[mine.thing[: mine.last + 1]] == residents.action[owner]))
        _, first = np.unique(mine.owner[numbers], return_index=True)
        return self._apply(numbers[first], moment, log)

    def _apply(self, numbers: Int, moment: int, log: StepLog) -> Int:
        """Let the owners of some things, each another, have the good of using them; return them.   numbers: of stacks."""
        mine, residents = self.belongings, self._residents
        if not len(numbers):
            return _NOBODY
        who, thing = mine.owner[numbers].astype(np.int64), mine.thing[numbers].astype(np.int64)
        has_need = np.flatnonzero(_NEED[thing] >= 0)
        self._please(who[has_need], _NEED[thing[has_need]], _POINTS[thing[has_need]])
        practised = residents.skills[who, self._skill_of[who]].astype(np.int64) + _SKILL[thing]
        residents.skills[who, self._skill_of[who]] = np.minimum(practised, SKILL_MAX)
        residents.mess_since[who] = np.minimum(residents.mess_since[who] + _TIDIED_S[thing], moment)
        rows = np.flatnonzero(mine.wear(numbers))
        log.add(
            len(rows),
            kind=WorldEvent.THING_USED_UP,
            sim_time=moment,
            actor=who[rows],
            place=residents.place[who[rows]],
            object=numbers[rows],
            action=thing[rows],
        )
        return who

    def _buy(self, began: Bool, moment: int, books: Books, log: StepLog) -> tuple[Int, Int]:
        """Let some of those who shop bring a thing home too; return them and their shops."""
        residents, spec = self._residents, self.spec
        rows, luck = self._drawn(began & (residents.action == Action.SHOP), _BUY, spec.buy)
        chosen = []
        self.belongings.look_at(rows, residents.count)
        for resident, choice in zip(rows.tolist(), below(sub_draw(luck, 1), 1 << 30).tolist(), strict=True):
            place = int(residents.place[resident])
            wanted = self._wanted(resident, place, choice)
            if wanted is not None:
                chosen.append((resident, wanted))
        who, place_of, _ = self._purchase(chosen, moment, books, log)
        return who, place_of

    def _purchase(
        self, wanted: Sequence[tuple[int, Thing]], moment: int, books: Books, log: StepLog
    ) -> tuple[Int, Int, Int]:
        """Let residents have what they want of the shops that they are in; return them, their shops, and the numbers."""
        residents, bought = self._residents, []
        for resident, article in wanted:
            place = int(residents.place[resident])
            number = self.belongings.add(resident, article, made_at=moment, place=place)
            bought.append((resident, place, number, article, CATALOGUE[article].value_cents))
        who, place_of, number_of, thing, price = np.array(bought, dtype=np.int64).reshape(-1, 5).T
        books.carry_out(
            transfers(
                len(who),
                payer=who,
                payee=-place_of,
                amount_cents=price,
                category=Category.PURCHASE,
                sim_time=moment,
                subject=Action.SHOP,
            )
        )
        log.add(
            len(who),
            kind=WorldEvent.THING_BOUGHT,
            sim_time=moment,
            actor=who,
            place=place_of,
            object=number_of,
            action=thing,
            amount=price,
        )
        return who, place_of, number_of

    def _wanted(self, resident: int, place: int, choice: int) -> Thing | None:
        """Choose among what is sold here what she can afford and carry; None if there is nothing."""
        money, room_g = int(self._residents.money[resident]), self._room_g(resident)
        fits = [
            thing
            for thing in self._goods_at[(place - 1) % len(self._goods_at)]
            if CATALOGUE[thing].value_cents * AFFORDABLE <= money and CATALOGUE[thing].weight_g <= room_g
        ]
        return fits[choice % len(fits)] if fits else None

    def _room_g(self, resident: int) -> int:
        return self.spec.weight_limit_g - self.belongings.weight_g(resident)

    def _photograph(self, began: Bool, moment: int, log: StepLog) -> Int:
        """Let some of those who are out for pleasure take a photo; return them."""
        residents, mine = self._residents, self.belongings
        is_out = ~self._around.town.is_home[residents.place]
        is_fun = (residents.action == Action.MOVE) | (residents.action == Action.PLAY)
        rows, _ = self._drawn(began & is_out & is_fun, _PHOTO, self.spec.photo)
        mine.look_at(rows, residents.count)
        self._shoot(rows, moment, log)
        return rows

    def _shoot(self, rows: Int, moment: int, log: StepLog) -> list[int]:
        """Let residents take a photo each of what they do; return the numbers."""
        residents = self._residents
        numbers = [self._keep_photo(resident, moment) for resident in rows.tolist()]
        log.add(
            len(rows),
            kind=WorldEvent.PHOTO_TAKEN,
            sim_time=moment,
            actor=rows,
            place=residents.place[rows],
            object=np.array(numbers, dtype=np.int64),
            action=residents.action[rows],
        )
        return numbers

    def _keep_photo(self, resident: int, moment: int) -> int:
        """Put a photo to her things, in the place of the oldest if she has too many; return its number."""
        mine, place = self.belongings, int(self._residents.place[resident])
        own = mine.stacks_of(resident)
        photos = own[(mine.thing[own] == Thing.PHOTO) & (mine.origin[own] == 0)]
        if len(photos) >= PHOTOS_KEPT:
            mine.drop(int(photos[np.argmin(mine.made_at[photos])]))
        shows = int(self._residents.action[resident]) + 1
        return mine.add(resident, Thing.PHOTO, made_at=moment, place=place, shows=shows)

    def use(self, number: int, moment: int, log: StepLog) -> None:
        """Let the owner of a thing use it: see `is_in_use`."""
        self._log(
            WorldEvent.THING_USED,
            int(self.belongings.owner[number]),
            number,
            action=int(self.belongings.thing[number]),
            place=int(self._residents.place[self.belongings.owner[number]]),
            moment=moment,
            log=log,
        )
        self._apply(np.array([number]), moment, log)

    def is_usable(self, number: int) -> bool:
        """Say whether a thing serves anything that one does."""
        return int(_SERVES[self.belongings.thing[number]]) >= 0

    def is_in_use(self, number: int, moment: int) -> bool:
        """Say whether the owner of a thing does what it serves just now."""
        owner, residents = int(self.belongings.owner[number]), self._residents
        does = int(residents.action[owner]) == int(_SERVES[self.belongings.thing[number]])
        return does and int(residents.arrive[owner]) <= moment

    def buy(self, resident: int, thing: Thing, moment: int, books: Books, log: StepLog) -> int:
        """Let somebody buy a thing that is sold where she is, and that she can pay and carry; return its number."""
        _, _, numbers = self._purchase([(resident, thing)], moment, books, log)
        return int(numbers[0])

    def is_shopping(self, resident: int, moment: int) -> bool:
        """Say whether somebody is shopping just now."""
        residents = self._residents
        return int(residents.action[resident]) == Action.SHOP and int(residents.arrive[resident]) <= moment

    def is_sold(self, thing: Thing, place: int) -> bool:
        """Say whether a place sells a thing."""
        return thing in self._goods_at[(place - 1) % len(self._goods_at)]

    def can_pay(self, resident: int, thing: Thing) -> bool:
        """Say whether somebody would spend money on a thing."""
        return CATALOGUE[thing].value_cents * AFFORDABLE <= int(self._residents.money[resident])

    def can_carry(self, resident: int, thing: Thing) -> bool:
        """Say whether somebody can keep one more of a thing."""
        return CATALOGUE[thing].weight_g <= self._room_g(resident)

    def take_photo(self, resident: int, moment: int, log: StepLog) -> int:
        """Let somebody take a photo of what she does; return its number."""
        return self._shoot(np.array([resident]), moment, log)[0]

    def is_out_for_fun(self, resident: int, moment: int) -> bool:
        """Say whether somebody takes photos where she is: out for a walk or for fun, and there already."""
        residents, is_home = self._residents, self._around.town.is_home
        is_fun = int(residents.action[resident]) in (Action.MOVE, Action.PLAY)
        return is_fun and not is_home[residents.place[resident]] and int(residents.arrive[resident]) <= moment

    def fits(self, number: int, resident: int) -> bool:
        """Say whether somebody can keep one of a stack beside what she has."""
        return CATALOGUE[Thing(int(self.belongings.thing[number]))].weight_g <= self._room_g(resident)

    def _drawn(self, may: Bool, purpose: int, chance: int) -> tuple[Int, Draws]:
        """Draw, once an action, who of those who may: their numbers and what was drawn."""
        rows = np.flatnonzero(may) if chance else _NOBODY
        luck = draw(self._around.seed, rows, purpose, self._residents.decisions[rows])
        is_drawn = below(luck, MILLION) < chance
        return rows[is_drawn], luck[is_drawn]

    def _please(self, who: Int, need: Int, points: Int) -> None:
        """Add to needs, which are lines since the last decision: so the lines are moved.   who: distinct."""
        needs = self._residents.needs
        needs[who, need] = np.minimum(needs[who, need].astype(np.int64) + points, NEED_MAX)

    def _log(
        self,
        kind: WorldEvent,
        actor: int,
        number: int,
        *,
        action: int,
        place: int,
        moment: int,
        log: StepLog,
        **more: int,
    ) -> None:
        """Note what happened to an item in the record.   more: target, amount, reason."""
        log.add(1, kind=kind, sim_time=moment, actor=actor, place=place, object=number, action=action, **more)
