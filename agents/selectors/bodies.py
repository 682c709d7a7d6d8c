"""Residents who are played, for readers: who plays whom, and what a played resident perceives, with names for numbers."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from agents.models import Body
from agents.selectors.talks import talks_of
from streams.kernel.ids import key_of
from streams.kernel.simtime import HOUR_S
from streams.models import Account, Run
from world.actions import ACTIONS, by_name
from world.contract import Reason
from world.selectors.map import labels_of
from world.selectors.moments import Moment

HEARD_S: Final = HOUR_S
"""How far back is told what others said."""
HEARD_MAX: Final = 20
_TALKS: Final = 3
_AS_THEY_ARE: Final = ("money_cents", "status", "pantry", "last_meal", "last_sleep", "caution_percent")
_POINT: Final = 100
AWAITED: Final = Reason.AWAITS_PLAYER.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRef:
    """An account by number, with its handle and name."""

    number: int
    handle: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyView:
    """A resident and whoever plays her, None = nobody any more. Times are simulated seconds."""

    number: int
    resident: AccountRef
    player: AccountRef | None
    taken_at: int
    decided_at: int
    decisions: int
    missed: int
    missed_in_row: int


def bodies_played(run: Run, *, player: int = 0) -> QuerySet[Body]:
    """Select the residents whom somebody plays, or one account, by number."""
    rows = Body.objects.of(run.pk).filter(player__gt=0).order_by("pk").defer("observation")
    return rows.filter(player=player) if player else rows


def body_row(run: Run, resident: int) -> Body | None:
    """Find a resident's row if somebody plays her. One query."""
    return Body.objects.numbered(run.pk, resident).filter(player__gt=0).defer("observation").first()


def body_views(run: Run, rows: Iterable[Body]) -> list[BodyView]:
    """Show who plays whom. One query for the names."""
    rows = list(rows)
    accounts = _accounts(run, {number for row in rows for number in (row.number, row.player)})
    return [_body_view(row, accounts) for row in rows]


def player_of(run: Run, resident: int) -> BodyView | None:
    """Show who plays a resident; None if nobody does. Two queries."""
    row = body_row(run, resident)
    return next(iter(body_views(run, [row])), None) if row is not None else None


def observation_of(moment: Moment, resident: int) -> dict[str, Any] | None:
    """Tell what a played resident perceives, as she was shown it last, and what was said around her since.

    None while an engine has not shown her anything, or if nobody plays her. Nine queries at most.
    """
    row = Body.objects.numbered(moment.run.pk, resident).filter(player__gt=0).first()
    if row is None or not row.observation:
        return None
    seen: dict[str, Any] = json.loads(row.observation)
    heard = _heard(moment, resident)
    people = {*_people_in(seen), *(line["speaker"] for line in heard), resident, row.player}
    accounts = _accounts(moment.run, people)
    places = labels_of(moment.run, _places_in(seen, row))
    return {"body": _body_view(row, accounts), **_told(seen, row, heard, accounts, places)}


def _body_view(row: Body, accounts: Mapping[int, AccountRef]) -> BodyView:
    return BodyView(
        number=row.number,
        resident=accounts[row.number],
        player=accounts[row.player] if row.player else None,
        taken_at=row.taken_at,
        decided_at=row.decided_at,
        decisions=row.decisions,
        missed=row.missed,
        missed_in_row=row.missed_in_row,
    )


def _accounts(run: Run, numbers: Iterable[int]) -> dict[int, AccountRef]:
    keys = [key_of(run.pk, number) for number in sorted(numbers) if number]
    rows = Account.objects.filter(pk__in=keys)
    return {row.number: AccountRef(number=row.number, handle=row.handle, name=row.display_name) for row in rows}


def _people_in(seen: Mapping[str, Any]) -> set[int]:
    people = {one["resident"] for one in seen["companions"]} | set(seen["near"]["residents"])
    appointment = (seen["phone"] or {}).get("appointment")
    return people | {appointment["with"]} if appointment else people


def _places_in(seen: Mapping[str, Any], row: Body) -> set[int]:
    places = {offer["place"] for offer in seen["offered"]} | {seen["home"], seen["workplace"], row.next_place}
    appointment = (seen["phone"] or {}).get("appointment")
    return places | {seen["now"]["place"], seen["now"]["from_place"], appointment["place"] if appointment else 0}


def _heard(moment: Moment, resident: int) -> list[dict[str, Any]]:
    """List what others said in her talks within the last hour, the oldest first."""
    lines: list[dict[str, Any]] = [
        {
            "conversation": talk.number,
            "sim_time": line.sim_time,
            "speaker": line.speaker,
            "is_to_her": line.hearer == resident,
            "text": line.text,
        }
        for talk in reversed(talks_of(moment, resident, limit=_TALKS).talks)
        for line in talk.lines
        if line.speaker != resident and line.sim_time > moment.sim_time - HEARD_S
    ]
    return sorted(lines, key=lambda line: line["sim_time"])[-HEARD_MAX:]


def _told(
    seen: dict[str, Any],
    row: Body,
    heard: Sequence[dict[str, Any]],
    accounts: Mapping[int, AccountRef],
    places: Mapping[int, str],
) -> dict[str, Any]:
    """Put names beside numbers, and points for hundredths."""
    now = seen["now"]
    is_awaited = now["reason"] == AWAITED

    def place(number: int) -> dict[str, Any] | None:
        return {"number": number, "name": places[number]} if number else None

    waits = (
        {"action": ACTIONS[row.next_action - 1].name, "location": place(row.next_place)} if row.next_action else None
    )
    near, companions = seen["near"], seen["companions"]
    return {
        **{name: seen[name] for name in _AS_THEY_ARE},
        **{name: {kind: value / _POINT for kind, value in seen[name].items()} for name in ("needs", "skills")},
        "observed_at": seen["moment"],
        "is_awaited": is_awaited,
        "decide_by": now["until"] if is_awaited else None,
        "now": {**now, "location": place(now["place"]), "origin": place(now["from_place"])},
        "next": waits,
        "mess": seen["mess"] / _POINT,
        "sick_until": seen["sick_until"] or None,
        "home": place(seen["home"]),
        "workplace": place(seen["workplace"]),
        "shift": {"starts": seen["shift_from"], "ends": seen["shift_until"]} if seen["workplace"] else None,
        "weather": {"sky": seen["sky"], "temperature": seen["temperature_c10"] / 10} if seen["sky"] else None,
        "unread": seen["phone"]["unread"] if seen["phone"] else 0,
        "appointment": _appointment(seen, accounts, place),
        "companions": [{"account": accounts[one["resident"]], "tie": one["tie"] / _POINT} for one in companions],
        "near": {"count": near["count"], "people": [accounts[number] for number in near["residents"]]},
        "heard": [{**line, "speaker": accounts[line["speaker"]]} for line in heard],
        "offered": [{**offer, **_bounds(offer), "location": place(offer["place"])} for offer in seen["offered"]],
    }


def _appointment(
    seen: Mapping[str, Any], accounts: Mapping[int, AccountRef], place: Callable[[int], dict[str, Any] | None]
) -> dict[str, Any] | None:
    """Say whom she is to meet next, where and when."""
    agreed = (seen["phone"] or {}).get("appointment")
    if agreed is None:
        return None
    return {"location": place(agreed["place"]), "at": agreed["at"], "other": accounts.get(agreed["with"])}


def _bounds(offer: Mapping[str, Any]) -> dict[str, int]:
    """Say for how long an action may last."""
    spec = by_name(offer["action"])
    return {"least_s": spec.min_s, "most_s": spec.max_s}
