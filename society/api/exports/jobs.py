"""Exports that are made in the background: followed, downloaded, cancelled by who asked for them."""

import os

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from society.api.exports.asking import asks_as_operator
from society.api.exports.kinds import CONTENT_TYPES, RUN, file_name
from society.api.exports.serializers import ExportJobSerializer, ExportJobsSerializer
from society.api.exports.streaming import AnyAccept, Download
from society.api.exports.views import pieces_of
from society.models import ExportJob, JobState
from society.operations.exports import jobs
from streams.api.asking import signed_in
from streams.api.errors import Conflict, NotFound
from streams.api.permissions import IsOwnRead


class JobsView(APIView):
    """The jobs of whoever asks."""

    permission_classes = (IsOwnRead,)

    @extend_schema(operation_id="export_jobs", responses=ExportJobsSerializer)
    def get(self, request: Request) -> Response:
        """List her newest jobs; for operators everybody's."""
        found = jobs.jobs_of(signed_in(request))[: jobs.SHOWN]
        return Response({"items": ExportJobSerializer(found, many=True, context={"request": request}).data})


class JobView(APIView):
    """One job."""

    permission_classes = (IsOwnRead,)

    @extend_schema(operation_id="export_job", responses=ExportJobSerializer)
    def get(self, request: Request, job_id: int) -> Response:
        """Say how far it is."""
        return Response(ExportJobSerializer(_job(request, job_id), context={"request": request}).data)

    @extend_schema(operation_id="export_job_drop", request=None, responses={200: ExportJobSerializer})
    def delete(self, request: Request, job_id: int) -> Response:
        """Cancel it; one that has ended is forgotten, and its file deleted."""
        job = _job(request, job_id)
        if jobs.drop(job):
            job.refresh_from_db()
        return Response(ExportJobSerializer(job, context={"request": request}).data)


class JobFileView(AnyAccept):
    """The file of a job."""

    permission_classes = (IsOwnRead,)

    @extend_schema(
        operation_id="export_job_file",
        responses={(200, "application/octet-stream"): OpenApiResponse(OpenApiTypes.BINARY)},
    )
    def get(self, request: Request, job_id: int) -> Download:
        """Download it."""
        job = _job(request, job_id)
        if job.state != JobState.DONE:
            raise Conflict(reason="not_ready", state=job.state)
        try:
            file = os.open(jobs.path_of(job), os.O_RDONLY)
        except FileNotFoundError:
            raise NotFound from None
        answer = Download(
            pieces_of(file), name=file_name(job.run, job.what, job.format), content_type=CONTENT_TYPES[job.format]
        )
        answer.headers["Content-Length"] = str(job.size)
        return answer


def _job(request: Request, job_id: int) -> ExportJob:
    """Find a job of whoever asks. NotFound for others', and for whole runs without the right to operate."""
    job = jobs.jobs_of(signed_in(request)).filter(pk=job_id).first()
    if job is None or ((job.what == RUN or job.with_private) and not asks_as_operator(request)):
        raise NotFound
    return job
