"""An uploaded picture, decoded and written anew as WebP: nothing of the file is kept but what is seen.

Whatever else a file carries (where it was taken, comments, colour profiles, another file behind the picture) is left behind.
Bounds are looked at before anything is decoded: the size that the header names, then the frames, one more than there may
be. So memory is bounded by PIXELS_MAX, whatever the file claims to be.
"""

import io
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
PIXELS_MAX: Final = 24_000_000
"""Of all frames together: about 100 MB while they are decoded."""
SIDE_MAX: Final = 12_000
FRAMES_MAX: Final = 60
_QUALITY: Final = 85
_LEAST_FRAME_MS: Final = 20
_AT_ONCE: Final = threading.BoundedSemaphore(2)
"""Pictures that one process decodes at a time; others wait, and take no memory meanwhile."""
# Pillow's own bound only warns where it is reached; ours refuses before anything is decoded
Image.MAX_IMAGE_PIXELS = None


class BadPicture(ValueError):
    """A file is no picture that can be taken; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """A picture as it is kept: WebP."""

    data: bytes
    width: int
    height: int
    frames: int


def clean(file: IO[bytes], *, side_max: int, is_square: bool = False) -> Cleaned:
    """Decode a picture and write it anew, no larger than `side_max` on a side; is_square: cut to its middle.

    BadPicture for what is none of the formats, too large, moves for too long, or ends in the middle.
    """
    with _AT_ONCE:
        try:
            with Image.open(file, formats=FORMATS) as image:
                _check_size(image)
                return _written(image, _frame_count(image), side_max, is_square)
        except UnidentifiedImageError:
            raise BadPicture("not_a_picture") from None
        except BadPicture:
            raise
        # whatever a decoder makes of a broken file: each of Pillow's raises errors of its own
        except (OSError, ValueError, SyntaxError, EOFError, OverflowError, MemoryError, IndexError, TypeError):
            raise BadPicture("broken_picture") from None


def _check_size(image: Image.Image) -> None:
    width, height = image.size
    if not (0 < width <= SIDE_MAX and 0 < height <= SIDE_MAX and width * height <= PIXELS_MAX):
        raise BadPicture("too_many_pixels")


def _frame_count(image: Image.Image) -> int:
    """Count the frames of a GIF or WebP, as far as they may go on; of other formats the first is the picture."""
    if image.format not in ("GIF", "WEBP") or not getattr(image, "is_animated", False):
        return 1
    most = min(FRAMES_MAX, PIXELS_MAX // (image.width * image.height))
    count = 0
    for count in range(most + 1):
        try:
            image.seek(count)
        except EOFError:
            break
    else:
        raise BadPicture("too_many_frames")
    image.seek(0)
    return count


def _written(image: Image.Image, frames: int, side_max: int, is_square: bool) -> Cleaned:
    if frames == 1 and image.format == "JPEG":
        image.draft("RGB", (2 * side_max, 2 * side_max))  # large photos are decoded at a fraction of their size
    every = list(_frames(image, frames, side_max, is_square))
    out = io.BytesIO()
    if len(every) == 1:
        every[0][0].save(out, "WEBP", quality=_QUALITY, method=4)
    else:
        pictures, durations = zip(*every, strict=True)
        moving = {"save_all": True, "append_images": pictures[1:], "duration": list(durations), "loop": 0}
        pictures[0].save(out, "WEBP", quality=_QUALITY, method=2, **moving)
    width, height = every[0][0].size
    return Cleaned(data=out.getvalue(), width=width, height=height, frames=len(every))


def _frames(image: Image.Image, frames: int, side_max: int, is_square: bool) -> Iterator[tuple[Image.Image, int]]:
    """Give the frames as they are seen, and for how many milliseconds; pictures of their own, with nothing beside them."""
    for number, frame in enumerate(ImageSequence.Iterator(image)):
        if number == frames:
            return
        lasts_ms = max(int(frame.info.get("duration", 100) or 100), _LEAST_FRAME_MS)
        upright = ImageOps.exif_transpose(frame) or frame
        seen = upright.convert("RGBA" if _has_alpha(upright) else "RGB")
        if is_square:
            side = min(seen.size)
            seen = ImageOps.fit(seen, (side, side))
        seen.thumbnail((side_max, side_max))
        bare = Image.new(seen.mode, seen.size)
        bare.paste(seen)
        yield bare, lasts_ms


def _has_alpha(image: Image.Image) -> bool:
    return "A" in image.getbands() or "transparency" in image.info
