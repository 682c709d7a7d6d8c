"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from society.operations.health import health, ready

admin.autodiscover()
urlpatterns = [
    path("health", health, name="health"),
    path("ready", ready, name="ready"),
    path("admin/", admin.site.urls),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path(
        "api/docs/",
        SpectacularSwaggerSplitView.as_view(url_name="schema", template_name="society/api_docs.html"),
        name="docs",
    ),
    path("api/", include("society.api.urls")),
    path("", include("society.views.urls")),
]

handler400 = "society.views.failures.bad_request"
handler403 = "society.views.failures.forbidden"
handler404 = "society.views.failures.not_found"
handler500 = "society.views.failures.broken"
