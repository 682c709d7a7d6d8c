"""A look at the phone: what everybody does who has hers in her hand.

First the messages, then the answers under posts, then the feed, then what she writes herself. All who look in a step are
shown what was there when it began; they act one after the other, in order of (moment, number).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from agents.life.appointments import Appointments
from agents.life.occasions import NOBODY
from agents.life.phone import errands, posting
from agents.life.phone.errands import Circle, circles, wished_messages, write_first
from agents.life.phone.feed import Lookers, shown
from agents.life.phone.inbox import Inbox, Letter
from agents.life.phone.look import Look
from agents.life.phone.mail import answer_mail
from agents.life.phone.parting import part, wants_to_part
from agents.life.phone.posting import wished_posts, write_post
from agents.life.phone.reacting import Reaction, react, reactions, wishes
from agents.life.phone.reading import take_in
from agents.life.phone.threads import Reply, answer_replies, replies_to
from agents.life.scene import Scene
from agents.life.talking.relations import change_ties
from agents.models import Medium
from agents.voice import Dice
from streams.kernel.rng import below, draw, sub_draw
from streams.kernel.simtime import MINUTE_S
from world.actions import Action
from world.contract import Bool, Int
from world.events import WorldEvent

_PURPOSE: Final = 7_500
ROUND_S: Final = 3 * MINUTE_S
"""Simulated seconds between two rounds: as long as the shortest look."""


def look_at_phones(
    scene: Scene, appointments: Appointments, inbox: Inbox, at_once: tuple[Int, Int] = (NOBODY, NOBODY)
) -> None:
    """Let all look at their phones whose turn it is in this step.

    at_once: residents and moments of those who take theirs out, whatever they are doing, to show what is on.
    """
    who = _lookers(scene, *at_once)
    if not len(who):
        return
    luck = draw(scene.context.run.seed, who.number, _PURPOSE, who.at)
    read = shown(scene, who, below(sub_draw(luck, 1), 100))
    saying = scene.sayings.of_many(Medium.POST, read.post)
    wish = wishes(scene, who, read, saying, sub_draw(luck, 2))
    take_in(scene, who, read, saying)
    post, message = wished_posts(scene, who, sub_draw(luck, 3)), wished_messages(scene, who, sub_draw(luck, 4))
    plans = _Plans(
        letters=inbox.letters_to(who.number, scene.sayings),
        replies=replies_to(scene, inbox, who.number),
        reactions=reactions(scene, who, wish, read, saying),
        post=_by_row(post),
        message=_by_row(message),
        circles=circles(scene, who, message),
        parts=set(np.flatnonzero(wants_to_part(scene, who)).tolist()),
    )
    rows = np.flatnonzero(plans.has_any(who))
    shut_out = scene.network.accounts.is_suspended[who.number[rows]]
    columns = (rows, who.number[rows], who.at[rows], luck[rows], shut_out, who.is_again[rows])
    each = (column.tolist() for column in columns)
    for row, number, at, lot, is_shut_out, is_again in zip(*each, strict=True):
        letters, replies = plans.letters.get(number, ()), plans.replies.get(number, ())
        if letters or replies:
            inbox.put_away(number, [letter.number for letter in letters], [reply.comment for reply in replies])
        if not is_shut_out:
            look = Look(scene=scene, number=number, at=at, dice=Dice(lot), is_again=is_again)
            _act(look, plans, row, appointments)
    _put_down(scene, who, inbox.reached)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plans:
    """What waits for lookers, by number, and what they wish to do, by row: those who do are few of those who look."""

    letters: Mapping[int, Sequence[Letter]]
    replies: Mapping[int, Sequence[Reply]]
    reactions: Mapping[int, Sequence[Reaction]]
    post: Mapping[int, int]  # posting.Wish
    message: Mapping[int, int]  # errands.Wish
    circles: Mapping[int, Circle]  # of those who choose to whom
    parts: Collection[int]

    def has_any(self, who: Lookers) -> Bool:
        """Say who has anything to do but to read: bool[n]."""
        found: Bool = np.isin(who.number, [*self.letters, *self.replies])
        found[[*self.reactions, *self.post, *self.message, *self.parts]] = True
        return found


def _act(look: Look, plans: _Plans, row: int, appointments: Appointments) -> None:
    """Let one do what she wishes, in the order in which a phone is gone through."""
    answer_mail(look, plans.letters.get(look.number, ()), appointments)
    answer_replies(look, plans.replies.get(look.number, ()))
    react(look, plans.reactions.get(row, ()))
    if row in plans.parts:
        part(look)
    if row in plans.post:
        write_post(look, posting.Wish(plans.post[row]))
    if row in plans.message:
        write_first(look, errands.Wish(plans.message[row]), plans.circles.get(row), appointments)
    if look.changes:
        change_ties(look.scene, look.changes, look.at)


def _by_row(wish: Int) -> dict[int, int]:
    """Show wishes by row, those for nothing left out."""
    rows = np.flatnonzero(wish)
    return dict(zip(rows.tolist(), wish[rows].tolist(), strict=True))


def _lookers(scene: Scene, glancing: Int, glanced_at: Int) -> Lookers:
    """Find whose turn it is: who has a phone in her hand at a round of the clock, or put it down without one, each time once.

    Rounds come more often than anybody is done with her phone, so hardly anybody is left for the end. Looking at all of
    a round together costs a tenth of looking at each step's.
    """
    context, mind, residents, events = scene.context, scene.mind, scene.town.residents, scene.events
    ended = np.flatnonzero((events["kind"] == WorldEvent.ACTED) & (events["action"] == Action.USE_PHONE))
    number, at = events["actor"][ended].astype(np.int64), events["sim_time"][ended].astype(np.int64)
    missed = mind.phone_at[number] <= at - events["duration_s"][ended]
    number, at = number[missed], at[missed]
    if context.since // ROUND_S != context.until // ROUND_S:
        moment = context.until // ROUND_S * ROUND_S
        using = np.flatnonzero(residents.action[1:] == Action.USE_PHONE) + 1
        since = residents.since[using]
        using = using[(since < moment) & (mind.phone_at[using] <= since)]
        number, at = np.concatenate([number, using]), np.concatenate([at, np.full(len(using), moment)])
    others = np.flatnonzero(~np.isin(glancing, number))
    _, first = np.unique(glancing[others], return_index=True)
    number, at = np.concatenate([number, glancing[others[first]]]), np.concatenate([at, glanced_at[others[first]]])
    order = np.lexsort((number, at))
    return Lookers(number=number[order], at=at[order])


def _put_down(scene: Scene, who: Lookers, read_to: int) -> None:
    """Note when they looked, and that they have read all that was there.   read_to: number of the last message then."""
    mind = scene.mind
    mind.phone_at[who.number] = who.at
    mind.read_to[who.number] = read_to
    mind.unread[who.number] = 0
    mind.touch(who.number)
