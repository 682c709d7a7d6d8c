"""What viewers may say, how it is checked, and the codes with which a socket is closed."""

from collections.abc import Iterator
from enum import IntEnum
from typing import Annotated, Final, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from streams.live.areas import Area
from streams.live.frames import Channel, Channels, Interest

FRAME_BYTES_MAX: Final = 64 * 1024
SEQ_MAX: Final = 2**40 - 1
AGENTS_MAX: Final = 100
"""Agents that one viewer can follow one by one."""
AREAS_MAX: Final = 20
"""Parts of the map that one viewer can watch."""
METRES_MAX: Final = 10_000_000
"""Further out than the largest town; larger numbers would be mistakes."""
ALL: Final = "all"
PROBE: Final = "society.probe"
"""An extension of ASGI, and its message {"type", "seq"}: the application asks whether its client has read so far, and is
answered by the same."""
DIRECT: Final = "society.direct"
"""Another: a function that sends a text at once, for whoever sends the same to hundreds and has nothing to wait for."""


class CloseCode(IntEnum):
    """Why a socket was closed by the server."""

    FAILED = 1011
    RESTARTING = 1012
    BAD_FRAME = 4400
    NOT_SIGNED_IN = 4401
    NOT_ALLOWED = 4403
    TOO_SLOW = 4408
    TOO_MANY = 4429


class _Frame(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


Seq = Annotated[int, Field(ge=0, le=SEQ_MAX)]
AgentId = Annotated[int, Field(ge=1, le=2**31 - 1)]
Metres = Annotated[float, Field(ge=-METRES_MAX, le=METRES_MAX, allow_inf_nan=False)]
Side = Annotated[float, Field(gt=0, le=METRES_MAX, allow_inf_nan=False)]
ChannelName = Literal["all", "agents", "conversations", "world", "economy", "posts", "personal"]
ChannelNames = Annotated[list[ChannelName], Field(min_length=1, max_length=16)]


class Subscribe(_Frame):
    """Add channels; `since` resumes after that seq, `batch` asks for `events` frames."""

    type: Literal["subscribe"]
    channels: ChannelNames
    since: Seq | None = None
    batch: bool = False

    @property
    def interest(self) -> Interest:
        """What it asks for."""
        return Interest(channels=named_channels(self.channels))


class SubscribeAgent(_Frame):
    """Add whatever one agent does, or has done to her; `since` and `batch` as with channels."""

    type: Literal["subscribe_agent"]
    agent_id: AgentId
    since: Seq | None = None
    batch: bool = False

    @property
    def interest(self) -> Interest:
        """What it asks for."""
        return Interest(agents=frozenset({self.agent_id}))


class SubscribeArea(_Frame):
    """Add moves that touch a rectangle of the map, in metres; `since` and `batch` as with channels."""

    type: Literal["subscribe_area"]
    x: Metres
    y: Metres
    width: Side
    height: Side
    since: Seq | None = None
    batch: bool = False

    @property
    def interest(self) -> Interest:
        """What it asks for."""
        return Interest(areas=frozenset({Area(x=self.x, y=self.y, width=self.width, height=self.height)}))


class Unsubscribe(_Frame):
    """Take channels away, an agent, or the area that was subscribed to with the same four numbers."""

    type: Literal["unsubscribe"]
    channels: ChannelNames | None = None
    agent_id: AgentId | None = None
    x: Metres | None = None
    y: Metres | None = None
    width: Side | None = None
    height: Side | None = None

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        given = [side is not None for side in (self.x, self.y, self.width, self.height)]
        if any(given) and not all(given):
            raise ValueError("an area has x, y, width and height")
        if self.channels is None and self.agent_id is None and not any(given):
            raise ValueError("say which channels, which agent_id, or which area by x, y, width and height")
        return self

    @property
    def interest(self) -> Interest:
        """What it asks to be left out."""
        agents = frozenset() if self.agent_id is None else frozenset({self.agent_id})
        return Interest(channels=named_channels(self.channels or []), agents=agents, areas=frozenset(self._areas()))

    def _areas(self) -> Iterator[Area]:
        if self.x is not None and self.y is not None and self.width is not None and self.height is not None:
            yield Area(x=self.x, y=self.y, width=self.width, height=self.height)


class Ack(_Frame):
    """Everything up to seq has been dealt with."""

    type: Literal["ack"]
    seq: Seq


class Ping(BaseModel):
    """Answered with `pong`; whatever else it carries is ignored."""

    type: Literal["ping"]


class GetStatus(_Frame):
    """Answered with `status`."""

    type: Literal["get_status"]


class SubscribeInbox(_Frame):
    """Hear what is for oneself; `since` resumes after that seq, `batch` asks for `events` frames."""

    type: Literal["subscribe"]
    since: Seq | None = None
    batch: bool = False


class UnsubscribeInbox(_Frame):
    """Hear nothing more."""

    type: Literal["unsubscribe"]


Frame = Subscribe | SubscribeAgent | SubscribeArea | Unsubscribe | Ack | Ping | GetStatus
InboxFrame = SubscribeInbox | UnsubscribeInbox | Ack | Ping | GetStatus
STREAM_FRAMES: Final[TypeAdapter[Frame]] = TypeAdapter(Annotated[Frame, Field(discriminator="type")])
INBOX_FRAMES: Final[TypeAdapter[InboxFrame]] = TypeAdapter(Annotated[InboxFrame, Field(discriminator="type")])
F = TypeVar("F")


class BadFrameError(ValueError):
    """A frame is not one that the protocol knows; the message is for whoever wrote the client."""


def parse_frame(text: str | None, frames: TypeAdapter[F]) -> F:
    """Read a client's frame, one of those that a socket knows; BadFrameError says what is wrong.

    text: None stands for a binary one.
    """
    if text is None:
        raise BadFrameError("frames are JSON text, not binary")
    if len(text) > FRAME_BYTES_MAX or len(text.encode()) > FRAME_BYTES_MAX:
        raise BadFrameError(f"a frame is at most {FRAME_BYTES_MAX} bytes")
    try:
        return frames.validate_json(text)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in fault["loc"][1:])
        raise BadFrameError(f"{where}: {fault['msg']}" if where else fault["msg"]) from None


def named_channels(names: list[ChannelName]) -> Channels:
    """Turn names into channels; `all` means every one."""
    if ALL in names:
        return frozenset(Channel)
    return frozenset(Channel(name) for name in names)
