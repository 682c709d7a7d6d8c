"""Faces: the drawn avatar of a seed as a picture that browsers keep."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse

from streams.drawing.avatar import Mood, draw_avatar

_KEPT_S: Final = 7 * 24 * 3600
_AGE_MAX: Final = 150
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
