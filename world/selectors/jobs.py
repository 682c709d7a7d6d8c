"""The jobs of a place, as its description says at a moment: the scenario's, unless operators built or changed the place."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from world.models import Place
from world.scenario import JobSpec
from world.selectors.map import layout_of
from world.selectors.moments import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class JobView:
    """Some equal jobs at a place. shift, days: as scenarios write them.   wage_cents: an hour, None = as usual in the trade."""

    occupation: str
    count: int
    shift: str
    days: str
    wage_cents: int | None


def jobs_of(moment: Moment, place: Place) -> list[JobView]:
    """List the jobs of a place, none of one that is gone. No query.   place: its row as of the moment."""
    tile: Sequence[Mapping[str, Any]] = moment.scenario["places"]  # those of one district
    spec = json.loads(place.spec) if place.spec else tile[layout_of(moment.run.scenario).local(place.number) - 1]
    return [_view(JobSpec.model_validate(job)) for job in (() if place.is_gone else spec.get("jobs", ()))]


def _view(job: JobSpec) -> JobView:
    return JobView(
        occupation=job.occupation.label,
        count=job.count,
        shift=job.shift,
        days=job.days,
        wage_cents=job.wage_per_hour,
    )
