"""Residents and places as links: whom a page names, ready for a template."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from society.views.frame import Frame
from society.views.people import face_url
from world.models import Place
from world.selectors.map import places_of
from world.selectors.scene import faces_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """A resident with her face and her page."""

    number: int
    name: str
    handle: str
    avatar: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Somewhere:
    """A place with its page."""

    number: int
    key: str
    label: str
    href: str


def cast_of(frame: Frame, numbers: Iterable[int]) -> dict[int, Somebody]:
    """Give residents their faces and pages, by number; who is none is left out. One query, none for nobody."""
    wanted = sorted({number for number in numbers if number})
    faces = faces_of(frame.run, wanted) if wanted else {}
    return {
        number: Somebody(
            number=number,
            name=face.name,
            handle=face.handle,
            avatar=face_url(face),
            href=reverse("resident", args=[frame.run.pk, face.handle]) + frame.query(district=""),
        )
        for number, face in faces.items()
    }


def settings_of(frame: Frame, numbers: Iterable[int]) -> dict[int, Somewhere]:
    """Give places their pages, by number; what is none is left out. One query, none for nowhere."""
    wanted = {number for number in numbers if number}
    rows = places_of(frame.run, wanted) if wanted else {}
    return {number: place_link(frame, place) for number, place in rows.items()}


def place_link(frame: Frame, place: Place) -> Somewhere:
    """Link to a place's page."""
    href = reverse("place", args=[frame.run.pk, place.key]) + frame.query(district="")
    return Somewhere(number=place.number, key=place.key, label=place.label, href=href)


def pair_url(frame: Frame, one: Somebody, other: Somebody) -> str:
    """Write the address of what two are to each other."""
    return reverse("relation", args=[frame.run.pk, one.handle, other.handle]) + frame.query(district="")


def why_url(frame: Frame, kind: str, number: int) -> str:
    """Write the address of why something was said.   kind: post, comment, message or line."""
    return reverse("why", args=[frame.run.pk, kind, number]) + frame.query(district="")
