"""A face for every seed: an original SVG drawing, the same for ever for the same seed, age, gender and mood.

`look_of` is the choice of colours and features, which the town uses for the walker of the same being;
`draw_avatar` is the picture. Nothing here is a photograph or is fetched.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from streams.drawing.dice import Dice

_PURPOSE: Final = 901

SKINS: Final = ("#f7d9bf", "#efc49c", "#dba57a", "#c08457", "#95623f", "#6d4529")
HAIRS: Final = ("#241a15", "#3a261a", "#5f3c22", "#8a5630", "#b98238", "#7c3322", "#1f2230")
GREYS: Final = ("#8f8d8c", "#b5b2ae", "#d3cfc9")
CLOTHES: Final = ("#e4572e", "#e39a3b", "#2a9d8f", "#3a6ea5", "#8e5aa8", "#d9486e", "#3f4b5b", "#5c8a4a")
_BACKDROPS: Final = ("#cfe3dc", "#f3dcc5", "#d9d3ea", "#f6e3a7", "#cddff0", "#f2cfd3", "#dce6c4")
_FAIR: Final = frozenset(SKINS[:4])
_INK: Final = "#2b2622"

_SHORT: Final = ("crop", "side", "curls", "bald")
_LONG: Final = ("long", "bob", "bun", "waves")


class Mood(StrEnum):
    """What a face shows."""

    CALM = "calm"
    NEUTRAL = "neutral"
    HAPPY = "happy"
    SAD = "sad"
    ANGRY = "angry"
    ANXIOUS = "anxious"
    EXCITED = "excited"
    TIRED = "tired"
    BORED = "bored"


_MOUTHS: Final[dict[Mood, str]] = {
    Mood.CALM: "M28 39.5q4 2.4 8 0",
    Mood.NEUTRAL: "M28 40h8",
    Mood.HAPPY: "M26.5 38.5q5.5 6 11 0",
    Mood.SAD: "M27.5 41.5q4.5-4 9 0",
    Mood.ANGRY: "M28 41q4-2.4 8 0",
    Mood.ANXIOUS: "M27 40.5q2.2-2.4 4.4 0t4.4-.4",
    Mood.EXCITED: "M26.5 37.8h11q-1 6.4-5.5 6.4t-5.5-6.4z",
    Mood.TIRED: "M29 40.6q3-1.4 6 0",
    Mood.BORED: "M28.5 40.5l7-1",
}
_BROWS: Final[dict[Mood, str]] = {
    Mood.SAD: "M23.5 26.2l5-1.8M40.5 26.2l-5-1.8",
    Mood.ANXIOUS: "M23.5 25.6l5-1.8M40.5 25.6l-5-1.8",
    Mood.ANGRY: "M23.5 24.6l5 1.9M40.5 24.6l-5 1.9",
    Mood.EXCITED: "M23.5 24q2.5-1.8 5 0M35.5 24q2.5-1.8 5 0",
    Mood.HAPPY: "M23.5 25q2.5-1.6 5 0M35.5 25q2.5-1.6 5 0",
}
_BROWS_AT_REST: Final = "M23.5 25.8q2.5-1.1 5 0M35.5 25.8q2.5-1.1 5 0"
_HALF_SHUT: Final = frozenset({Mood.TIRED, Mood.BORED})

# What is drawn behind the head, then in front of it, for each style; the head is an ellipse at (32, 30), 13.5 x 15.5.
_HAIR_BEHIND: Final[dict[str, str]] = {
    "long": "M15 33c-2-21 7-27 17-27s19 6 17 27c2.5 12-.5 17-2 19H17c-1.5-2-4.5-7-2-19z",
    "bob": "M15.5 32c-2-20 7-25 16.5-25s18.5 5 16.5 25c.5 6-.5 9-2.5 11H18c-2-2-3-5-2.5-11z",
    "waves": "M14 34c-3-4 0-8 1-11C16 11 23 6 32 6s16 5 17 17c1 3 4 7 1 11 3 4 1 8-1 10 1 4-1 7-3 8H18"
    "c-2-1-4-4-3-8-2-2-4-6-1-10z",
}
_HAIR_FRONT: Final[dict[str, str]] = {
    "crop": "M17.8 28C16.5 13.5 24 9 32 9s15.5 4.5 14.2 19c-1.4-5.5-3.2-8.4-5.2-10-6 2.2-12 2.2-18 0"
    "-2 1.6-3.8 4.5-5.2 10z",
    "side": "M17.6 29C16 13 24.5 8.5 33 8.5S48.2 14 46.4 29c-1.2-6-3.4-9-6-11.5-5 4.5-12.5 5-18 3.5"
    "-2.4 1.8-3.8 4-4.8 8z",
    "curls": "M17.5 27.5c-3-3-2-7.5 1-9-.5-4 3.5-7 7-6 1.5-3.5 6-4.5 9-2 3.5-1.5 7.5.5 8 4 3.5.5 5.5 4.5 4 8"
    " 1 2 .5 4-.8 5.5-.8-3.5-2.2-6-4.2-7.5-2 1.2-4 .8-5.5-.5-2 1.5-5 1.5-7 0-1.8 1.3-4 1.3-5.7.2-3 1.5-4.8 4-5.8 7.3z",
    "bald": "M18.2 29c-1-3-.9-6 .2-8 .6 2.2.9 4.5-.2 8zM45.8 29c1-3 .9-6-.2-8-.6 2.2-.9 4.5.2 8z",
    "long": "M17.8 28c0-12 6-16 14.2-16s14.2 4 14.2 16c-4.5-2.5-7-5.5-8.2-9-4 5-11.7 8.5-20.2 9z",
    "bob": "M17.8 26.5C18 14.5 24 11 32 11s14 3.5 14.2 15.5c-3-3.5-8-5-14.2-5s-11.2 1.5-14.2 5z",
    "bun": "M17.8 27.5C17 15 24 10.5 32 10.5S47 15 46.2 27.5c-3-6.5-8-9-14.2-9s-11.2 2.5-14.2 9z",
    "waves": "M17.8 28c-1-11 5-16.5 14.2-16.5S47.2 17 46.2 28c-2-4-5-5.5-7-9-3 4-8 4.5-12 4.2-4 .3-7 1.8-9.4 4.8z",
}
_BEARD: Final = (
    "M18.7 32c.5 10 6 15 13.3 15s12.8-5 13.3-15c-1.6 3-3.6 4.2-6 4.4-4.6-1.6-10-1.6-14.6 0-2.4-.2-4.4-1.4-6-4.4z"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The features of one being; colours are `#rrggbb`."""

    skin: str
    hair: str
    clothes: str
    backdrop: str
    style: str
    is_round_necked: bool
    has_glasses: bool
    has_beard: bool
    has_freckles: bool
    has_earrings: bool
    has_wrinkles: bool


@lru_cache(maxsize=16384)
def look_of(seed: int, age: int | None = None, gender: str | None = None) -> Look:
    """Choose a being's features.

    seed: any integer.   age: years; None draws nothing from it.   gender: "male", "female" or anything else.
    """
    dice = Dice(seed=seed, number=0, purpose=_PURPOSE)
    skin = dice.pick(SKINS)
    dark_hair, clothes = dice.pick(HAIRS if skin in _FAIR else HAIRS[:3]), dice.pick(CLOTHES)
    backdrop, grey, odd = dice.pick(_BACKDROPS), dice.pick(GREYS), dice.unit()
    style = _style(gender, dice, is_old=(age or 0) >= 50)
    years = age or 0
    return Look(
        skin=skin,
        hair=grey if years >= 44 + 24 * odd else dark_hair,
        clothes=clothes,
        backdrop=backdrop,
        style=style,
        is_round_necked=dice.chance(0.5),
        has_glasses=dice.chance(0.16 + max(0, years - 20) / 130),
        has_beard=dice.chance(0.34) and gender == "male" and years >= 22,
        has_freckles=dice.chance(0.18) and skin in SKINS[:3],
        has_earrings=dice.chance(0.4) and style in _LONG,
        has_wrinkles=years >= 58,
    )


def _style(gender: str | None, dice: Dice, *, is_old: bool) -> str:
    p_long = {"male": 0.1, "female": 0.86}.get(gender or "", 0.5)
    is_long, long, short = dice.chance(p_long), dice.pick(_LONG), dice.pick(_SHORT if is_old else _SHORT[:3])
    return long if is_long else short


@lru_cache(maxsize=4096)
def draw_avatar(seed: int, mood: str = "calm", age: int | None = None, gender: str | None = None) -> str:
    """Draw a face as a standalone SVG of 64 x 64 units.

    mood: a value of Mood; another one raises ValueError.   age, gender: as for `look_of`.
    """
    look, shown = look_of(seed, age, gender), Mood(mood)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">'
        f'<path fill="{look.backdrop}" d="M0 0h64v64H0z"/>{_hair_behind(look)}{_shoulders(look)}{_head(look)}'
        f"{_eyes(look, shown)}{_mouth(look, shown)}{_hair_front(look)}{_extras(look)}</svg>"
    )


def _hair_behind(look: Look) -> str:
    if look.style == "bun":
        return f'<circle cx="32" cy="8.5" r="6.5" fill="{look.hair}"/>'
    path = _HAIR_BEHIND.get(look.style)
    return f'<path fill="{look.hair}" d="{path}"/>' if path else ""


def _shoulders(look: Look) -> str:
    neck = "M25.5 48q6.5 6 13 0l-.5 0q-6 5-12 0z" if look.is_round_necked else "M26 47.5l6 8.5 6-8.5-1 0-5 6.5-5-6.5z"
    return (
        f'<path fill="{look.clothes}" d="M8 66c1.5-14 11-19.5 24-19.5S54.5 52 56 66z"/>'
        f'<path fill="{look.skin}" d="M27 39h10v9.5q-5 4.5-10 0z"/>'
        '<path fill="#2b1b12" opacity=".14" d="M27 42.5q5 4.5 10 0v2.5q-5 4.5-10 0z"/>'
        f'<path fill="#fff" opacity=".3" d="{neck}"/>'
    )


def _head(look: Look) -> str:
    return (
        f'<g fill="{look.skin}"><circle cx="18.6" cy="31.5" r="3"/><circle cx="45.4" cy="31.5" r="3"/>'
        '<path d="M18.5 28c0-10 5.5-15 13.5-15s13.5 5 13.5 15c0 11-6 18-13.5 18s-13.5-7-13.5-18z"/></g>'
        '<g fill="#d9486e" opacity=".16"><circle cx="23.5" cy="36.5" r="3"/><circle cx="40.5" cy="36.5" r="3"/></g>'
        '<path fill="none" stroke="#2b1b12" stroke-opacity=".28" stroke-width="1.3" stroke-linecap="round"'
        ' d="M32 31.5q-1.7 3.4.6 3.7"/>'
    )


def _eyes(look: Look, mood: Mood) -> str:
    brows = (
        f'<path fill="none" stroke="{look.hair}" stroke-width="1.5" stroke-linecap="round"'
        f' d="{_BROWS.get(mood, _BROWS_AT_REST)}"/>'
    )
    if mood in _HALF_SHUT:
        return brows + (
            f'<path fill="none" stroke="{_INK}" stroke-width="1.5" stroke-linecap="round"'
            ' d="M24 31h4.5M35.5 31H40"/>'
            f'<path fill="{_INK}" d="M24.8 31h3.4q-1.7 3.2-3.4 0zM35.8 31h3.4q-1.7 3.2-3.4 0z"/>'
        )
    return brows + (
        f'<g fill="{_INK}"><ellipse cx="26.3" cy="31" rx="1.9" ry="2.2"/>'
        '<ellipse cx="37.7" cy="31" rx="1.9" ry="2.2"/></g>'
        '<g fill="#fff"><circle cx="27" cy="30.2" r=".6"/><circle cx="38.4" cy="30.2" r=".6"/></g>'
    )


def _mouth(look: Look, mood: Mood) -> str:
    beard = f'<path fill="{look.hair}" d="{_BEARD}"/>' if look.has_beard else ""
    colour = "#f4d9cf" if look.has_beard else "#7a3f32" if look.skin in _FAIR else "#421d17"
    fill = "#8c3a35" if mood is Mood.EXCITED else "none"
    return beard + (
        f'<path fill="{fill}" stroke="{colour}" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"'
        f' d="{_MOUTHS[mood]}"/>'
    )


def _hair_front(look: Look) -> str:
    return f'<path fill="{look.hair}" d="{_HAIR_FRONT[look.style]}"/>'


def _extras(look: Look) -> str:
    parts = []
    if look.has_freckles:
        parts.append(
            '<path stroke="#a8643f" stroke-opacity=".6" stroke-width="1" stroke-linecap="round"'
            ' d="M23 34.5h0M25 35.5h0M27 34.5h0M37 34.5h0M39 35.5h0M41 34.5h0"/>'
        )
    if look.has_wrinkles:
        parts.append(
            '<path fill="none" stroke="#2b1b12" stroke-opacity=".26" stroke-linecap="round"'
            ' d="M27 22q5-1.4 10 0M21.4 33.5l-1.7 1M42.6 33.5l1.7 1M25.5 37.5q-1 1.5-.7 3M38.5 37.5q1 1.5.7 3"/>'
        )
    if look.has_glasses:
        parts.append(
            f'<g fill="#fff" fill-opacity=".18" stroke="{_INK}" stroke-width="1.3"><circle cx="26.3" cy="31" r="4.7"/>'
            '<circle cx="37.7" cy="31" r="4.7"/><path d="M31 31h2M21.6 30.5l-3-.8M42.4 30.5l3-.8"/></g>'
        )
    if look.has_earrings:
        parts.append('<g fill="#f1c75b"><circle cx="18.6" cy="36" r="1.3"/><circle cx="45.4" cy="36" r="1.3"/></g>')
    return "".join(parts)
