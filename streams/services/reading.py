"""How far people have read: marks that only move forward. Bookkeeping; no run is told of it."""

from streams.models import Membership, ReadMark, Run, User
from streams.selectors.messages import last_message
from streams.selectors.notices import last_notice
from streams.selectors.viewing import viewer_of


def mark_conversation_read(run: Run, user: User, conversation: int, message: int) -> int:
    """Remember that a person has read a conversation up to a message; return how far she has.

    A mark never goes back, nor beyond what is written. 0 for a conversation that she may not read.
    """
    viewer = viewer_of(run, user)
    upto = min(message, last_message(viewer, conversation)) if viewer.membership else 0
    if not upto:
        return 0
    mark, _ = ReadMark.objects.get_or_create(
        membership=viewer.membership, conversation=conversation, defaults={"message": upto}
    )
    ReadMark.objects.filter(pk=mark.pk, message__lt=upto).update(message=upto)
    return max(mark.message, upto)


def mark_notices_seen(run: Run, user: User, notice: int) -> int:
    """Remember that a person has seen her notices up to one; return how far she has. 0 without an account."""
    viewer = viewer_of(run, user)
    if viewer.membership is None:
        return 0
    upto = min(notice, last_notice(viewer))
    Membership.objects.filter(pk=viewer.membership.pk, seen_notice__lt=upto).update(seen_notice=upto)
    return max(viewer.membership.seen_notice, upto)
