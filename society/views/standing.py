"""Who the reader is in a run's social network, and what keeps her from taking part. Around every page of the network."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from society.views.accounts import Face, faces
from society.views.drafts import draft_of
from society.views.frame import Frame, frame_of
from society.views.open import readable
from streams.models import Role, RunStatus, User
from streams.selectors.accounts import account_view
from streams.selectors.viewing import Viewer, viewer_of
from world.labels import PERIODS

P = ParamSpec("P")
LIVE_PART: Final = "live"
"""What `?part=` is for a script that fetches the page's own content again, without its frame."""
WRITERS: Final = frozenset({Role.MEMBER, Role.OPERATOR, Role.ADMIN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The reader in the network.

    me: her account, None before her first act.   hindrance: why she may not write: nobody, observer, suspended, past,
    ended, or empty.
    """

    viewer: Viewer
    me: Face | None
    hindrance: str
    sign_in: str

    @property
    def may_write(self) -> bool:
        """Whether nothing keeps her from writing."""
        return not self.hindrance

    @property
    def may_report(self) -> bool:
        """Whether she may tell operators of something: whoever has a login that takes part, also while suspended."""
        return self.hindrance in ("", "suspended")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A reader's look at a page of the network."""

    request: HttpRequest
    frame: Frame
    standing: Standing

    @property
    def viewer(self) -> Viewer:
        """As whom the network is read."""
        return self.standing.viewer

    def render(self, template: str, view: str, context: dict[str, Any]) -> HttpResponse:
        """Show a page with what all pages of the network share."""
        is_part = self.request.GET.get("part") == LIVE_PART
        shared = {
            "view": view,
            "standing": self.standing,
            "here": _without_part(self.request),
            "layout": "society/parts/network/part.html" if is_part else "society/run.html",
            # a script that looks for news must not take what waits for the person herself
            "draft": {} if is_part else draft_of(self.request),
            "live": None if self.frame.moment.is_past else {"seq": self.frame.clock.seq, "periods": _periods()},
        }
        return render(self.request, template, self.frame.context(self.viewer) | shared | context)


def _without_part(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("part", None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _periods() -> str:
    return json.dumps({name: str(word) for name, word in PERIODS.items()}, ensure_ascii=False)


Page = Callable[Concatenate[Visit, P], HttpResponseBase]


def of_network(page: Page[P]) -> Callable[..., HttpResponseBase]:
    """Open the run and find out who reads, then show the page; of a run without a network, say so."""

    @readable
    @wraps(page)
    def shown(request: HttpRequest, /, run_id: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        frame = frame_of(request, run_id, with_state=False)
        if not frame.has_network:
            return render(request, "society/no_network.html", frame.context() | {"view": "feed"}, status=404)
        return page(Visit(request=request, frame=frame, standing=standing_of(request, frame)), *args, **kwargs)

    return shown


def standing_of(request: HttpRequest, frame: Frame) -> Standing:
    """Find out who reads. A query or two for nobody, a few more for somebody with an account."""
    viewer = viewer_of(frame.run, frame.user, t=frame.moment.sim_time if frame.moment.is_past else None)
    mine = account_view(viewer, viewer.account) if viewer.account else None
    me = faces(frame, [mine], you=viewer.account)[viewer.account] if mine is not None else None
    return Standing(
        viewer=viewer,
        me=me,
        hindrance=_hindrance(frame, me),
        sign_in=f"{reverse('sign_in')}?{urlencode({'next': request.get_full_path()})}",
    )


def may_take_part(user: User | None) -> bool:
    """Whether a login's role lets it write."""
    return user is not None and user.is_active and user.role in WRITERS


def _hindrance(frame: Frame, me: Face | None) -> str:
    if frame.user is None:
        return "nobody"
    if not may_take_part(frame.user):
        return "observer"
    if frame.moment.is_past:
        return "past"
    if frame.run.status == RunStatus.ENDED:
        return "ended"
    return "suspended" if me is not None and me.view.is_suspended else ""
