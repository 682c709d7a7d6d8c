"""Addresses of the town's API, without trailing slashes."""

from django.urls import path

from world.api import building, control, views

urlpatterns = [
    path("world/status", views.StatusView.as_view(), name="world_status"),
    path("world/clock", views.ClockView.as_view(), name="world_clock"),
    path("world/locations", building.LocationsView.as_view(), name="locations"),
    path("world/locations/<int:number>", building.LocationView.as_view(), name="location"),
    path("world/measures", control.MeasuresView.as_view(), name="world_measures"),
    path("world/measures/<int:number>", control.MeasureView.as_view(), name="world_measure"),
    path("world/weather", control.WeatherView.as_view(), name="world_weather"),
    path("world/rules", control.RulesView.as_view(), name="world_rules"),
    path("world/events", control.EventsView.as_view(), name="world_events"),
    path("world/broadcasts", control.BroadcastsView.as_view(), name="world_broadcasts"),
    path("stats/economy", views.EconomyView.as_view(), name="stats_economy"),
]
