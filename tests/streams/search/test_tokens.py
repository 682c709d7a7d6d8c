"""A text's words: the same for every way of writing them, Chinese by pairs of characters."""

import random

import pytest

from streams.search.tokens import STOP_WORDS, TOKENS_MAX, is_han, token_of, tokens_of, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Coffee, COFFEE and coffee!", ["coffee"]),
        ("Ｈｅｌｌｏ ﬁne Straße", ["hello", "fine", "strasse"]),
        ("Mary’s dog; Mary's cat", ["mary", "dog", "cat"]),
        ("o'clock rock'n'roll", ["o'clock", "rock'n'roll"]),
        ("#park_day @john 24", ["park", "day", "john", "24"]),
        ("I am in the park", ["park"]),
        ("去咖啡馆", ["去咖", "咖啡", "啡馆"]),
        ("猫，狗", ["猫", "狗"]),
        ("用iPhone拍照", ["用", "iphone", "拍照"]),
        ("ﾃｽﾄ", ["テス", "スト"]),
        ("☕ 🎉 …", []),
        ("", []),
    ],
)
def test_a_text_is_taken_apart_into_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize("seed", range(20))
def test_a_text_of_plain_letters_is_cut_as_any_other(seed: int) -> None:
    dice = random.Random(seed)
    text = "".join(dice.choices("abcAB09'_ -.\n", k=dice.randrange(2_000))) + " it's Anna's o'clock"

    # with a dash it is none of plain letters, and has no other words
    assert words_of(text) == words_of(text + " \u2014")


def test_each_word_of_two_chinese_characters_is_one_of_the_tokens() -> None:
    text = "昨天下午我们在图书馆旁边的咖啡店里见面"

    kept = tokens_of(text)

    assert all(tokens_of(text[i : i + 2])[0] in kept for i in range(len(text) - 1))


def test_tokens_are_the_same_for_ever() -> None:
    # rows of history hold them: a change here loses every post that was written before
    assert [token_of("coffee"), token_of("咖啡")] == [4367297759855086334, 346555012380414487]


def test_tokens_fit_a_signed_bigint() -> None:
    tokens = [token_of(str(n)) for n in range(2_000)]

    assert min(tokens) >= 0
    assert max(tokens) < 2**63  # a signed bigint keeps it
    assert len(set(tokens)) == 2_000


@pytest.mark.parametrize("text", [" ".join(f"word{n}" for n in range(900)), "".join(map(chr, range(0x4E00, 0x5200)))])
def test_a_long_text_keeps_its_first_words(text: str) -> None:
    assert len(tokens_of(text)) == TOKENS_MAX
    assert tokens_of(text) == tokens_of(text[: len(text) // 2])


def test_common_english_words_are_no_tokens() -> None:
    assert words_of(" ".join(sorted(STOP_WORDS))) == []


@pytest.mark.parametrize(("word", "expected"), [("咖啡", True), ("猫", True), ("cat", False), ("24", False)])
def test_chinese_words_are_told_from_others(word: str, expected: bool) -> None:
    assert is_han(word) is expected
