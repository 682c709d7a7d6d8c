"""How slots are filled in Chinese: names, places, sums, times; and how a text ends."""

from collections.abc import Callable
from typing import Final

from agents.voice.conditions import BITS
from agents.voice.dice import Dice
from agents.voice.names import called
from agents.voice.scene import Scene, Thing

SLOTS: Final[dict[str, str]] = {
    **dict.fromkeys(("at", "dear", "pal", "your", "when", "favour", "mine"), ""),
    **dict.fromkeys(("day", "meal", "dine", "clock"), "dated"),
    **{name: name for name in ("place", "amount", "hero", "author", "by", "to", "moment")},
    **dict.fromkeys(("who", "one"), "who"),
    **dict.fromkeys(("thing", "a"), "thing"),
    "nth": "often",
}
"""The condition under which each slot can be filled."""
_DAYS: Final = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_NUMBERS: Final = "零一二三四五六七八九十"
_HOURS: Final = ("十二", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一")
_MINUTES: Final = ("", "零五分", "十分", "一刻", "二十", "二十五", "半", "三十五", "四十", "三刻", "五十", "五十五")
FAVOURS: Final = (
    ("我出门这几天帮我浇浇花", "帮你浇花"),
    ("把梯子借我用一下", "把梯子借你"),
    ("帮我收个包裹", "帮你收包裹"),
    ("帮我看一封我看不懂的信", "帮你看看那封信"),
    ("帮我把衣柜抬下楼", "帮你抬衣柜"),
    ("替我收一把备用钥匙", "替你收着钥匙"),
    ("把你那把好伞借我", "把伞借你"),
    ("周四帮我喂一下猫", "帮你喂猫"),
    ("教教我怎么给水壶除垢", "去看看你那个水壶"),
    ("帮我缝一条裤脚", "帮你缝裤脚"),
)
"""As asked, and as the one who is asked says it."""


def listed(names: tuple[str, ...]) -> str:
    """Name people: 小满、浩然和思琪."""
    short = [called(name) for name in names]
    return short[0] if len(short) == 1 else f"{'、'.join(short[:-1])}和{short[-1]}"


def sum_of(cents: int) -> str:
    """Write a sum as it is said: 26块, 4块5; to the last cent only where there is one."""
    whole, rest = divmod(cents, 100)
    if rest % 10:
        return f"{whole}.{rest:02d}元"
    return f"{whole}块{rest // 10}" if rest else f"{whole}块"


def clock(when_s: int) -> str:
    """Say the time of day to five minutes: 七点, 七点半, 七点四十."""
    fives = (when_s + 150) // 300
    hour, five = divmod(fives, 12)
    return f"{_HOURS[hour % 12]}点{_MINUTES[five]}"


def _part(scene: Scene, words: tuple[str, str, str, str, str]) -> str:
    for name, word in zip(("morning", "noon", "afternoon", "evening"), words[:4], strict=True):
        if scene.flags & BITS[name]:
            return word
    return words[4]


def _at(scene: Scene) -> str:
    if scene.has("home") and not scene.has("place"):
        return "在家"
    return f"在{_place(scene)}" if scene.has("place") else ""


def _place(scene: Scene) -> str:
    invitation = scene.invitation
    return invitation.place if invitation and invitation.place else scene.fact.place


def _moment(scene: Scene) -> str:
    invitation = scene.invitation
    if invitation is None or invitation.when_s < 0:
        return ""
    hour = invitation.when_s // 3_600 % 24
    part = "早上" if 5 <= hour < 11 else "中午" if hour < 13 else "下午" if hour < 18 else "晚上"
    day = _DAYS[invitation.weekday] if invitation.weekday >= 0 else ""
    return f"{day}{part}{clock(invitation.when_s)}"


def _thing(scene: Scene) -> Thing:
    assert scene.thing is not None, "a phrase with a thing is only chosen where there is one"
    return scene.thing


def _favour(scene: Scene) -> tuple[str, str]:
    return FAVOURS[scene.invitation.favour % len(FAVOURS) if scene.invitation else 0]


def _hailed(name: str, scene: Scene) -> str:
    """Call out to somebody, each in her own way: 小满，  小满啊，  哎，小满，."""
    flags, short = scene.flags, called(name)
    if flags & BITS["old"] or (flags & BITS["warm"] and scene.voice.habit & 1):
        return f"{short}啊，"
    if flags & BITS["lively"] and scene.voice.habit & 2:
        return f"哎，{short}，"
    return f"{short}，"


def _your(scene: Scene) -> str:
    """Say whose a thing is: the speaker's, the addressee's, or a third person's."""
    if scene.flags & BITS["own"]:
        return "我"
    return called(scene.author) if scene.by and scene.author and scene.by != scene.author else "你"


FORMS: Final[dict[str, Callable[[Scene], str]]] = {
    "place": _place,
    "at": _at,
    "who": lambda scene: listed(scene.fact.who),
    "one": lambda scene: called(scene.fact.who[0]),
    "day": lambda scene: _DAYS[scene.fact.weekday % 7],
    "meal": lambda scene: _part(scene, ("早饭", "午饭", "这顿", "晚饭", "夜宵")),
    "dine": lambda scene: _part(scene, ("早饭", "午饭", "顿饭", "晚饭", "夜宵")),
    "clock": lambda scene: clock(scene.fact.when_s),
    "thing": lambda scene: _thing(scene).name,
    "a": lambda scene: _thing(scene).one,
    "amount": lambda scene: sum_of(scene.fact.amount_cents),
    "nth": lambda scene: _NUMBERS[min(scene.fact.count, 10)],
    "hero": lambda scene: called(scene.hero),
    "author": lambda scene: called(scene.author),
    "by": lambda scene: called(scene.by),
    "to": lambda scene: called(scene.to),
    "dear": lambda scene: _hailed(scene.by, scene) if scene.by else "",
    "pal": lambda scene: _hailed(scene.author or scene.to, scene) if scene.author or scene.to else "",
    "your": _your,
    "moment": _moment,
    "when": _moment,
    "favour": lambda scene: _favour(scene)[0],
    "mine": lambda scene: _favour(scene)[1],
}
_LOOSE, _WORRIED, _GIRLISH = BITS["slangy"], BITS["worried"], BITS["young"] | BITS["woman"] | BITS["good"]


def finish(text: str, scene: Scene, dice: Dice) -> str:
    """End as this person ends: with a full stop, none, a mark, a wave or dots."""
    if "？。" in text:  # a line whose last alternative may be a question
        text = text.replace("？。", "？")
    if not text.endswith("。"):
        return text
    flags = scene.flags
    if dice.chance(scene.glee):
        return text[:-1] + "！"
    if flags & _GIRLISH == _GIRLISH and scene.voice.habit & 4 and dice.chance(30):
        return text[:-1] + "～"
    if flags & _LOOSE and scene.voice.habit & 1 and dice.chance(60):
        return text[:-1]
    if flags & _WORRIED and scene.voice.habit & 6 and dice.chance(10):
        return text[:-1] + "……"
    return text
