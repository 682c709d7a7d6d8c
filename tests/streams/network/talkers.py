"""A run without a town: the clock and the network, driven by hand."""

from collections.abc import Sequence
from typing import Any

from streams.kernel.simtime import HOUR_S
from streams.models import AccountCount, Inbox, PostCount, Run, RunHead, RunLease
from streams.network import commands
from streams.network.part import NetworkPart
from streams.services.inbox import append_command
from streams.writer.clock_part import ClockPart
from streams.writer.driver import Driver
from streams.writer.part import CommandKind, Part, RunFacts
from streams.writer.runs import found_run
from streams.writer.version import ENGINE_VERSION
from tests.streams.network.random_acts import Act

KINDS = {kind.name: kind for kind in commands.ALL}
HOUR = 60
"""Grid steps."""
ANN, BEN, CAT = 1, 2, 3
"""Accounts of the first three who join."""


def assemble(run: RunFacts) -> Sequence[Part]:
    return (ClockPart(), NetworkPart())


def found(*people: str, seed: int = 5) -> Run:
    """Found a paused run and let these people in; their accounts are 1, 2, 3 ..."""
    run = found_run(
        assemble=assemble,
        rate_milli=1_000,
        wall_ms=0,
        is_paused=True,
        name="Talkers",
        seed=seed,
        scenario="{}",
        language="en",
        step_s=60,
        start_sim_time=6 * HOUR_S,
        engine_version=ENGINE_VERSION,
    )
    tell(run, *(("join", 0, {"handle": name, "display_name": name.title()}) for name in people))
    return run


Word = tuple[str, int, dict[str, Any]]
"""Kind, actor, body."""


def send(run: Run, word: Word) -> Inbox:
    kind, actor, body = word
    command: CommandKind = KINDS[kind]
    return append_command(run, command, command.body.model_validate(body), actor=actor)


def tell(run: Run, *words: Word, parts: Any = assemble) -> list[Inbox]:
    """Send commands and have them applied in one step, and a grid step after it; give the receipts."""
    sent = [send(run, word) for word in words]
    drive(run, 1, parts=parts)
    for receipt in sent:
        receipt.refresh_from_db()
    return sent


def drive(run: Run, steps: int, *, parts: Any = assemble) -> RunHead:
    """Apply what waits, then make so many grid steps, as a holder that has just loaded the run; 0 does nothing."""
    RunLease.objects.filter(run=run).update(expires_wall_ms=0)
    driver = Driver(assemble=parts, publish=lambda run_id, seq: None)
    session = driver.hold(run)
    driver.advance_until(session, session.head_sim_time + steps * session.step_s)
    driver.release_all()
    return RunHead.objects.get(pk=run.pk)


def post(actor: int, text: str = "Hello") -> Word:
    return "post", actor, {"text": text}


def like(actor: int, number: int) -> Word:
    return "like", actor, {"post": number}


def unlike(actor: int, number: int) -> Word:
    return "unlike", actor, {"post": number}


def follow(actor: int, other: int) -> Word:
    return "follow", actor, {"account": other}


def word_of(act: Act) -> Word:
    """Write a random act as a command; an account that asks stands first in it."""
    kind, arguments = act
    if kind in ("sanction", "lift"):
        about = dict(zip(("kind", "subject"), arguments, strict=True))
        return (kind, 0, about | {"reason": "rude"}) if kind == "sanction" else ("lift_sanction", 0, about)
    actor = arguments[0] if arguments else 0
    names, texts = BODIES.get(kind, ((), {}))
    if kind not in BODIES:
        names = tuple(KINDS[kind].body.model_fields)
    return "message" if kind == "message_to" else kind, actor, dict(zip(names, arguments[1:], strict=True)) | texts


BODIES: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "join": ((), {"handle": "new", "display_name": "New"}),
    "change_profile": ((), {"bio": "I write."}),
    "post": ((), {"text": "Good morning, everybody 早上好"}),
    "comment": (("post", "parent"), {"text": "So it is."}),
    "message_to": (("to",), {"text": "Are you there?"}),
    "message": (("conversation",), {"text": "I am."}),
    "begin_group": (("accounts",), {"title": "Choir"}),
}
"""Names of what follows the actor in an act, and the texts that it needs; the others have the fields of their body."""


def counts_of(run: Run) -> tuple[list[list[int]], dict[int, list[int]]]:
    """Read the kept counts of posts, and of the accounts that have any."""
    posts = PostCount.objects.of(run.pk).order_by("pk").values_list("comments", "likes", "reposts")
    accounts = AccountCount.objects.of(run.pk).order_by("pk")
    of_accounts = {row.number: [row.posts, row.followers, row.following] for row in accounts}
    return [list(row) for row in posts], {n: counts for n, counts in of_accounts.items() if any(counts)}


def columns_of(part: Part) -> dict[str, Any]:
    """Everything that a network knows, comparable."""
    assert isinstance(part, NetworkPart)
    network = part.network
    columns = {
        f"{table}.{name}": getattr(network, table).rows(name).tolist()
        for table in ("accounts", "posts", "comments", "conversations")
        for name in getattr(network, table).LAYOUT
    }
    maps = ("follows", "blocks", "likes", "reposts", "pairs", "participants", "sanctions", "handles")
    return columns | {name: [part.tolist() for part in getattr(network, name).entries()] for name in maps}
