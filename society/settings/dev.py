"""One person's machine: the settings of base as they are."""

from society.settings.base import *
