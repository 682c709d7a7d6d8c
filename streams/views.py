"""Pictures: the drawn avatar of a seed, and what people uploaded, as browsers keep them."""

import re
from typing import Final

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse

from streams.drawing.avatar import Mood, draw_avatar
from streams.models.files import file_name

_KEPT_S: Final = 7 * 24 * 3600
_FILE_KEPT_S: Final = 365 * 24 * 3600
_AGE_MAX: Final = 150
_KEY: Final = re.compile(r"[0-9a-f]{32}")
_SEED_MAX: Final = 2**63


def avatar(request: HttpRequest, seed: int) -> HttpResponse:
    """Draw a face: `?mood=happy&age=31&gender=female`, each optional. Http404 for a mood that there is not."""
    mood, age = request.GET.get("mood", Mood.CALM.value), request.GET.get("age", "")
    if mood not in set(Mood) or seed >= _SEED_MAX:
        raise Http404(f"no face {seed} in mood {mood}")
    years = min(int(age), _AGE_MAX) if age.isascii() and age.isdigit() and len(age) <= 3 else None
    picture = draw_avatar(seed, mood, years, request.GET.get("gender"))
    response = HttpResponse(picture, content_type="image/svg+xml")
    response["Cache-Control"] = f"public, max-age={_KEPT_S}"
    return response


def media(request: HttpRequest, key: str) -> FileResponse:
    """Send an uploaded picture: always as WebP, whatever a browser would guess, and as nothing that could act."""
    try:
        file = default_storage.open(file_name(key)) if _KEY.fullmatch(key) else None
    except OSError:
        file = None
    if file is None:
        raise Http404(f"no file {key}")
    response = FileResponse(file, content_type="image/webp")
    response["Cache-Control"] = f"public, max-age={_FILE_KEPT_S}, immutable"
    response["Content-Disposition"] = "inline"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
