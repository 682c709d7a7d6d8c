"""How the admin looks: the colours of our own pages (static/site/site.css), given to unfold."""

from typing import Any, Final

from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

# Stone neutrals and one accent, teal. 600 is what light pages write and fill with, 500 what dark ones do.
_STONE: Final = {
    "50": "#faf7f0",
    "100": "#f3efe6",
    "200": "#e7e2d9",
    "300": "#d6d3d1",
    "400": "#a8a29e",
    "500": "#6b645e",
    "600": "#57534e",
    "700": "#44403c",
    "800": "#292524",
    "900": "#1c1917",
    "950": "#12100f",
}
_TEAL: Final = {
    "50": "#f0fdfa",
    "100": "#ccfbf1",
    "200": "#99f6e4",
    "300": "#5eead4",
    "400": "#2dd4bf",
    "500": "#5eead4",
    "600": "#115e59",
    "700": "#134e4a",
    "800": "#115e59",
    "900": "#134e4a",
    "950": "#042f2e",
}

LOOK: Final[dict[str, Any]] = {
    "SITE_TITLE": "AI Society",
    "SITE_HEADER": "AI Society",
    "SITE_SUBHEADER": _("Operations"),
    "SITE_SYMBOL": "holiday_village",
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("site/favicon.svg")},
    ],
    "SHOW_LANGUAGES": True,
    "SHOW_HISTORY": False,
    "SHOW_BACK_BUTTON": True,
    "BORDER_RADIUS": "8px",
    "COLORS": {"base": _STONE, "primary": _TEAL},
    "STYLES": [lambda request: static("site/admin.css")],
    "SIDEBAR": {"navigation": "society.admin_site.navigation", "command_search": True},
    "DASHBOARD_CALLBACK": "society.admin.start_page.start_page",
}
