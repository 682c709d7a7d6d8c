"""The sockets at /api/stream, where everybody watches a run, and at /api/inbox, where a person hears what is for her."""

from typing import Any, Final

from django.conf import settings

from streams.live.frames import Channel, Interest
from streams.live.protocol import (
    AGENTS_MAX,
    AREAS_MAX,
    INBOX_FRAMES,
    STREAM_FRAMES,
    CloseCode,
    SubscribeAgent,
    SubscribeArea,
    Unsubscribe,
    UnsubscribeInbox,
)
from streams.live.sockets import NOT_SIGNED_IN, LiveConsumer, Refusal
from streams.live.viewer import Viewer

_PERSONAL: Final = Interest(channels=frozenset({Channel.PERSONAL}))


class StreamConsumer(LiveConsumer):
    """One viewer of a run."""

    frames = STREAM_FRAMES

    def refusal(self) -> Refusal | None:
        """Let everybody in where reading is public, else those who are signed in."""
        user = self.scope.get("user")
        if settings.PUBLIC_READ or (user and user.is_authenticated):
            return None
        return CloseCode.NOT_SIGNED_IN, "unauthenticated", "sign in to watch"

    async def ask(self, viewer: Viewer, frame: Any) -> None:
        """Subscribe or unsubscribe."""
        if isinstance(frame, Unsubscribe):
            viewer.interest -= frame.interest
            return
        wanted = viewer.interest | frame.interest
        if isinstance(frame, SubscribeAgent):
            if len(wanted.agents) > AGENTS_MAX:
                sentence = f"at most {AGENTS_MAX} agents: subscribe to the channel agents for all"
                self.tell_fault(viewer, "too_many", sentence)
                return
            if not await self._hub.reader.has_agent(viewer.run_id, frame.agent_id):
                sentence = f"there is no agent {frame.agent_id} in this run: see /api/agents"
                self.tell_fault(viewer, "agent_not_found", sentence)
                return
        if isinstance(frame, SubscribeArea) and len(wanted.areas) > AREAS_MAX:
            self.tell_fault(viewer, "too_many", f"at most {AREAS_MAX} areas: unsubscribe from those out of sight")
            return
        await self.subscribe(viewer, frame.interest, since=frame.since, is_batch=frame.batch)

    def status(self, viewer: Viewer) -> dict[str, Any]:
        """Say what a viewer is subscribed to."""
        areas = [(area.x, area.y, area.width, area.height) for area in viewer.interest.areas]
        return {
            "channels": sorted(viewer.interest.channels),
            "agents": sorted(viewer.interest.agents),
            "areas": [dict(zip(("x", "y", "width", "height"), area, strict=True)) for area in sorted(areas)],
        }


class InboxConsumer(LiveConsumer):
    """One of the sockets of a person who is signed in: messages and notifications of her account in a run."""

    frames = INBOX_FRAMES
    hears_clock = False

    def refusal(self) -> Refusal | None:
        """Let in who is signed in, and may hear what is hers."""
        user = self.scope.get("user")
        if not (user and user.is_authenticated):
            return NOT_SIGNED_IN
        if not self.login:
            return CloseCode.NOT_ALLOWED, "forbidden", "this key has no scope 'social'"
        return None

    async def ask(self, viewer: Viewer, frame: Any) -> None:
        """Begin to hear, or cease."""
        if isinstance(frame, UnsubscribeInbox):
            viewer.interest -= _PERSONAL
        else:
            await self.subscribe(viewer, _PERSONAL, since=frame.since, is_batch=frame.batch)

    def status(self, viewer: Viewer) -> dict[str, Any]:
        """Say whose inbox it is: the account in the run, null before her first act there."""
        return {"account": viewer.account or None, "subscribed": bool(viewer.interest)}
