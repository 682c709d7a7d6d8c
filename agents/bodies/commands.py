"""What accounts may ask of a run to live in it as a resident. Taking and giving back is done at once, a decision on the grid."""

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from streams.kernel.simtime import DAY_S
from streams.writer.part import CommandKind, Queue
from world.commands import ACTION_NAMES

Number = Annotated[int, Field(ge=1, lt=2**31)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TakeBody(_Body):
    """Play a resident whom nobody plays."""

    resident: Number


class ReturnBody(_Body):
    """Play her no longer; an operator (actor 0) may end it for anybody."""

    resident: Number


class DecideBody(_Body):
    """Say what a resident whom one plays does next, where, for how long and, for a talk, with whom.

    duration_s: 0 = as long as she would herself.   partner: 0 = the first of those who are there.   is_at_once: whether she
    stops what she does; she never turns back half way.
    """

    resident: Number
    action: Annotated[str, Field(pattern=f"^({'|'.join(ACTION_NAMES)})$")]
    place: Number
    duration_s: Annotated[int, Field(ge=0, le=DAY_S)] = 0
    partner: Annotated[int, Field(ge=0, lt=2**31)] = 0
    is_at_once: bool = True


TAKE: Final = CommandKind(name="take_body", body=TakeBody, queue=Queue.AT_ONCE)
RETURN: Final = CommandKind(name="return_body", body=ReturnBody, queue=Queue.AT_ONCE)
DECIDE: Final = CommandKind(name="decide", body=DecideBody, queue=Queue.GRID)
BODY_COMMANDS: Final = (TAKE, RETURN, DECIDE)
