"""Whom operators keep an eye on: a list of each login in each run."""

from typing import Final

from agents.errors import TooManyWatched
from agents.models import Watch
from streams.models import Run, User

WATCHED_MAX: Final = 100


def watch(user: User, run: Run, number: int) -> None:
    """Put a resident into somebody's list; it changes nothing if she is in it. TooManyWatched for a full list."""
    mine = Watch.objects.filter(user=user, run=run)
    if not mine.filter(number=number).exists() and mine.count() >= WATCHED_MAX:
        raise TooManyWatched(WATCHED_MAX)
    Watch.objects.get_or_create(user=user, run=run, number=number)


def stop_watching(user: User, run: Run, number: int) -> None:
    """Take a resident out of somebody's list."""
    Watch.objects.filter(user=user, run=run, number=number).delete()


def watched(user: User, run: Run) -> list[int]:
    """List the numbers of whom somebody watches. One query."""
    return list(Watch.objects.filter(user=user, run=run).order_by("number").values_list("number", flat=True))


def is_watched(user: User, run: Run, number: int) -> bool:
    """Whether somebody watches a resident. One query."""
    return Watch.objects.filter(user=user, run=run, number=number).exists()
