"""The test suite: quick hashes, a database file of its own, nothing of the person who runs it."""

import os
from pathlib import Path
from tempfile import gettempdir

from society.settings.base import *

SECRET_KEY = "only-for-tests-" + "x" * 40
ENCRYPTION_KEY = ("only-for-tests-" + "y" * 40,)
ALLOWED_HOSTS = ["*"]
REQUEST_LIMITS = False
EXPORTS_DIR = Path(gettempdir()) / f"society-test-exports-{os.getpid()}"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file and not memory: the engine, the web and a killed process open it side by side, as in life.
    # One a process, so that two runs of the suite do not meet.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(gettempdir()) / f"society-test-{os.getpid()}.sqlite3")}
    # Killing a process loses no written page, so tests need not wait for the disk.
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
