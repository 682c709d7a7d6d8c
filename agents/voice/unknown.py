"""Answers to words that nobody knows the stance of, because a person wrote them: kind, by topic, never as if understood."""

from typing import Final

from agents.voice.books import language
from agents.voice.dice import Dice
from agents.voice.scene import Scene
from agents.voice.speakers import Speaker
from agents.voice.stances import Act, Stance, Tie, Words
from streams.search.topics import Topic

_TOPIC_PERCENT: Final = 65


def regard(
    speaker: Speaker, to_name: str, topic: Topic, dice: Dice, *, is_question: bool, tie: Tie = Tie.FRIEND
) -> Words:
    """Answer a person's words, of which only the topic is guessed and whether they ask something.

    What is asked is not answered: that it was read is said, and what the speaker thinks of such things in general.
    """
    scene = Scene(language(speaker.language), speaker, None, by=to_name, to=to_name)
    scene.meet(tie)
    parts = [scene.write("unknown.ask" if is_question else "unknown.say", dice)]
    if topic != Topic.CASUAL and dice.chance(_TOPIC_PERCENT):
        parts.append(scene.write(f"unknown.{topic.name.lower()}", dice))
    text = scene.language.finish(scene.join(parts), scene, dice)
    return Words(text, topic, Stance(Act.ANSWER if is_question else Act.AGREE, by=speaker.name, to=to_name))
