"""A town of twelve in which two people, Ann and Ben, play residents, and what they ask of it."""

import json
from typing import Any, Final

from pydantic import BaseModel

from agents.bodies.commands import DECIDE, RETURN, TAKE, DecideBody, ReturnBody, TakeBody
from agents.models import Body
from streams.kernel.simtime import HOUR_S
from streams.models import Inbox, Run
from streams.network.commands import JOIN, JoinBody
from streams.services.inbox import append_command
from streams.writer.part import CommandKind
from tests.control import advance, found_town

ANN, BEN = 13, 14
"""Accounts of the two people who join the twelve residents."""
HER: Final = 3
"""The resident whom Ann plays."""
STEP_S: Final = 120
STEP_H: Final = STEP_S / HOUR_S


def peopled() -> Run:
    """Found the town on a Monday at nine, and let the two join."""
    run = found_town(count=12, start="2024-01-01T09:00:00", step_s=STEP_S)
    for name in ("ann", "ben"):
        append_command(run, JOIN, JoinBody(handle=name, display_name=name.title()))
    return advance(run, STEP_H)


def taken() -> Run:
    """The same, and Ann plays one of them."""
    run = peopled()
    take(run)
    return advance(run, STEP_H)


def ruled(run: Run, **rules: int) -> None:
    """Let a run have other rules of `[bodies]` from now on."""
    scenario = json.loads(run.scenario)
    scenario["bodies"] |= rules
    run.scenario = json.dumps(scenario)
    run.save(update_fields=["scenario"])


def send(run: Run, kind: CommandKind, body: BaseModel, actor: int) -> Inbox:
    return append_command(run, kind, body, actor=actor)


def take(run: Run, resident: int = HER, actor: int = ANN) -> Inbox:
    return send(run, TAKE, TakeBody(resident=resident), actor)


def give_back(run: Run, resident: int = HER, actor: int = ANN) -> Inbox:
    return send(run, RETURN, ReturnBody(resident=resident), actor)


def decide(run: Run, action: str, place: int, *, resident: int = HER, actor: int = ANN, **more: Any) -> Inbox:
    return send(run, DECIDE, DecideBody(resident=resident, action=action, place=place, **more), actor)


def seen(run: Run, resident: int = HER) -> Any:
    """Read what she was shown last."""
    return json.loads(body_of(run, resident).observation)


def body_of(run: Run, resident: int = HER) -> Body:
    return Body.objects.numbered(run.pk, resident).get()


def offered(run: Run, action: str, resident: int = HER) -> list[int]:
    """List where she may do something now."""
    return [offer["place"] for offer in seen(run, resident)["offered"] if offer["action"] == action]
