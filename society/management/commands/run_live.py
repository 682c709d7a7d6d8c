"""One command, a living town: migrate, seed, serve the web, and drive the engine in a child process."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from society.embedded import serve_engine, serve_town
from society.management.addresses import refuse_taken


class Command(BaseCommand):
    """Serve the town from this machine alone: no other service is needed."""

    help = "Migrate, seed a town if there is none, and serve it: the web here, the engine in a child process."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=settings.HOST, help="address to listen on (default: HOST)")
        parser.add_argument("--port", type=int, default=settings.PORT, help="port to listen on (default: PORT)")
        engine = "be the engine child of this process: drive runs, report on stdout"
        parser.add_argument("--engine", type=int, nargs="?", const=0, metavar="PARENT", help=engine)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["engine"] is not None:
            serve_engine(options["engine"])
            return
        refuse_taken(options["host"], options["port"], command="make run")
        call_command("migrate", verbosity=0)
        call_command("seed_town", stdout=self.stdout)
        serve_town(host=options["host"], port=options["port"], say=self.stdout.write)
