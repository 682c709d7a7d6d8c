"""Addresses of the pages."""

from django.urls import include, path

from society.views import (
    acts,
    control,
    districts,
    feed,
    mail,
    moderation,
    places,
    profiles,
    residents,
    sign_in,
    town,
    town_feeds,
    worlds,
)
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
    path("w/<int:run_id>/feed/", feed.feed, name="feed"),
    path("w/<int:run_id>/feed/<int:number>/", feed.post, name="post"),
    path("w/<int:run_id>/search/", feed.search, name="search"),
    path("w/<int:run_id>/people/<str:handle>/", profiles.account, name="account"),
    path("w/<int:run_id>/people/<str:handle>/followers/", profiles.followers, name="followers"),
    path("w/<int:run_id>/people/<str:handle>/following/", profiles.following, name="following"),
    path("w/<int:run_id>/messages/", mail.messages, name="messages"),
    path("w/<int:run_id>/messages/<int:number>/", mail.conversation, name="conversation"),
    path("w/<int:run_id>/notices/", mail.notices, name="notices"),
    path("w/<int:run_id>/act/", acts.act, name="act"),
    path("w/<int:run_id>/report/", moderation.report, name="report"),
    path("w/<int:run_id>/moderation/", moderation.moderation, name="moderation"),
    path("w/<int:run_id>/judge/", moderation.judge, name="judge"),
    path("sign-in/", sign_in.SignIn.as_view(), name="sign_in"),
    path("sign-out/", sign_in.SignOut.as_view(), name="sign_out"),
    path("enter/<str:secret>/", sign_in.enter, name="enter"),
    path("avatars/<int:seed>.svg", avatar, name="avatar"),
    path("i18n/", include("django.conf.urls.i18n")),
]
