"""What viewers may say, how it is checked, and the codes with which a socket is closed."""

from enum import IntEnum
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from streams.live.frames import Channel, Channels, Interest

FRAME_BYTES_MAX: Final = 64 * 1024
SEQ_MAX: Final = 2**40 - 1
AGENTS_MAX: Final = 100
"""Agents that one viewer can follow one by one."""
ALL: Final = "all"


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


class Unsubscribe(_Frame):
    """Take channels away, or an agent."""

    type: Literal["unsubscribe"]
    channels: ChannelNames | None = None
    agent_id: AgentId | None = None

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if self.channels is None and self.agent_id is None:
            raise ValueError("say which channels, or which agent_id")
        return self

    @property
    def interest(self) -> Interest:
        """What it asks to be left out."""
        agents = frozenset() if self.agent_id is None else frozenset({self.agent_id})
        return Interest(channels=named_channels(self.channels or []), agents=agents)


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


Frame = Subscribe | SubscribeAgent | Unsubscribe | Ack | Ping | GetStatus
_CLIENT_FRAMES: Final[TypeAdapter[Frame]] = TypeAdapter(Annotated[Frame, Field(discriminator="type")])


class BadFrameError(ValueError):
    """A frame is not one that the protocol knows; the message is for whoever wrote the client."""


def parse_frame(text: str | None) -> Frame:
    """Read a client's frame; None stands for a binary one. BadFrameError says what is wrong."""
    if text is None:
        raise BadFrameError("frames are JSON text, not binary")
    if len(text) > FRAME_BYTES_MAX or len(text.encode()) > FRAME_BYTES_MAX:
        raise BadFrameError(f"a frame is at most {FRAME_BYTES_MAX} bytes")
    try:
        return _CLIENT_FRAMES.validate_json(text)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in fault["loc"][1:])
        raise BadFrameError(f"{where}: {fault['msg']}" if where else fault["msg"]) from None


def named_channels(names: list[ChannelName]) -> Channels:
    """Turn names into channels; `all` means every one."""
    if ALL in names:
        return frozenset(Channel)
    return frozenset(Channel(name) for name in names)
