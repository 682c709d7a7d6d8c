"""Whom residents agreed to meet, for readers: what is ahead, and how it went."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from agents.models import Appointment
from agents.selectors.talks import names_of, place_names
from world.selectors.moments import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentView:
    """An appointment as one of the two has it.   outcome: AHEAD until its time is over."""

    number: int
    agreed_at: int
    at: int
    place: int
    place_name: str
    one: int
    one_name: str
    other: int
    other_name: str
    outcome: Appointment.Outcome
    came_one: bool
    came_other: bool
    saying: int


def appointments_of(moment: Moment, resident: int, *, before: int = 0, limit: int = 20) -> list[AppointmentView]:
    """List a resident's appointments, newest first.   before: an appointment's number, 0 = from the newest. Three queries."""
    rows = Appointment.objects.of(moment.run.pk).filter(sim_time__lte=moment.sim_time)
    if before:
        rows = rows.filter(pk__lt=moment.key(before))
    found = list(rows.filter(Q(one=resident) | Q(other=resident)).order_by("-pk")[:limit])
    return _views(moment, found)


def _views(moment: Moment, rows: Sequence[Appointment]) -> list[AppointmentView]:
    names = names_of(moment.run, {who for row in rows for who in (row.one, row.other)})
    places = place_names(moment.run, {row.place for row in rows})
    return [
        AppointmentView(
            number=row.number,
            agreed_at=row.sim_time,
            at=row.at,
            place=row.place,
            place_name=places[row.place],
            one=row.one,
            one_name=names[row.one],
            other=row.other,
            other_name=names[row.other],
            outcome=Appointment.Outcome(row.outcome if is_over else 0),
            came_one=is_over and row.came_one,
            came_other=is_over and row.came_other,
            saying=row.saying,
        )
        for row in rows
        for is_over in (is_over_by(row, moment),)
    ]


def is_over_by(row: Appointment, moment: Moment) -> bool:
    """Whether an appointment was over at a moment; in the past one that was called off is so from its time on."""
    is_off = row.outcome == Appointment.Outcome.CALLED_OFF and not moment.is_past
    return bool(row.ended_step) and (is_off or row.at + Appointment.AFTER_S <= moment.sim_time)
