"""What viewers may say, how it is checked, and the codes with which a socket is closed."""

from enum import IntEnum
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from streams.live.frames import Channel, Channels

FRAME_BYTES_MAX: Final = 64 * 1024
SEQ_MAX: Final = 2**40 - 1
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
ChannelName = Literal["all", "agents", "conversations", "world", "economy", "posts", "personal"]
ChannelNames = Annotated[list[ChannelName], Field(min_length=1, max_length=16)]


class Subscribe(_Frame):
    """Add channels; `since` resumes after that seq, `batch` asks for `events` frames."""

    type: Literal["subscribe"]
    channels: ChannelNames
    since: Seq | None = None
    batch: bool = False


class Unsubscribe(_Frame):
    """Take channels away."""

    type: Literal["unsubscribe"]
    channels: ChannelNames


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


ClientFrame = Annotated[Subscribe | Unsubscribe | Ack | Ping | GetStatus, Field(discriminator="type")]
_CLIENT_FRAMES: Final[TypeAdapter[Subscribe | Unsubscribe | Ack | Ping | GetStatus]] = TypeAdapter(ClientFrame)


class BadFrameError(ValueError):
    """A frame is not one that the protocol knows; the message is for whoever wrote the client."""


def parse_frame(text: str | None) -> Subscribe | Unsubscribe | Ack | Ping | GetStatus:
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
