"""Words that nobody's stance is known of, since a person wrote them: what can be told of them at a glance, in a few bits."""

from dataclasses import dataclass
from typing import Final

from streams.search.tokens import is_han
from streams.search.topics import Topic, topic_of

GLANCE_BITS: Final = 7
_MASK: Final = (1 << GLANCE_BITS) - 1
_QUESTION_MARKS: Final = ("?", "？")  # the Chinese one


@dataclass(frozen=True, slots=True)
class Glance:
    """What a reader sees without understanding: the topic, whether something is asked, whether it is Chinese."""

    topic: Topic
    is_question: bool
    is_chinese: bool

    @classmethod
    def of_text(cls, text: str) -> "Glance":
        """Look at a text."""
        is_question = any(mark in text for mark in _QUESTION_MARKS)
        return cls(topic_of(text), is_question, any(map(is_han, text)))

    @classmethod
    def of_code(cls, code: int) -> "Glance":
        """Read what `code` wrote; more significant bits than GLANCE_BITS are passed over."""
        bits = (code & _MASK) - 1
        return cls(Topic(bits >> 2), bool(bits & 2), bool(bits & 1))

    @property
    def code(self) -> int:
        """Write it as a number above 0, of GLANCE_BITS bits."""
        return 1 + (int(self.topic) << 2 | self.is_question << 1 | self.is_chinese)
