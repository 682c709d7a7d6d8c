"""Answers under posts: what others wrote to a resident there, and which of it she answers."""

import itertools
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from agents.life.facts import Story, stance_of, story_of_saying
from agents.life.phone.inbox import Inbox
from agents.life.phone.look import Look, by_key, closeness, scaled
from agents.life.phone.mail import regarded
from agents.life.phone.words import Glance
from agents.life.sayings import Said
from agents.life.scene import Scene
from agents.life.talking.relations import TieChange
from agents.models import Medium
from agents.voice import Act, comment
from streams.kernel.rng import below, draw
from streams.network.columns import PAIR_BITS
from streams.network.refusals import Refused
from world.contract import Bool, Int, Trait

ANSWERS_MAX: Final = 3
"""Comments that are answered in one look."""
DEPTH_PERCENT: Final = 82
"""What is left of the wish to answer at each further depth of a thread."""
_UNKNOWN_PERCENT: Final = 75
_PERCENT: Final[Mapping[int, int]] = {
    Act.ASK: 82,
    Act.DOUBT: 60,
    Act.TEASE: 58,
    Act.COMFORT: 52,
    Act.CHEER: 45,
    Act.OWN: 38,
    Act.ANSWER: 48,
    Act.TELL: 40,
    Act.THANK: 20,
    Act.AGREE: 20,
}
"""How readily each is answered under a post."""
_OTHERWISE_PERCENT: Final = 15
_NEVER: Final = -1
_PURPOSE: Final = 7_503
_WILLING_PERCENT: Final = 62
"""Of all residents who could write to her, whom she ever answers: most threads that are left lying are left by habit."""
_SHARE: Final = 45
_ANSWERED: Final = TieChange(strength=20, trust=8)


class Reply(NamedTuple):
    """A comment that answers a resident's post or comment."""

    comment: int
    author: int
    post: int
    percent: int
    """How readily it is answered by somebody of middling nature; _NEVER = it can not be, or not by her."""
    saying: int
    said: Said | None
    """What it tells of, if a resident wrote it."""
    glance: Glance | None
    """Of a person's words."""


def replies_to(scene: Scene, inbox: Inbox, readers: Int) -> dict[int, list[Reply]]:
    """List the answers under posts that wait, oldest first, by reader; those are left out for whom none does."""
    row, number, glances = inbox.replies_to(readers)
    comments, posts = scene.network.comments, scene.network.posts
    author, post, depth = (
        column[number].astype(np.int64) for column in (comments.author, comments.post, comments.depth)
    )
    is_gone = comments.is_removed[number] | comments.is_hidden[number] | posts.is_removed[post] | posts.is_hidden[post]
    is_hers = _would_answer(scene, readers[row], author)
    saying = scene.sayings.of_many(Medium.COMMENT, number)
    told = np.full(len(row), None)
    told[saying > 0] = scene.sayings.many(saying[saying > 0])
    said: list[Said | None] = told.tolist()
    columns = (is_gone.tolist(), is_hers.tolist(), depth.tolist(), said, glances)
    percent = itertools.starmap(_percent, zip(*columns, strict=True))
    cells = map(Reply, number.tolist(), author.tolist(), post.tolist(), percent, saying.tolist(), said, glances)
    return by_key(readers[row], cells)


def _would_answer(scene: Scene, reader: Int, author: Int) -> Bool:
    """Whether readers are such as answer somebody at all; the same for ever."""
    pairs = reader << PAIR_BITS | author
    willing: Bool = below(draw(scene.context.run.seed, pairs, _PURPOSE, 0), 100) < _WILLING_PERCENT
    return willing


def _percent(is_gone: bool, is_hers: bool, depth: int, said: Said | None, glance: Glance | None) -> int:
    """Say how readily a comment is answered: a person's by everybody, a resident's if it tells of something."""
    percent = _UNKNOWN_PERCENT
    if is_gone:
        return _NEVER
    if glance is None:
        if not is_hers or said is None or not said.event:
            return _NEVER
        percent = _PERCENT.get(said.act, _OTHERWISE_PERCENT)
    for _ in range(depth):
        percent = percent * DEPTH_PERCENT // 100
    return percent


def answer_replies(look: Look, replies: Sequence[Reply]) -> None:
    """Answer what was written to her under posts, oldest first."""
    answered = 0
    for reply in replies:
        if answered == ANSWERS_MAX:
            return
        if _wants_to(look, reply):
            answered += _answer(look, reply)


def _wants_to(look: Look, reply: Reply) -> bool:
    if reply.percent == _NEVER or not look.may_address(reply.author):
        return False
    shares = (look.trait(Trait.AGREEABLENESS), look.trait(Trait.EXTRAVERSION))
    near = 50 + closeness(look.strength(reply.author)) // 2
    return look.dice.chance(scaled(reply.percent, *((share, _SHARE) for share in (*shares, near))))


def _answer(look: Look, reply: Reply) -> bool:
    """Answer a comment; whether it came about."""
    scene, said, answers = look.scene, reply.said, 0
    stories: tuple[Story, ...] = ()
    if reply.glance is not None:
        words = regarded(look, reply.author, reply.glance)
    else:
        assert said is not None, "only comments that tell of something are answered"
        told = story_of_saying(scene, said)
        assert told is not None, "only comments that tell of something are answered"
        stories, answers = (told,), reply.saying
        of_post = scene.network.posts.author.item(reply.post)
        words = comment(
            look.speaker,
            told.fact,
            scene.people.name(of_post),
            look.tie(of_post),
            look.dice,
            parent=stance_of(scene, said, told),
        )
    item = scene.network.comment(look.number, reply.post, words.text, at=look.at, parent=reply.comment)
    if isinstance(item, Refused):
        return False
    look.note(words, stories, medium=Medium.COMMENT, item=item, hearer=reply.author, answers=answers)
    look.change_tie(reply.author, _ANSWERED)
    return True
