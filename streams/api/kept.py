"""Answers kept as bytes: what many ask of the same record at the same shown second is worked out once in a process.

An answer is kept under everything that it depends on: what was asked in which language, and the record's last event, the shown
second and the state of the clock. So nobody is ever told anything old, and nothing need be thrown away when something changes.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiResponse
from rest_framework.request import Request

from streams.api.envelope import EnvelopeRenderer
from streams.models import Run
from streams.selectors.clock import ShownClock

KEPT_BYTES: Final = 16_000_000
UNCHANGED: Final = {304: OpenApiResponse(description="What you have, as If-None-Match named it, is still so.")}
"""What the schema says of such a read beside its answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A body, and the tag by which a client knows it again."""

    body: bytes
    etag: str


class KeptAnswers:
    """The answers that were given last, up to a number of bytes; used by many threads."""

    def __init__(self, *, bytes_max: int = KEPT_BYTES) -> None:
        self._answers: OrderedDict[Hashable, Kept] = OrderedDict()
        self._bytes = 0
        self._bytes_max = bytes_max
        self._guard = threading.Lock()

    def give(self, key: Hashable, make: Callable[[], Any]) -> Kept:
        """Give the answer to a question; `make` gives the data where it was not asked before, or not lately."""
        with self._guard:
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
                return found
        # outside: who asks something else need not wait, and what two work out at once is the same
        body = EnvelopeRenderer().render(make())
        kept = Kept(body=body, etag=quote_etag(hashlib.blake2b(body, digest_size=12).hexdigest()))
        self._keep(key, kept)
        return kept

    def _keep(self, key: Hashable, kept: Kept) -> None:
        with self._guard:
            before = self._answers.pop(key, None)
            self._bytes += len(kept.body) - (len(before.body) if before else 0)
            self._answers[key] = kept
            while self._bytes > self._bytes_max:
                _, oldest = self._answers.popitem(last=False)
                self._bytes -= len(oldest.body)


_answers: Final = KeptAnswers()


def kept_answer(request: Request, run: Run, clock: ShownClock, make: Callable[[], Any]) -> HttpResponseBase:
    """Answer a read whose data depend on nothing but the question, the record and the shown second.

    A client that shows the tag of what it has gets 304 instead of the same again.
    """
    asked = (request.path, request.META.get("QUERY_STRING", ""), get_language())
    moment = (run.pk, run.created_wall, clock.seq, clock.step, clock.sim_time, clock.status)
    kept = _answers.give((asked, moment), make)
    response = HttpResponse(kept.body, content_type="application/json")
    response["ETag"] = kept.etag
    response["Cache-Control"] = "no-cache"  # may be kept, and is asked for anew each time
    return get_conditional_response(request._request, etag=kept.etag, response=response) or response
