"""A large town in an empty database: `python -m tests.durability.large RESIDENTS`. The database is DATABASE_URL's."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "society.settings")
django.setup()

from django.core.management import call_command

from society.experiments.scenario import load_scenario
from tests.benchmarks.towns import found_scaled

if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    found_scaled(int(sys.argv[1]), load_scenario("willowbrook").run.step_s)
