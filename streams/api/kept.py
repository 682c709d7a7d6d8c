"""Answers kept as bytes: what many ask of the same record at about the same time is worked out once in a process.

An answer is kept with what it depends on: the run's last event and step, its clock's line and state. It is given again while
those are the same, for a real second at most, because between two steps the shown time goes on. So nobody is told anything that a
command has changed meanwhile, and nothing need be thrown away when something changes.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiResponse
from rest_framework.request import Request

from streams.api.envelope import EnvelopeRenderer
from streams.kernel.clock import ClockLine
from streams.selectors.clock import ShownClock
from streams.selectors.reader import clock_at_once

KEPT_BYTES: Final = 16_000_000
KEPT_MS: Final = 1_000
"""A step of ten simulated seconds at the usual speed; a slower town is shown as often, a faster one writes steps sooner."""
_TURNS: Final = 64
_WAIT_S: Final = 2.0
UNCHANGED: Final = {304: OpenApiResponse(description="What you have, as If-None-Match named it, is still so.")}
"""What the schema says of such a read beside its answer."""

Moment = tuple[int, int, int, ClockLine, str]


def _moment(clock: ShownClock) -> Moment:
    return (clock.run, clock.seq, clock.step, clock.line, clock.status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A body, the tag by which a client knows it again, and what it was true of.

    run_id: the run that was named, None where the default one was meant.   made_ms: real milliseconds.
    """

    body: bytes
    etag: str
    run_id: int | None
    moment: Moment
    made_ms: int

    def holds(self, clock: ShownClock) -> bool:
        """Tell whether it is still so by a clock that was read just now."""
        return self.moment == _moment(clock) and abs(clock.wall_ms - self.made_ms) < KEPT_MS

    def is_newer(self, clock: ShownClock) -> bool:
        """Tell whether it was worked out by a later reading of the same run's clock."""
        return self.moment[0] == clock.run and clock.wall_ms < self.made_ms


class KeptAnswers:
    """The answers that were given last, up to a number of bytes; used by many threads."""

    def __init__(self, *, bytes_max: int = KEPT_BYTES) -> None:
        self._answers: OrderedDict[Hashable, Kept] = OrderedDict()
        self._bytes = 0
        self._bytes_max = bytes_max
        self._guard = threading.Lock()
        self._turns = [threading.Lock() for _ in range(_TURNS)]

    def find(self, question: Hashable) -> Kept | None:
        """Give what was answered last, which need not hold any more."""
        with self._guard:
            found = self._answers.get(question)
            if found is not None:
                self._answers.move_to_end(question)
            return found

    def give(self, question: Hashable, run_id: int | None, clock: ShownClock, make: Callable[[], Any]) -> Kept:
        """Give the answer to a question; `make` gives the data where it was not asked before, or not lately."""
        found = self.find(question)
        if found is not None and found.run_id == run_id and found.holds(clock):
            return found
        with self._turn(question):
            done = self.find(question)  # perhaps by whoever had the turn before
            if done is not None and done.run_id == run_id and (done.holds(clock) or done.is_newer(clock)):
                return done
            return self._work_out(question, run_id, clock, make)

    @contextmanager
    def _turn(self, question: Hashable) -> Iterator[None]:
        """Have those who ask the same wait for whoever works it out, but not for one who hangs."""
        turn = self._turns[hash(question) % len(self._turns)]
        has_turn = turn.acquire(timeout=_WAIT_S)
        try:
            yield
        finally:
            if has_turn:
                turn.release()

    def _work_out(self, question: Hashable, run_id: int | None, clock: ShownClock, make: Callable[[], Any]) -> Kept:
        body = EnvelopeRenderer().render(make())
        etag = quote_etag(hashlib.blake2b(body, digest_size=12).hexdigest())
        kept = Kept(body=body, etag=etag, run_id=run_id, moment=_moment(clock), made_ms=clock.wall_ms)
        self._keep(question, kept)
        return kept

    def _keep(self, question: Hashable, kept: Kept) -> None:
        with self._guard:
            before = self._answers.pop(question, None)
            self._bytes += len(kept.body) - (len(before.body) if before else 0)
            self._answers[question] = kept
            while self._bytes > self._bytes_max:
                _, oldest = self._answers.popitem(last=False)
                self._bytes -= len(oldest.body)


_answers: Final = KeptAnswers()


def kept_answer(
    request: Request, asked: dict[str, Any], clock: ShownClock, make: Callable[[], Any]
) -> HttpResponseBase:
    """Answer a read whose data depend on nothing but the question, the record and the shown time.

    asked: the query, checked.   A client that shows the tag of what it has gets 304 instead of the same again.
    """
    plain = request._request
    return _answer(plain, _answers.give(_question(plain), asked.get("run"), clock, make))


def answer_at_once(request: HttpRequest) -> HttpResponseBase | None:
    """Answer what was asked before and is still so, for whoever may read what everybody may; None: ask the view.

    One query. A database that does not answer is the view's affair, which says so.
    """
    found = _answers.find(_question(request))
    if found is None:
        return None
    try:
        clock = clock_at_once(found.run_id)
    except DatabaseError:
        return None
    return _answer(request, found) if clock is not None and found.holds(clock) else None


def _question(request: HttpRequest) -> Hashable:
    return (request.path, request.META.get("QUERY_STRING", ""), get_language())


def _answer(request: HttpRequest, kept: Kept) -> HttpResponseBase:
    response = HttpResponse(kept.body, content_type="application/json")
    response["ETag"] = kept.etag
    response["Cache-Control"] = "no-cache"  # may be kept, and is asked for anew each time
    return get_conditional_response(request, etag=kept.etag, response=response) or response
