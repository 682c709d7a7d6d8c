"""How far a person has read: told by her page when it is really shown, or by a button where no script runs."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from society.views.acts import next_of
from society.views.frame import Frame, frame_of, number_of_query, reader
from streams.models import Run
from streams.services.reading import mark_conversation_read, mark_notices_seen


@require_POST
def mark_read(request: HttpRequest, run_id: int) -> HttpResponse:
    """Note that a conversation was read, or the notices seen, up to a number; a script is given the counts that are left."""
    run, user = get_object_or_404(Run, pk=run_id), reader(request)
    if user is None:
        raise PermissionDenied("only who is signed in has anything to read")
    conversation, upto = (number_of_query(request.POST.get(name, "")) for name in ("conversation", "upto"))
    if conversation:
        mark_conversation_read(run, user, conversation, upto)
    else:
        mark_notices_seen(run, user, upto)
    if request.POST.get("part") == "mail":
        return _counts(request, frame_of(request, run_id, with_state=False))
    return redirect(next_of(request, run))


@require_GET
def unread(request: HttpRequest, run_id: int) -> HttpResponse:
    """Give the counts of the header alone, for a script that keeps them up to date."""
    frame = frame_of(request, run_id, with_state=False)
    if frame.user is None:
        raise PermissionDenied("only who is signed in has anything to read")
    return _counts(request, frame)


def _counts(request: HttpRequest, frame: Frame) -> HttpResponse:
    return render(request, "society/parts/mail.html", frame.context() | {"view": request.GET.get("view", "")})
