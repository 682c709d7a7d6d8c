"""Addresses of the pages."""

from django.urls import include, path

from society.views import control, districts, places, residents, sign_in, town, town_feeds, worlds
from streams.views import avatar

urlpatterns = [
    path("", worlds.worlds, name="worlds"),
    path("w/<int:run_id>/", town.to_town, name="run"),
    path("w/<int:run_id>/town/", town.town, name="town"),
    path("w/<int:run_id>/town/paths.json", town_feeds.town_paths, name="town_paths"),
    path("w/<int:run_id>/town/state.json", town_feeds.town_state, name="town_state"),
    path("w/<int:run_id>/town/sentences.json", town_feeds.town_words, name="town_words"),
    path("w/<int:run_id>/districts/", districts.districts, name="districts"),
    path("w/<int:run_id>/control/", control.control, name="control"),
    path("w/<int:run_id>/residents/", residents.residents, name="residents"),
    path("w/<int:run_id>/residents/<str:handle>/", residents.resident, name="resident"),
    path("w/<int:run_id>/places/", places.places, name="places"),
    path("w/<int:run_id>/places/<str:key>/", places.place, name="place"),
    path("sign-in/", sign_in.SignIn.as_view(), name="sign_in"),
    path("sign-out/", sign_in.SignOut.as_view(), name="sign_out"),
    path("enter/<str:secret>/", sign_in.enter, name="enter"),
    path("avatars/<int:seed>.svg", avatar, name="avatar"),
    path("i18n/", include("django.conf.urls.i18n")),
]
