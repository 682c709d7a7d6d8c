"""Which consumer serves which WebSocket address."""

from typing import Any

from django.urls import path

from society.live import inbox_url, process_hub
from streams.live.consumers import InboxConsumer, StreamConsumer

# Any: Django's type of a pattern holds a view of HTTP, ours hold ASGI applications.
_stream: Any = StreamConsumer.as_asgi(hub=process_hub())
_inbox: Any = InboxConsumer.as_asgi(hub=process_hub(), snapshot_url=inbox_url)

websocket_urlpatterns: list[Any] = [path("api/stream", _stream), path("api/inbox", _inbox)]
