"""Pictures as people and attackers send them, made here: good ones, bombs, liars, and what is none at all."""

import io
import struct
import zlib
from typing import Any

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

SECRET = b"Heinrichstrasse 7"


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def plain(form: str = "PNG", size: tuple[int, int] = (40, 30), mode: str = "RGB") -> bytes:
    return saved(Image.new(mode, size, "teal"), form)


def with_place() -> bytes:
    """A photo that says where it was taken, by whom, and that it is to be turned."""
    exif = Image.Exif()
    exif[Base.Artist] = SECRET.decode()
    exif[Base.Orientation] = 6
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (52.0, 31.0, 12.0)
    return saved(Image.new("RGB", (40, 30), "teal"), "JPEG", exif=exif, comment=SECRET)


def moving(frames: int, size: tuple[int, int] = (16, 16), form: str = "GIF") -> bytes:
    pictures = [Image.new("RGB", size, (number * 37 % 256, number * 91 % 256, 99)) for number in range(frames)]
    return saved(pictures[0], form, save_all=True, append_images=pictures[1:], duration=50)


def gif_of_many_frames(frames: int) -> bytes:
    """A GIF with as many frames as one likes, some bytes each."""
    head = b"GIF89a" + struct.pack("<HHBBB", 8, 8, 0xF0, 0, 0) + bytes((0, 0, 0, 255, 255, 255))
    frame = (
        b"\x21\xf9\x04\x04\x05\x00\x00\x00" + b"\x2c" + struct.pack("<HHHHB", 0, 0, 8, 8, 0) + b"\x02\x02\x84\x51\x00"
    )
    return head + frame * frames + b"\x3b"


def png_bomb(side: int = 60_000) -> bytes:
    """A PNG of some kilobytes that claims billions of pixels."""
    return _png(side, side, zlib.compress(b"\0" * 1_000_000, 9))


def large_png(width: int, height: int) -> bytes:
    """A PNG of one colour whose pixels are all there."""
    packer = zlib.compressobj(9)
    row = b"\0" + b"\0" * width * 3
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return _png(width, height, packed)


def _png(width: int, height: int, packed: bytes) -> bytes:
    chunks = (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", packed), (b"IEND", b"")
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def text_bomb() -> bytes:
    """A PNG with a comment that unpacks to a gigabyte."""
    packed = zlib.compress(b"\0" * 50_000_000, 9)
    data = b"Comment\0\0" + packed
    chunk = struct.pack(">I", len(data)) + b"zTXt" + data + struct.pack(">I", zlib.crc32(b"zTXt" + data))
    good = plain()
    return good[:33] + chunk + good[33:]


def page_in_a_picture() -> bytes:
    """A GIF that is a page, too."""
    return plain("GIF") + b"<html><script>alert(1)</script></html>"


def archive_behind_a_picture() -> bytes:
    return plain("JPEG") + b"PK\x03\x04" + SECRET * 100


NO_PICTURES: dict[str, bytes] = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "empty": b"",
    "text": b"hello",
    "pdf": b"%PDF-1.7\n",
    "tiff": saved(Image.new("RGB", (4, 4)), "TIFF"),
    "bmp": saved(Image.new("RGB", (4, 4)), "BMP"),
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
}
