"""What every page of a run shares: which run, which moment, the clock in the header, the state in words."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

import structlog
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from society.views.unread import Unread, unread_of
from society.views.words import moment_text, rate_text
from streams.errors import StreamsError
from streams.kernel.simtime import clock_text, day_count, parse_world_time, period, world_time
from streams.models import Run, User
from streams.selectors.clock import ShownClock
from streams.selectors.viewing import Viewer, viewer_of
from world.labels import PERIODS, label
from world.selectors.districts import district_count
from world.selectors.moments import Moment, moment_of, present

# The class of the pill in the style sheet, its word, and what the state means to a reader.
STATES: Final[dict[str, tuple[str, Promise, Promise | str]]] = {
    "running": ("live", _("Live"), ""),
    "paused": ("paused", _("Paused"), _("An operator has paused the town. Nothing moves until it is resumed.")),
    "behind": (
        "behind",
        _("Behind"),
        _("The engine cannot keep up with the speed that was set; the town is a little late."),
    ),
    "stalled": ("stalled", _("Stalled"), _("Nobody drives this run: start the engine with `make run`.")),
    "ended": ("ended", _("Ended"), _("This run has ended. Its past can still be read, and a fork can go on from it.")),
}


log = structlog.get_logger(__name__)
_TEXT_SHOWN: Final = 40
_DIGITS_MAX: Final = 7
NUMBER_DIGITS: Final = 10


class NoSuchMomentError(Exception):
    """The moment asked for cannot be shown; the message says why, for a reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A run at the moment that a page shows."""

    run: Run
    moment: Moment
    user: User | None
    district: int = 0
    """The district that the address names, from 1; 0 = none, or the town has one only."""

    @property
    def clock(self) -> ShownClock:
        """The shown clock of the present."""
        return self.moment.clock

    @property
    def can_steer(self) -> bool:
        """Whether the reader may pause the town."""
        return self.user is not None and self.user.is_operator

    @property
    def has_network(self) -> bool:
        """Whether the run has a social network: one whose scenario says nothing has."""
        return bool(self.moment.scenario.get("social", {}).get("enabled", True))

    @property
    def t(self) -> str:
        """The moment as the address writes it, empty in the present."""
        return world_time(self.moment.sim_time) if self.moment.is_past else ""

    def query(self, **values: str | int) -> str:
        """Write a query string that keeps moment and district; empty values are left out."""
        kept = {
            name: value
            for name, value in {"district": self.district or "", **values, "t": self.t}.items()
            if value != ""
        }
        return f"?{urlencode(kept)}" if kept else ""

    def context(self, viewer: Viewer | None = None) -> dict[str, Any]:
        """Return what the frame's template shows.   viewer: the reader in the network, where that is known already."""
        sim_time, state = self.moment.sim_time, STATES[self.clock.status]
        return {
            "frame": self,
            "run": self.run,
            "moment": {
                "day": day_count(sim_time),
                "time": clock_text(sim_time),
                "text": moment_text(sim_time),
                "iso": world_time(sim_time),
                "period": label(PERIODS, period(sim_time)),
                "is_past": self.moment.is_past,
                "hour": sim_time // 3600 % 24,
            },
            "state": {"name": self.clock.status, "pill": state[0], "word": state[1], "meaning": state[2]},
            "rate": rate_text(self.clock.rate_milli or self.clock.resume_rate_milli),
            "keep": self.query(),
            "has_network": self.has_network,
            "unread": self._unread(viewer),
        }

    def _unread(self, viewer: Viewer | None) -> Unread | None:
        """Count what waits for whoever is signed in; in the present, whatever moment is looked at."""
        if self.user is None or not self.has_network:
            return None
        return unread_of(viewer if viewer is not None and viewer.until is None else viewer_of(self.run, self.user))


def frame_of(request: HttpRequest, run_id: int, *, with_state: bool = True) -> Frame:
    """Open the run at the moment that `?t=` names, else at the shown present.

    with_state: False for pages that show nothing of the town's state, which then costs no re-execution.
    Http404 without such a run or district; NoSuchMomentError for a moment that is not one, has not come, or is no longer kept.
    """
    run = get_object_or_404(Run, pk=run_id)
    text = request.GET.get("t", "")
    moment = _moment(run, text, with_state=with_state) if text else present(run)
    return Frame(run=run, moment=moment, user=reader(request), district=_district(run, request.GET.get("district", "")))


def reader(request: HttpRequest) -> User | None:
    """Return who is signed in, None for nobody."""
    return request.user if isinstance(request.user, User) else None


def number_in(text: str, prefix: str) -> int:
    """Read the number in `prefix-7`; 0 for anything else."""
    head, _dash, tail = text.partition("-")
    return int(tail) if head == prefix and tail.isascii() and tail.isdigit() else 0


def number_of_query(text: str, *, digits: int = NUMBER_DIGITS) -> int:
    """Read a number of an address, 0 for anything else; by default one that fits into a key."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else 0


def found_or_404(found: Any | None, sentence: str) -> Any:
    """Return what was found; Http404 with the sentence for nothing."""
    if found is None:
        raise Http404(sentence)
    return found


def _district(run: Run, text: str) -> int:
    count = district_count(run)
    if not text or count == 1:
        return 0
    number = int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS_MAX else 0
    if not 1 <= number <= count:
        raise Http404(f"there is no district {text[:_TEXT_SHOWN]}")
    return number


def _moment(run: Run, text: str, *, with_state: bool) -> Moment:
    try:
        sim_time = parse_world_time(text)
    except ValueError:
        sentence = gettext("“%(text)s” is not a time of this town. Write one like 2024-01-03T09:30.")
        raise NoSuchMomentError(sentence % {"text": text[:_TEXT_SHOWN]}) from None
    now_s = present(run).sim_time
    if sim_time > now_s:
        sentence = gettext("%(moment)s has not come yet: in this town it is %(now)s.")
        raise NoSuchMomentError(sentence % {"moment": moment_text(sim_time), "now": moment_text(now_s)})
    if sim_time < run.start_sim_time:
        sentence = gettext("There is nothing before the town's first moment, %(first)s.")
        raise NoSuchMomentError(sentence % {"first": moment_text(run.start_sim_time)})
    try:
        return moment_of(run, sim_time, with_state=with_state)
    except StreamsError as error:
        log.info("moment.not_shown", run=run.pk, t=world_time(sim_time), reason=str(error))
        sentence = gettext("What the town was like on %(moment)s can no longer be worked out. Choose a later moment.")
        raise NoSuchMomentError(sentence % {"moment": moment_text(sim_time)}) from None
