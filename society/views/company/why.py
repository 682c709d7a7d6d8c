"""Why was this said: the way of a piece of news from what happened, from mouth to mouth, to the words that somebody wrote."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from agents.models import Medium, Saying
from agents.selectors.hearsay import HopView, OriginView, why_said
from agents.selectors.occurrences import occurrence_text
from agents.selectors.sayings import saying_behind
from society.views.company.cast import Somebody, cast_of, settings_of
from society.views.company.pages import company_page
from society.views.frame import Frame, found_or_404
from society.views.words import moment_text
from streams.kernel.ids import number_of
from streams.kernel.simtime import world_time
from streams.models import Comment
from streams.selectors.posts import posts_by_numbers
from streams.selectors.threads import comment_by_number
from streams.selectors.viewing import LAST_NUMBER, Viewer, viewer_of
from world.sentences import say, told

KINDS: Final[Mapping[str, Medium]] = {
    "line": Medium.TALK,
    "post": Medium.POST,
    "comment": Medium.COMMENT,
    "message": Medium.MESSAGE,
}


@company_page
def why(request: HttpRequest, frame: Frame, kind: str, number: int) -> HttpResponse:
    """Show where what a line, a post, a comment or a message tells of comes from; messages of residents for operators only."""
    if kind not in KINDS or number > LAST_NUMBER:
        raise Http404(f"there is no {kind} {number}")
    medium = KINDS[kind]
    if medium == Medium.MESSAGE and not frame.can_steer:
        return render(request, "society/company/private.html", frame.context() | {"view": "feed"}, status=403)
    viewer = viewer_of(frame.run, frame.user, t=frame.moment.sim_time if frame.moment.is_past else None)
    _must_be_shown(viewer, medium, number)
    saying = found_or_404(saying_behind(frame.moment, medium, number), f"nobody in town has said {kind} {number}")
    said = Saying.objects.numbered(frame.run.pk, saying).get()
    origin = why_said(frame.moment, saying)
    context = {
        "view": "talks" if medium == Medium.TALK else "feed",
        "words": _words(viewer, said),
        "source": _source(frame, said),
        "kind": kind,
        **_chain(frame, said, origin),
    }
    return render(request, "society/company/why.html", frame.context() | context)


def _must_be_shown(viewer: Viewer, medium: Medium, number: int) -> None:
    """Refuse what the reader may not see: removed, hidden by a sanction, or by somebody whom she has blocked."""
    if medium == Medium.POST and not posts_by_numbers(viewer, [number]):
        raise Http404(f"there is no post {number}")
    if medium == Medium.COMMENT and comment_by_number(viewer, number) is None:
        raise Http404(f"there is no comment {number}")


def _words(viewer: Viewer, said: Saying) -> str:
    """Read the words that were said; those of posts, comments and messages stand in their own rows."""
    if said.medium == Medium.POST:
        return posts_by_numbers(viewer, [said.item])[0].text
    if said.medium == Medium.COMMENT:
        comment = comment_by_number(viewer, said.item)
        return comment.text if comment is not None else ""
    return said.text


def _source(frame: Frame, said: Saying) -> str:
    """Write the address of where it was said, "" for a private message."""
    query, run_id = frame.query(district=""), frame.run.pk
    if said.medium == Medium.TALK:
        return reverse("talk", args=[run_id, said.item]) + query
    if said.medium == Medium.POST:
        return reverse("post", args=[run_id, said.item]) + query
    if said.medium == Medium.COMMENT:
        row = Comment.objects.numbered(run_id, said.item).get()
        return f"{reverse('post', args=[run_id, number_of(row.post_id)])}{query}#comment-{said.item}"
    return ""


def _chain(frame: Frame, said: Saying, origin: OriginView | None) -> dict[str, Any]:
    """Tell the way from the happening to the words: first what happened, then who came to know of it, oldest first."""
    hops = list(origin.hops)[::-1] if origin else []
    cast = cast_of(
        frame, {said.speaker, said.owner, said.fact_other, *(hop.source for hop in hops), *(hop.knower for hop in hops)}
    )
    places = settings_of(frame, [said.fact_place])
    shown: dict[str, Any] = {"speaker": cast.get(said.speaker), "when": moment_text(said.sim_time)}
    if origin is None:
        return shown
    names = {number: somebody.name for number, somebody in cast.items()}
    return shown | {
        "happened": {
            "text": occurrence_text(said.what, names.get(said.owner, ""), names.get(said.fact_other, "")),
            "who": cast.get(said.owner),
            "place": places.get(said.fact_place),
            "when": moment_text(said.fact_time),
            "iso": world_time(said.fact_time),
            "event": str(origin.event_seq),
            "record": _record(frame, origin),
        },
        "hops": [_hop(frame, hop, cast) for hop in hops if hop.source and hop.knower != said.owner],
        "is_whole": (bool(hops) and hops[0].knower == said.owner) or said.speaker == said.owner,
    }


def _record(frame: Frame, origin: OriginView) -> str:
    """Say the event as the record has it; "" where that day is pruned."""
    event = origin.event
    if event is None:
        return ""
    read = told(event)
    people = cast_of(frame, [read.who, read.other])
    place = settings_of(frame, [read.place]).get(read.place)
    return say(
        read.key,
        who=people[read.who].name if read.who in people else "",
        other=people[read.other].name if read.other in people else "",
        place=place.label if place else "",
        rate=read.rate,
        text=read.text,
    )


def _hop(frame: Frame, hop: HopView, cast: Mapping[int, Somebody]) -> dict[str, Any]:
    page = "post" if hop.is_read else "talk"
    return {
        "who": cast.get(hop.knower),
        "source": cast.get(hop.source),
        "is_read": hop.is_read,
        "when": moment_text(hop.sim_time),
        "iso": world_time(hop.sim_time),
        "href": reverse(page, args=[frame.run.pk, hop.item]) + frame.query(district="") if hop.item else "",
    }
