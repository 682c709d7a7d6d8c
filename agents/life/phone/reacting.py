"""What residents do with what they read: mostly nothing, sometimes a like, seldom a comment, a repost or a new follow."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final, NamedTuple

import numpy as np

from agents.life.facts import story_of_saying
from agents.life.phone.feed import Lookers, Shown
from agents.life.phone.look import Look, by_key
from agents.life.sayings import Said
from agents.life.scene import Scene
from agents.life.talking.relations import TieChange
from agents.models import Medium
from agents.voice import Occurrence, comment
from streams.kernel.arrays import cells_where
from streams.kernel.rng import Draws, below, draw, sub_draw
from streams.network.columns import PAIR_BITS
from streams.network.refusals import Refused
from streams.recommender.interests import UNIFORM
from world.contract import Bool, Int, Trait
from world.ties import STRENGTH_MAX, TieLevel, level_of

_SEVERAL: Final = 1_000
_LIKE, _LIKE_NEAR, _LIKE_INTEREST, _LIKE_FELT = 110, 330, 60, 30
"""In 1,000: at least; for whom she is closest to; for twice the usual interest; for each point of valence."""
_COMMENT, _COMMENT_NEAR = 18, 110
_REPOST, _REPOST_PUBLIC = 2, 70
_FOLLOW_LIKED, _FOLLOW_MET = 120, 45
"""In 1,000, each time she reads somebody: whom she liked twice; whom she knows from town."""
_FOLLOW_PURPOSE: Final = 7_502
_WILLING_PERCENT: Final = 55
"""Of all she could follow, whether she ever would: so that not everybody is followed back."""
_LIKED_ENOUGH: Final = 2
_PUBLIC: Final = (Occurrence.FREE_COFFEE, Occurrence.FAIR)
_LIKED: Final = TieChange(strength=4, trust=2)
_COMMENTED: Final = TieChange(strength=18, trust=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What each of n lookers would do with each of m posts: bool[n, m], false where there is no post."""

    like: Bool
    comment: Bool  # one in a row at most
    repost: Bool
    follow: Bool  # the author


class Reaction(NamedTuple):
    """What somebody would do with one post."""

    post: int
    author: int
    saying: int
    """The post's; 0 = none."""
    like: bool
    comment: bool
    repost: bool
    follow: bool
    is_known: bool
    """Whether there is a tie to the author that a like counts for."""
    told: Said | None
    """The post's saying, for who comments."""


def wishes(scene: Scene, who: Lookers, read: Shown, saying: Int, luck: Draws) -> Wishes:
    """Decide for all.   saying: of each post, 0 = none.   luck: uint64[n]."""
    parts = [_wishes(scene, who.some(rows), read.some(rows), saying[rows], luck[rows]) for rows in who.pieces()]
    names = [field.name for field in fields(Wishes)]
    return Wishes(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})


def _wishes(scene: Scene, who: Lookers, read: Shown, saying: Int, luck: Draws) -> Wishes:
    lots = sub_draw(luck[:, None], read.post)
    is_there = read.post > 0
    traits = scene.town.around.persona.traits[who.number].astype(np.int64)
    felt, is_public = _told(scene, saying)
    near = read.strength * _SEVERAL // STRENGTH_MAX
    interest = np.clip(read.interest - UNIFORM, 0, 2 * UNIFORM)
    like = _LIKE + near * _LIKE_NEAR // _SEVERAL + interest * _LIKE_INTEREST // UNIFORM + felt * _LIKE_FELT
    like = like * (60 + traits[:, [Trait.AGREEABLENESS]] * 4 // 5) // 100
    commenting = (_COMMENT + near * _COMMENT_NEAR // _SEVERAL) * (50 + traits[:, [Trait.EXTRAVERSION]]) // 100
    comment = is_there & (below(sub_draw(lots, 1), _SEVERAL) < commenting)
    return Wishes(
        like=is_there & (below(lots, _SEVERAL) < like),
        comment=comment & (comment.cumsum(axis=1) == 1),
        repost=is_there & (below(sub_draw(lots, 2), _SEVERAL) < np.where(is_public, _REPOST_PUBLIC, _REPOST)),
        follow=_follows(scene, who, read, below(sub_draw(lots, 3), _SEVERAL)),
    )


def _told(scene: Scene, saying: Int) -> tuple[Int, Bool]:
    """Say how strongly posts feel, and whether they tell of what is on in town."""
    felt, is_public, told = np.zeros(saying.shape, dtype=np.int64), np.zeros(saying.shape, dtype=bool), saying > 0
    valence, what = scene.sayings.columns(saying[told], "valence", "what")
    felt[told], is_public[told] = np.abs(valence), np.isin(what, _PUBLIC)
    return felt, is_public


def _follows(scene: Scene, who: Lookers, read: Shown, lots: Int) -> Bool:
    """Say whom somebody follows from now on: people met in town and found again here, and whose posts she liked twice.

    lots: int64[n, m], 0-999. Only where the lot may be the one are the others asked for, who are far between in memory.
    """
    network = scene.network
    chosen = (read.post > 0) & ~read.follows & (lots < max(_FOLLOW_LIKED, _FOLLOW_MET))
    row, column = cells_where(chosen)
    me, author = who.number[row].astype(np.int64), read.author[row, column]
    last = network.accounts.last_posts[author].astype(np.int64)
    liked = (network.likes.many(last << PAIR_BITS | me[:, None]) > 0).sum(axis=1)
    odds = np.where(level_of(read.strength[row, column]) >= TieLevel.ACQUAINTANCE, _FOLLOW_MET, 0)
    odds = np.where(liked >= _LIKED_ENOUGH, _FOLLOW_LIKED, odds)
    pairs = me << PAIR_BITS | author
    is_willing = below(draw(scene.context.run.seed, pairs, _FOLLOW_PURPOSE, 0), 100) < _WILLING_PERCENT
    chosen[row, column] = (lots[row, column] < odds) & is_willing
    return chosen


def reactions(scene: Scene, who: Lookers, wish: Wishes, read: Shown, saying: Int) -> dict[int, list[Reaction]]:
    """Show what is wished by row, in the order of what was read; rows and posts to which nobody does anything are left out.

    A like that the network would refuse is none. As things stand now, before anybody did anything.
    """
    row, column = cells_where(wish.like | wish.comment | wish.repost | wish.follow)
    post, author, of = (values[row, column] for values in (read.post, read.author, saying))
    like, comment, repost, follow = (
        values[row, column] for values in (wish.like, wish.comment, wish.repost, wish.follow)
    )
    me, at = who.number[row], who.at[row]
    like[like] = scene.network.likeable(me[like].astype(np.int64), post[like].astype(np.int64), at[like])
    is_known = like & scene.mind.has(author)
    is_known[is_known] = scene.ties.strength_of(me[is_known], author[is_known], at[is_known]) > 0
    told = np.full(len(row), None)
    answered = np.flatnonzero(comment & (of > 0))
    told[answered] = scene.sayings.many(of[answered])
    columns = (post, author, of, like, comment, repost, follow, is_known, told)
    cells = map(Reaction._make, zip(*(values.tolist() for values in columns), strict=True))
    return by_key(row, cells)


def react(look: Look, wished: Sequence[Reaction]) -> None:
    """Carry out what somebody wishes to do with the posts that she read."""
    network, me, at = look.scene.network, look.number, look.at
    for post, author, saying, like, writes, passes_on, follow, is_known, told in wished:
        if like and not isinstance(network.like(me, post, at=at, is_likeable=True), Refused):
            if look.is_again:
                _come_closer(look, author)
            elif is_known:
                look.changes.append((me, author, _LIKED))
        if writes and told is not None:
            _comment(look, post, author, saying, told)
        if passes_on:
            network.repost(me, post, at=at)
        if follow:
            network.follow(me, author, at=at)


def _comment(look: Look, post: int, author: int, saying: int, said: Said) -> None:
    """Say something to what a post tells of; nobody has anything to say to what is told of herself."""
    scene = look.scene
    told = story_of_saying(scene, said) if said.owner != look.number else None
    if told is None:
        return
    words = comment(look.speaker, told.fact, scene.people.name(author), look.tie(author), look.dice)
    item = scene.network.comment(look.number, post, words.text, at=look.at)
    if not isinstance(item, Refused):
        look.note(words, (told,), medium=Medium.COMMENT, item=item, hearer=author, answers=saying)
        look.change_tie(author, _COMMENTED)


def _come_closer(look: Look, author: int) -> None:
    """Let a like count between people who know each other; it makes nobody known."""
    if look.strength(author):
        look.change_tie(author, _LIKED)
