"""Faces: the same for ever for one seed, different between seeds, and valid pictures."""

from xml.etree import ElementTree

import pytest

from streams.drawing.avatar import GREYS, HAIRS, Mood, draw_avatar, look_of


def test_a_seed_has_one_face() -> None:
    first = draw_avatar(17)
    draw_avatar.cache_clear()
    look_of.cache_clear()

    second = draw_avatar(17)

    assert first == second
    assert first is not second


def test_seeds_have_different_faces() -> None:
    faces = {draw_avatar(seed) for seed in range(200)}

    assert len(faces) >= 195


@pytest.mark.parametrize("mood", list(Mood))
def test_every_mood_is_valid_xml_with_its_own_expression(mood: Mood) -> None:
    face = draw_avatar(3, mood.value)

    root = ElementTree.fromstring(face)
    others = {draw_avatar(3, other.value) for other in Mood if other is not mood}
    assert root.get("viewBox") == "0 0 64 64"
    assert face not in others


def test_an_unknown_mood_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="furious"):
        draw_avatar(3, "furious")


def test_old_people_are_grey_and_young_ones_are_not() -> None:
    old = {look_of(seed, 75).hair for seed in range(60)}
    young = {look_of(seed, 25).hair for seed in range(60)}

    assert old <= set(GREYS)
    assert young <= set(HAIRS)


def test_age_adds_glasses_and_wrinkles() -> None:
    old = [look_of(seed, 78) for seed in range(100)]
    young = [look_of(seed, 20) for seed in range(100)]

    assert sum(look.has_glasses for look in old) > sum(look.has_glasses for look in young)
    assert all(look.has_wrinkles for look in old)
    assert not any(look.has_wrinkles for look in young)


def test_only_grown_men_have_beards() -> None:
    women = [look_of(seed, 40, "female") for seed in range(100)]
    men = [look_of(seed, 40, "male") for seed in range(100)]

    assert not any(look.has_beard for look in women)
    assert any(look.has_beard for look in men)


def test_age_and_gender_keep_the_colours_that_a_walker_wears() -> None:
    plain, known = look_of(8), look_of(8, 30, "female")

    assert (plain.skin, plain.clothes) == (known.skin, known.clothes)


def test_a_face_is_small() -> None:
    sizes = [len(draw_avatar(seed, age=70, gender="male")) for seed in range(100)]

    assert max(sizes) < 2600
