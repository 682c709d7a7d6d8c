"""Why a picture was not taken, in sentences: by the reason."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[str, Promise]] = {
    "no_file": _("There is no file: choose a picture."),
    "picture_too_large": _("A picture may have 10 MB: choose a smaller one."),
    "avatar_too_large": _("A face may have 2 MB: choose a smaller picture."),
    "not_a_picture": _("This is no JPEG, PNG, WebP or GIF picture."),
    "broken_picture": _("This picture is damaged or ends in the middle: save it anew, then try again."),
    "too_many_pixels": _("This picture has too many pixels: make it smaller, then try again."),
    "too_many_frames": _("This picture moves for too long: shorten it, then try again."),
    "quota_full": _("Your pictures take all the room that you have: delete some first."),
}
