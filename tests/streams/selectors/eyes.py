"""Looking at a run of talkers with somebody's eyes, and walking through lists to their end."""

from collections.abc import Callable
from typing import Any

from streams.models import Membership, Role, Run, User
from streams.selectors.viewing import Page, Viewer, viewer_of
from tests.streams.network.talkers import ANN, BEN, HOUR, Word, drive, follow, found, like, post, tell


def eyes(run: Run, account: int = 0, *, role: Role = Role.MEMBER, t: int | None = None) -> Viewer:
    """Look as the person of an account, 0 = somebody with a login and no account."""
    user, _ = User.objects.get_or_create(email=f"{role}{account}@example.org", defaults={"role": role})
    if account:
        Membership.objects.get_or_create(run=run, number=account, defaults={"user": user})
        user = Membership.objects.get(run=run, number=account).user
        User.objects.filter(pk=user.pk).update(role=role)
        user.refresh_from_db()
    return viewer_of(run, user, t)


def walk(read: Callable[..., Page[Any]], limit: int = 2) -> list[int]:
    """Read a list page by page to its end and give the numbers of what was on them."""
    seen: list[int] = []
    page = read(limit=limit)
    while True:
        seen += [item.number for item in page.items]
        if not page.next:
            return seen
        page = read(limit=limit, before=page.next)


def remembered(run: Run) -> int:
    """Give the present as a moment to look back at, and let an hour pass: what is done at once belongs to no earlier one."""
    return drive(run, HOUR).sim_time - HOUR * run.step_s


def comment(actor: int, post: int, parent: int = 0, text: str = "So it is.") -> Word:
    return "comment", actor, {"post": post, "parent": parent, "text": text}


def block(actor: int, other: int) -> Word:
    return "block", actor, {"account": other}


def hide(kind: int, subject: int) -> Word:
    return "sanction", 0, {"kind": kind, "subject": subject, "reason": "rude"}


def lift(kind: int, subject: int) -> Word:
    return "lift_sanction", 0, {"kind": kind, "subject": subject}


def message(actor: int, to: int, text: str = "Are you there?") -> Word:
    return "message", actor, {"to": to, "text": text}


def say(actor: int, conversation: int, text: str = "I am.") -> Word:
    return "message", actor, {"conversation": conversation, "text": text}


def group(actor: int, *accounts: int) -> Word:
    return "begin_group", actor, {"title": "Choir", "accounts": list(accounts)}


def talked(people: int) -> Run:
    """Let so many people write, like, follow, answer and send messages to the first."""
    run = found(*(f"p{n}" for n in range(1, people + 1)))
    others = range(2, people + 1)
    tell(run, *(post(n) for n in range(1, people + 1)))
    words: list[Word] = []
    for n in others:
        words += [like(n, 1), follow(n, ANN), comment(n, 1), message(n, ANN), follow(BEN, n) if n != BEN else post(BEN)]
    tell(run, *words)
    tell(run, *(comment(ANN, 1, n) for n in range(1, people)))
    return run
