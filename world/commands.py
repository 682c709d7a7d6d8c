"""What the town can be told through the inbox. Bodies' commands wait for the grid."""

from typing import Annotated, Final, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from streams.writer.part import CommandKind, Queue
from world.actions import ACTIONS
from world.economy.catalogue import CATALOGUE, Thing

ACTION_NAMES: Final = tuple(spec.name for spec in ACTIONS)
THING_NAMES: Final = tuple(thing.name.lower() for thing in Thing if CATALOGUE[thing].sold_at)
"""What shops sell."""
CENTS_MAX: Final = 10**9
ORDER_MAX: Final = 280
Number = Annotated[int, Field(ge=1, lt=2**31)]
NumberOrNone = Annotated[int, Field(ge=0, lt=2**31)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DirectBody(_Body):
    """Tell a resident what to do next, and where or with whom.

    far: whether the place may be any in town, and not only one that she would think of herself; then 0 is wherever it can be
    done.   other: whom to talk to, who has to be with her; 0 = whoever is.   text: the words that were said to her.
    """

    resident: Annotated[int, Field(ge=1)]
    action: Annotated[str, Field(pattern=f"^({'|'.join(ACTION_NAMES)})$")]
    place: NumberOrNone = 0
    other: NumberOrNone = 0
    text: Annotated[str, Field(max_length=ORDER_MAX)] = ""
    far: bool = False

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if not (self.place or self.far):
            raise ValueError("say at which place, or let her go anywhere (far)")
        if self.other and (self.action != "talk" or self.place or not self.far):
            raise ValueError("only a talk is with somebody, and it is where both are: leave the place out, and say far")
        if self.other == self.resident:
            raise ValueError("nobody talks to herself: name another resident")
        return self


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


class TreatBody(_Body):
    """Have a resident pay for the meal of another who eats where she does."""

    resident: Number
    other: Number


class UseBody(_Body):
    """Have a resident use a thing of hers for what she does just now."""

    resident: Number
    item: Number


class BuyBody(_Body):
    """Have a resident who is shopping buy a thing that is sold there."""

    resident: Number
    thing: Annotated[str, Field(pattern=f"^({'|'.join(THING_NAMES)})$")]


class PhotoBody(_Body):
    """Have a resident who is out take a photo."""

    resident: Number


class BalanceBody(_Body):
    """Let people come and go from now on, or let everybody stay."""

    is_on: bool


def _kind(name: str, body: type[BaseModel]) -> CommandKind:
    return CommandKind(name=name, body=body, queue=Queue.GRID, is_steering=True)


DIRECT: Final = _kind("direct", DirectBody)
GIVE: Final = _kind("give", GiveBody)
TRADE: Final = _kind("trade", TradeBody)
LEND: Final = _kind("lend", LendBody)
REPAY: Final = _kind("repay", RepayBody)
TREAT: Final = _kind("treat", TreatBody)
USE: Final = _kind("use", UseBody)
BUY: Final = _kind("buy", BuyBody)
TAKE_PHOTO: Final = _kind("take_photo", PhotoBody)
BALANCE: Final = _kind("balance", BalanceBody)
DEALING_COMMANDS: Final = (GIVE, TRADE, LEND, REPAY, TREAT, USE, BUY, TAKE_PHOTO)
"""What residents do with things and money, by themselves or with another: done at once, or refused with a reason."""
