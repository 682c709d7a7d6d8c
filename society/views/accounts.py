"""Accounts of the social network, ready for a template: faces, addresses, counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from society.views.frame import Frame
from society.views.people import avatar_url
from streams.models import AccountKind, Run
from streams.models.files import file_url
from streams.selectors.accounts import AccountView
from world.selectors.scene import faces_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """An account as pages show it, and what the reader has to do with it."""

    view: AccountView
    avatar: str
    href: str
    is_you: bool

    @property
    def number(self) -> int:
        """Its number in the run."""
        return self.view.number

    @property
    def name(self) -> str:
        """What it calls itself."""
        return self.view.display_name

    @property
    def handle(self) -> str:
        """What it is found by."""
        return self.view.handle

    @property
    def is_human(self) -> bool:
        """Whether a person is behind it."""
        return self.view.kind == AccountKind.HUMAN

    @property
    def is_resident(self) -> bool:
        """Whether it has a body in town."""
        return self.view.kind == AccountKind.AGENT


def faces(frame: Frame, views: Iterable[AccountView], *, you: int) -> dict[int, Face]:
    """Give accounts their faces, by number. One query, for how old residents are.   you: the reader's account."""
    known = {view.number: view for view in views}
    avatars = avatars_of(frame.run, known.values())
    return {
        number: Face(
            view=view,
            avatar=avatars[number],
            href=reverse("account", args=[frame.run.pk, view.handle]) + frame.query(district=""),
            is_you=number == you,
        )
        for number, view in known.items()
    }


def avatars_of(run: Run, views: Iterable[AccountView]) -> dict[int, str]:
    """Write the address of each account's picture: a resident's is the one that she has in town."""
    wanted = list(views)
    bodies = faces_of(run, [view.number for view in wanted if view.kind == AccountKind.AGENT])
    return {
        view.number: avatar_url(view.avatar_seed, body.age, body.gender)
        if (body := bodies.get(view.number)) is not None
        else _face_of(view)
        for view in wanted
    }


def _face_of(view: AccountView) -> str:
    """Write the address of a person's picture: the uploaded one, else the drawn face."""
    return file_url(view.picture) if view.picture else reverse("avatar", args=[view.avatar_seed])
