"""The guess of a post's topic, in both languages."""

import pytest

from streams.search.topics import _CHINESE, _ENGLISH, TOPICS, Topic, topic_of


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Overtime again, the boss called a meeting.", Topic.WORK),
        ("今天又加班，老板还要开会", Topic.WORK),
        ("The best noodles in town!", Topic.FOOD),
        ("这家的火锅真好吃", Topic.FOOD),
        ("Rainy and windy all day", Topic.WEATHER),
        ("外面下雨了", Topic.WEATHER),
        ("I heard a rumour", Topic.GOSSIP),
        ("My rent is too EXPENSIVE", Topic.MONEY),
        ("Hello everybody", Topic.CASUAL),
        ("大家好", Topic.CASUAL),
        ("", Topic.CASUAL),
    ],
)
def test_a_topic_is_guessed_by_keywords(text: str, topic: Topic) -> None:
    assert topic_of(text) is topic


def test_of_equally_likely_topics_the_smaller_number_is_taken() -> None:
    assert topic_of("book and boss") is Topic.WORK
    assert topic_of("boss and book") is Topic.WORK


def test_topics_are_numbered_from_zero_without_gaps() -> None:
    assert sorted(Topic) == list(range(TOPICS))


@pytest.mark.parametrize("language", [_ENGLISH, _CHINESE], ids=["English", "Chinese"])
def test_each_topic_has_keywords_that_no_other_has(language: dict[Topic, str]) -> None:
    words = [word for line in language.values() for word in line.split()]

    assert sorted(language) == list(range(1, TOPICS))
    assert sorted(words) == sorted(set(words))
    assert [(word, topic_of(word)) for word in words if word not in language[topic_of(word)].split()] == []
