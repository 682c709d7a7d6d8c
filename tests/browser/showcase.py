"""Renders the base page with sample content to files, so that the look can be judged and tested without a database.

`python -m tests.browser.showcase <folder>` writes the pages and the static files; any web server can show the folder.
"""

import shutil
import sys
from pathlib import Path
from typing import Any, Final

import django
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, include, path
from django.utils import translation

from streams.drawing.avatar import Mood, draw_avatar
from tests.browser.sample_town import sample_plan, sample_walkers
from world.drawing import draw_town

ROOT: Final = Path(__file__).resolve().parents[2]
PAGES: Final = ("town", "residents", "resident", "states")
LANGUAGES: Final = (("en", "English"), ("zh-hans", "简体中文"))

urlpatterns: list[URLPattern | URLResolver] = [
    path("i18n/", include("django.conf.urls.i18n")),
    # The base page links to it; nothing in the showcase follows the link.
    path("sign-in/", lambda request: HttpResponse(), name="sign_in"),
]


def render_pages(folder: Path) -> list[Path]:
    """Write every page in every language into the folder and return their paths."""
    shutil.copytree(ROOT / "static" / "site", folder / "static" / "site", dirs_exist_ok=True)
    written = []
    for number in range(24):
        face = draw_avatar(number, list(Mood)[number % len(Mood)].value, 18 + number * 7 % 62)
        (folder / f"avatar-{number}.svg").write_text(face, encoding="utf-8")
    for language, _ in LANGUAGES:
        with translation.override(language):
            for page in PAGES:
                file = folder / f"{page}-{language}.html"
                file.write_text(
                    render_to_string(f"showcase/{page}.html", _context(language), HttpRequest()), encoding="utf-8"
                )
                written.append(file)
    return written


def _context(language: str) -> dict[str, Any]:
    plan = sample_plan()
    town = draw_town(
        plan, language=language, indoors={1: 3, 4: 12, 9: 5, 20: 2, 30: 25}, walkers=sample_walkers(plan, 36)
    )
    return {"town": town, "faces": range(24)}


def main() -> None:
    """Render into the folder that the command line names."""
    settings.configure(
        LANGUAGES=LANGUAGES,
        ROOT_URLCONF="tests.browser.showcase",
        STATIC_URL="/static/",
        INSTALLED_APPS=["django.contrib.staticfiles"],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [ROOT / "templates", Path(__file__).parent / "templates"],
                "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
            }
        ],
    )
    django.setup()
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    render_pages(folder)


if __name__ == "__main__":
    main()
