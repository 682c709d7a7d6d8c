"""The network in memory does what sets and dicts do, whatever is asked of it in whatever order."""

from collections import Counter
from typing import Any

import numpy as np
import pytest

from streams.kernel.keymap import KeyMap
from streams.kernel.simtime import DAY_S
from streams.models.moderation import Subject
from streams.network.columns import LAST_POSTS, LIKE_WINDOW_S, LOW_HALF, PAIR_BITS
from streams.network.posting import DEPTH_MAX
from streams.network.refusals import ALREADY_LIKED, TOO_OLD, Refused
from streams.network.rows import NOTICES
from streams.network.state import Network
from streams.writer.record import Numbers
from tests.streams.network.plain_network import PlainNetwork
from tests.streams.network.random_acts import random_acts

RESIDENTS = 5
TEXTS = {"change_profile", "post", "comment", "message_to", "message", "begin_group", "sanction"}


def network_of(residents: int = RESIDENTS) -> Network:
    network = Network(seed=1, accounts=residents)
    network.enter(Numbers({"streams_account": residents}))
    return network


def do(network: Network, act: str, arguments: tuple[Any, ...], at: int) -> str:
    """Do what the plain network does with the same arguments."""
    match act, arguments:
        case "join", _:
            network.join("ann", "Ann", at=at)
            return ""
        case "change_profile", (account,):
            outcome = network.change_profile(account, bio="I write.", at=at)
        case "comment", (author, post, parent):
            outcome = network.comment(author, post, "So it is.", parent=parent, at=at)
        case "begin_group", (creator, others):
            outcome = network.begin_group(creator, "Choir", others, at=at)
        case "sanction", (kind, subject):
            outcome = network.sanction(kind, subject, "rude", actor=0, at=at)
        case "lift", (kind, subject):
            outcome = network.lift(kind, subject, actor=0, at=at)
        case _:
            words = ("Good morning!",) if act in TEXTS else ()
            outcome = getattr(network, act)(*arguments, *words, at=at)
    return outcome.reason if isinstance(outcome, Refused) else ""


def pairs(fast: KeyMap) -> set[tuple[int, int]]:
    keys, _ = fast.entries()
    return set(zip((keys >> PAIR_BITS).tolist(), (keys & LOW_HALF).tolist(), strict=True))


@pytest.mark.parametrize("seed", range(8))
def test_it_answers_as_a_plain_network_does(seed: int) -> None:
    network, plain = network_of(), PlainNetwork(RESIDENTS)

    for count, (act, arguments) in enumerate(random_acts(seed, 4_000, things=30)):
        at = count * 600
        assert do(network, act, arguments, at) == plain.do(act, *arguments, at=at), (count, act, arguments)

    assert plain.people > 0
    assert pairs(network.follows) == plain.follows
    assert pairs(network.likes) == plain.likes
    assert pairs(network.reposts) == plain.reposts
    assert pairs(network.blocks) == plain.blocks
    assert pairs(network.pairs) == {(min(two), max(two)) for two in plain.pairs}
    posts = network.posts
    counted = np.stack([posts.rows(name)[1:] for name in ("comments", "likes", "reposts")], axis=1)
    assert counted.tolist() == plain.counts_of_posts()
    written = network.pending.made[NOTICES.name]
    assert Counter(row[2] for row in written) == plain.notices


def test_a_refused_act_changes_nothing_and_takes_no_number() -> None:
    network = network_of()
    post = network.post(1, "Hello", at=0)
    network.like(2, 1, at=0)
    numbers, events = network.numbers.as_dict(), len(network.pending.events)

    assert network.like(2, 1, at=1) is ALREADY_LIKED

    assert (network.numbers.as_dict(), len(network.pending.events), post) == (numbers, events, 1)


def test_a_resident_neither_likes_nor_unlikes_what_is_older_than_a_week_and_a_person_does() -> None:
    network = network_of()
    person, _ = network.join("ann", "Ann", at=0)
    network.post(1, "Old news", at=0)
    network.like(2, 1, at=LIKE_WINDOW_S)
    network.forget_old_likes(LIKE_WINDOW_S)
    assert pairs(network.likes) == {(1, 2)}
    later = LIKE_WINDOW_S + 1

    network.forget_old_likes(later)

    assert pairs(network.likes) == set()
    assert network.like(3, 1, at=later) is TOO_OLD
    assert network.unlike(2, 1, at=later) is TOO_OLD
    assert network.posts.likes[1] == 1
    assert network.like(person, 1, at=later) == 2
    network.forget_old_likes(later + DAY_S)
    assert network.unlike(person, 1, at=later + DAY_S) == 2


def test_whether_likes_would_be_taken_can_be_asked_for_many_at_once() -> None:
    network, late = network_of(), LIKE_WINDOW_S + 9
    old, new, gone, hidden, walled = range(1, 6)
    for post_of, at in ((1, 0), (1, late), (1, late), (1, late), (2, late)):
        network.post(post_of, "Hello", at=at)
    network.like(3, new, at=late)
    network.remove_post(1, gone, at=late)
    network.sanction(Subject.POST, hidden, "", actor=0, at=late)
    network.sanction(Subject.ACCOUNT, 5, "", actor=0, at=late)
    network.block(2, 3, at=late)
    asked = [(4, old), (3, new), (4, new), (4, gone), (4, hidden), (5, new), (4, new), (3, walled), (4, walled)]
    account, post = np.array(asked, dtype=np.int64).T

    likeable = network.likeable(account, post, np.full(len(asked), late))
    taken = [
        not isinstance(network.like(one, of, at=late, is_likeable=may), Refused) if may else False
        for one, of, may in zip(account.tolist(), post.tolist(), likeable.tolist(), strict=True)
    ]

    assert likeable.tolist() == [False, False, True, False, False, False, False, True, True]
    assert taken == [False, False, True, False, False, False, False, False, True]
    assert network.like(4, new, at=late) is ALREADY_LIKED


def test_the_last_posts_of_an_account_are_known_newest_first() -> None:
    network = network_of()
    for _ in range(LAST_POSTS + 2):
        network.post(2, "Again", at=0)
        network.post(3, "And again", at=0)

    assert network.accounts.last_posts[2].tolist() == [11, 9, 7, 5]


def test_a_handle_that_is_taken_gets_digits() -> None:
    network = network_of()

    handles = [network.join("ann", "Ann", at=0)[1] for _ in range(3)]

    assert handles == ["ann", "ann2", "ann3"]


def test_lifting_a_sanction_does_not_bring_back_what_its_author_removed() -> None:
    network = network_of()
    network.post(1, "Rude", at=0)
    network.sanction(Subject.POST, 1, "rude", actor=0, at=0)
    network.remove_post(1, 1, at=0)

    network.lift(Subject.POST, 1, actor=0, at=0)

    assert network.like(2, 1, at=0) == Refused("post_not_found")


def test_a_quarrel_without_end_is_told_as_deep_at_most() -> None:
    network = network_of()
    network.post(1, "Tea or coffee?", at=0)

    for last in range(DEPTH_MAX + 3):
        network.comment(2, 1, "So it is.", parent=last, at=1)

    assert network.comments.depth[DEPTH_MAX + 3] == DEPTH_MAX
    assert network.comments.depth[DEPTH_MAX] == DEPTH_MAX - 1
