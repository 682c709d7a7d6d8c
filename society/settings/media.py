"""Where uploaded pictures lie: a folder of this machine, or a bucket that speaks S3."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from society.errors import SettingsError
from society.settings.environment import ROOT

_BUCKETS = ("s3", "s3+http", "s3+https")


def file_store(media_root: str) -> dict[str, Any]:
    """Make Django's default storage out of MEDIA_ROOT. SettingsError where a bucket is named without the library for it."""
    address = urlsplit(media_root)
    if address.scheme not in _BUCKETS:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(ROOT / Path(media_root)), "file_permissions_mode": 0o640},
        }
    if find_spec("storages") is None:
        raise SettingsError(
            f"MEDIA_ROOT is {media_root!r}, and buckets need a library: pip install 'django-storages[s3]', or name a folder."
        )
    options: dict[str, Any] = {"file_overwrite": False, "default_acl": None}
    if address.scheme == "s3":
        options["bucket_name"] = address.netloc
    else:
        options["bucket_name"] = address.path.strip("/")
        options["endpoint_url"] = f"{address.scheme.removeprefix('s3+')}://{address.netloc}"
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
