"""What the API answers where a file cannot be made."""

from django.utils.translation import gettext_lazy as _
from rest_framework import status

from streams.api.errors import ApiError, Conflict


class FormatUnavailable(ApiError):
    """This installation cannot write a format, because a package is missing."""

    status_code = status.HTTP_501_NOT_IMPLEMENTED
    code = "FORMAT_UNAVAILABLE"
    sentence = _("Parquet cannot be written here, because pyarrow is not installed. Ask for JSON lines.")


class TooLarge(Conflict):
    """A file is too large to be made while somebody waits."""

    sentence = _(
        "This run is too large to be downloaded at once. Ask for it with POST: it is then made in the background."
    )


class TooMany(Conflict):
    """Somebody has as many jobs as she may."""

    sentence = _("As many exports of yours as may are waiting or being made already. Wait for one, or cancel it.")


class NoRoom(ApiError):
    """The server's disk is nearly full."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    code = "UNAVAILABLE"
    sentence = _("The server's disk is nearly full. Ask whoever runs the town to make room.")
