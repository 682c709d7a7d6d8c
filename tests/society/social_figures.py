"""What a society was like, measured from the rows of a run: friends, threads, texts, and news on its way."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from agents.models import Medium, Saying
from agents.voice import Occurrence
from streams.kernel.ids import key_of, number_of
from streams.models import Account, AccountKind, Comment, Event, Follow, Post, Run
from world.contract import Reason
from world.events import WorldEvent
from world.models import Tie
from world.ties import TIES_MAX, TieLevel, faded, level_of

OPENING_WORDS: Final = 3
OPENING_SIGNS: Final = 6
"""How much of a post is its opening: words, or signs of Chinese."""


_OCCASIONS: Final = {Occurrence.FREE_COFFEE: WorldEvent.FREE_COFFEE, Occurrence.FAIR: WorldEvent.FAIR}


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A piece of news on its way: events by seq, residents by number."""

    happened: int
    told_by: int
    post: int
    read: int
    reader: int
    went: int
    """The event in which the reader set out for it."""


def friends_each(run: Run) -> dict[int, int]:
    """Count each resident's ties of FRIEND and above, now."""
    found = dict.fromkeys(_residents(run), 0)
    for number, level in _graded(run):
        found[number // TIES_MAX] += level >= TieLevel.FRIEND
    return found


def levels(run: Run) -> Counter[TieLevel]:
    """Count ties by their level, now."""
    return Counter(level for _, level in _graded(run))


def mutual_percent(pairs: Iterable[tuple[int, int]]) -> float:
    """Say how many percent of directed pairs go the other way too."""
    known = set(pairs)
    return 100 * sum((other, one) in known for one, other in known) / len(known)


def follow_pairs(run: Run) -> set[tuple[int, int]]:
    """List who follows whom."""
    rows = Follow.objects.of(run.pk).filter(ended_step=0).values_list("follower_id", "followed_id")
    return {(number_of(one), number_of(other)) for one, other in rows}


def reply_pairs(run: Run) -> set[tuple[int, int]]:
    """List who answered whom in threads, oneself left out."""
    authors = dict(Comment.objects.of(run.pk).values_list("pk", "author_id"))
    posts = dict(Post.objects.of(run.pk).values_list("pk", "author_id"))
    pairs = set()
    for author, post, parent in Comment.objects.of(run.pk).values_list("author_id", "post_id", "parent"):
        answered = authors[key_of(run.pk, parent)] if parent else posts[post]
        if answered != author:
            pairs.add((number_of(author), number_of(answered)))
    return pairs


def deepest_thread(run: Run) -> int:
    """Say how many comments stand one below the other, at most."""
    return max((depth + 1 for depth in Comment.objects.of(run.pk).values_list("depth", flat=True)), default=0)


def duplicate_percent(texts: list[str]) -> float:
    """Say how many percent of texts were said before, to the letter."""
    return 100 * (len(texts) - len(set(texts))) / len(texts)


def commonest_opening_percent(texts: list[str]) -> tuple[float, str]:
    """Say how many percent of texts begin alike, and how."""
    opening, count = Counter(map(_opening, texts)).most_common(1)[0]
    return 100 * count / len(texts), opening


def texts_of_posts(run: Run) -> list[str]:
    """List what residents posted."""
    return list(Post.objects.of(run.pk).order_by("pk").values_list("text", flat=True))


def news_that_changed_plans(run: Run) -> list[News]:
    """Trace news from a happening over a post and its reader to what the reader did, by the seqs of events.

    What happened is that a fair or a free coffee began, or that somebody was there. The reader was told by nobody face
    to face before, and set out for the place while it was on, because of what is on there.
    """
    found = []
    for read in Event.objects.of(run.pk).filter(kind=WorldEvent.NOTICED_ONLINE).order_by("pk"):
        saying = Saying.objects.of(run.pk).filter(medium=Medium.POST, item=read.object).first()
        if saying is None or saying.event != read.amount or saying.what not in _OCCASIONS:
            continue
        happened = Event.objects.numbered(run.pk, saying.event).get()
        occasion = _occasion(run, saying)
        went = _went(run, read, occasion)
        if went is not None and not _knew(run, read, occasion):
            found.append(
                News(
                    happened=happened.number,
                    told_by=saying.speaker,
                    post=saying.item,
                    read=read.number,
                    reader=read.actor,
                    went=went.number,
                )
            )
    return found


def _occasion(run: Run, saying: Saying) -> Event:
    """Find what was on where and when somebody tells that she was."""
    kinds = Event.objects.of(run.pk).filter(kind=_OCCASIONS[Occurrence(saying.what)], place=saying.fact_place)
    return kinds.filter(sim_time__lte=saying.fact_time).latest("pk")


def _went(run: Run, read: Event, occasion: Event) -> Event | None:
    """Find the event in which a reader set out for an occasion, for no other reason."""
    after = Event.objects.of(run.pk).filter(pk__gt=read.pk, kind=WorldEvent.ACTED, actor=read.actor)
    to_it = after.filter(next_place=occasion.place, reason=Reason.OCCASION, sim_time__lt=occasion.due)
    return to_it.order_by("pk").first()


def _knew(run: Run, read: Event, occasion: Event) -> bool:
    """Whether the reader was told of an occasion face to face, or had gone there, before she read of it."""
    since = {"sim_time__gte": occasion.sim_time, "sim_time__lte": read.sim_time}
    told = Saying.objects.of(run.pk).filter(fact_place=occasion.place, hearer=read.actor, **since)
    been = Event.objects.of(run.pk).filter(kind=WorldEvent.ACTED, actor=read.actor, next_place=occasion.place, **since)
    return told.exists() or been.exists()


def _graded(run: Run) -> list[tuple[int, TieLevel]]:
    """Give the number and the level of each tie as it is now."""
    rows = np.array(list(Tie.objects.of(run.pk).values_list("pk", "strength", "at")), dtype=np.int64).reshape(-1, 3)
    graded = level_of(faded(rows[:, 1], rows[:, 2], np.asarray(run.head.sim_time)))
    return [(number_of(key), TieLevel(level)) for key, level in zip(rows[:, 0].tolist(), graded.tolist(), strict=True)]


def _residents(run: Run) -> list[int]:
    return [account.number for account in Account.objects.of(run.pk).filter(kind=AccountKind.AGENT)]


def spread_of_replies(run: Run) -> dict[int, int]:
    """Count how many different people each resident answered."""
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in reply_pairs(run):
        found[one].add(other)
    return {one: len(others) for one, others in found.items()}


def _opening(text: str) -> str:
    words = text.split()
    is_spaced = len(words) > len(text) // 12
    return " ".join(words[:OPENING_WORDS]) if is_spaced else text[:OPENING_SIGNS]
