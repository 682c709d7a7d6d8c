"""Answers: what one says to what somebody has just said, known by its stance, not by its text."""

from dataclasses import dataclass
from typing import Final

from agents.voice.dice import Dice
from agents.voice.facts import Occurrence as What
from agents.voice.scene import Scene
from agents.voice.stances import Act, Stance, Subject, Tie
from streams.search.topics import Topic

_SEVERE: Final = frozenset({What.LOST_JOB, What.FELL_ILL, What.QUARREL, What.TOO_POOR, What.MOVED_AWAY})
"""What only friends joke about."""
_TEASE_PERCENT: Final = (0, 40, 100, 140, 0)
"""By tie: how readily one teases."""
_ANY_PERCENT: Final = 10
_TRIES: Final = 2
_SUBJECTS: Final = {f"ask.{subject.name.lower()}": subject for subject in Subject}
_ANSWERS: Final = tuple(f"answer.{subject.name.lower()}" for subject in Subject)
SMALL_TALK: Final = tuple(f"talk.{topic.name.lower()}" for topic in Topic)
"""Sections by topic."""
_SMALL_TALK_ANSWERS: Final = tuple(f"{name}.re" for name in SMALL_TALK)
_TELL, _ASK, _ANSWER, _GREET, _HOW = Act.TELL, Act.ASK, Act.ANSWER, Act.GREET, Subject.HOW
"""To look a member up in its enumeration costs as much as a call."""
_OFFERS: Final = frozenset({Act.INVITE, Act.REQUEST})


@dataclass(slots=True)  # not frozen: see agents.voice.facts.Fact
class Said:
    """A text without its ending, what it does, what it asks about."""

    text: str
    act: Act
    subject: Subject = Subject.NONE


_REPLIES: Final[dict[Act, tuple[str, Act]]] = {
    Act.CHEER: ("re.cheer", Act.THANK),
    Act.COMFORT: ("re.comfort", Act.THANK),
    Act.TEASE: ("re.tease", Act.TEASE),
    Act.OWN: ("re.own", Act.AGREE),
    Act.DOUBT: ("re.doubt", Act.DOUBT),
    Act.AGREE: ("re.agree", Act.AGREE),
    Act.ANSWER: ("re.answer", Act.AGREE),
    Act.THANK: ("re.thank", Act.AGREE),
    Act.ACCEPT: ("re.accept", Act.AGREE),
    Act.DECLINE: ("re.decline", Act.AGREE),
    Act.PROMISE: ("re.promise", Act.THANK),
    Act.REFUSE: ("re.refuse", Act.AGREE),
    Act.BYE: ("re.bye", Act.BYE),
}
"""Said to somebody who spoke to oneself."""
_ASIDES: Final[dict[Act, tuple[str, Act]]] = {
    Act.ASK: ("by.ask", Act.AGREE),
    Act.CHEER: ("by.cheer", Act.CHEER),
    Act.COMFORT: ("by.comfort", Act.COMFORT),
    Act.TEASE: ("by.tease", Act.TEASE),
    Act.OWN: ("by.own", Act.OWN),
    Act.DOUBT: ("by.doubt", Act.DOUBT),
    Act.ANSWER: ("by.answer", Act.AGREE),
}
"""Said to somebody who spoke to a third person."""
_SETTLED: Final = frozenset({Act.ACCEPT, Act.DECLINE})


def remark(scene: Scene, tie: Tie, dice: Dice) -> Said:
    """Say something about what happened to somebody else: ask, cheer, comfort, tease, tell of the same, or doubt."""
    for _ in range(_TRIES):
        act = _drawn(scene, tie, dice)
        said = _question(scene, dice) if act == Act.ASK else Said(_word(scene, act.name.lower(), dice), act)
        if said.text:
            return said
    said = _question(scene, dice)
    return said if said.text else Said(scene.write("any.cheer", dice), Act.CHEER)


def _drawn(scene: Scene, tie: Tie, dice: Dice) -> Act:
    """Draw what to do by how the speaker is made and how it went for the other."""
    voice = scene.voice
    is_good, is_bad = scene.has("good"), scene.has("bad")
    tease = voice.humour * _TEASE_PERCENT[tie] // 200
    if is_bad and (scene.what in _SEVERE or scene.has("awful")):
        tease = tease // 3 if tie >= Tie.FRIEND else 0
    weights = (
        (Act.ASK, 30 + voice.energy // 4),
        (Act.CHEER, 20 + voice.warmth // 2 if is_good else 0 if is_bad else 8 + voice.warmth // 4),
        (Act.COMFORT, 20 + voice.warmth * 2 // 3 if is_bad else 0),
        (Act.TEASE, tease),
        (Act.OWN, 12 + voice.wordiness // 5),
        (Act.DOUBT, (100 - voice.warmth) // 5 if tie != Tie.STRANGER else 4),
    )
    left = dice.below(sum(weight for _, weight in weights))
    for act, weight in weights:
        left -= weight
        if left < 0:
            return act
    return Act.ASK


def _question(scene: Scene, dice: Dice) -> Said:
    asks = [name for name in scene.block if name.startswith("ask.")]
    for _ in range(_TRIES):
        name = asks[dice.below(len(asks))]
        if text := scene.write(name, dice):
            return Said(text, Act.ASK, _SUBJECTS[name])
    return Said("", Act.ASK)


def _word(scene: Scene, name: str, dice: Dice) -> str:
    if dice.chance(_ANY_PERCENT) and (text := scene.write(f"any.{name}", dice)):
        return text
    return scene.write_of_block(name, dice)


def reply(
    scene: Scene,
    to: Stance,
    tie: Tie,
    dice: Dice,
    *,
    yes: bool | None = None,
    topic: Topic = Topic.CASUAL,
    is_written: bool = True,
) -> Said:
    """Answer a stance.   scene: with `by` the one answered.   tie: to whom the fact happened.   topic: of small talk.

    is_written: whether it is, or is said face to face.
    """
    asked = to.act
    if asked in _OFFERS:
        return _decide(scene, to, tie, dice, yes)
    if asked == _TELL:
        return remark(scene, tie, dice)
    if to.to not in ("", scene.speaker.name):
        if asked not in _ASIDES or to.by == scene.author:
            return remark(scene, tie, dice)
        name, act = _ASIDES[asked]
        return Said(scene.write(name, dice), act)
    if asked == _ASK:
        return Said(_inform(scene, to, dice, topic, is_written=is_written), _ANSWER)
    if asked == _GREET:
        greeting = scene.write("re.greet", dice) if is_written else scene.write_nth("say.greeting.re", to.favour, dice)
        return Said(greeting, _ASK, _HOW)
    if asked in _SETTLED:
        scene.invite(to)
    name, act = _REPLIES[asked]
    return Said(scene.write(name, dice), act)


def _inform(scene: Scene, to: Stance, dice: Dice, topic: Topic, *, is_written: bool) -> str:
    """Answer a question: about what happened, about oneself, or of small talk."""
    if to.fact is not None:
        return scene.write(_ANSWERS[to.subject], dice) or scene.write("answer.how", dice)
    if not to.subject:
        return scene.write_nth(_SMALL_TALK_ANSWERS[topic], to.favour, dice)
    return scene.write("self.how" if is_written else "say.how", dice)


def _decide(scene: Scene, to: Stance, tie: Tie, dice: Dice, yes: bool | None) -> Said:
    """Take or leave an invitation or a request; unless told, as warm and lively people do, the more for friends."""
    scene.invite(to)
    if yes is None:
        yes = dice.chance(min(20 + scene.voice.warmth // 3 + scene.voice.energy // 4 + 10 * tie, 95))
    if to.act == Act.INVITE:
        return Said(scene.write("invite.yes" if yes else "invite.no", dice), Act.ACCEPT if yes else Act.DECLINE)
    return Said(scene.write("favour.yes" if yes else "favour.no", dice), Act.PROMISE if yes else Act.REFUSE)
