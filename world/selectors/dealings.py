"""What somebody owns and owes, and a town's work and debts day by day. Each list is bounded and read by an index."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from streams.kernel.simtime import DAY_S
from world.economy.catalogue import CATALOGUE, ItemKind, Thing
from world.economy.loans import Outcome
from world.models import Item, Loan, TownDay
from world.selectors.moments import Moment

THINGS_MAX: Final = 200
LOANS_MAX: Final = 100
DAYS_MAX: Final = 366
MILLION: Final = 1_000_000
NOTHING: Final[Mapping[int, int]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """A stack of things. shows: of a photo the number of the action, else None; origin: who gave it, 0 = nobody."""

    number: int
    thing: str
    kind: str
    count: int
    weight_g: int
    value_cents: int
    uses_left: int
    since: int
    place: int
    origin: int
    shows: int | None
    changes: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """A loan as it was at the moment. repaid_cents: as of now where it is settled, else as of the moment."""

    number: int
    sim_time: int
    lender: int
    borrower: int
    amount_cents: int
    repaid_cents: int
    due: int
    outcome: str
    ended_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfWork:
    """Work and debts of one day; unemployment in millionths of those with or looking for work."""

    midnight: int  # that began it
    unemployment_millionths: int
    hired: int
    laid_off: int
    founded: int
    closed: int
    open_loans: int
    owed_cents: int
    lent_cents: int
    repaid_cents: int
    defaulted_cents: int


def things_of(moment: Moment, number: int) -> list[Owned]:
    """List what somebody owns, at most THINGS_MAX stacks. One query in the present, none in the past."""
    rows = _things_then(moment, number) if moment.is_past else _things_now(moment, number)
    return rows[:THINGS_MAX]


def loans_of(moment: Moment, number: int, *, limit: int = LOANS_MAX) -> list[Debt]:
    """List what somebody lent and borrowed, newest first. One query."""
    rows = Loan.objects.of(moment.run.pk).filter(sim_time__lte=moment.sim_time)
    rows = rows.filter(Q(lender=number) | Q(borrower=number)).order_by("-pk")[:limit]
    repaid = _repaid_then(moment) if moment.is_past else {}
    return [debt_of(moment, row, repaid) for row in rows]


def days_of_work(moment: Moment, *, days: int = 30) -> Sequence[DayOfWork]:
    """Show the last days, oldest first, today as far as it went. One query, besides the counters'."""
    newest = moment.counters.get("world_townday", 0)
    ahead = (moment.clock.committed_sim_time - moment.sim_time) // DAY_S + 1
    first = max(newest - min(days, DAYS_MAX) - ahead + 1, 1)
    rows = TownDay.objects.between(moment.run.pk, first, newest).filter(sim_time__lte=moment.sim_time)
    return [_day(row) for row in rows.order_by("-pk")[: min(days, DAYS_MAX)]][::-1]


def _things_now(moment: Moment, number: int) -> list[Owned]:
    rows = Item.objects.of(moment.run.pk).filter(owner=number).order_by("pk")[:THINGS_MAX]
    columns = ("thing", "count", "uses_left", "made_at", "place", "origin", "shows")
    return [_owned(row.number, *(getattr(row, name) for name in columns)) for row in rows]


def _things_then(moment: Moment, number: int) -> list[Owned]:
    if moment.past is None or "dealings.items.owner" not in moment.past.columns:
        return []
    names = ("thing", "count", "uses_left", "made_at", "place", "origin", "shows")
    columns = [moment.past_column(f"dealings.items.{name}").tolist() for name in names]
    owner = moment.past_column("dealings.items.owner").tolist()
    return [_owned(i + 1, *(column[i] for column in columns)) for i in range(len(owner)) if owner[i] == number]


def _owned(
    number: int, thing: int, count: int, uses_left: int, since: int, place: int, origin: int, shows: int
) -> Owned:
    article = CATALOGUE[Thing(thing)]
    return Owned(
        number=number,
        thing=Thing(thing).name.lower(),
        kind=ItemKind(article.kind).name.lower(),
        count=count,
        weight_g=article.weight_g,
        value_cents=article.value_cents,
        uses_left=uses_left,
        since=since,
        place=place,
        origin=origin,
        shows=shows - 1 if shows else None,
        changes=article.properties,
    )


def _repaid_then(moment: Moment) -> dict[int, int]:
    """Say what was paid back by a past moment of the loans that were open then."""
    if moment.past is None or "dealings.loans.number" not in moment.past.columns:
        return {}
    columns = (moment.past_column(f"dealings.loans.{name}").tolist() for name in ("number", "repaid_cents"))
    return dict(zip(*columns, strict=True))


def debt_of(moment: Moment, row: Loan, repaid: Mapping[int, int] = NOTHING) -> Debt:
    """Show a loan as it was at the moment.   repaid: what was paid back by then, by number, where that is another than now."""
    is_open = not row.ended_step or row.ended_at > moment.sim_time
    return Debt(
        number=row.number,
        sim_time=row.sim_time,
        lender=row.lender,
        borrower=row.borrower,
        amount_cents=row.amount_cents,
        repaid_cents=repaid.get(row.number, row.repaid_cents),
        due=row.due,
        outcome=(Outcome.OPEN if is_open else Outcome(row.outcome)).name.lower(),
        ended_at=0 if is_open else row.ended_at,
    )


def _day(row: TownDay) -> DayOfWork:
    return DayOfWork(
        midnight=row.sim_time,
        unemployment_millionths=row.unemployed * MILLION // max(row.labour, 1),
        hired=row.hired,
        laid_off=row.laid_off,
        founded=row.founded,
        closed=row.closed,
        open_loans=row.open_loans,
        owed_cents=row.owed_cents,
        lent_cents=row.lent_cents,
        repaid_cents=row.repaid_cents,
        defaulted_cents=row.defaulted_cents,
    )
