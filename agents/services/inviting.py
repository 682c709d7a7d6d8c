"""Inviting several people at once: personas of a file, or as many as are wished for, one command each."""

from collections.abc import Sequence
from typing import Final

from agents.errors import PersonaFileError
from agents.persona_files import import_csv, import_json
from streams.models import Inbox, Run, User
from streams.services.inbox import append_command, wait_for_receipt
from world.models import Place
from world.people import ADD_AGENT, AddBody
from world.scenario.faults import Fault
from world.scenario.people import ResidentSpec

AT_ONCE_MAX: Final = 100
"""People invited by one request: each has the town's columns made anew."""
_READERS: Final = {"csv": import_csv, "json": import_json}
FORMATS: Final = tuple(_READERS)
_ONE_BY_ONE_S: Final = 0.2
"""How much longer is waited for each receipt after the first."""


def invitations_of(run: Run, text: str, form: str) -> list[AddBody]:
    """Read personas of a file, in the form of FORMATS. PersonaFileError names every fault. One query."""
    residents = _READERS[form](text)
    if not 1 <= len(residents) <= AT_ONCE_MAX:
        allowed = f"1 to {AT_ONCE_MAX} at a time: put the others into another file"
        raise PersonaFileError([Fault(path="file", problem=f"it has {len(residents)} personas", allowed=allowed)])
    numbers = {place.key: place.number for place in Place.objects.of(run.pk).filter(gone_at=0)}
    faults = [
        Fault(
            path=f"entry {i}, field {name}", problem=f"there is no place {key!r}", allowed="leave it out, or name one"
        )
        for i, resident in enumerate(residents, start=1)
        for name in ("home", "workplace")
        if (key := getattr(resident, name)) is not None and key not in numbers
    ]
    if faults:
        raise PersonaFileError(faults)
    return [_invitation(resident, numbers) for resident in residents]


def invite(run: Run, bodies: Sequence[AddBody], *, user: User | None, idempotency_key: str = "") -> list[Inbox]:
    """Append a command for each, then wait for the receipts. Errors as `append_command`.

    The n-th of them is sent under the key with its number behind, so that none comes twice.
    """
    keys = [f"{idempotency_key}#{i}" if idempotency_key else "" for i in range(1, len(bodies) + 1)]
    commands = [
        append_command(run, ADD_AGENT, body, user=user, idempotency_key=key)
        for body, key in zip(bodies, keys, strict=True)
    ]
    first, *others = commands
    return [wait_for_receipt(first), *(wait_for_receipt(one, timeout_s=_ONE_BY_ONE_S) for one in others)]


def _invitation(resident: ResidentSpec, numbers: dict[str, int]) -> AddBody:
    given = resident.model_dump(mode="json", exclude={"home", "workplace"}, exclude_none=True)
    places = {name: numbers[key] for name in ("home", "workplace") if (key := getattr(resident, name)) is not None}
    return AddBody.model_validate({**given, **places})
