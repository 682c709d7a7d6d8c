"""Pictures that come with a form: kept first, so that the rest of the form refers to them by key, as programs do."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, QueryDict

from streams.api.uploads import is_too_large
from streams.models import FileKind, StoredFile, User
from streams.pictures import BadPicture
from streams.services.files import FileRefused, keep_picture, pictures_of
from streams.services.picture_refusals import SENTENCES

_FIELDS: Final = {"picture": FileKind.PICTURE, "avatar": FileKind.AVATAR}


def with_files(request: HttpRequest, user: User) -> QueryDict | None:
    """Keep the pictures of a form and give it with their keys in their place; None, and a message, if one is not taken."""
    form = request.POST.copy()
    for name in _FIELDS:
        form.pop(name, None)  # a key is given by us only
    try:
        if is_too_large(request):
            raise FileRefused("picture_too_large")
        for name, kind in _FIELDS.items():
            file = request.FILES.get(name)
            if file is not None:
                form[name] = keep_picture(user, file, size=file.size or 0, kind=kind).key
    except (FileRefused, BadPicture) as refused:
        messages.error(request, str(SENTENCES[refused.reason]))
        return None
    return form


def pictures_in(form: QueryDict, user: User) -> list[dict[str, Any]]:
    """Say which pictures a post is to show, as its command has them."""
    key = form.get("picture", "")
    found = pictures_of(user, [key] if key else [])
    return [picture | {"alt": form.get("alt", "").strip()} for picture in found.values()]


def face_in(form: QueryDict, user: User) -> str | None:
    """Say which face somebody wants from now on: a key, empty for the drawn one, None = as it is."""
    key = form.get("avatar", "")
    if key and StoredFile.objects.of(user.pk).filter(key=key, kind=FileKind.AVATAR).exists():
        return key
    return "" if form.get("drawn_face") else None
