"""Load the network out of rows: the present, or any moment before it."""

from typing import Final

import numpy as np

from streams.kernel.arrays import distinct
from streams.kernel.columns import Array, Table
from streams.kernel.ids import key_of
from streams.kernel.keymap import KeyMap
from streams.kernel.text import text_hash
from streams.models import AccountKind, Like
from streams.models.moderation import Subject
from streams.models.social import STANDS
from streams.network.columns import LAST_POSTS, LIKE_WINDOW_S, LOW_HALF, PAIR_BITS
from streams.network.counting import count_of_posts
from streams.network.moment import Rows, join
from streams.network.rows import (
    ACCOUNTS,
    BLOCKS,
    COMMENTS,
    CONVERSATIONS,
    FOLLOWS,
    LIKES,
    PARTICIPANTS,
    POST_COUNTS,
    POSTS,
    REPOSTS,
    SANCTIONS,
)
from streams.network.state import Network
from streams.writer.part import RunFacts

_PEOPLE_AT_ONCE: Final = 500


def load_network(run: RunFacts, rows: Rows, *, is_present: bool) -> Network:
    """Load a network.   is_present: nothing was written after the moment, so that counts and indexes may be trusted."""
    last = rows.at.last
    network = Network(
        seed=run.seed,
        accounts=last[ACCOUNTS.name],
        posts=last[POSTS.name],
        comments=last[COMMENTS.name],
        conversations=last[CONVERSATIONS.name],
    )
    _load_accounts(network, rows)
    _load_posts(network, rows)
    _load_comments(network, rows)
    _load_counts(network, rows, is_present=is_present)
    _load_ties(network, rows)
    _load_likes(network, rows, is_present=is_present)
    network.reposts = _map(rows, REPOSTS, "post_id", "account_id")
    _load_conversations(network, rows)
    _load_sanctions(network, rows)
    return network


def _load_accounts(network: Network, rows: Rows) -> None:
    hashes = np.empty(network.accounts.count, dtype=np.int64)
    for part in rows.all(ACCOUNTS, "handle", "kind"):
        network.accounts.is_human[part["id"]] = part["kind"] == AccountKind.HUMAN
        hashes[part["id"] - 1] = [text_hash(handle) for handle in part["handle"].tolist()]
    # two founded with one handle are none of our making
    taken = distinct(hashes)
    network.handles = KeyMap.of(taken, np.ones(len(taken), dtype=np.int64))


def _load_posts(network: Network, rows: Rows) -> None:
    posts = network.posts
    for part in rows.all(POSTS, "author_id", "sim_time", "topic", "ended_step"):
        number = part["id"]
        posts.author[number], posts.sim_time[number] = part["author_id"], part["sim_time"]
        posts.topic[number], posts.is_removed[number] = part["topic"], rows.has_ended(part["ended_step"])
    # of each author the numbers fall; the first four are kept
    authors = posts.rows("author")[:0:-1]
    order = np.argsort(authors, kind="stable")
    ordered = authors[order]
    rank = np.arange(len(ordered)) - np.searchsorted(ordered, ordered)
    kept = rank < LAST_POSTS
    network.accounts.last_posts[ordered[kept], rank[kept]] = posts.count - order[kept]


def _load_comments(network: Network, rows: Rows) -> None:
    comments = network.comments
    for part in rows.all(COMMENTS, "post_id", "author_id", "depth", "ended_step"):
        number = part["id"]
        comments.post[number], comments.author[number] = part["post_id"], part["author_id"]
        comments.depth[number], comments.is_removed[number] = part["depth"], rows.has_ended(part["ended_step"])


def _load_counts(network: Network, rows: Rows, *, is_present: bool) -> None:
    posts = network.posts
    if is_present:
        base = key_of(rows.run_id, 0)
        for part in rows.store.read_parts(POST_COUNTS, base + 1, base + posts.count + 1):
            for name in POST_COUNTS.names[1:]:
                getattr(posts, name)[part["id"] - base] = part[name]
    else:
        counts = count_of_posts(rows)
        for i, name in enumerate(POST_COUNTS.names[1:]):
            posts.rows(name)[:] = counts[:, i]


def _load_ties(network: Network, rows: Rows) -> None:
    follows = rows.joined(FOLLOWS, "follower_id", "followed_id")
    network.follows = KeyMap.of(_pairs(follows["follower_id"], follows["followed_id"]), follows["id"])
    blocks = rows.joined(BLOCKS, "blocker_id", "blocked_id")
    network.blocks = KeyMap.of(_pairs(blocks["blocker_id"], blocks["blocked_id"]), blocks["id"])
    np.add.at(network.accounts.walls, np.concatenate([blocks["blocker_id"], blocks["blocked_id"]]), 1)


def _load_likes(network: Network, rows: Rows, *, is_present: bool) -> None:
    """Load people's likes, and residents' of the posts that they may still like."""
    since = rows.at.sim_time - LIKE_WINDOW_S
    is_recent, is_human = network.posts.rows("sim_time") >= since, network.accounts.rows("is_human")
    first = rows.first_since(LIKES, since) if is_present else 1
    found: list[dict[str, Array]] = [_likes_of_people(network, rows)] if is_present else []
    for part in rows.standing(LIKES, "account_id", "post_id", first=first):
        of_people = is_human[part["account_id"]]
        # in the present those of people are found by their index, all of them
        kept = is_recent[part["post_id"]] & ~of_people if is_present else is_recent[part["post_id"]] | of_people
        found.append({name: values[kept] for name, values in part.items()})
    likes = join(iter(found), LIKES, ("account_id", "post_id"))
    network.likes = KeyMap.of(_pairs(likes["post_id"], likes["account_id"]), likes["id"])


def _likes_of_people(network: Network, rows: Rows) -> dict[str, Array]:
    base = key_of(rows.run_id, 0)
    people = (np.flatnonzero(network.accounts.rows("is_human")) + base).tolist()
    found: list[tuple[int, int, int]] = []
    for i in range(0, len(people), _PEOPLE_AT_ONCE):
        theirs = Like.objects.filter(STANDS, account_id__in=people[i : i + _PEOPLE_AT_ONCE])
        found += theirs.values_list("id", "account_id", "post_id")
    numbers = np.array(found, dtype=np.int64).reshape(-1, 3) - base
    return dict(zip(("id", "account_id", "post_id"), numbers.T, strict=True))


def _load_conversations(network: Network, rows: Rows) -> None:
    conversations = network.conversations
    for part in rows.all(CONVERSATIONS, "is_group"):
        conversations.is_group[part["id"]] = part["is_group"]
    inside = rows.joined(PARTICIPANTS, "conversation_id", "account_id")
    conversation, account = inside["conversation_id"], inside["account_id"]
    network.participants = KeyMap.of(_pairs(conversation, account), inside["id"])
    np.add.at(conversations.members, conversation, 1)
    keys, _ = network.participants.entries()
    keys = keys[~conversations.is_group[keys >> PAIR_BITS]]
    # of two who write to each other nobody leaves: they stand side by side, the lower number first
    one, other = (keys[i::2] & LOW_HALF for i in (0, 1))
    of_two = keys[::2] >> PAIR_BITS
    conversations.one[of_two], conversations.other[of_two] = one, other
    network.pairs = KeyMap.of(_pairs(one, other), of_two)


def _load_sanctions(network: Network, rows: Rows) -> None:
    network.sanctions = _map(rows, SANCTIONS, "kind", "subject")
    keys, _ = network.sanctions.entries()
    kind, subject = keys >> PAIR_BITS, keys & LOW_HALF
    network.posts.is_hidden[subject[kind == Subject.POST]] = True
    network.comments.is_hidden[subject[kind == Subject.COMMENT]] = True
    network.accounts.is_suspended[subject[kind == Subject.ACCOUNT]] = True


def _map(rows: Rows, table: Table, high: str, low: str) -> KeyMap:
    found = rows.joined(table, high, low)
    return KeyMap.of(_pairs(found[high], found[low]), found["id"])


def _pairs(high: Array, low: Array) -> Array:
    return high.astype(np.int64) << PAIR_BITS | low.astype(np.int64)
