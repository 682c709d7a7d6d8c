"""What was said in a talk, told in one or two sentences to whoever reads about it, in the reader's language."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from agents.models import Saying
from agents.voice import Act, Occurrence
from streams.search.topics import Topic

_ABOUT: Final[Mapping[Occurrence, str | Promise]] = {
    Occurrence.MEAL: pgettext_lazy("talk", "a meal"),
    Occurrence.WORKED: pgettext_lazy("talk", "work"),
    Occurrence.STUDIED: pgettext_lazy("talk", "studying"),
    Occurrence.SLEPT_BADLY: pgettext_lazy("talk", "a bad night"),
    Occurrence.EXERCISED: pgettext_lazy("talk", "some exercise"),
    Occurrence.READ_BOOK: pgettext_lazy("talk", "a book"),
    Occurrence.SHOPPED: pgettext_lazy("talk", "the shopping"),
    Occurrence.PLAYED: pgettext_lazy("talk", "an hour of fun"),
    Occurrence.WALKED: pgettext_lazy("talk", "a walk"),
    Occurrence.HOUSEWORK: pgettext_lazy("talk", "housework"),
    Occurrence.RESTED: pgettext_lazy("talk", "a quiet hour"),
    Occurrence.WAITED: pgettext_lazy("talk", "waiting in vain"),
    Occurrence.REFUSED_FULL: pgettext_lazy("talk", "a place that was full"),
    Occurrence.REFUSED_CLOSED: pgettext_lazy("talk", "a place that was closed"),
    Occurrence.TOO_POOR: pgettext_lazy("talk", "being short of money"),
    Occurrence.BONUS: pgettext_lazy("talk", "a bonus at work"),
    Occurrence.RED_PACKET: pgettext_lazy("talk", "a red packet"),
    Occurrence.FELL_ILL: pgettext_lazy("talk", "falling ill"),
    Occurrence.RECOVERED: pgettext_lazy("talk", "getting well again"),
    Occurrence.PHONE_BROKE: pgettext_lazy("talk", "a broken phone"),
    Occurrence.FREE_COFFEE: pgettext_lazy("talk", "free coffee"),
    Occurrence.FAIR: pgettext_lazy("talk", "the fair"),
    Occurrence.MET: pgettext_lazy("talk", "a talk with somebody"),
    Occurrence.QUARREL: pgettext_lazy("talk", "a quarrel"),
    Occurrence.HEARD: pgettext_lazy("talk", "something that is going round"),
    Occurrence.NEW_FOLLOWER: pgettext_lazy("talk", "a new follower"),
    Occurrence.QUIET_DAY: pgettext_lazy("talk", "a quiet day"),
    Occurrence.MORNING: pgettext_lazy("talk", "the morning"),
    Occurrence.EVENING: pgettext_lazy("talk", "the evening"),
    Occurrence.WEEKEND: pgettext_lazy("talk", "the weekend"),
    Occurrence.PAYDAY: pgettext_lazy("talk", "payday"),
    Occurrence.LOOKING_FOR_JOB: pgettext_lazy("talk", "looking for a job"),
    Occurrence.LOST_JOB: pgettext_lazy("talk", "losing a job"),
    Occurrence.NEW_JOB: pgettext_lazy("talk", "a new job"),
    Occurrence.WEATHER: pgettext_lazy("talk", "the weather"),
    Occurrence.PHOTO: pgettext_lazy("talk", "a photo"),
    Occurrence.GIFT: pgettext_lazy("talk", "a present"),
    Occurrence.MOVED_AWAY: pgettext_lazy("talk", "a friend who moved away"),
}
_TOPICS: Final[Mapping[Topic, str | Promise]] = {
    Topic.CASUAL: pgettext_lazy("talk", "this and that"),
    Topic.WORK: pgettext_lazy("talk", "work"),
    Topic.LIFE: pgettext_lazy("talk", "life at home"),
    Topic.RELATIONSHIP: pgettext_lazy("talk", "friends"),
    Topic.HOBBY: pgettext_lazy("talk", "hobbies"),
    Topic.GOSSIP: pgettext_lazy("talk", "other people"),
    Topic.PLAN: pgettext_lazy("talk", "plans"),
    Topic.FOOD: pgettext_lazy("talk", "food"),
    Topic.MONEY: pgettext_lazy("talk", "money"),
    Topic.NEWS: pgettext_lazy("talk", "the news"),
    Topic.HEALTH: pgettext_lazy("talk", "health"),
    Topic.WEATHER: pgettext_lazy("talk", "the weather"),
    Topic.SPORT: pgettext_lazy("talk", "sport"),
    Topic.LEARNING: pgettext_lazy("talk", "learning"),
    Topic.PLACE: pgettext_lazy("talk", "places in town"),
    Topic.CULTURE: pgettext_lazy("talk", "books and films"),
}
_REACTIONS: Final[Mapping[Act, str | Promise]] = {
    Act.ASK: gettext_lazy("{other} wanted to know more."),
    Act.CHEER: gettext_lazy("{other} was glad to hear it."),
    Act.COMFORT: gettext_lazy("{other} had some kind words."),
    Act.TEASE: gettext_lazy("{other} made a joke of it."),
    Act.OWN: gettext_lazy("{other} had lived through the same."),
    Act.DOUBT: gettext_lazy("{other} did not quite believe it."),
    Act.TELL: gettext_lazy("{other} had news of another kind."),
}
_ANSWERS: Final[Mapping[Act, str | Promise]] = {
    Act.ACCEPT: gettext_lazy("{one} asked {other} out to {place}, and they agreed to meet."),
    Act.DECLINE: gettext_lazy("{one} asked {other} out to {place}, but it came to nothing."),
}


def talk_summary(sayings: Sequence[Saying], names: Mapping[int, str], places: Mapping[int, str]) -> str:
    """Sum up a talk in one to three sentences of the reader's language: "Mia told Ben about a bad night. He ..."

    sayings: of one talk, in order.   names: by resident, of all who speak, are spoken to or are told of.
    places: by number, of `meet_place`.   Of news the first two are told. No queries.
    """
    news = [said for said in sayings if said.act == Act.TELL and said.event][:2]
    found = [_told(said, sayings, names) for said in news]
    found += [
        _text(_ANSWERS[Act(said.act)]).format(
            one=names[said.hearer], other=names[said.speaker], place=places[said.meet_place]
        )
        for said in sayings
        if said.act in _ANSWERS
    ]
    if not found and sayings:
        first = sayings[0]
        talk = _("{one} and {other} talked about {topic}.")
        return talk.format(one=names[first.speaker], other=names[first.hearer], topic=_text(_TOPICS[_topic(sayings)]))
    return _joined(found)


def about(saying: Saying) -> str:
    """Say what a saying tells of, in a few words of the reader's language; "" if of nothing."""
    return _text(_ABOUT[Occurrence(saying.what)]) if saying.event else ""


def topic_words(topic: int) -> str:
    """Name a topic within a sentence, in the reader's language."""
    return _text(_TOPICS[Topic(topic)])


def _told(said: Saying, sayings: Sequence[Saying], names: Mapping[int, str]) -> str:
    words = {"one": names[said.speaker], "other": names[said.hearer], "what": about(said)}
    if said.count < 0:  # at second hand: agents.life.facts
        told = _("{one} told {other} something of {whom}: {what}.").format(whom=names[said.owner], **words)
    else:
        told = _("{one} told {other} about {what}.").format(**words)
    answer = next((one for one in sayings if one.answers == said.number), None)
    if answer is None or answer.act not in _REACTIONS:
        return told
    return _joined([told, _text(_REACTIONS[Act(answer.act)]).format(other=names[answer.speaker])])


def _joined(sentences: Sequence[str]) -> str:
    """Put sentences one after the other, as the reader's language does."""
    text, *more = sentences
    for sentence in more:
        text = _("{first} {second}").format(first=text, second=sentence)
    return text


def _topic(sayings: Sequence[Saying]) -> Topic:
    return next((Topic(said.topic) for said in sayings if said.topic), Topic.CASUAL)


def _text(words: str | Promise) -> str:
    return str(words)
