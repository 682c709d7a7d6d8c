"""Titles of columns that have none in their models, in the reader's language; moments and real times in words."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from django.contrib import admin
from django.contrib.admin.utils import display_for_field
from django.db.models import BooleanField, Field, Model
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from streams.admin.links import NONE, moment

Titles = Mapping[str, "Promise | str"]
"""By the field's name; a field means the same in every table of a package."""

TITLES: Final[Titles] = {
    "id": _("key"),
    "run": _("run"),
    "parent": _("parent"),
    "step": _("step"),
    "seq": _("event"),
    "sim_time": _("time"),
    "digest": _("digest"),
    "state_digest": _("digest of the state"),
    "counters": _("numbers given"),
    "events": _("events"),
    "engine_version": _("engine's version"),
    # the clock and the lease
    "sim_ms": _("simulated ms"),
    "wall_ms": _("real time"),
    "rate_milli": _("speed, thousandths"),
    "resume_rate_milli": _("speed when resumed, thousandths"),
    "lag_ms": _("behind, ms"),
    "slipped_ms": _("given up, ms"),
    "step_us": _("a step, µs"),
    "commit_us": _("a commit, µs"),
    "committed_wall_ms": _("last commit"),
    "holder": _("driven by"),
    "epoch": _("times taken over"),
    "expires_wall_ms": _("runs out"),
    "claimed_wall_ms": _("held since"),
    "used_wall_ms": _("used"),
    # events
    "kind": _("kind"),
    "actor": _("who"),
    "target": _("to whom"),
    "place": _("place"),
    "object": _("object"),
    "action": _("action"),
    "duration_s": _("seconds"),
    "reason": _("reason"),
    "amount": _("cents"),
    "next_action": _("then"),
    "next_place": _("then at"),
    "arrive": _("arrives"),
    "due": _("until"),
    "prev_id": _("the one before"),
    "payload": _("more"),
    # the inbox
    "body": _("values"),
    "user": _("login"),
    "idempotency_key": _("key of the request"),
    "created_wall": _("sent"),
    "applied_step": _("in step"),
    "position": _("position in the step"),
    "tries": _("failures"),
    "outcome": _("outcome"),
    "result": _("result"),
    # the archive
    "first": _("first number"),
    "last": _("last number"),
    "blocks": _("blocks"),
    "body_bytes": _("bytes"),
    "is_pruned": _("pruned"),
    "rows": _("rows"),
    "day": _("day"),
    "block": _("shelf"),
    "sealed": _("sealed up to"),
    "rows_from": _("rows from"),
}
_MOMENTS: Final = ("sim_time", "arrive", "due", "since")
_WALL: Final = "wall_ms"


def titled_column(field: "Field[Any, Any]", title: Any) -> Callable[[Model], Any]:
    """Make a column of a field: under a title, with times in words."""
    is_boolean = isinstance(field, BooleanField)

    @admin.display(description=title, boolean=is_boolean)
    def show(row: Model) -> Any:
        value = getattr(row, field.name)
        if field.name in _MOMENTS:
            return moment(value) if value else NONE
        if field.name.endswith(_WALL):
            return wall_text(value) if value else NONE
        return value if is_boolean else display_for_field(value, field, NONE)

    show.__name__ = field.name  # the page looks for the field's help by it
    return show


def wall_text(wall_ms: int) -> str:
    """Write a real moment in the reader's language."""
    return date_format(datetime.fromtimestamp(wall_ms / 1000, tz=UTC), "DATETIME_FORMAT") + " UTC"
