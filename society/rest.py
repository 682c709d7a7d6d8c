"""How gunicorn serves pages and REST beside Daphne, which keeps the sockets:

gunicorn -c python:society.rest society.wsgi:application

It takes a third of the CPU that Daphne takes for the same answer. Each thread keeps its connection to the database for a minute.
"""

import os
from typing import Any

from django.conf import settings

from society.garbage import collect_seldom

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "society.settings")

bind = f"{settings.HOST}:{settings.PORT}"
workers = settings.WEB_WORKERS
worker_class = "gthread"
threads = settings.WEB_THREADS
# longer than the proxy keeps its connections to us, so that none is closed while a request is on its way
keepalive = 75
# of a worker without a sign of life; a request may take as long as the proxy waits
timeout = 60
graceful_timeout = 30
# the forwarded addresses are read by society/identity/addresses.py, as far as TRUSTED_PROXIES says
forwarded_allow_ips = ""
loglevel = "warning"


def post_worker_init(worker: Any) -> None:
    """Look for garbage seldom, once everything is loaded (a hook of gunicorn)."""
    collect_seldom()
