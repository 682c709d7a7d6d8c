"""Every command with which operators steer a run, by name, with the sentences of its refusals: one list for all doors.

Pages, API and admin know their own commands; the terminal offers all of them, and a test sees to it that none is missing.
"""

from collections.abc import Mapping
from itertools import chain
from typing import Any, Final

from django.utils.functional import Promise
from pydantic import BaseModel

from streams.models import Inbox, Outcome, Run, User
from streams.network.commands import LIFT, SANCTION
from streams.services.inbox import append_command, wait_for_receipt
from streams.writer.clock_part import ClockPart
from streams.writer.part import CommandKind
from world.building import PLACE_COMMANDS
from world.building.refusals import SENTENCES as OF_PLACES
from world.commands import BALANCE, DEALING_COMMANDS, DIRECT
from world.control import MEASURE_COMMANDS
from world.control.refusals import SENTENCES as OF_MEASURES
from world.orders.refusals import SENTENCES as OF_ORDERS
from world.people import PEOPLE_COMMANDS
from world.people.refusals import SENTENCES as OF_PEOPLE

_FAMILIES: Final[tuple[tuple[tuple[CommandKind, ...], Mapping[str, Promise]], ...]] = (
    ((*ClockPart.commands, SANCTION, LIFT), {}),
    ((DIRECT, *DEALING_COMMANDS), OF_ORDERS),
    (PEOPLE_COMMANDS, OF_PEOPLE),
    (PLACE_COMMANDS, OF_PLACES),
    ((*MEASURE_COMMANDS, BALANCE), OF_MEASURES),
)
COMMANDS: Final[Mapping[str, CommandKind]] = {
    kind.name: kind for kind in chain.from_iterable(kinds for kinds, _ in _FAMILIES)
}
_SENTENCES: Final = {kind.name: sentences for kinds, sentences in _FAMILIES for kind in kinds}


def steer(run: Run, kind: CommandKind, body: BaseModel, *, user: User | None) -> Inbox:
    """Append a command and wait a moment for its receipt. Errors as `append_command`."""
    return wait_for_receipt(append_command(run, kind, body, user=user))


def refusal_of(receipt: Inbox) -> str:
    """Say why a command was refused; empty if it was not."""
    if receipt.outcome == Outcome.FAILED:
        return "every step with it failed: the failed tasks in the admin say why"
    if receipt.outcome != Outcome.REFUSED:
        return ""
    sentence = _SENTENCES.get(receipt.kind, {}).get(receipt.reason)
    return str(sentence or receipt.reason.replace("_", " "))


def shortfall_of(receipt: Inbox, result: Mapping[str, Any]) -> str:
    """Say why an order that was given could not be carried out; empty if it could, or it is not known yet."""
    reason = str(result.get("refused", ""))
    sentence = _SENTENCES.get(receipt.kind, {}).get(reason)
    return str(sentence or reason.replace("_", " "))
