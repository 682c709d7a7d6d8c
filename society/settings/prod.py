"""A server that other people use: refuses what is fine on one's own machine, serves collected files."""

from society.errors import SettingsError
from society.settings.base import *
from society.settings.environment import ROOT

if ENV.debug:
    raise SettingsError("DEBUG is on, and ENVIRONMENT is production; turn one of them off, tracebacks show secrets.")

STATIC_ROOT = ROOT / "static" / "collected"
WHITENOISE_USE_FINDERS = False
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
