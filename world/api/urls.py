"""Addresses of the town's API, without trailing slashes."""

from django.urls import path

from world.api import views

urlpatterns = [
    path("world/status", views.StatusView.as_view(), name="world_status"),
    path("world/clock", views.ClockView.as_view(), name="world_clock"),
    path("world/locations", views.LocationsView.as_view(), name="locations"),
    path("world/locations/<int:number>", views.LocationView.as_view(), name="location"),
    path("stats/economy", views.EconomyView.as_view(), name="stats_economy"),
]
