"""Words without a model: what residents write and say, composed from what really happened to them.

A grammar of phrases in English and in Chinese (`english`, `chinese`), chosen by what happened (`facts`), by the speaker's
character and mood (`speakers`) and by what is answered (`stances`). Nothing is read to answer it: every text comes with its
stance. The same dice give the same text everywhere. Not for prose about residents: that is `agents.personas`.
"""

from agents.voice.dice import Dice
from agents.voice.facts import Fact, Occurrence
from agents.voice.speakers import Speaker, Voice, voice_of
from agents.voice.stances import Act, Errand, Purpose, Stage, Stance, Subject, Tie, Words
from agents.voice.unknown import regard
from agents.voice.writing import answer, comment, message, post, turn

__all__ = [
    "Act",
    "Dice",
    "Errand",
    "Fact",
    "Occurrence",
    "Purpose",
    "Speaker",
    "Stage",
    "Stance",
    "Subject",
    "Tie",
    "Voice",
    "Words",
    "answer",
    "comment",
    "message",
    "post",
    "regard",
    "turn",
    "voice_of",
]
