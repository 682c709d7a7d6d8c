"""How large a file may be that anybody sends, looked at while it comes: what is larger is not kept, not even for a moment."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from streams.services.files import PICTURE_MAX

_TOO_LARGE = "_upload_is_too_large"


class BoundedUploadHandler(FileUploadHandler):
    """Stops an upload that is larger than any file may be. It stands before the handlers that keep what comes."""

    def new_file(self, *args: Any, **options: Any) -> None:
        """Begin to count."""
        super().new_file(*args, **options)
        self._received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count, and stop beyond the bound."""
        self._received += len(raw_data)
        if self._received > PICTURE_MAX:
            setattr(self.request, _TOO_LARGE, True)
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers behind."""
        return


def is_too_large(request: HttpRequest) -> bool:
    """Whether a file of the request was stopped."""
    return bool(getattr(request, _TOO_LARGE, False))
