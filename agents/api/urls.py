"""Addresses of the residents' API, without trailing slashes."""

from django.urls import path

from agents.api import bodies, commands, company, people, population, views, watching

urlpatterns = [
    path("agents", people.AgentsView.as_view(), name="agents"),
    path("agents/generate", people.GenerateView.as_view(), name="agents_generate"),
    path("agents/import", people.ImportView.as_view(), name="agents_import"),
    path("agents/watched", watching.WatchedView.as_view(), name="agents_watched"),
    path("agents/count", views.CountView.as_view(), name="agent_count"),
    path("agents/occupations", views.OccupationsView.as_view(), name="agent_occupations"),
    path("agents/<int:number>", people.AgentView.as_view(), name="agent"),
    path("agents/<int:number>/watch", watching.WatchView.as_view(), name="agent_watch"),
    path("agents/<int:number>/activities", views.ActivitiesView.as_view(), name="agent_activities"),
    path("agents/<int:number>/activities/daily", views.DayView.as_view(), name="agent_day"),
    path("agents/<int:number>/trajectory", views.TrajectoryView.as_view(), name="agent_trajectory"),
    path("agents/<int:number>/why/<int:event>", views.WhyView.as_view(), name="agent_why"),
    path("agents/<int:number>/ledger", views.LedgerView.as_view(), name="agent_ledger"),
    path("agents/<int:number>/command", commands.CommandView.as_view(), name="agent_command"),
    path("agents/<int:number>/dealings", commands.DealingView.as_view(), name="agent_dealings"),
    path("agents/<int:number>/relationships", company.RelationshipsView.as_view(), name="agent_relationships"),
    path("agents/<int:number>/relationships/<int:other>", company.RelationView.as_view(), name="agent_relationship"),
    path("agents/<int:number>/memories", company.MemoriesView.as_view(), name="agent_memories"),
    path("agents/<int:number>/conversations", company.AgentTalksView.as_view(), name="agent_conversations"),
    path("agents/<int:number>/appointments", company.AppointmentsView.as_view(), name="agent_appointments"),
    path("agents/<int:number>/inventory", company.InventoryView.as_view(), name="agent_inventory"),
    path("external/agents", bodies.BodiesView.as_view(), name="bodies"),
    path("external/agents/<int:number>", bodies.BodyView.as_view(), name="body"),
    path("external/agents/<int:number>/observation", bodies.ObservationView.as_view(), name="body_observation"),
    path("external/agents/<int:number>/decision", bodies.BodyDecisionView.as_view(), name="body_decision"),
    path("conversations", company.TalksView.as_view(), name="talks"),
    path("conversations/active", company.ActiveTalksView.as_view(), name="talks_active"),
    path("conversations/<int:number>", company.TalkView.as_view(), name="talk"),
    path("conversations/between/<int:number>/<int:other>", company.TalksBetweenView.as_view(), name="talks_between"),
    path("population/report", population.ReportView.as_view(), name="population_report"),
    path("population/gaps", population.GapsView.as_view(), name="population_gaps"),
    path("population/isolates", population.IsolatesView.as_view(), name="population_isolates"),
    path("population/imbalances", population.ImbalancesView.as_view(), name="population_imbalances"),
    path("population/balance/start", population.StartView.as_view(), name="population_balance_start"),
    path("population/balance/stop", population.StopView.as_view(), name="population_balance_stop"),
    path("stats/social", company.SocialStatsView.as_view(), name="stats_social"),
]
