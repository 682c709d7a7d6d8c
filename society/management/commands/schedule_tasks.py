"""Write into the database what Celery's beat sends and when."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from society.schedule import entries, install_schedule


class Command(BaseCommand):
    """Install the schedule; called after `migrate`, as often as one likes."""

    help = "Write the schedule that Celery's beat follows: a slice a second for each of ENGINE_WORKERS, housekeeping."

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = entries(settings.ENGINE_WORKERS)
        changed = install_schedule(wanted)
        self.stdout.write(f"The schedule has {len(wanted)} entries; {changed} were made, changed or removed.")
