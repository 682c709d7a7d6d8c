"""Acts of those who write: posts, and comments that answer them."""

from typing import Final

from streams.events import StreamEvent
from streams.kernel.text import text_hash
from streams.network import pending
from streams.network.columns import NetworkColumns
from streams.network.notices import NoticeKind
from streams.network.refusals import BLOCKED, COMMENT_NOT_FOUND, NOT_YOURS, POST_NOT_FOUND, Refused
from streams.network.rows import COMMENTS, POSTS

DEPTH_MAX: Final = 1_000
"""Answers to answers are told as this deep at most; who answers whom stays exact."""


class Posting(NetworkColumns):
    """Write and remove posts and comments."""

    def post(
        self,
        author: int,
        text: str,
        *,
        at: int,
        topic: int = 0,
        feeling: int = 0,
        place: int = 0,
        about: int = 0,
        pictures: str = "[]",
    ) -> int | Refused:
        """Say something to everybody; return the post's number.

        topic, feeling, place, about: 0 = none.   pictures: canonical JSON.
        """
        refused = self._refused_writer(author)
        if refused is not None:
            return refused
        number = self._make(POSTS, at, author, text, pictures, topic, feeling, place, about)
        self.posts.append(author=author, sim_time=at, topic=topic)
        last_posts = self.accounts.last_posts
        last_posts[author] = [number, *last_posts[author].tolist()[:-1]]
        self._count_post(number)
        self.pending.of_accounts[author][pending.POSTS] += 1
        self.pending.tell(StreamEvent.POST_CREATED, at, author, number=number, amount=text_hash(text))
        return number

    def remove_post(self, account: int, post: int, *, at: int) -> int | Refused:
        """Take back a post of one's own, also a hidden one; return its number."""
        posts = self.posts
        if not 0 < post <= posts.count or posts.is_removed[post]:
            return POST_NOT_FOUND
        if posts.author[post] != account:
            return NOT_YOURS
        posts.is_removed[post] = True
        self.pending.ended[POSTS.name].append(post)
        self.pending.of_accounts[account][pending.POSTS] -= 1
        self.pending.tell(StreamEvent.POST_REMOVED, at, account, number=post)
        return post

    def comment(self, author: int, post: int, text: str, *, at: int, parent: int = 0) -> int | Refused:
        """Answer a post, or with a parent a comment of it; return the comment's number."""
        refused = self._refused_reader(author, post)
        if refused is not None:
            return refused
        comments, answered, depth = self.comments, int(self.posts.author[post]), 0
        if parent:
            if not self._has_comment(parent) or comments.is_hidden[parent] or comments.post[parent] != post:
                return COMMENT_NOT_FOUND
            answered, depth = int(comments.author[parent]), min(int(comments.depth[parent]) + 1, DEPTH_MAX)
            if self._is_walled(author, answered):
                return BLOCKED
        number = self._make(COMMENTS, at, post, author, parent, depth, text)
        comments.append(post=post, author=author, depth=depth)
        self.posts.comments[post] += 1
        self._count_post(post)[pending.COMMENTS] += 1
        self.pending.tell(
            StreamEvent.COMMENT_CREATED, at, author, target=answered, number=number, amount=text_hash(text)
        )
        kind = NoticeKind.REPLY if parent else NoticeKind.COMMENT
        self._notify(answered, kind, author, at, post=post, comment=number)
        return number

    def remove_comment(self, account: int, comment: int, *, at: int) -> int | Refused:
        """Take back a comment of one's own; its answers stay. Return its number."""
        if not self._has_comment(comment):
            return COMMENT_NOT_FOUND
        if self.comments.author[comment] != account:
            return NOT_YOURS
        post = int(self.comments.post[comment])
        self.comments.is_removed[comment] = True
        self.pending.ended[COMMENTS.name].append(comment)
        self.posts.comments[post] -= 1
        self._count_post(post)[pending.COMMENTS] -= 1
        self.pending.tell(StreamEvent.COMMENT_REMOVED, at, account, number=comment)
        return comment

    def _has_comment(self, comment: int) -> bool:
        return 0 < comment <= self.comments.count and not self.comments.is_removed[comment]

    def _count_post(self, post: int) -> list[int]:
        """Give the changes of a post's counts; asking for them is enough to have its row made."""
        return self.pending.of_posts[post]
