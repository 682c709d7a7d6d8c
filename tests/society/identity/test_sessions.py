"""Sessions in Redis beside the database: fewer queries while it is there, the same people signed in while it is not."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from redis import RedisError

from society.identity.sessions import KEPT_S, SteadyRedisCache
from society.settings.security import sessions
from streams.models import User
from tests.durability.own_redis import OwnRedis, own_redis

pytestmark = [pytest.mark.django_db, pytest.mark.services, pytest.mark.own_servers]


@pytest.fixture(scope="module")
def started() -> Iterator[OwnRedis]:
    with own_redis() as server:
        yield server


@pytest.fixture
def redis_here(started: OwnRedis, settings: Any) -> OwnRedis:
    """Keep sessions as an installation with Redis does."""
    for name, value in sessions(started.url).items():
        setattr(settings, name, value)
    return started


def ann() -> Client:
    client = Client()
    client.force_login(User.objects.create_user("ann@example.org", "a long enough one"))
    return client


def asked_sessions(client: Client) -> int:
    """Look at a page of one's own; say how often the table of sessions was asked."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/account/").status_code == 200
    return sum("django_session" in query["sql"] for query in captured)


def test_a_session_is_read_from_redis(redis_here: OwnRedis) -> None:
    client = ann()

    assert asked_sessions(client) == 0
    redis_here.flush()
    assert [asked_sessions(client), asked_sessions(client)] == [1, 0]


def test_redis_keeps_a_session_for_a_minute(redis_here: OwnRedis) -> None:
    client = ann()
    cache = caches["sessions"]

    key = cache.make_key(f"django.contrib.sessions.cached_db{client.session.session_key}")
    left_s = cache._cache.get_client(key).ttl(key)  # type: ignore[attr-defined]  # of the backend

    assert 0 < left_s <= KEPT_S


def test_without_redis_somebody_stays_signed_in(redis_here: OwnRedis) -> None:
    client = ann()
    redis_here.kill()
    try:
        assert asked_sessions(client) == 1
    finally:
        redis_here.start()


def test_signing_out_while_redis_is_away_says_so_and_can_be_done_again(redis_here: OwnRedis) -> None:
    client = ann()
    key = client.session.session_key
    redis_here.kill()
    try:
        with pytest.raises(RedisError):
            client.post("/sign-out/")
        assert not Session.objects.filter(pk=key).exists()
    finally:
        redis_here.start()

    assert client.post("/sign-out/").status_code == 302
    assert client.get("/account/").status_code == 302


def test_signing_out_is_known_to_redis(redis_here: OwnRedis) -> None:
    client, copy = ann(), Client()
    copy.cookies = client.cookies
    client.post("/sign-out/")

    assert copy.get("/account/").status_code == 302


def test_without_redis_there_is_only_the_database() -> None:
    assert sessions(None) == {"SESSION_ENGINE": "django.contrib.sessions.backends.db"}


def test_what_cannot_be_kept_is_no_failure() -> None:
    away = SteadyRedisCache("redis://127.0.0.1:1/0", {})

    away.set("a", 1)
    assert away.get("a", "nothing") == "nothing"
    assert not away.has_key("a")
    with pytest.raises(RedisError):
        away.delete("a")
