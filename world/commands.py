"""What the town can be told through the inbox. Bodies' commands wait for the grid."""

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from streams.writer.part import CommandKind, Queue
from world.actions import ACTIONS

ACTION_NAMES: Final = tuple(spec.name for spec in ACTIONS)


class DirectBody(BaseModel):
    """Tell a resident what to do next, at which place."""

    model_config = ConfigDict(extra="forbid")
    resident: Annotated[int, Field(ge=1)]
    action: Annotated[str, Field(pattern=f"^({'|'.join(ACTION_NAMES)})$")]
    place: Annotated[int, Field(ge=1)]


DIRECT: Final = CommandKind(name="direct", body=DirectBody, queue=Queue.GRID)
