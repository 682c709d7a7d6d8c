"""Words of the social network's pages: rankings, reasons, notices. In the reader's language."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from streams.network.notices import NoticeKind
from streams.recommender.rankings import Ranking, Reason

RANKINGS: Final[Mapping[Ranking, tuple[Promise, Promise]]] = {
    Ranking.FOLLOWING: (_("Following"), _("What those who are followed write and pass on, the newest first.")),
    Ranking.NEW: (_("New"), _("Everything, the newest first.")),
    Ranking.HOT: (_("Hot"), _("What others react to; it fades as it ages.")),
    Ranking.RECOMMENDED: (_("Recommended"), _("By interest, by who follows whom, by reactions and age.")),
    Ranking.RANDOM: (_("Random"), _("Shuffled anew each hour of the town.")),
}
"""What each order is called, and what it shows."""
REASONS: Final[Mapping[Reason, Promise]] = {
    Reason.OWN: _("written by the account itself"),
    Reason.FOLLOWED: _("its author is followed"),
    Reason.NEAR: _("somebody who is followed follows its author"),
    Reason.REPOSTED: _("somebody who is followed passed it on"),
    Reason.INTEREST: _("of interest by its topic"),
    Reason.POPULAR: _("others react to it"),
    Reason.NEW: pgettext_lazy("reason", "new"),
    Reason.CHANCE: _("by chance"),
    Reason.FOUND: _("it has the words"),
}
NOTICES: Final[Mapping[NoticeKind, Promise]] = {
    NoticeKind.COMMENT: _("%(name)s commented on your post"),
    NoticeKind.REPLY: _("%(name)s answered your comment"),
    NoticeKind.LIKE: _("%(name)s likes your post"),
    NoticeKind.REPOST: _("%(name)s passed your post on"),
    NoticeKind.FOLLOW: _("%(name)s follows you"),
    NoticeKind.GROUP: _("%(name)s brought you into a group"),
}
