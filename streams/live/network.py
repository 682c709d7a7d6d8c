"""What viewers are told of the social network: who wrote, liked and followed what.

Events hold numbers and a hash; the words are rows. So what a flush of events needs is read by its numbers at once, not
event by event. Words that are gone or hidden by the time a viewer catches up are not told any more: she gets null.
Messages and notices go to those alone whom they concern (personal.py); blocks and groups are told to nobody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from streams.events import StreamEvent
from streams.kernel.ids import key_of, number_of
from streams.live.encoding import ClientEvent, Encoder
from streams.live.frames import Channel
from streams.live.personal import PERSONAL, Personal, read_personal
from streams.models import Account, Comment, Event, Follow, Post, Sanction, Subject
from streams.models.social import STANDS

_OF_POSTS: Final = {
    StreamEvent.POST_CREATED: "post_created",
    StreamEvent.POST_REMOVED: "post_removed",
}
_OF_COMMENTS: Final = {
    StreamEvent.COMMENT_CREATED: "comment_created",
    StreamEvent.COMMENT_REMOVED: "comment_removed",
}
_ON_POSTS: Final = {
    StreamEvent.LIKE_CREATED: "like_created",
    StreamEvent.LIKE_REMOVED: "like_removed",
    StreamEvent.REPOST_CREATED: "repost_created",
    StreamEvent.REPOST_REMOVED: "repost_removed",
}
_OF_FOLLOWS: Final = {
    StreamEvent.FOLLOW_CREATED: "follow_created",
    StreamEvent.FOLLOW_REMOVED: "follow_removed",
}
_OF_ACCOUNTS: Final = (StreamEvent.ACCOUNT_CREATED, StreamEvent.ACCOUNT_CHANGED)
_OF_SANCTIONS: Final = (StreamEvent.SANCTION_CREATED, StreamEvent.SANCTION_LIFTED)
TOLD: Final = frozenset({*_OF_POSTS, *_OF_COMMENTS, *_ON_POSTS, *_OF_FOLLOWS, *_OF_ACCOUNTS, *_OF_SANCTIONS})
"""Kinds of events that viewers are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows that some events are about, by key. hidden: keys of posts and comments that a sanction stands against."""

    posts: Mapping[int, Post] = field(default_factory=dict)
    comments: Mapping[int, Comment] = field(default_factory=dict)
    follows: Mapping[int, Follow] = field(default_factory=dict)
    accounts: Mapping[int, Account] = field(default_factory=dict)
    suspended: frozenset[int] = frozenset()
    hidden: Mapping[Subject, frozenset[int]] = field(default_factory=dict)

    def post(self, key: int) -> dict[str, Any]:
        """Tell a post; its words while it is shown."""
        row = self.posts.get(key)
        if row is None:
            return {"id": number_of(key), "text": None}
        return {
            "id": row.number,
            "author": self.account(row.author_id),
            "text": self._words(row, Subject.POST),
            "topic": row.topic,
            "place": row.place,
        }

    def comment(self, key: int) -> dict[str, Any]:
        """Tell a comment; its words while it is shown."""
        row = self.comments.get(key)
        if row is None:
            return {"id": number_of(key), "text": None}
        return {
            "id": row.number,
            "post_id": number_of(row.post_id),
            "parent_id": row.parent or None,
            "author": self.account(row.author_id),
            "text": self._words(row, Subject.COMMENT),
        }

    def account(self, key: int) -> dict[str, Any]:
        """Tell who somebody is."""
        row = self.accounts.get(key)
        if row is None:
            return {"id": number_of(key)}
        return {
            "id": row.number,
            "handle": row.handle,
            "name": row.display_name,
            "is_suspended": row.pk in self.suspended,
        }

    def _words(self, row: Post | Comment, kind: Subject) -> str | None:
        is_shown = row.ended_step == 0 and row.pk not in self.hidden.get(kind, ())
        return row.text if is_shown else None


def network_encoders(events: Sequence[Event]) -> Mapping[int, Encoder]:
    """Make encoders for the network's events among these, having read what they are about.

    At most 7 queries for what everybody is told and 8 for what is single people's; none where nothing of it happened.
    """
    public = _public([event for event in events if event.kind in TOLD])
    personal = read_personal(events)
    return public | {kind: _also(public.get(kind), personal) for kind in PERSONAL if personal.members}


def _also(public: Encoder | None, personal: Personal) -> Encoder:
    return lambda event: [*(public(event) if public else ()), *personal.encode(event)]


def _public(mine: Sequence[Event]) -> dict[int, Encoder]:
    if not mine:
        return {}
    rows = _read(mine)
    encoders: dict[int, Encoder] = {}
    encoders |= {kind: _of_posts(rows, name) for kind, name in _OF_POSTS.items()}
    encoders |= {kind: _of_comments(rows, name) for kind, name in _OF_COMMENTS.items()}
    encoders |= {kind: _on_posts(name) for kind, name in _ON_POSTS.items()}
    encoders |= {kind: _of_follows(rows, name) for kind, name in _OF_FOLLOWS.items()}
    encoders |= dict.fromkeys(_OF_ACCOUNTS, lambda event: [_account_changed(rows, event.target, event)])
    encoders |= dict.fromkeys(_OF_SANCTIONS, lambda event: _sanctioned(rows, event))
    return encoders


def _of_posts(rows: Rows, name: str) -> Encoder:
    return lambda event: [_told(name, rows.post(_object_key(event)))]


def _of_comments(rows: Rows, name: str) -> Encoder:
    return lambda event: [_told(name, rows.comment(_object_key(event)))]


def _on_posts(name: str) -> Encoder:
    return lambda event: [_told(name, {"post_id": event.amount, "account_id": event.actor, "author_id": event.target})]


def _of_follows(rows: Rows, name: str) -> Encoder:
    def encode(event: Event) -> Iterable[ClientEvent]:
        # the row says who followed whom: the actor of an end may be either, and a block is nobody's business
        row = rows.follows.get(_object_key(event))
        if row is not None:
            data = {"follower_id": number_of(row.follower_id), "followed_id": number_of(row.followed_id)}
            yield _told(name, data)

    return encode


def _sanctioned(rows: Rows, event: Event) -> Iterable[ClientEvent]:
    """Tell what goes out of sight as removed, and what comes back as created."""
    verb = "removed" if event.kind == StreamEvent.SANCTION_CREATED else "created"
    if event.action == Subject.ACCOUNT:
        yield _account_changed(rows, event.object, event)
    elif event.action == Subject.POST:
        yield _told(f"post_{verb}", rows.post(_object_key(event)))
    else:
        yield _told(f"comment_{verb}", rows.comment(_object_key(event)))


def _account_changed(rows: Rows, number: int, event: Event) -> ClientEvent:
    return _told("account_changed", rows.account(key_of(event.run_id, number)))


def _told(name: str, data: Mapping[str, Any]) -> ClientEvent:
    return ClientEvent(type=name, channel=Channel.POSTS, data=data, is_now=True)


def _object_key(event: Event) -> int:
    # a fork's past is its parent's: the event says whose rows are meant
    return key_of(event.run_id, event.object)


def _read(events: Sequence[Event]) -> Rows:
    posts = _rows(Post, {_object_key(event) for event in events if _is_about(event, Subject.POST)})
    comments = _rows(Comment, {_object_key(event) for event in events if _is_about(event, Subject.COMMENT)})
    follows = _rows(Follow, {_object_key(event) for event in events if event.kind in _OF_FOLLOWS})
    people = {row.author_id for row in (*posts.values(), *comments.values())}
    people |= {key_of(event.run_id, event.target) for event in events if event.kind in (*_OF_ACCOUNTS, *_OF_SANCTIONS)}
    hidden = {
        kind: _sanctioned_among(kind, keys) for kind, keys in ((Subject.POST, posts), (Subject.COMMENT, comments))
    }
    return Rows(
        posts=posts,
        comments=comments,
        follows=follows,
        accounts=_rows(Account, people),
        suspended=_sanctioned_among(Subject.ACCOUNT, people),
        hidden=hidden,
    )


def _is_about(event: Event, kind: Subject) -> bool:
    names = _OF_POSTS if kind == Subject.POST else _OF_COMMENTS
    return event.kind in names or (event.kind in _OF_SANCTIONS and event.action == kind)


def _rows(model: Any, keys: Iterable[int]) -> dict[int, Any]:
    wanted = set(keys)
    return {row.pk: row for row in model.objects.filter(pk__in=wanted)} if wanted else {}


def _sanctioned_among(kind: Subject, keys: Iterable[int]) -> frozenset[int]:
    wanted = set(keys)
    if not wanted:
        return frozenset()
    rows = Sanction.objects.filter(STANDS, kind=kind, subject__in={number_of(key) for key in wanted})
    return frozenset({key_of(row.run_id, row.subject) for row in rows.only("subject")} & wanted)
