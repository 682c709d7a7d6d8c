"""What is remembered of a talk while it goes on, and what a run that is loaded again remembers of it."""

import numpy as np
import pytest

from agents.life.courses import Course, Courses
from agents.life.sayings import Said, Sayings
from agents.models import Medium, Saying
from agents.voice import Act
from streams.search.topics import Topic
from streams.writer.part import RunFacts, StepContext
from streams.writer.record import Numbers, Record
from streams.writer.stores import open_store

RUN = RunFacts(run_id=7, seed=1, step_s=20, start_sim_time=0, language="en", scenario={}, engine_version=1)


def said(act: Act = Act.ASK, *, item: int = 5, **cells: int) -> Said:
    return Said(**({"sim_time": 50, "medium": Medium.TALK, "item": item, "speaker": 4, "act": int(act)} | cells))


def course_of(*sayings: Said) -> Course:
    course = Course()
    for number, one in enumerate(sayings, start=1):
        course.hear(number, one)
    return course


def test_a_talk_is_about_what_came_up_most_and_news_counts_as_three() -> None:
    sport, food = int(Topic.SPORT), int(Topic.FOOD)

    assert course_of(said(), said()).topic == Topic.CASUAL
    assert course_of(said(topic=sport), said(), said(topic=food)).topic == Topic.SPORT
    assert course_of(said(topic=sport), said(topic=sport), said(Act.TELL, topic=food)).topic == Topic.FOOD


def test_only_the_last_turn_and_what_was_told_is_kept() -> None:
    news = said(Act.TELL, event=2**33, speaker=4, owner=4, valence=-1)
    course = course_of(said(Act.GREET), news, said(Act.COMFORT, event=2**33), said(Act.TELL), said(Act.BYE))

    assert (course.number, course.last) == (5, said(Act.BYE))
    assert course.told == (news,)
    assert course.events == (2**33,)
    assert course.is_confided
    assert Act.COMFORT in course.acts
    assert Act.CHEER not in course.acts


def test_bad_news_of_others_confides_nothing() -> None:
    assert not course_of(said(Act.TELL, event=7, owner=9, valence=-2)).is_confided
    assert not course_of(said(Act.TELL, event=7, owner=4, valence=1)).is_confided


@pytest.mark.parametrize(
    ("acts", "is_worn_out"),
    [
        ([], False),
        ([Act.TEASE], False),
        ([Act.TEASE, Act.DOUBT], False),
        ([Act.ASK, Act.ASK], False),
        ([Act.TEASE, Act.TEASE], True),
        ([Act.ASK, Act.DOUBT, Act.DOUBT], True),
    ],
)
def test_two_do_not_tease_or_contradict_each_other_for_ever(acts: list[Act], is_worn_out: bool) -> None:
    assert course_of(*(said(act) for act in acts)).is_worn_out is is_worn_out


def test_a_talk_is_forgotten_when_it_is_over() -> None:
    courses = Courses()
    for number, item in enumerate((5, 6, 5), start=1):
        courses.hear(number, said(item=item))

    assert [(courses.of(item).number, len(courses.of(item).acts)) for item in (5, 6, 7)] == [(3, 2), (2, 1), (0, 0)]
    courses.end(5)
    assert courses.of(5) == courses.of(7) == Course()
    assert courses.of(6).number == 2


@pytest.mark.django_db
def test_of_talks_before_a_run_was_loaded_only_those_that_go_on_are_taken_up() -> None:
    sayings, courses = Sayings(), Courses()
    record = Record(run_id=RUN.run_id, step=3, numbers=Numbers({}))
    step = StepContext(run=RUN, step=3, since=40, until=60, is_grid=True, record=record)
    for item, turn in ((5, 0), (6, 0), (5, 1), (7, 0)):
        one = said(Act.TELL, item=item, turn=turn, event=70 + turn, topic=Topic.FOOD)
        courses.hear(sayings.add(step, one, "Hello."), one)
    open_store().write(sayings.take(step))

    loaded = Courses(Sayings().load(open_store(), RUN.run_id, last=4, now=60))
    loaded.go_on(np.array([5, 8]))

    assert loaded.of(5) == courses.of(5)
    assert loaded.of(6) == loaded.of(7) == Course()
    assert [row.text for row in Saying.objects.of(RUN.run_id)] == ["Hello."] * 4
    loaded.hear(5, said(Act.BYE))
    loaded.go_on(np.array([], dtype=np.int64))
    assert len(loaded.of(5).acts) == 3
