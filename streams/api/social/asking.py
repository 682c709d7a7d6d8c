"""What the network's views ask first: who looks, at which moment, from where on; and how they send and answer."""

from collections.abc import Callable
from typing import Any, Final

from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from streams.api.asking import LIMIT_MAX, MomentQuery, RunQuery, RunView, person
from streams.api.errors import InvalidParameter, NotFound
from streams.api.permissions import MembersWrite
from streams.api.receipts import IDEMPOTENCY_KEY, receipt_answer, send_act
from streams.errors import HistoryLost
from streams.models import Inbox, Run
from streams.selectors.viewing import LAST_NUMBER, Page, Viewer, viewer_of
from streams.writer.part import CommandKind

CURSOR_MAX: Final = 2**62
WRITING: Final[list[Any]] = [RunQuery, IDEMPOTENCY_KEY]
"""What every write takes beside its body."""
_CURSOR_HELP: Final = "Goes on behind a page: its `next`."


class EndlessQuery(RunQuery):
    """A page of an endless list, the latest first."""

    before = serializers.IntegerField(
        required=False, default=0, min_value=0, max_value=CURSOR_MAX, help_text=_CURSOR_HELP
    )
    limit = serializers.IntegerField(required=False, default=20, min_value=1, max_value=LIMIT_MAX)


class EndlessMomentQuery(EndlessQuery, MomentQuery):
    """A page of an endless list at a moment."""


class SocialView(RunView):
    """A view of a run's network: read by everybody who may read, written to by members."""

    permission_classes: Any = (MembersWrite,)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse numbers that nothing can have before anybody looks for them."""
        super().initial(request, *args, **kwargs)
        if any(isinstance(value, int) and value > LAST_NUMBER for value in kwargs.values()):
            raise NotFound

    def viewer_of(self, request: Request, asked: dict[str, Any]) -> Viewer:
        """Find out who looks, at which moment; InvalidParameter for one that is not in the record."""
        run = self.run_of(asked)
        try:
            return viewer_of(run, person(request), t=asked.get("t"))
        except HistoryLost as lost:
            raise InvalidParameter(t=[_("The moment is not between the run's start and now.")]) from lost

    def looked(self, request: Request) -> tuple[dict[str, Any], Viewer]:
        """Check the query string and find out who looks."""
        asked = self.asked(request)
        return asked, self.viewer_of(request, asked)

    def run_written(self, request: Request) -> Run:
        """Find the run that is written to. What is written is of now, whatever moment the query names."""
        return self.run_of(self.asked(request))

    def act(
        self,
        request: Request,
        kind: CommandKind,
        body: dict[str, Any],
        shown: Callable[[Viewer, Inbox], Any],
        *,
        is_removal: bool = False,
    ) -> Response:
        """Send a command as the person's account and answer with what there is after it.

        body: the fields of the command's.   shown: what the answer's `object` is, asked once the command was applied.
        """
        run = self.run_written(request)
        receipt = send_act(request, run, kind, checked(kind.body, body))
        thing = shown(viewer_of(run, person(request)), receipt) if receipt.applied_step is not None else None
        return receipt_answer(request, receipt, thing, is_removal=is_removal)


def checked(kind: type[BaseModel], body: dict[str, Any]) -> BaseModel:
    """Make a command's body; InvalidParameter names what is wrong in it."""
    try:
        return kind.model_validate(body)
    except ValidationError as wrong:
        details: dict[str, Any] = {}
        for error in wrong.errors():
            name = str(error["loc"][0]) if error["loc"] else "non_field_errors"
            details.setdefault(name, []).append(error["msg"])
        raise InvalidParameter(**details) from wrong


def paged(page: Page[Any], serializer: type[serializers.Serializer[Any]]) -> dict[str, Any]:
    """Write a page: the items, and the cursor that goes on, null at the end."""
    return {"items": serializer(page.items, many=True).data, "next": page.next or None}


def nothing(viewer: Viewer, receipt: Inbox) -> None:
    """Show nothing: what the command was about is gone."""
