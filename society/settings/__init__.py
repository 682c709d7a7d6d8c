"""The settings that ENVIRONMENT asks for: development (the default), test or production.

DJANGO_SETTINGS_MODULE may also name `society.settings.dev`, `.test` or `.prod` outright; then nothing is chosen here.
"""

import os

if os.environ.get("DJANGO_SETTINGS_MODULE", __name__) == __name__:
    from society.settings.environment import current_environment

    _environment = current_environment().environment
    if _environment == "production":
        from society.settings.prod import *
    elif _environment == "test":
        from society.settings.test import *
    else:
        from society.settings.dev import *
