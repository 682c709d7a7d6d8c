"""What the town can be told through the inbox. Bodies' commands wait for the grid."""

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from streams.writer.part import CommandKind, Queue
from world.actions import ACTIONS

ACTION_NAMES: Final = tuple(spec.name for spec in ACTIONS)
CENTS_MAX: Final = 10**9
Number = Annotated[int, Field(ge=1, lt=2**31)]
NumberOrNone = Annotated[int, Field(ge=0, lt=2**31)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DirectBody(_Body):
    """Tell a resident what to do next, at which place."""

    resident: Annotated[int, Field(ge=1)]
    action: Annotated[str, Field(pattern=f"^({'|'.join(ACTION_NAMES)})$")]
    place: Annotated[int, Field(ge=1)]


class GiveBody(_Body):
    """Have a resident give one of a stack of hers to another."""

    resident: Number
    other: Number
    item: Number


class TradeBody(GiveBody):
    """Have her sell it second-hand, or swap it for one of the other's stacks."""

    for_item: NumberOrNone = 0


class LendBody(_Body):
    """Have a resident lend money to another."""

    resident: Number
    other: Number
    cents: Annotated[int, Field(ge=1, le=CENTS_MAX)]


class RepayBody(_Body):
    """Have a resident pay back of what she owes; 0 = all that is open."""

    resident: Number
    cents: Annotated[int, Field(ge=0, le=CENTS_MAX)] = 0


class BalanceBody(_Body):
    """Let people come and go from now on, or let everybody stay."""

    is_on: bool


def _kind(name: str, body: type[BaseModel]) -> CommandKind:
    return CommandKind(name=name, body=body, queue=Queue.GRID)


DIRECT: Final = _kind("direct", DirectBody)
GIVE: Final = _kind("give", GiveBody)
TRADE: Final = _kind("trade", TradeBody)
LEND: Final = _kind("lend", LendBody)
REPAY: Final = _kind("repay", RepayBody)
BALANCE: Final = _kind("balance", BalanceBody)
DEALING_COMMANDS: Final = (GIVE, TRADE, LEND, REPAY)
"""What one resident does with another over things and money: done at once, or refused with a reason."""
