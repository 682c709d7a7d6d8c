"""Every address under /api, without trailing slashes; what is not there is answered in the envelope too."""

from django.urls import include, path, re_path

from agents.api.urls import urlpatterns as agents_urls
from society.api import views
from society.api.auth.urls import urlpatterns as auth_urls
from society.api.exports import jobs as export_jobs
from society.api.exports import views as exports
from streams.api.urls import urlpatterns as streams_urls
from streams.api.views import NowhereView
from world.api.urls import urlpatterns as world_urls

app_name = "api"
urlpatterns = [
    path("world/control", views.ControlView.as_view(), name="world_control"),
    path("world/time-scale", views.TimeScaleView.as_view(), name="world_time_scale"),
    path("runs/<int:run_id>/fork", views.ForkView.as_view(), name="run_fork"),
    path("export/agents", exports.AgentsExportView.as_view(), name="export_agents"),
    path("export/conversations", exports.TalksExportView.as_view(), name="export_conversations"),
    path("export/social-network", exports.NetworkExportView.as_view(), name="export_social_network"),
    path("export/events", exports.EventsExportView.as_view(), name="export_events"),
    path("export/run", exports.RunExportView.as_view(), name="export_run"),
    path("export/jobs", export_jobs.JobsView.as_view(), name="export_jobs"),
    path("export/jobs/<int:job_id>", export_jobs.JobView.as_view(), name="export_job"),
    path("export/jobs/<int:job_id>/file", export_jobs.JobFileView.as_view(), name="export_job_file"),
    path("", include(auth_urls)),
    path("", include(streams_urls)),
    path("", include(world_urls)),
    path("", include(agents_urls)),
    re_path(r"", NowhereView.as_view(), name="nowhere"),
]
