"""The web process: pages and REST over HTTP, live events over WebSocket."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "society.settings")

from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.db import connections

from society.garbage import collect_seldom
from society.settings.database import end_with_requests, limit_sessions

_http = get_asgi_application()  # loads the models, which the routes below import
limit_sessions(connections.settings["default"], settings.WEB_LIMITS)
end_with_requests(connections.settings["default"])

from society.identity.sockets import SocketSignIn
from society.routing import websocket_urlpatterns
from streams.live.daphne_sockets import improve_daphne
from streams.live.origin import SameOriginValidator
from streams.selectors.reader import keep_reader

improve_daphne()
keep_reader()
application = ProtocolTypeRouter(
    {
        "http": _http,
        "websocket": SameOriginValidator(SocketSignIn(URLRouter(websocket_urlpatterns))),
    }
)
collect_seldom()
