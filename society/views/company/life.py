"""What a resident's own page says of her life with others: her mind, ties, talks, appointments, things, loans, memories."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from agents.models import Appointment
from agents.selectors.appointments import AppointmentView, appointments_of
from agents.selectors.memories import memories_of
from agents.selectors.minds import MindView, NewsView, mind_of
from agents.selectors.relations import ties_of
from agents.selectors.talks import talks_of
from society.views.company.cast import Somebody, cast_of, settings_of
from society.views.company.memory_words import memory_words
from society.views.company.money_words import loan_words, thing_words
from society.views.company.talk_words import talk_words
from society.views.company.tie_words import tie_words
from society.views.frame import Frame
from society.views.words import moment_text, until_text
from streams.kernel.simtime import world_time
from world.selectors.dealings import loans_of, things_of

TIES_SHOWN: Final = 6
TALKS_SHOWN: Final = 3
APPOINTMENTS_SHOWN: Final = 4
MEMORIES_SHOWN: Final = 5
LOANS_SHOWN: Final = 5
TONES: Final = {
    Appointment.Outcome.AHEAD: "",
    Appointment.Outcome.KEPT: "good",
    Appointment.Outcome.STOOD_UP: "bad",
    Appointment.Outcome.FORGOTTEN: "warn",
    Appointment.Outcome.CALLED_OFF: "warn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsWords:
    """Something on a mind.   source: who told it, None = lived through.   share: how much it fills her mind, 0-100."""

    text: str
    when: str
    iso: str
    place: str
    source: Somebody | None
    share: int
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentWords:
    """An appointment as one of the two has it."""

    other: Somebody | None
    place: str
    at: str
    iso: str
    outcome: str
    tone: str


def life_of(frame: Frame, number: int, handle: str) -> dict[str, Any]:
    """Gather her life with others, or only her things and loans in a town without company. A bounded number of queries."""
    symbol, moment = frame.moment.economy.symbol, frame.moment
    loans = loans_of(moment, number, limit=LOANS_SHOWN)
    shown: dict[str, Any] = {
        "things": thing_words(things_of(moment, number), symbol),
        "loans": loan_words(frame, number, loans),
        "money_href": _url(frame, "money", handle),
    }
    if not frame.has_network:
        return shown
    remembered = memories_of(moment, number, limit=MEMORIES_SHOWN).memories if frame.can_steer else ()
    return shown | {
        "mind": _mind(frame, mind_of(moment, number)),
        "ties": tie_words(frame, number, ties_of(moment, number, limit=TIES_SHOWN)),
        "ties_href": _url(frame, "relations_of", handle),
        "talks": talk_words(frame, talks_of(moment, number, limit=TALKS_SHOWN).talks),
        "talks_href": reverse("talks", args=[frame.run.pk]) + frame.query(district="", who=handle),
        "appointments": appointment_words(frame, number, appointments_of(moment, number, limit=APPOINTMENTS_SHOWN)),
        "memories": memory_words(frame, remembered),
        "memories_href": _url(frame, "memories", handle) if frame.can_steer else "",
    }


def appointment_words(frame: Frame, number: int, views: Sequence[AppointmentView]) -> list[AppointmentWords]:
    """Put a resident's appointments into words. Two queries, none for none."""
    cast = cast_of(frame, (who for view in views for who in (view.one, view.other)))
    places = settings_of(frame, (view.place for view in views))
    return [
        AppointmentWords(
            other=cast.get(view.other if view.one == number else view.one),
            place=places[view.place].label if view.place in places else "",
            at=moment_text(view.at),
            iso=world_time(view.at),
            outcome=str(view.outcome.label),
            tone=TONES[view.outcome],
        )
        for view in views
    ]


def _mind(frame: Frame, mind: MindView | None) -> dict[str, Any] | None:
    if mind is None:
        return None
    cast = cast_of(frame, [mind.heard.source] if mind.heard else [])
    return {
        "own": _news(frame, mind.own, None) if mind.own else None,
        "heard": _news(frame, mind.heard, cast.get(mind.heard.source)) if mind.heard else None,
    }


def _news(frame: Frame, news: NewsView, source: Somebody | None) -> NewsWords:
    return NewsWords(
        text=news.text,
        when=until_text(news.sim_time, frame.moment.sim_time),
        iso=world_time(news.sim_time),
        place=news.place_name,
        source=source,
        share=news.weight // 10,
        tone="good" if news.valence > 0 else "bad" if news.valence < 0 else "",
    )


def _url(frame: Frame, name: str, handle: str) -> str:
    return reverse(name, args=[frame.run.pk, handle]) + frame.query(district="")
