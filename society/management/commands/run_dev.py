"""One command, the processes of production on this machine: web, engine workers, housekeeping and beat."""

from argparse import ArgumentParser
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from society.development import Supervisor, programs
from society.errors import ServiceError
from society.links import town_addresses
from society.management.addresses import refuse_taken
from society.operations.services import ensure_database, require_redis


class Command(BaseCommand):
    """Prepare PostgreSQL, then keep everything running until Ctrl-C."""

    help = "Migrate, seed, schedule, and run web, engine workers, housekeeping and beat on PostgreSQL and Redis."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=settings.HOST, help="address to listen on (default: HOST)")
        parser.add_argument("--port", type=int, default=settings.PORT, help="port to listen on (default: PORT)")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        refuse_taken(host, port, command="make dev")
        self._prepare()
        for line in town_addresses(host, port):
            self._say(line)
        # the processes have connections of their own; a supervisor that lives for weeks needs none
        connections.close_all()
        Supervisor(programs(host=host, port=port, engine_workers=settings.ENGINE_WORKERS), self._say).run()
        self._say("Stopped. Nothing is lost; start again and it continues.")

    def _prepare(self) -> None:
        try:
            if ensure_database(settings.DATABASES["default"]):
                self._say(f"Created the database {settings.DATABASES['default']['NAME']}.")
            require_redis(settings.CELERY_BROKER_URL)
        except ServiceError as error:
            raise CommandError(str(error)) from None
        call_command("migrate", verbosity=0)
        call_command("seed_town", stdout=self.stdout)
        call_command("schedule_tasks", stdout=self.stdout)

    def _say(self, line: str) -> None:
        with suppress(BrokenPipeError):  # nobody reads the log any more; everything goes on
            self.stdout.write(line)
            self.stdout.flush()
