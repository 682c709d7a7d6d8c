"""Acts of operators: to hide a post or a comment, to keep an account from writing, and to lift that again."""

from streams.events import StreamEvent
from streams.kernel.text import text_hash
from streams.models.moderation import Subject
from streams.network.columns import Flags, NetworkColumns, pair
from streams.network.refusals import (
    ACCOUNT_NOT_FOUND,
    ALREADY_SANCTIONED,
    COMMENT_NOT_FOUND,
    NOT_SANCTIONED,
    POST_NOT_FOUND,
    Refused,
)
from streams.network.rows import SANCTIONS


class Sanctions(NetworkColumns):
    """Impose and lift."""

    def sanction(self, kind: Subject, subject: int, reason: str, *, actor: int, at: int) -> int | Refused:
        """Hide a post or comment, or suspend an account; return the sanction's number.   actor: 0 = an operator."""
        refused = self._refused_subject(kind, subject)
        if refused is not None:
            return refused
        if self.sanctions.get(pair(kind, subject)):
            return ALREADY_SANCTIONED
        number = self._make(SANCTIONS, at, int(kind), subject, reason)
        self.sanctions.put(pair(kind, subject), number)
        self._flags_of(kind)[subject] = True
        self.pending.tell(
            StreamEvent.SANCTION_CREATED,
            at,
            actor,
            target=self._account_of(kind, subject),
            number=subject,
            action=int(kind),
            amount=text_hash(reason),
        )
        return number

    def lift(self, kind: Subject, subject: int, *, actor: int, at: int) -> int | Refused:
        """Lift what stands against a post, comment or account; return the sanction's number."""
        number = self.sanctions.get(pair(kind, subject))
        if not number:
            return self._refused_subject(kind, subject) or NOT_SANCTIONED
        self.sanctions.drop(pair(kind, subject))
        self.pending.ended[SANCTIONS.name].append(number)
        self._flags_of(kind)[subject] = False
        target = self._account_of(kind, subject)
        self.pending.tell(StreamEvent.SANCTION_LIFTED, at, actor, target=target, number=subject, action=int(kind))
        return number

    def _refused_subject(self, kind: Subject, subject: int) -> Refused | None:
        if kind == Subject.ACCOUNT:
            return None if self._is_account(subject) else ACCOUNT_NOT_FOUND
        written = self.posts if kind == Subject.POST else self.comments
        if 0 < subject <= written.count and not written.is_removed[subject]:
            return None
        return POST_NOT_FOUND if kind == Subject.POST else COMMENT_NOT_FOUND

    def _flags_of(self, kind: Subject) -> Flags:
        if kind == Subject.ACCOUNT:
            return self.accounts.is_suspended
        return self.posts.is_hidden if kind == Subject.POST else self.comments.is_hidden

    def _account_of(self, kind: Subject, subject: int) -> int:
        if kind == Subject.ACCOUNT:
            return subject
        return int((self.posts if kind == Subject.POST else self.comments).author[subject])
