"""Addresses of the record's API, without trailing slashes."""

from django.urls import URLPattern, URLResolver, include, path

from streams.api import views
from streams.api.social.urls import urlpatterns as social_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("runs", views.RunsView.as_view(), name="runs"),
    path("runs/<int:run_id>", views.OneRunView.as_view(), name="run"),
    path("receipts/<int:receipt_id>", views.ReceiptView.as_view(), name="receipt"),
    path("", include(social_urls)),
]
