"""Pages and REST for a server that speaks WSGI only; live events need `society.asgi`."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections

from society.settings.database import limit_sessions

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "society.settings")
application = get_wsgi_application()
limit_sessions(connections.settings["default"], settings.WEB_LIMITS)
