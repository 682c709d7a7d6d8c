"""Orders in plain words, English or Chinese: which action, place and person somebody means. No database, no guessing.

A sentence names at most one action by a word that stands for it, one place and one person by their names. What is not named
is left open; a sentence that names neither an action nor a place nor a person is not understood.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from world.actions.registry import Action

# The first that is found holds, so what could be a part of another stands behind it ("work out" before "work").
_WORDS: Final[tuple[tuple[Action, str, str], ...]] = (
    (Action.SEARCH_JOB, r"(look|search|hunt)\w* for (a |some )?(job|work)|apply for", "找工作|求职|找活"),
    (Action.EXERCISE, r"exercis|work(s|ing)? out|train|jog|run|sport|gym|swim", "锻炼|运动|健身|跑步|游泳"),
    (Action.HOUSEWORK, r"housework|clean|tidy|chores?|laundry", "家务|打扫|收拾|洗衣"),
    (Action.USE_PHONE, r"phone|feed|browse|scroll", "手机|刷帖|上网"),
    (Action.TALK, r"talk|chat|speak|converse|tell|say hello", "聊|谈|说话|交谈|打招呼"),
    (Action.STUDY, r"stud(y|ies|ying)|learn|homework", "学习|念书|自习|功课"),
    (Action.READ, r"read", "读|看书|阅读"),
    (Action.SHOP, r"shop|buy|groceries|purchase", "购物|买|采购"),
    (
        Action.EAT,
        r"eat|breakfast|lunch|dinner|supper|meal|food|drink|restaurant|canteen",
        "吃|用餐|[早午晚][饭餐]|喝",
    ),
    (Action.SLEEP, r"sleep|go to bed|nap", "睡"),
    (Action.WASH, r"wash|shower|bath", "洗澡|沐浴|洗漱"),
    (Action.PLAY, r"play|fun|film|movie|game", "玩|娱乐|看电影|游戏"),
    (Action.REST, r"rest|relax|sit down", "休息|放松|歇"),
    (Action.WORK, r"work|shift", "工作|上班|干活"),
    (Action.WAIT, r"wait|stay", "等|待着|留在"),
    (Action.MOVE, r"go|walk|move|stroll|head|come", "去|走|散步|前往|到|来"),
)
_ENGLISH: Final = {action: re.compile(rf"\b({english})\w*", re.IGNORECASE) for action, english, _ in _WORDS}
_CHINESE: Final = {action: re.compile(chinese) for action, _, chinese in _WORDS}
_LATIN: Final = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What a sentence means; 0 = it names no place, or nobody."""

    action: Action
    place: int
    other: int


def understand(text: str, *, places: Mapping[str, int], people: Mapping[str, int]) -> Meant | None:
    """Read an order; None for one that cannot be understood.   places, people: numbers by name, in all languages."""
    place_name, place = _named(text, places)
    rest = text.replace(place_name, " ") if place_name else text
    person_name, other = _named(rest, people)
    rest = rest.replace(person_name, " ") if person_name else rest
    action = _action(rest)
    if action is None and other and not place:
        action = Action.TALK
    if action is None and place:
        action = Action.MOVE
    if action is None:
        return None
    if action is Action.TALK:
        return Meant(action=action, place=0, other=other)
    return Meant(action=action, place=place, other=0)


def _action(text: str) -> Action | None:
    return next((action for action in _ENGLISH if _ENGLISH[action].search(text) or _CHINESE[action].search(text)), None)


def _named(text: str, names: Mapping[str, int]) -> tuple[str, int]:
    """Find the longest of these names in a text: as it is written there, and its number; ("", 0) for none."""
    for name in sorted(names, key=len, reverse=True):
        edge = r"\b" if _LATIN.match(name) else ""
        found = re.search(rf"{edge}{re.escape(name)}{edge}", text, re.IGNORECASE) if name else None
        if found:
            return found.group(), names[name]
    return "", 0
