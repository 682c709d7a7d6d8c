#!/usr/bin/env python
"""Run a management command; a wrong setting ends the start with a sentence instead of a traceback."""

import os
import sys


def main() -> None:
    """Check the settings, then hand over to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "society.settings")
    from django.conf import settings
    from django.core.management import execute_from_command_line

    from society.errors import SettingsError

    try:
        settings.INSTALLED_APPS  # noqa: B018 - reading any setting loads them all
    except SettingsError as error:
        sys.exit(f"Settings: {error}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
