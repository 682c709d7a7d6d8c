"""What a process that drives runs has in memory: nothing of pages, of the API, of signing in."""

import subprocess
import sys
from typing import Final

from django.apps import apps

from tests.architecture.sources import ROOT

OTHERS: Final = {"rest_framework.views", "cryptography", "jwt", "unfold.admin", "society.urls", "streams.api.views"}
"""Each of them brings megabytes along."""
_ASKS: Final = """
import sys
import django
django.setup()
import society.engine
print(*sorted(sys.modules), sep="\\n")
"""


def test_an_engine_loads_neither_pages_nor_api() -> None:
    asked = subprocess.run(
        [sys.executable, "-c", _ASKS], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )

    loaded = set(asked.stdout.split())

    assert "streams.writer.driver" in loaded
    assert loaded & OTHERS == set()


def test_the_package_is_configured_by_its_own_configuration() -> None:
    assert type(apps.get_app_config("society")).__name__ == "SocietyConfig"
