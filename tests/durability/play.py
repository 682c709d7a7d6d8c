"""A run played by child processes that may be killed: `python -m tests.durability.play FAILPOINT KILLS GROUP_STEPS`.

The database is DATABASE_URL's. Prints one JSON object: the digest, a hash of every table, and the kills that happened.
The run gets the same commands at the same steps whatever happens to the processes that play it.
"""

import hashlib
import json
import os
import random
import signal
import sys
from collections.abc import Callable
from typing import Any, Final

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "society.settings")
django.setup()

from django.apps import apps
from django.core.management import call_command
from django.db import connections, models

from society.experiments.founding import found_scenario, with_overrides
from society.experiments.scenario import load_scenario
from society.parts import assemble
from streams.models import ArchiveHead, OneTimeLink, Run, RunClock, RunHead, RunLease, User
from streams.network import commands as social
from streams.services.inbox import append_command
from streams.writer import failpoints
from streams.writer.clock_part import SNAPSHOT, Nothing
from streams.writer.driver import Driver
from streams.writer.part import CommandKind
from world.commands import DIRECT, DirectBody

HOURS: Final = (7, 9, 12)
"""Commands are sent at these hours; the run ends at the last."""
# ArchiveHead: an engine that lives for long looks for days to seal, a short one does not
BOOKKEEPING: Final = (User, OneTimeLink, RunClock, RunLease, ArchiveHead)
ANN, BEN = 31, 32
"""Accounts of the two people who join the thirty residents."""
TALK: Final[dict[int, tuple[tuple[int, CommandKind, Any], ...]]] = {
    7: (
        (0, social.JOIN, social.JoinBody(handle="ann", display_name="Ann")),
        (0, social.JOIN, social.JoinBody(handle="ann", display_name="Ben")),
        (ANN, social.POST, social.PostBody(text="Rain at the 图书馆 again")),
        (3, social.POST, social.PostBody(text="Fresh bread!")),
        (BEN, social.LIKE, social.OfPost(post=1)),
        (4, social.LIKE, social.OfPost(post=1)),
        (ANN, social.FOLLOW, social.OfAccount(account=3)),
        (3, social.FOLLOW, social.OfAccount(account=ANN)),
    ),
    9: (
        (BEN, social.UNLIKE, social.OfPost(post=1)),
        (BEN, social.LIKE, social.OfPost(post=1)),
        (BEN, social.LIKE, social.OfPost(post=9)),
        (ANN, social.COMMENT, social.CommentBody(post=2, text="Keep me one")),
        (3, social.COMMENT, social.CommentBody(post=2, text="I will", parent=1)),
        (BEN, social.REPOST, social.OfPost(post=2)),
        (ANN, social.MESSAGE, social.MessageBody(to=BEN, text="Have you seen it?")),
        (BEN, social.BEGIN_GROUP, social.GroupBody(title="Bread", accounts=[ANN, 3])),
    ),
    12: (
        (ANN, social.BLOCK, social.OfAccount(account=3)),
        (BEN, social.UNLIKE, social.OfPost(post=1)),
        (3, social.REMOVE_POST, social.OfPost(post=2)),
        (0, social.SANCTION, social.SanctionBody(kind=1, subject=1, reason="too wet")),
        (ANN, social.CHANGE_PROFILE, social.ProfileBody(bio="I write.")),
        (3, social.LEAVE_GROUP, social.OfConversation(conversation=2)),
    ),
}


def found(seed: int = 11) -> Run:
    """Make the schema and a town of thirty."""
    call_command("migrate", verbosity=0)
    scenario = with_overrides(load_scenario("willowbrook"), seed=seed, count=30)
    return found_scenario(scenario, is_default=True)


def advance(run: Run, until: int, group_steps: int) -> None:
    """Hold the run and advance it, as if the last holder's lease had run out."""
    RunLease.objects.filter(run=run).update(expires_wall_ms=0)
    driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)
    driver.advance_until(driver.hold(run), until, group_steps=group_steps)
    driver.release_all()


def in_child(work: Callable[[], None]) -> bool:
    """Do something in a forked process; whether it lived to the end."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        work()
        connections.close_all()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return False
    assert os.waitstatus_to_exitcode(status) == 0, "the child failed by itself"
    return True


def kill_at(name: str, reached: int) -> None:
    """Have this process killed when it reaches a moment for the n-th time."""
    left = [reached]

    def hook(moment: str) -> None:
        if moment == name:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    failpoints.arm(hook)


def play(failpoint: str, kills: int, group_steps: int) -> int:
    """Play the run, killing the process that plays it; return how often that happened."""
    run = found()
    dice = random.Random(f"{failpoint} {kills}")
    happened = 0
    for hour in HOURS:
        until = run.start_sim_time - 6 * 3600 + hour * 3600
        _send_commands(run, hour)
        while happened < kills * (HOURS.index(hour) + 1) // len(HOURS):
            reached = 1 if failpoint == "load" else dice.randint(1, 3)

            def work(reached: int = reached, until: int = until) -> None:
                kill_at(failpoint, reached)
                advance(run, until, group_steps)

            if in_child(work):
                break
            happened += 1
        in_child(lambda until=until: advance(run, until, group_steps))  # type: ignore[misc]  # a default argument binds it
    return happened


def _send_commands(run: Run, hour: int) -> None:
    append_command(run, DIRECT, DirectBody(resident=hour, action="read", place=hour % 30 + 1))
    append_command(run, DIRECT, DirectBody(resident=999, action="wait", place=1))
    append_command(run, SNAPSHOT, Nothing())
    for actor, kind, body in TALK[hour]:
        append_command(run, kind, body, actor=actor)


def hashes() -> dict[str, str]:
    """Hash every table of history and the inbox, row by row, without wall-clock columns and logins."""
    found: dict[str, str] = {}
    for model in apps.get_models():
        is_ours = model._meta.app_label in ("streams", "world", "agents") and not model._meta.proxy
        if is_ours and model not in BOOKKEEPING:
            found[model._meta.label] = _hash(model)
    return found


def _hash(model: type[models.Model]) -> str:
    names = [field.attname for field in model._meta.concrete_fields if not field.attname.endswith(("_wall", "user_id"))]
    digest = hashlib.sha256()
    for row in model._default_manager.order_by("pk").values_list(*names):
        digest.update(repr([_plain(value) for value in row]).encode())
    return digest.hexdigest()


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def main(failpoint: str, kills: str, group_steps: str) -> None:
    """Play and print."""
    happened = play(failpoint, int(kills), int(group_steps))
    head = RunHead.objects.get()
    print(json.dumps({"digest": head.digest, "step": head.step, "kills": happened, "tables": hashes()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
