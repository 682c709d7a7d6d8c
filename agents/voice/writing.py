"""What residents write and say, on rules alone: posts, comments, private messages, and turns of talk."""

from dataclasses import replace
from typing import Final

from agents.voice.answers import SMALL_TALK, Said, remark, reply
from agents.voice.books import language
from agents.voice.dice import Dice
from agents.voice.facts import Fact
from agents.voice.facts import Occurrence as What
from agents.voice.scene import Scene
from agents.voice.speakers import Speaker
from agents.voice.stances import Act, Errand, Purpose, Stage, Stance, Subject, Tie, Words
from agents.voice.topics import topic_of
from streams.search.topics import Topic

_OPEN_PERCENT: Final = 9
_PET_PHRASES: Final = 2
_PLAIN_PERCENT: Final = 95
_MORE_PERCENT: Final = 22
_SHORT_PERCENT: Final = 60
_END_PERCENT: Final = 8
_AFTER_PERCENT: Final = 40
FAVOURS: Final = 10
"""How many favours each language can ask."""
_OUT_AND_ABOUT: Final = frozenset(
    {
        *(
            What.MEAL,
            What.WORKED,
            What.STUDIED,
            What.EXERCISED,
            What.READ_BOOK,
            What.SHOPPED,
            What.PLAYED,
            What.WALKED,
            What.HOUSEWORK,
            What.RESTED,
        ),
        *(What.WAITED, What.REFUSED_FULL, What.FREE_COFFEE, What.FAIR, What.MET, What.PHOTO),
    }
)
"""Where there is something else to see or hear."""
_NODS: Final = frozenset({Act.AGREE, Act.ANSWER, Act.THANK, Act.BYE})
"""What leaves the floor to whoever has something to say."""
_SETTLES: Final = frozenset({Act.ACCEPT, Act.DECLINE, Act.PROMISE, Act.REFUSE})
_WITHOUT_FACT: Final = frozenset({Act.GREET, Act.BYE})
"""What is answered by nothing that was told."""
_NAMED_PERCENT: Final = 25
"""Of turns face to face in which the other is called by her name, greetings and goodbyes aside."""
_OFFERS: Final = frozenset({Act.INVITE, Act.REQUEST})
_NOT_LEFT_OPEN: Final = _OFFERS | {Act.ASK, Act.BYE}
"""What one answers even in leaving."""
_TELL, _ASK, _GREET, _BYE, _OWN = Act.TELL, Act.ASK, Act.GREET, Act.BYE, Tie.OWN
_GREETING, _ACTIVE, _CLOSING = Stage.GREETING, Stage.ACTIVE, Stage.CLOSING
_HOW, _NO_SUBJECT = Subject.HOW, Subject.NONE
"""To look a member up in its enumeration costs as much as a call."""
_ACT_OF: Final = {
    Purpose.GREET: Act.GREET,
    Purpose.INVITE: Act.INVITE,
    Purpose.THANKS: Act.THANK,
    Purpose.NEWS: Act.TELL,
    Purpose.COMFORT: Act.COMFORT,
    Purpose.FAVOUR: Act.REQUEST,
}


def post(speaker: Speaker, fact: Fact, dice: Dice) -> Words:
    """Write a post about something that happened to the speaker."""
    scene = Scene(language(speaker.language), speaker, fact)
    scene.meet(Tie.OWN)
    parts = []
    if not scene.has("terse") and dice.chance(scene.language.ease):
        parts.append(scene.write("set", dice))
    elif dice.chance(_OPEN_PERCENT):
        # of all beginnings a person has two of her own, so she is known by them
        parts.append(scene.write("open", Dice(scene.voice.habit * _PET_PHRASES + dice.below(_PET_PHRASES))))
    # many tell it straight; the more humour, the more is made of it
    is_plain = dice.chance(_PLAIN_PERCENT - scene.voice.humour)
    core = scene.tell("plain" if is_plain else "say", dice)
    parts.append(core)
    parts += _elaborated(scene, core, dice, _MORE_PERCENT // 2 if is_plain else _MORE_PERCENT)
    return _words(scene, scene.join(parts), dice, topic_of(fact), Stance(Act.TELL, by=speaker.name, fact=fact))


def _elaborated(scene: Scene, core: str, dice: Dice, percent: int) -> list[str]:
    """Add sentences: the more wordy the speaker and the shorter what was said, the more of them."""
    wordiness, short = scene.voice.wordiness, scene.language.short
    parts = []
    if dice.chance(percent + wordiness * 3 // 4 + (_SHORT_PERCENT if len(core) < short else 0)):
        parts.append(scene.write("more", dice))
    if scene.what in _OUT_AND_ABOUT and not scene.has("terse") and dice.chance(scene.language.aside):
        parts.insert(0, scene.write("aside", dice))
    is_short = len(core) + len(scene.join(parts)) < short
    if parts and not scene.has("terse") and dice.chance(wordiness // 3 + (_SHORT_PERCENT * 3 // 4 if is_short else 0)):
        other = scene.write("more", dice)
        if other not in parts:
            parts.append(other)
    if dice.chance(_END_PERCENT + wordiness // 4):
        parts.append(scene.write("end", dice))
    return parts


def comment(
    speaker: Speaker, fact_of_post: Fact, author_name: str, tie: Tie, dice: Dice, parent: Stance | None = None
) -> Words:
    """Write a comment on a post, or with a parent an answer to another comment of it.

    tie: to the post's author; OWN when the speaker is she.
    """
    own = tie == Tie.OWN
    by = parent.by if parent else ""
    scene = Scene(language(speaker.language), speaker, fact_of_post, author="" if own else author_name, by=by)
    scene.meet(tie)
    said = reply(scene, parent, tie, dice) if parent else remark(scene, tie, dice)
    stance = Stance(said.act, said.subject, speaker.name, by or author_name, fact_of_post)
    return _words(scene, said.text, dice, topic_of(fact_of_post), stance)


def message(speaker: Speaker, to_name: str, errand: Errand, dice: Dice, tie: Tie = Tie.FRIEND) -> Words:
    """Write a private message. Of the fact of a greeting only the hour and the day count.

    ValueError if an errand lacks what it needs: news a fact, an answer what it answers.
    """
    if errand.purpose == Purpose.ANSWER:
        if errand.to is None:
            raise ValueError("an answer needs the stance that it answers")
        return answer(speaker, errand.to, errand.fact, dice, tie=tie, yes=errand.yes)
    if errand.purpose == Purpose.NEWS and errand.fact is None:
        raise ValueError("news needs the fact that is told")
    scene = Scene(language(speaker.language), speaker, errand.fact, to=to_name)
    scene.meet(tie)
    if errand.purpose in (Purpose.NEWS, Purpose.THANKS):
        scene.meet(Tie.OWN)
    stance = Stance(_ACT_OF[errand.purpose], by=speaker.name, to=to_name, fact=errand.fact)
    if stance.act in _OFFERS:
        place, when_s, weekday = errand.place, errand.when_s, errand.weekday
        stance = replace(stance, place=place, when_s=when_s, weekday=weekday, favour=dice.below(FAVOURS))
        scene.invite(stance)
    topic = Topic.PLAN if errand.purpose == Purpose.INVITE else topic_of(errand.fact)
    return _words(scene, scene.join(_letter(scene, errand, dice)), dice, topic, stance)


def _letter(scene: Scene, errand: Errand, dice: Dice) -> list[str]:
    name = f"mail.{errand.purpose.name.lower()}"
    if errand.purpose == Purpose.NEWS:
        parts = [scene.write(name, dice), scene.tell("say", dice)]
        return [*parts, scene.write("mail.news.after", dice)] if dice.chance(_AFTER_PERCENT) else parts
    if errand.purpose == Purpose.THANKS and errand.fact is not None:
        name += ".fact"
    if errand.purpose == Purpose.COMFORT and errand.fact is None:
        name += ".plain"
    return [scene.write(name, dice)]


def answer(
    speaker: Speaker, to: Stance, fact: Fact | None, dice: Dice, *, tie: Tie = Tie.FRIEND, yes: bool | None = None
) -> Words:
    """Answer what was said to the speaker herself.

    fact: what she has to tell of, when asked how she is.   tie: to the one answered.   yes: see `Errand`.
    """
    scene, said = _answered(speaker, to, fact, dice, tie=tie, yes=yes)
    return _answer_words(scene, said, to, dice, topic_of(scene.told))


def turn(
    speaker: Speaker,
    other_name: str,
    stage: Stage,
    topic: Topic,
    last: Stance | None,
    fact: Fact | None,
    dice: Dice,
    *,
    tie: Tie = Tie.FRIEND,
    yes: bool | None = None,
) -> Words:
    """Say something face to face.   last: what the other has just said, None = the speaker begins.

    A question, a greeting, an offer or news is answered; else the speaker tells of her fact, or without one makes talk of the
    topic. Of the fact of a greeting or a goodbye only the hour and the day count.
    tie: how well the speaker knows the other.   yes: see `Errand`.
    """
    if last is not None and is_to_answer(last.act, stage):
        said_to_her = last if last.by == other_name else replace(last, by=other_name)
        scene, said = _answered(
            speaker,
            said_to_her,
            fact,
            dice,
            tie=tie,
            yes=yes,
            topic=topic,
            names=_NAMED_PERCENT,
            is_written=False,
        )
        if stage == _CLOSING and last.act == _ASK:
            return _parting(scene, said, other_name, topic, dice)
        return _answer_words(scene, said, last, dice, topic_of(scene.told) if said.act == _TELL else topic)
    scene = Scene(language(speaker.language), speaker, fact, to=other_name)
    scene.meet(tie)
    if stage == _ACTIVE and not dice.chance(_NAMED_PERCENT):
        scene.words["pal"] = ""
    told, which = None, 0
    if stage == _GREETING:
        act, (text, which) = _GREET, scene.write_counted("say.greeting", dice)
    elif stage == _CLOSING:
        act, text = _BYE, scene.write("say.closing", dice)
    elif fact is not None:
        scene.meet(_OWN)
        act, text, told, topic = _TELL, scene.tell("say", dice), fact, topic_of(fact)
    else:
        act, (text, which) = _ASK, scene.write_counted(SMALL_TALK[topic], dice)
    stance = Stance(act, _NO_SUBJECT, speaker.name, other_name, told, favour=which)
    return _words(scene, text, dice, topic, stance)


def _parting(scene: Scene, said: Said, other_name: str, topic: Topic, dice: Dice) -> Words:
    """Answer a question and say goodbye at once."""
    scene.address(other_name)
    text = scene.join([said.text, scene.write("say.closing", dice)])
    return _words(scene, text, dice, topic, Stance(Act.BYE, by=scene.speaker.name, to=other_name))


def is_to_answer(act: int, stage: int) -> bool:
    """Say whether what was said last wants an answer; what does not leaves the floor to whoever has something to say."""
    return act in _NOT_LEFT_OPEN if stage == _CLOSING else act not in _NODS


def _answered(
    speaker: Speaker,
    to: Stance,
    fact: Fact | None,
    dice: Dice,
    *,
    tie: Tie = Tie.FRIEND,
    yes: bool | None = None,
    topic: Topic = Topic.CASUAL,
    names: int = 100,
    is_written: bool = True,
) -> tuple[Scene, Said]:
    """Answer one who spoke to the speaker: of the other's fact when that was told, else of her own.

    names: percent of answers that may call the other by her name; who stands in front of one need not be told who she is.
    """
    is_others = to.act == _TELL
    scene = Scene(language(speaker.language), speaker, to.fact or fact, by=to.by, author=to.by if is_others else "")
    scene.meet(tie)
    if not is_others:
        scene.meet(_OWN)
    if names < 100 and not dice.chance(names):
        scene.by = scene.words["pal"] = ""
    said_to_her = to if to.to == speaker.name else replace(to, to=speaker.name)
    said = reply(scene, said_to_her, tie, dice, yes=yes, topic=topic, is_written=is_written)
    if to.act == _ASK and to.subject == _HOW and to.fact is None and fact is not None:
        # asked how she is, she tells what happened
        said = Said(scene.join([said.text, scene.tell("say", dice)]), _TELL)
    return scene, said


def _answer_words(scene: Scene, said: Said, to: Stance, dice: Dice, topic: Topic) -> Words:
    name, by = scene.speaker.name, to.by
    if said.act in _SETTLES:
        stance = Stance(said.act, said.subject, name, by, None, to.place, to.when_s, to.weekday, to.favour)
    else:
        stance = Stance(said.act, said.subject, name, by, None if to.act in _WITHOUT_FACT else scene.told)
    return _words(scene, said.text, dice, topic, stance)


def _words(scene: Scene, text: str, dice: Dice, topic: Topic, stance: Stance) -> Words:
    return Words(scene.language.finish(text, scene, dice), topic, stance)
