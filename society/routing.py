"""Which consumer serves which WebSocket address."""

from typing import Any

# Any: Django's type of a pattern holds a view of HTTP, ours hold ASGI applications.
websocket_urlpatterns: list[Any] = []
