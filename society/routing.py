"""Which consumer serves which WebSocket address."""

from typing import Any

from django.urls import path

from society.live import process_hub
from streams.live.consumers import StreamConsumer

# Any: Django's type of a pattern holds a view of HTTP, ours hold ASGI applications.
_stream: Any = StreamConsumer.as_asgi(hub=process_hub())

websocket_urlpatterns: list[Any] = [path("api/stream", _stream)]
