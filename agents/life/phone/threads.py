"""Answers under posts: what others wrote to a resident there, and which of it she answers."""

from collections.abc import Sequence
from typing import Final

from agents.life.facts import stance_of, story_of_saying
from agents.life.phone.inbox import Reply
from agents.life.phone.look import Look, closeness, scaled
from agents.life.phone.mail import regarded
from agents.life.talking.relations import TieChange
from agents.models import Medium
from agents.voice import Act, comment
from streams.kernel.rng import below, draw
from streams.network.columns import pair
from streams.network.refusals import Refused
from world.contract import Trait

ANSWERS_MAX: Final = 3
"""Comments that are answered in one look."""
DEPTH_PERCENT: Final = 82
"""What is left of the wish to answer at each further depth of a thread."""
_UNKNOWN_PERCENT: Final = 75
_PERCENT: Final = {
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
_PURPOSE: Final = 7_503
_WILLING_PERCENT: Final = 62
"""Of all residents who could write to her, whom she ever answers: most threads that are left lying are left by habit."""
_SHARE: Final = 45
_ANSWERED: Final = TieChange(strength=20, trust=8)


def answer_replies(look: Look, replies: Sequence[Reply]) -> None:
    """Answer what was written to her under posts, oldest first."""
    answered = 0
    for reply in replies:
        if answered == ANSWERS_MAX:
            return
        if _wants_to(look, reply):
            answered += _answer(look, reply)


def _wants_to(look: Look, reply: Reply) -> bool:
    network = look.scene.network
    author, depth = int(network.comments.author[reply.comment]), int(network.comments.depth[reply.comment])
    is_gone = network.comments.is_removed[reply.comment] or network.comments.is_hidden[reply.comment]
    post = int(network.comments.post[reply.comment])
    if is_gone or network.posts.is_removed[post] or network.posts.is_hidden[post] or not look.may_address(author):
        return False
    percent = _UNKNOWN_PERCENT
    if reply.glance is None:
        if not _would_answer(look, author):
            return False
        saying = look.scene.sayings.of(Medium.COMMENT, reply.comment)
        if not saying or not look.scene.sayings[saying].event:
            return False
        percent = _PERCENT.get(Act(look.scene.sayings[saying].act), _OTHERWISE_PERCENT)
    for _ in range(depth):
        percent = percent * DEPTH_PERCENT // 100
    shares = (look.trait(Trait.AGREEABLENESS), look.trait(Trait.EXTRAVERSION))
    near = 50 + closeness(look.strength(author)) // 2
    return look.dice.chance(scaled(percent, *((share, _SHARE) for share in (*shares, near))))


def _would_answer(look: Look, author: int) -> bool:
    """Whether she is one who answers somebody at all; the same for ever."""
    of_pair = pair(look.number, author)
    return int(below(draw(look.scene.context.run.seed, of_pair, _PURPOSE, 0), 100)) < _WILLING_PERCENT


def _answer(look: Look, reply: Reply) -> bool:
    """Answer a comment; whether it came about."""
    scene, network = look.scene, look.scene.network
    post, author = int(network.comments.post[reply.comment]), int(network.comments.author[reply.comment])
    if reply.glance is not None:
        words, stories, answers = regarded(look, author, reply.glance), [], 0
    else:
        answers = scene.sayings.of(Medium.COMMENT, reply.comment)
        said = scene.sayings[answers]
        told = story_of_saying(scene, said)
        assert told is not None, "only comments that tell of something are answered"
        stories = [told]
        of_post = int(network.posts.author[post])
        words = comment(
            look.speaker,
            told.fact,
            scene.people.name(of_post),
            look.tie(of_post),
            look.dice,
            parent=stance_of(scene, said, told),
        )
    item = network.comment(look.number, post, words.text, at=look.at, parent=reply.comment)
    if isinstance(item, Refused):
        return False
    look.note(words, stories, medium=Medium.COMMENT, item=item, hearer=author, answers=answers)
    look.change_tie(author, _ANSWERED)
    return True
