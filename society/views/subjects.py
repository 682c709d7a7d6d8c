"""What reports and sanctions are about: posts, comments and accounts in words, whether they are shown to others or not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from society.views.frame import Frame
from streams.kernel.ids import key_of, number_of
from streams.models import Account, Comment, Post, Run, Sanction, Subject
from streams.models.social import STANDS

KINDS: Final[Mapping[str, Subject]] = {"post": Subject.POST, "comment": Subject.COMMENT, "account": Subject.ACCOUNT}
NAMES: Final[Mapping[Subject, str]] = {subject: name for name, subject in KINDS.items()}
_TITLES: Final[Mapping[Subject, Promise]] = {
    Subject.POST: _("Post %(number)d by %(name)s"),
    Subject.COMMENT: _("Comment %(number)d by %(name)s"),
    Subject.ACCOUNT: _("Account %(number)d, %(name)s"),
}
_EXCERPT: Final = 200

Which = tuple[Subject, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """One of them."""

    kind: str
    number: str
    title: str
    excerpt: str
    href: str
    is_sanctioned: bool


def subject_in(text: str) -> Which | None:
    """Read `post-7`, `comment-7` or `account-7`; None for anything else."""
    kind, _dash, number = text.partition("-")
    is_one = kind in KINDS and number.isascii() and number.isdigit() and len(number) < 11
    return (KINDS[kind], int(number)) if is_one else None


def abouts(frame: Frame, wanted: Iterable[Which]) -> dict[Which, About]:
    """Put those that there are into words. Four queries at most."""
    asked = set(wanted)
    if not asked:
        return {}
    sanctioned = _sanctioned(frame.run, asked)
    found = _said(frame.run, asked) | _accounts(frame.run, asked)
    return {
        which: About(
            kind=NAMES[which[0]],
            number=str(which[1]),
            title=str(_TITLES[which[0]]) % {"number": which[1], "name": name},
            excerpt=cut(text, _EXCERPT),
            href=href,
            is_sanctioned=which in sanctioned,
        )
        for which, (name, text, href) in found.items()
    }


def cut(text: str, longest: int) -> str:
    """Shorten a text to so many characters."""
    return text if len(text) <= longest else f"{text[: longest - 1]}\N{HORIZONTAL ELLIPSIS}"


def _said(run: Run, asked: set[Which]) -> dict[Which, tuple[str, str, str]]:
    posts = Post.objects.filter(pk__in=_keys(run, asked, Subject.POST)).select_related("author")
    comments = Comment.objects.filter(pk__in=_keys(run, asked, Subject.COMMENT)).select_related("author")
    return {
        (Subject.POST, post.number): (
            post.author.display_name,
            post.text,
            reverse("post", args=[run.pk, post.number]),
        )
        for post in posts
    } | {
        (Subject.COMMENT, comment.number): (
            comment.author.display_name,
            comment.text,
            f"{reverse('post', args=[run.pk, number_of(comment.post_id)])}#comment-{comment.number}",
        )
        for comment in comments
    }


def _accounts(run: Run, asked: set[Which]) -> dict[Which, tuple[str, str, str]]:
    return {
        (Subject.ACCOUNT, row.number): (row.display_name, row.bio, reverse("account", args=[run.pk, row.handle]))
        for row in Account.objects.filter(pk__in=_keys(run, asked, Subject.ACCOUNT))
    }


def _sanctioned(run: Run, asked: set[Which]) -> set[Which]:
    among = Q()
    for subject in Subject:
        numbers = [number for kind, number in asked if kind == subject]
        if numbers:
            among |= Q(kind=subject, subject__in=numbers)
    rows = Sanction.objects.of(run.pk).filter(STANDS & among)
    return {(Subject(kind), number) for kind, number in rows.values_list("kind", "subject")}


def _keys(run: Run, asked: set[Which], subject: Subject) -> list[int]:
    return [key_of(run.pk, number) for kind, number in asked if kind == subject]
