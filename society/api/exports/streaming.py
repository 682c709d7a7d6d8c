"""An answer that is written while it is read, on either server: some thousand bytes at a time, never as a whole in memory."""

from collections.abc import AsyncIterator, Iterator
from itertools import chain
from typing import Any, Final

from asgiref.sync import sync_to_async
from django.http import StreamingHttpResponse
from django.utils import translation
from rest_framework.request import Request
from rest_framework.views import APIView

_PIECE_BYTES: Final = 1 << 16


class AnyAccept(APIView):
    """A view that answers with files: their format is asked for by name, whatever Accept says."""

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Let any Accept through."""
        return super().perform_content_negotiation(request, force=True)


class Download(StreamingHttpResponse):
    """A file to download. The first piece is made at once, so that a failure that shows then is answered as one.

    Django would read all pieces before it sends the first when an asynchronous server asks for them.
    """

    def __init__(self, pieces: Iterator[bytes], *, name: str, content_type: str) -> None:
        """name: of the file, in ASCII.   pieces: of any size; sentences in them are in the language of now."""
        self._pieces = _gathered(_in_language(pieces, translation.get_language()))
        whole = chain([next(self._pieces, b"")], self._pieces)
        super().__init__(whole, content_type=content_type)
        self.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        self._whole = whole

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Make a piece in the request's own thread, send it, and only then make the next."""
        while (piece := await sync_to_async(self._next)()) is not None:
            yield piece

    def _next(self) -> bytes | None:
        return next(self._whole, None)


def _gathered(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Join small pieces: each that is sent costs a turn of the server."""
    some: list[bytes] = []
    size = 0
    for piece in pieces:
        some.append(piece)
        size += len(piece)
        if size >= _PIECE_BYTES:
            yield b"".join(some)
            some, size = [], 0
    if some:
        yield b"".join(some)


def _in_language(pieces: Iterator[bytes], language: str | None) -> Iterator[Any]:
    """Make each piece in a language: by the time it is asked for, the request's own may not be set any more."""
    while True:
        with translation.override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece
