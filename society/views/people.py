"""A resident, ready for a template: words, levels and addresses instead of numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse

from society.views.words import money_text, until_text
from streams.drawing.avatar import Mood
from streams.kernel.simtime import clock_text
from world.contract import CRITICAL, LOW
from world.labels import ECONOMIC_STATUSES, EMOTIONS, LEVELS, NEEDS, OCCUPATIONS, label
from world.models import Place
from world.selectors.residents import ResidentView
from world.selectors.scene import Face
from world.selectors.sentences import reason_label
from world.sentences import say

TONES: Final[Mapping[str, str]] = {
    "happy": "good",
    "excited": "good",
    "tired": "warn",
    "bored": "warn",
    "anxious": "warn",
    "sad": "bad",
    "angry": "bad",
}
_POINT: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedBar:
    """One need: its word, whole points 0-100, and how bad it is (empty, low or critical)."""

    word: str
    points: int
    level: str
    level_word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A resident in words."""

    view: ResidentView
    avatar: str
    job: str
    doing: str
    until: str
    reason: str
    mood: str
    tone: str
    money: str
    status: str
    needs: list[NeedBar]


def person_of(view: ResidentView, symbol: str, now_s: int) -> Person:
    """Put a resident into words."""
    return Person(
        view=view,
        avatar=avatar_url(view.avatar_seed, view.age, view.gender, view.emotion.value),
        job=label(OCCUPATIONS, view.occupation),
        doing=doing_text(view),
        until=until_text(view.arrive if view.is_walking else view.until, now_s),
        reason=reason_label(view.reason_number),
        mood=label(EMOTIONS, view.emotion.value),
        tone=TONES.get(view.emotion.value, ""),
        money=money_text(view.purse.money_cents, symbol),
        status=label(ECONOMIC_STATUSES, view.purse.status),
        needs=[need_bar(name, points) for name, points in view.needs.items()],
    )


def doing_text(view: ResidentView) -> str:
    """Say what she does, without her name: Eating at The Corner Cup."""
    if view.is_walking and view.target:
        return say("now.walking", place=view.target.name)
    return say(f"now.{view.action}", place=view.location.name if view.location else "")


def figure_text(action: str, place: Place | None, *, is_walking: bool) -> str:
    """Say what somebody on the map does."""
    return say("now.walking" if is_walking else f"now.{action}", place=place.label if place else "")


def need_bar(name: str, points: float) -> NeedBar:
    """Grade a need: below 10 critical, below 30 low."""
    hundredths = points * _POINT
    level = "critical" if hundredths < CRITICAL else "low" if hundredths < LOW else ""
    return NeedBar(word=label(NEEDS, name), points=int(points), level=level, level_word=label(LEVELS, level or "fine"))


def avatar_url(seed: int, age: int, gender: str, mood: str = "") -> str:
    """Write the address of a face."""
    values = {"age": age, "gender": gender} | ({"mood": mood} if mood in set(Mood) else {})
    return f"{reverse('avatar', args=[seed])}?{urlencode(values)}"


def face_url(face: Face) -> str:
    """Write the address of a face whose mood is not known."""
    return avatar_url(face.avatar_seed, face.age, face.gender)


def clock_span(since_s: int, until_s: int | None) -> str:
    """Say from when to when: 09:10 - 12:40, or only since when."""
    return f"{clock_text(since_s)} - {clock_text(until_s)}" if until_s is not None else clock_text(since_s)
