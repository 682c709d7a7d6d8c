"""Addresses of the record's API, without trailing slashes."""

from django.urls import URLPattern, URLResolver, include, path

from streams.api import views
from streams.api.social import files
from streams.api.social.urls import urlpatterns as social_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("runs", views.RunsView.as_view(), name="runs"),
    path("runs/<int:run_id>", views.OneRunView.as_view(), name="run"),
    path("receipts/<int:receipt_id>", views.ReceiptView.as_view(), name="receipt"),
    path("files", files.FilesView.as_view(), name="files"),
    path("files/<slug:key>", files.FileView.as_view(), name="file"),
    path("me/avatar", files.AvatarView.as_view(), name="me_avatar"),
    path("", include(social_urls)),
]
