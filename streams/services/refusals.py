"""What a refused act says to whoever asked, in her language: one sentence a reason, the same on pages and in the API."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[str, Promise]] = {
    "account_not_found": _("There is no such account here."),
    "post_not_found": _("This post is not there any more."),
    "comment_not_found": _("This comment is not there any more."),
    "conversation_not_found": _("There is no such conversation."),
    "already_liked": _("You like this already."),
    "not_liked": _("You have not liked this."),
    "already_reposted": _("You have passed this on already."),
    "not_reposted": _("You have not passed this on."),
    "already_following": _("You follow this account already."),
    "not_following": _("You do not follow this account."),
    "already_blocked": _("You have blocked this account already."),
    "not_blocked": _("You have not blocked this account."),
    "blocked": _("One of you has blocked the other, so this cannot be done."),
    "yourself": _("This cannot be done to yourself."),
    "suspended": _("Your account is suspended: you can read, but not write. Ask an operator why."),
    "not_yours": _("This is not yours."),
    "not_a_participant": _("You are not in this conversation."),
    "already_a_participant": _("This account is in the group already."),
    "already_sanctioned": _("This is hidden or suspended already."),
    "not_sanctioned": _("Nothing stands against this."),
    "too_old": _("This post is too old to be liked."),
    "group_full": _("The group is full."),
    "social_off": _("This run has no social network."),
    "unknown_kind": _("This run has no social network."),
}
"""By the reason of the receipt (streams/network/refusals.py)."""
