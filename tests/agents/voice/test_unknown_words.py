"""Answers to a person's words: in her language, kind, different each time, and without a word about what she meant."""

import pytest

from agents.voice import Act, Dice, Speaker, regard
from streams.search.topics import Topic

ADA = Speaker(name="Ada Brook", agreeableness=80)
MING = Speaker(name="王小明", language="zh", agreeableness=80)


@pytest.mark.parametrize("topic", list(Topic))
@pytest.mark.parametrize("speaker", [ADA, MING], ids=["en", "zh"])
def test_there_are_words_for_every_topic_in_both_languages(speaker: Speaker, topic: Topic) -> None:
    for is_question in (True, False):
        texts = {regard(speaker, "Eve", topic, Dice(seed), is_question=is_question).text for seed in range(40)}

        assert "" not in texts
        assert len(texts) > 7
        assert all("$" not in text and "{" not in text for text in texts)


def test_a_question_is_answered_and_a_remark_is_agreed_to() -> None:
    asked = regard(ADA, "Eve", Topic.FOOD, Dice(1), is_question=True)
    told = regard(ADA, "Eve", Topic.FOOD, Dice(1), is_question=False)

    assert (asked.stance.act, told.stance.act) == (Act.ANSWER, Act.AGREE)
    assert asked.stance.fact is told.stance.fact is None
    assert (asked.stance.by, asked.stance.to, asked.topic) == ("Ada Brook", "Eve", Topic.FOOD)


def test_the_same_dice_give_the_same_words() -> None:
    assert regard(MING, "Eve", Topic.WORK, Dice(7), is_question=True) == regard(
        MING, "Eve", Topic.WORK, Dice(7), is_question=True
    )
