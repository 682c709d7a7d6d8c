"""One command, a living town: migrate, seed, serve the web, and drive the engine in a child process."""

import socket
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from society.embedded import serve_engine, serve_town


class Command(BaseCommand):
    """Serve the town from this machine alone: no other service is needed."""

    help = "Migrate, seed a town if there is none, and serve it: the web here, the engine in a child process."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=settings.HOST, help="address to listen on (default: HOST)")
        parser.add_argument("--port", type=int, default=settings.PORT, help="port to listen on (default: PORT)")
        parser.add_argument("--engine", action="store_true", help="be the engine child: drive runs, report on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["engine"]:
            serve_engine()
            return
        _refuse_taken(options["host"], options["port"])
        call_command("migrate", verbosity=0)
        call_command("seed_town", stdout=self.stdout)
        serve_town(host=options["host"], port=options["port"], say=self.stdout.write)


def _refuse_taken(host: str, port: int) -> None:
    """Say what to do before anything is started if the address cannot be listened on."""
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            pass
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise CommandError(f"Cannot listen on {host}:{port}: {why}. Choose another port: PORT=8001 make run") from None
