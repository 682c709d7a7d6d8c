"""Addresses of the residents' API, without trailing slashes."""

from django.urls import path

from agents.api import commands, views

urlpatterns = [
    path("agents", views.AgentsView.as_view(), name="agents"),
    path("agents/count", views.CountView.as_view(), name="agent_count"),
    path("agents/occupations", views.OccupationsView.as_view(), name="agent_occupations"),
    path("agents/<int:number>", views.AgentView.as_view(), name="agent"),
    path("agents/<int:number>/activities", views.ActivitiesView.as_view(), name="agent_activities"),
    path("agents/<int:number>/activities/daily", views.DayView.as_view(), name="agent_day"),
    path("agents/<int:number>/trajectory", views.TrajectoryView.as_view(), name="agent_trajectory"),
    path("agents/<int:number>/why/<int:event>", views.WhyView.as_view(), name="agent_why"),
    path("agents/<int:number>/ledger", views.LedgerView.as_view(), name="agent_ledger"),
    path("agents/<int:number>/command", commands.CommandView.as_view(), name="agent_command"),
]
