"""The example of docs/bodies.md: a program that knows only an address and a key plays a resident for a simulated day."""

import importlib.util
from collections import Counter
from collections.abc import Iterator
from queue import Empty, Queue
from threading import Event as Signal
from threading import Thread
from types import ModuleType
from typing import Any, Final
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from agents.models import Body
from society.identity.api_keys import issue_key
from society.models import Scope
from streams.models import Event, Role, Run, User
from tests.architecture.sources import ROOT
from tests.control import events, found_town
from tests.lived_town import EngineInTime
from world.actions import Action
from world.contract import Reason
from world.events import WorldEvent

HER: Final = 3
A_WHILE_S: Final = 240
"""Simulated seconds that pass while the program waits: less than its resident's patience."""


class Silent(WSGIRequestHandler):
    """Answers without writing about it."""

    def log_message(self, format: str, *args: Any) -> None:
        """Write nothing."""


class Waiting:
    """What the program does instead of sleeping: it asks the test to let the town live on, and waits for that."""

    def __init__(self) -> None:
        self.asked: Queue[Signal] = Queue()

    def __call__(self, seconds: float) -> None:
        done = Signal()
        self.asked.put(done)
        assert done.wait(60)


@pytest.fixture
def program() -> ModuleType:
    spec = importlib.util.spec_from_file_location("play_resident", ROOT / "docs" / "examples" / "play_resident.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def run(db: None) -> Run:
    return found_town(count=12, step_s=120)


@pytest.fixture
def engine(run: Run, monkeypatch: pytest.MonkeyPatch) -> EngineInTime:
    """Have an engine answer the program's commands while the server waits for it."""
    engine = EngineInTime(run)
    monkeypatch.setattr("streams.services.inbox.time", engine)
    return engine


@pytest.fixture
def server() -> Iterator[WSGIServer]:
    """Serve the API on this machine. As for Django's own test client, requests leave the test's connection open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    with make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Silent) as server:
        server.timeout = 0.01
        yield server
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def serve(server: WSGIServer, program: Thread, waiting: Waiting, engine: EngineInTime) -> None:
    """Answer requests, in this thread because the database is its own, and let time pass while the program waits."""
    program.start()
    while program.is_alive():
        server.handle_request()
        try:
            done = waiting.asked.get_nowait()
        except Empty:
            continue
        engine.let_pass(A_WHILE_S)
        done.set()


def test_it_plays_a_resident_for_a_day_and_gives_her_back(
    program: ModuleType, run: Run, engine: EngineInTime, server: WSGIServer
) -> None:
    user = User.objects.create_user("ann@example.org", role=Role.MEMBER)
    key = issue_key(user, name="program", scopes=[Scope.BODY]).text
    waiting, last = Waiting(), dict[str, Any]()
    town = program.Town(f"http://127.0.0.1:{server.server_port}", key, wait=waiting)

    serve(server, Thread(target=lambda: last.update(program.play(town, HER, wait=waiting))), waiting, engine)

    acted = [event for event in events(run, WorldEvent.ACTED) if event.actor == HER]
    played = Counter(Action(event.next_action) for event in acted if event.reason == Reason.PLAYED)
    assert last["body"]["decisions"] == Event.objects.filter(kind=WorldEvent.BODY_DECIDED).count() == played.total()
    assert played[Action.EAT] >= 2
    assert played[Action.SLEEP] >= 1
    assert last["body"]["missed"] <= 2
    assert min(last["needs"].values()) > 10
    assert [body.player for body in Body.objects.all()] == [0]


def test_a_wrong_key_is_told(program: ModuleType, run: Run, engine: EngineInTime, server: WSGIServer) -> None:
    waiting, faults = Waiting(), list[Any]()
    town = program.Town(f"http://127.0.0.1:{server.server_port}", "ais_nothing_at_all", wait=waiting)

    def play() -> None:
        try:
            program.play(town, HER, wait=waiting)
        except program.Refused as refused:
            faults.append(refused)

    serve(server, Thread(target=play), waiting, engine)

    assert [(fault.status, fault.reason) for fault in faults] == [(401, "UNAUTHENTICATED")]
