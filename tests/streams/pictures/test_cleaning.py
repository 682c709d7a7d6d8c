"""Uploaded pictures: four formats are taken, written anew with nothing but what is seen, within bounds of memory and time."""

import io
import resource
import time
import tracemalloc

import pytest
from PIL import Image

from streams.pictures import BadPicture, clean
from streams.pictures.cleaning import FRAMES_MAX, PIXELS_MAX
from tests.streams.pictures import corpus


def cleaned(data: bytes, side_max: int = 2_048, *, is_square: bool = False) -> Image.Image:
    made = clean(io.BytesIO(data), side_max=side_max, is_square=is_square)
    image = Image.open(io.BytesIO(made.data))
    assert (image.format, image.size) == ("WEBP", (made.width, made.height))
    return image


def reason(data: bytes) -> str:
    with pytest.raises(BadPicture) as refused:
        clean(io.BytesIO(data), side_max=2_048)
    return refused.value.reason


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_four_formats_are_taken_and_written_anew(form: str) -> None:
    assert cleaned(corpus.plain(form)).size == (40, 30)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_colours_of_all_kinds_are_read(mode: str) -> None:
    image = Image.new("L", (8, 8)).convert("I").convert("I;16") if mode == "I;16" else Image.new(mode, (8, 8))

    assert cleaned(corpus.saved(image, "JPEG" if mode == "CMYK" else "PNG")).size == (8, 8)


@pytest.mark.parametrize("name", corpus.NO_PICTURES)
def test_everything_else_is_refused(name: str) -> None:
    assert reason(corpus.NO_PICTURES[name]) == "not_a_picture"


def test_where_and_by_whom_it_was_taken_is_left_behind_and_it_stands_upright() -> None:
    data = corpus.with_place()
    made = clean(io.BytesIO(data), side_max=2_048)

    assert corpus.SECRET in data
    assert corpus.SECRET not in made.data
    assert not any(name in made.data for name in (b"EXIF", b"Exif", b"XMP ", b"ICCP"))
    assert (made.width, made.height) == (30, 40)


@pytest.mark.parametrize("data", [corpus.page_in_a_picture(), corpus.archive_behind_a_picture()])
def test_what_stands_behind_a_picture_is_left_behind(data: bytes) -> None:
    made = clean(io.BytesIO(data), side_max=2_048)

    assert not any(part in made.data for part in (b"script", b"PK\x03\x04", corpus.SECRET))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_picture_that_ends_in_the_middle_is_refused(form: str, share: float) -> None:
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    data = corpus.saved(noise, form)

    assert reason(data[: int(len(data) * share)]) in ("broken_picture", "not_a_picture")


def test_large_pictures_are_made_smaller_and_faces_square() -> None:
    assert cleaned(corpus.plain("JPEG", (3_000, 1_500))).size == (2_048, 1_024)
    assert cleaned(corpus.plain("PNG", (600, 300)), 512, is_square=True).size == (300, 300)


def test_moving_pictures_go_on_moving_within_bounds() -> None:
    assert getattr(cleaned(corpus.moving(5)), "n_frames", 1) == 5
    assert reason(corpus.moving(FRAMES_MAX + 1)) == "too_many_frames"
    assert reason(corpus.moving(3, (3_000, 3_000))) == "too_many_frames"


def test_what_claims_or_has_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    assert reason(corpus.png_bomb()) == "too_many_pixels"
    assert reason(corpus.large_png(6_000, PIXELS_MAX // 6_000 + 1)) == "too_many_pixels"


@pytest.mark.parametrize(
    "data", [corpus.png_bomb(), corpus.gif_of_many_frames(300_000), corpus.text_bomb()], ids=["png", "gif", "text"]
)
def test_bombs_take_neither_memory_nor_time(data: bytes) -> None:
    clean(io.BytesIO(corpus.plain()), side_max=64)  # what Pillow loads once
    before_kb, since_s = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    tracemalloc.start()

    with pytest.raises(BadPicture):
        clean(io.BytesIO(data), side_max=2_048)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb < 32 * 1024
    assert peak < 32 * 1024 * 1024
    assert time.process_time() - since_s < 2


def test_the_largest_picture_that_is_taken_stays_within_its_memory() -> None:
    data = corpus.large_png(6_000, 4_000)
    before_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    made = clean(io.BytesIO(data), side_max=2_048)

    assert max(made.width, made.height) == 2_048
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb < 300 * 1024
