"""The start page: every run with its clock, its state and what is going on there."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Final

import numpy as np
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from society.views.frame import STATES, reader
from society.views.words import moment_text, rate_text
from streams.kernel.simtime import period
from streams.models import Run, Snapshot
from world.actions import Action
from world.labels import PERIODS, label
from world.selectors.bodies import read_bodies
from world.selectors.districts import busiest_places, crowds
from world.selectors.map import places_of
from world.selectors.moments import Moment, present
from world.selectors.scene import FACES_MAX

RUNS_MAX: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A run as its card shows it."""

    run: Run
    residents: str
    clock: str
    period: str
    rate: str
    pill: str
    word: str
    meaning: str
    headline: str
    origin: str


def worlds(request: HttpRequest) -> HttpResponse:
    """List the runs, the default one first, then the newest."""
    if not settings.PUBLIC_READ and reader(request) is None:
        return redirect_to_login(request.get_full_path(), reverse("sign_in"))
    runs = list(Run.objects.select_related("parent").order_by("-is_default", "-pk")[: RUNS_MAX + 1])
    context = {"worlds": [_world(present(run)) for run in runs[:RUNS_MAX]], "has_more": len(runs) > RUNS_MAX}
    return render(request, "society/worlds.html", context)


def _world(moment: Moment) -> World:
    pill, word, meaning = STATES[moment.clock.status]
    return World(
        run=moment.run,
        residents=f"{moment.living_count:,}",
        clock=moment_text(moment.sim_time),
        period=label(PERIODS, period(moment.sim_time)),
        rate=rate_text(moment.clock.rate_milli or moment.clock.resume_rate_milli),
        pill=pill,
        word=str(word),
        meaning=str(meaning),
        headline=_headline(moment),
        origin=_origin(moment.run),
    )


def _headline(moment: Moment) -> str:
    """Say in a sentence or two what is going on: who sleeps, who is on the way, where most people are."""
    if moment.resident_count > FACES_MAX:
        return _headline_of_many(moment)
    bodies, places = read_bodies(moment), places_of(moment.run)
    if not len(bodies):
        return _("Nobody lives here yet.")
    walking = bodies.is_walking(moment.sim_time)
    asleep = int(((bodies.action == Action.SLEEP) & ~walking).sum())
    public = np.array([number for number, place in places.items() if not place.is_home], dtype=np.int64)
    counts = np.bincount(bodies.place[~walking], minlength=max(places) + 1)[public]
    sentences = [_asleep_text(asleep, len(bodies)), _walking_text(int(walking.sum()))]
    if counts.any():
        busiest = places[int(public[counts.argmax()])]
        sentences.append(_("The busiest place is %(place)s.") % {"place": busiest.label})
    return _joined(sentences)


def _headline_of_many(moment: Moment) -> str:
    """Say the same of a town too large to look at everybody, by what is counted at its places."""
    counted = crowds(moment)
    asleep, working, total = (sum(getattr(crowd, name) for crowd in counted) for name in ("asleep", "working", "total"))
    sentences = [_asleep_text(asleep, total), _working_text(working)]
    for row in busiest_places(moment, limit=1):
        place = places_of(moment.run, [row.place])[row.place]
        sentences.append(_("The busiest place is %(place)s.") % {"place": place.label})
    return _joined(sentences)


def _joined(sentences: Sequence[str]) -> str:
    """Put sentences one after the other, as the reader's language does; empty ones are left out."""
    said = [sentence for sentence in sentences if sentence]
    return reduce(lambda before, after: _("%(before)s %(after)s") % {"before": before, "after": after}, said)


def _working_text(working: int) -> str:
    if not working:
        return ""
    return ngettext("%(count)s is at work.", "%(count)s are at work.", working) % {"count": f"{working:,}"}


def _asleep_text(asleep: int, total: int) -> str:
    if asleep == total:
        return _("Everybody is asleep.")
    if not asleep:
        return _("Everybody is up.")
    return ngettext("%(count)s resident is asleep.", "%(count)s residents are asleep.", asleep) % {
        "count": f"{asleep:,}"
    }


def _walking_text(walking: int) -> str:
    if not walking:
        return ""
    return ngettext("%(count)s is on the way.", "%(count)s are on the way.", walking) % {"count": f"{walking:,}"}


def _origin(run: Run) -> str:
    """Say where a fork comes from, empty for a run that was founded."""
    if run.parent is None:
        return ""
    forked = Snapshot.objects.numbered(run.pk, run.fork_step or 0).values_list("sim_time", flat=True).first()
    return _("forked from %(name)s (%(number)d) at %(moment)s") % {
        "name": run.parent.name,
        "number": run.parent.pk,
        "moment": moment_text(run.start_sim_time if forked is None else forked),
    }
