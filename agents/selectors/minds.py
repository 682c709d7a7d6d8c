"""What is on a resident's mind at a moment: her own latest news, what she heard of others, whom she is to meet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from agents.models import AgentState
from agents.selectors.occurrences import occurrence_text
from agents.selectors.talks import names_of
from world.selectors.map import labels_of
from world.selectors.moments import Moment

HALF_LIFE_S: Final = 6 * 3_600
"""As agents.life.news has it: what is on a mind weighs half as much after so long."""
_COLUMNS: Final = tuple(
    field.name for field in AgentState._meta.fields if field.name.startswith(("own_", "heard_", "date_"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsView:
    """Something on a mind.   text: a sentence.   event: seq.   valence: -2 bad to 2 good.   source: who told it, 0 = nobody.

    weight: 0-1,000, as it fills her mind at the moment.
    """

    text: str
    event: int
    sim_time: int
    place: int
    place_name: str
    owner: int
    owner_name: str
    other: int
    source: int
    source_name: str
    valence: int
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DateView:
    """Whom she is to meet next."""

    number: int
    at: int
    place: int
    place_name: str
    other: int
    other_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MindView:
    """What is on a mind; None where there is nothing."""

    own: NewsView | None
    heard: NewsView | None
    date: DateView | None


def mind_of(moment: Moment, resident: int) -> MindView | None:
    """Show what is on a resident's mind; None for nobody, or in a run without talk and phones. Three queries."""
    found = _cells(moment, resident)
    if found is None:
        return None
    people = {found[name] for name in ("own_other", "heard_owner", "heard_from", "heard_other", "date_with")}
    names = names_of(moment.run, people | {resident})
    places = labels_of(moment.run, {found[name] for name in ("own_place", "heard_place", "date_place")})
    return MindView(
        own=_news(moment, found, "own", resident, names, places),
        heard=_news(moment, found, "heard", found["heard_owner"], names, places),
        date=_date(found, names, places),
    )


def _cells(moment: Moment, resident: int) -> dict[str, int] | None:
    """Read the columns of the mind: the row of the present, the re-executed columns of a past moment."""
    if not moment.is_past:
        row: dict[str, int] | None = AgentState.objects.numbered(moment.run.pk, resident).values(*_COLUMNS).first()
        return row
    if moment.past is None or "agents.mind.own_event" not in moment.past.columns:
        return None
    columns = {name: moment.past_column(f"agents.mind.{name}") for name in _COLUMNS}
    if not 0 < resident < len(columns["own_event"]):
        return None
    return {name: int(values[resident]) for name, values in columns.items()}


def _news(
    moment: Moment, found: Mapping[str, int], kind: str, owner: int, names: Mapping[int, str], places: Mapping[int, str]
) -> NewsView | None:
    event = found[f"{kind}_event"]
    at, place, other = (found[f"{kind}_{name}"] for name in ("time", "place", "other"))
    if not event or at > moment.sim_time:
        return None
    source = found["heard_from"] if kind == "heard" else 0
    return NewsView(
        text=occurrence_text(found[f"{kind}_what"], names[owner], names[other]),
        event=event,
        sim_time=at,
        place=place,
        place_name=places[place],
        owner=owner,
        owner_name=names[owner],
        other=other,
        source=source,
        source_name=names[source],
        valence=found[f"{kind}_valence"],
        weight=_left(found[f"{kind}_weight"], moment.sim_time - at),
    )


def _left(weight: int, age_s: int) -> int:
    halvings, rest_s = divmod(max(age_s, 0), HALF_LIFE_S)
    left = weight >> min(halvings, 15)
    return left - left * rest_s // (2 * HALF_LIFE_S)


def _date(found: Mapping[str, int], names: Mapping[int, str], places: Mapping[int, str]) -> DateView | None:
    if not found["date_number"]:
        return None
    return DateView(
        number=found["date_number"],
        at=found["date_at"],
        place=found["date_place"],
        place_name=places[found["date_place"]],
        other=found["date_with"],
        other_name=names[found["date_with"]],
    )
