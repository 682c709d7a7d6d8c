"""Who looks at a run's social network, and at which moment: what every read of the network asks first.

Nobody sees what ended, what a sanction hides, or an account that is blocked either way. A past moment shows the rows that
stood then, but blocks and sanctions are always those of now: what may not be seen today is not to be found in yesterday.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from streams.kernel.ids import key_of, number_of
from streams.log.lineage import segments_of
from streams.models import Block, Membership, Run, RunHead, Sanction, Snapshot, Subject, User
from streams.models.social import STANDS, Ending, Made
from streams.selectors.statements import gap, one_of, read, read_models
from streams.writer.past import step_at

T = TypeVar("T")
E = TypeVar("E", bound=Ending)
M = TypeVar("M", bound=Made)
R = TypeVar("R", bound=models.Model)

LAST_NUMBER: Final = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Until:
    """A past moment: the last step before it, its simulated second, numbers of each table that no row of then is beyond."""

    step: int
    sim_time: int
    last: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Whoever looks.

    account: number, 0 = no account in this run.   until: None = now.   blocked: whom she does not see, by number: blocked
    by her or blocking her; operators see those who block them.   blocking: those of them whom she blocks herself.
    membership: her bookkeeping in the run, None without an account.
    """

    run: Run
    account: int = 0
    is_operator: bool = False
    until: Until | None = None
    blocked: frozenset[int] = frozenset()
    blocking: frozenset[int] = frozenset()
    membership: Membership | None = None

    def key(self, number: int) -> int:
        """Join a number of this run into a key."""
        return key_of(self.run.pk, number)

    def keys(self, numbers: Iterable[int]) -> list[int]:
        """Join numbers into keys, in ascending order."""
        return [self.key(number) for number in sorted(numbers)]

    def made(self, model: type[M]) -> QuerySet[M]:
        """Select rows that were there at the viewer's moment, ended or not."""
        rows: QuerySet[M] = model._default_manager.filter(pk__gt=self.key(0), pk__lte=self.key(self.last(model)))
        return rows if self.until is None else rows.filter(step__lte=self.until.step)

    @property
    def stands(self) -> Q:
        """Make the condition of rows that had not ended at the viewer's moment."""
        return STANDS if self.until is None else STANDS | Q(ended_step__gt=self.until.step)

    def standing(self, model: type[E]) -> QuerySet[E]:
        """Select rows that stood at the viewer's moment."""
        return self.made(model).filter(self.stands)

    def stood(self, row: Ending) -> bool:
        """Whether a row that was there stood at the viewer's moment."""
        return row.ended_step == 0 or (self.until is not None and row.ended_step > self.until.step)

    @property
    def is_past(self) -> bool:
        """Whether she looks at another moment than now."""
        return self.until is not None

    def bounds(self, *of: type[models.Model]) -> dict[str, int]:
        """Give the values for the gaps of `made_then` and `standing_then` of these models."""
        last = {f"last_{model._meta.model_name}": self.key(self.last(model)) for model in of}
        return {**last, "step": 0 if self.until is None else self.until.step}

    def last(self, model: type[models.Model]) -> int:
        """Say a number that no row of the viewer's moment is beyond."""
        return LAST_NUMBER if self.until is None else self.until.last.get(model._meta.db_table, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """A page of an endless list; `next` is the cursor that goes on behind it, 0 where nothing follows."""

    items: list[T]
    next: int = 0


def made_then(model: type[M], *, is_past: bool) -> QuerySet[M]:
    """Select what `Viewer.made` does, with gaps: of all runs, for queries that ask for keys of one."""
    rows: QuerySet[M] = model._default_manager.all()
    return rows.filter(pk__lte=gap(f"last_{model._meta.model_name}"), step__lte=gap("step")) if is_past else rows


def standing_then(model: type[E], *, is_past: bool) -> QuerySet[E]:
    """Select what `Viewer.standing` does, as `made_then`."""
    rows = made_then(model, is_past=is_past)
    return rows.filter(STANDS | Q(ended_step__gt=gap("step"))) if is_past else rows.filter(STANDS)


def last_key(viewer: Viewer, model: type[Made], *, end: int = LAST_NUMBER) -> int:
    """Say the key of the last row that was there and has a smaller number, the key of number 0 if there is none. One query."""
    between = {"first": viewer.key(0), "end": viewer.key(end)}
    found = read(_last, model, viewer.is_past, **between, **viewer.bounds(model))
    return int(found[0][0]) if found else viewer.key(0)


def _last(model: type[M], is_past: bool) -> "QuerySet[M, tuple[int]]":
    rows = made_then(model, is_past=is_past).filter(pk__gt=gap("first"), pk__lt=gap("end"))
    return rows.order_by("-pk").values_list("pk")[:1]


def of_one(rows: QuerySet[R], column: str, key: int, *, is_oldest_first: bool = False) -> QuerySet[R]:
    """Narrow rows to those of one post, account or conversation, the latest first, by the index on that column and the key.

    A range instead of an equality, and the column in the order too: PostgreSQL would else read the primary key backwards
    wherever it takes the column's value for a frequent one, past all that others did since.
    """
    order = (column, "pk") if is_oldest_first else (f"-{column}", "-pk")
    return rows.filter(**{f"{column}__gte": key, f"{column}__lte": key}).order_by(*order)


def page_of(rows: QuerySet[R], limit: int, cursor: Callable[[R], int]) -> Page[R]:
    """Read a page of ordered rows, and one row more to know whether anything follows."""
    found = list(rows[: limit + 1])
    return Page(items=found[:limit], next=cursor(found[limit - 1]) if len(found) > limit else 0)


def is_hidden(viewer: Viewer, kind: Subject, key: str = "pk") -> Exists:
    """Make the condition that a sanction stands against a row; `key`: the column that holds the subject's key."""
    subject = OuterRef(key) - viewer.key(0)
    return Exists(Sanction.objects.of(viewer.run.pk).filter(STANDS, kind=kind, subject=subject))


def hidden_among(viewer: Viewer, kind: Subject, numbers: Iterable[int]) -> frozenset[int]:
    """Say which of these posts, comments or accounts a sanction stands against. One query."""
    run = {"first": viewer.key(0), "last": viewer.key(LAST_NUMBER)}
    found = read(_hidden, kind=kind, numbers=set(numbers), **run)
    return frozenset(subject for (subject,) in found)


def _hidden() -> QuerySet[Sanction, tuple[int]]:
    standing = Sanction.objects.filter(STANDS, one_of("subject", "numbers"), kind=gap("kind"))
    return standing.filter(pk__gt=gap("first"), pk__lte=gap("last")).values_list("subject")


def viewer_of(run: Run, user: User | None, t: int | None = None) -> Viewer:
    """Find out who looks. Two queries for somebody with an account, one for another login, none for nobody.

    t: a past moment, simulated seconds, which costs three more. HistoryLost where the record does not reach it.
    """
    until = None if t is None else until_of(run, t)
    is_operator = user is not None and user.is_operator
    found = [] if user is None else read_models(Membership, _membership, run=run.pk, user=user.pk)
    membership = found[0] if found else None
    if membership is None:
        return Viewer(run=run, is_operator=is_operator, until=until)
    blocking, blocking_her = _blocks(run, membership.number)
    return Viewer(
        run=run,
        account=membership.number,
        is_operator=is_operator,
        until=until,
        blocked=blocking if is_operator else blocking | blocking_her,
        blocking=blocking,
        membership=membership,
    )


def _membership() -> QuerySet[Membership, Any]:
    return Membership.objects.filter(run=gap("run"), user=gap("user")).order_by("pk").values_list()[:1]


def viewer_as(viewer: Viewer, account: int) -> Viewer:
    """Look at the same moment with the eyes of another account. One query."""
    blocking, blocking_her = _blocks(viewer.run, account)
    return Viewer(
        run=viewer.run, account=account, until=viewer.until, blocked=blocking | blocking_her, blocking=blocking
    )


def _blocks(run: Run, account: int) -> tuple[frozenset[int], frozenset[int]]:
    """Read whom an account blocks, and who blocks it. One query."""
    me = key_of(run.pk, account)
    pairs = [(number_of(blocker), number_of(blocked)) for blocker, blocked in read(_blocks_of, me=me)]
    return (
        frozenset(blocked for blocker, blocked in pairs if blocker == account),
        frozenset(blocker for blocker, blocked in pairs if blocked == account),
    )


def _blocks_of() -> QuerySet[Block, tuple[int, int]]:
    me = gap("me")
    return Block.objects.filter(STANDS, Q(blocker=me) | Q(blocked=me)).values_list("blocker_id", "blocked_id")


def until_of(run: Run, sim_time: int) -> Until:
    """Find a moment in the record. HistoryLost before the start and after what is committed.

    The first snapshot at or after it bounds the numbers: rows of the hour between (an older one: of the day) are passed by.
    """
    step = step_at(run, sim_time)
    return Until(step=step, sim_time=sim_time, last=_numbers_by(run, step))


def _numbers_by(run: Run, step: int) -> Mapping[str, int]:
    for segment in reversed(segments_of(run)):
        if segment.last_step >= step:
            first, last = (
                key_of(segment.run_id, max(step, segment.first_step)),
                key_of(segment.run_id, segment.last_step),
            )
            rows = Snapshot.objects.filter(pk__gte=first, pk__lte=last).order_by("pk")
            counters = rows.values_list("counters", flat=True).first()
            if counters is not None:
                break
    else:
        counters = RunHead.objects.values_list("counters", flat=True).get(pk=run.pk)
    found: Mapping[str, int] = json.loads(counters)
    return found
