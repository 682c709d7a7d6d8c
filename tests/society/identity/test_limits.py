"""Guessing, asking and flooding: limits by account and address, which forged headers do not move."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from society.identity import limits
from society.identity.addresses import counted_address
from society.identity.limits import Limit, LocalCounter, RedisCounter, take
from streams.models import Role, User
from tests.society.identity.clients import PASSWORD, post, sign_in

THREE = Limit(name="three", times=3, within_s=60)


@pytest.fixture
def limited(settings: Settings) -> Settings:
    """Switch limits on, with nothing counted yet."""
    settings.REQUEST_LIMITS = True
    limits.forget()
    return settings


def counted_hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give a list that grows by each hash that is made from now on."""
    hashed: list[str] = []
    original = MD5PasswordHasher.encode

    def encode(hasher: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(original(hasher, password, salt))
        return hashed[-1]

    monkeypatch.setattr(MD5PasswordHasher, "encode", encode)
    return hashed


def guess(email: str, times: int, **more: str) -> list[int]:
    """Try wrong passwords from somewhere."""
    client = Client()
    client.defaults.update(more)
    sent = {"email": email, "password": "wrong"}
    return [int(post("auth/login", sent, client=client).status_code) for _ in range(times)]


def test_after_ten_wrong_passwords_the_right_one_is_not_looked_at(ann: User) -> None:
    guessed = guess("ann@example.org", 10)

    answer = sign_in(password=PASSWORD)

    assert guessed == [401] * 9 + [429]
    assert answer.status_code == 429
    assert answer.json()["error"]["code"] == "RATE_LIMITED"
    assert int(answer["Retry-After"]) == answer.json()["error"]["details"]["retry_after_s"] == 900


def test_an_unknown_address_is_locked_as_a_known_one(ann: User) -> None:
    known = guess("ann@example.org", 12, REMOTE_ADDR="192.0.2.1")
    unknown = guess("who@example.org", 12, REMOTE_ADDR="192.0.2.2")

    assert known == unknown


def test_an_account_is_locked_wherever_the_guesses_come_from(ann: User) -> None:
    for number in range(10):
        guess("ann@example.org", 1, REMOTE_ADDR=f"192.0.2.{number}")

    assert guess("ann@example.org", 1, REMOTE_ADDR="192.0.2.99") == [429]


def test_an_address_is_locked_whomever_it_guesses_at(ann: User) -> None:
    for number in range(10):
        guess(f"p{number}@example.org", 1, REMOTE_ADDR="192.0.2.1")

    assert guess("ann@example.org", 1, REMOTE_ADDR="192.0.2.1") == [429]
    assert guess("ann@example.org", 1, REMOTE_ADDR="192.0.2.2") == [401]


def test_another_browser_is_no_other_guesser(ann: User) -> None:
    for number in range(10):
        guess("ann@example.org", 1, HTTP_USER_AGENT=f"browser {number}")

    assert sign_in().status_code == 429


def test_signing_in_as_oneself_buys_no_further_guesses_at_another(ann: User) -> None:
    User.objects.create_user("eve@example.org", PASSWORD, role=Role.MEMBER)

    for _ in range(5):
        guess("ann@example.org", 2)
        sign_in("eve@example.org")

    assert guess("ann@example.org", 1) == [429]


def test_a_right_password_forgets_the_wrong_ones_before_it(ann: User) -> None:
    guess("ann@example.org", 8)
    sign_in()

    assert guess("ann@example.org", 8) == [401] * 8


def test_going_on_does_not_make_a_lock_longer(ann: User) -> None:
    guess("ann@example.org", 15)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))

    assert sign_in().status_code == 200


def test_the_page_says_that_somebody_is_locked(ann: User, client: Client) -> None:
    guess("ann@example.org", 10)

    answer = client.post("/sign-in/", {"username": "ann@example.org", "password": PASSWORD})

    assert answer.status_code == 429
    assert answer["Retry-After"] == "900"
    assert b"Wait 15 minutes" in answer.content
    assert "_auth_user_id" not in client.session


def test_the_admin_has_no_door_of_its_own(ann: User, client: Client) -> None:
    answer = client.post("/admin/login/?next=/admin/", {"username": "ann@example.org", "password": PASSWORD})

    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/admin/")
    assert "_auth_user_id" not in client.session


def test_an_administrator_unlocks_and_an_operator_does_not(ann: User) -> None:
    guess("ann@example.org", 10)
    chosen = {"action": "unlock", "_selected_action": [str(AccessAttempt.objects.get().pk)]}
    operator, root = Client(), Client()
    operator.force_login(User.objects.create_user("op@example.org", role=Role.OPERATOR))
    root.force_login(User.objects.create_superuser("root@example.org"))

    operator.post("/admin/axes/accessattempt/", chosen)
    locked = sign_in().status_code
    root.post("/admin/axes/accessattempt/", chosen)

    assert (locked, sign_in().status_code) == (429, 200)


@pytest.mark.parametrize("email", ["ann@example.org", "who@example.org", "closed@example.org"])
def test_an_unknown_a_closed_and_a_known_login_cost_one_hash_each(
    email: str, ann: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    User.objects.create_user("closed@example.org", PASSWORD, is_active=False)
    hashed = counted_hashes(monkeypatch)

    answer = sign_in(email, password="wrong")

    assert len(hashed) == 1
    assert "wrong" in answer.json()["error"]["message"]


def test_an_address_that_is_known_costs_a_sign_up_one_hash_too(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed = counted_hashes(monkeypatch)

    post("auth/register", {"email": "ann@example.org", "password": PASSWORD})
    known = len(hashed)
    post("auth/register", {"email": "new@example.org", "password": PASSWORD})

    assert (known, len(hashed)) == (1, 2)


def test_an_address_signs_up_ten_times_an_hour(db: None, limited: Settings, client: Client) -> None:
    answers = [
        post("auth/register", {"email": f"p{number}@example.org", "password": PASSWORD}).status_code
        for number in range(11)
    ]
    page = client.post("/sign-up/", {"email": "p11@example.org", "password": PASSWORD})
    easy = post("auth/register", {"email": "p12@example.org", "password": "short"})

    assert answers == [201] * 10 + [429]
    assert (page.status_code, easy.status_code) == (429, 400), "a password that is too easy is no try"
    assert User.objects.count() == 10


@pytest.mark.parametrize(
    ("direct", "forwarded", "proxies", "counted"),
    [
        ("192.0.2.1", "", 0, "192.0.2.1"),
        ("192.0.2.1", "198.51.100.9", 0, "192.0.2.1"),
        ("10.0.0.1", "198.51.100.9", 1, "198.51.100.9"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.9", 1, "198.51.100.9"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.9, 10.0.0.2", 2, "198.51.100.9"),
        ("10.0.0.1", "198.51.100.9", 2, "10.0.0.1"),
        ("10.0.0.1", "nonsense", 1, "10.0.0.1"),
        ("", "", 0, "0.0.0.0"),
        ("2001:db8::1", "", 0, "2001:db8::"),
        ("2001:db8::ffff:1", "", 0, "2001:db8::"),
        ("::ffff:192.0.2.1", "", 0, "192.0.2.1"),
    ],
)
def test_an_address_is_what_our_own_proxies_say(
    direct: str, forwarded: str, proxies: int, counted: str, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = proxies

    assert counted_address(direct=direct, forwarded=forwarded) == counted


def test_a_forged_header_does_not_unlock(ann: User) -> None:
    for number in range(10):
        guess("ann@example.org", 1, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")

    assert set(AccessAttempt.objects.values_list("ip_address", flat=True)) == {"127.0.0.1"}
    assert sign_in().status_code == 429


def test_a_limit_lets_so_many_through_and_says_when_there_are_more(limited: Settings) -> None:
    taken = [take(THREE, "ann") for _ in range(4)]

    assert taken == [None, None, None, 60]
    assert take(THREE, "ben") is None


def test_limits_are_switched_off_by_a_setting(settings: Settings) -> None:
    settings.REQUEST_LIMITS = False

    assert [take(THREE, "ann") for _ in range(10)] == [None] * 10


def test_a_count_begins_anew_when_its_window_is_over() -> None:
    now = [0.0]
    counter = LocalCounter(now_s=lambda: now[0])

    first = [counter.count("ann", 60) for _ in range(2)]
    now[0] = 60.0

    assert first == [(1, 60.0), (2, 60.0)]
    assert counter.count("ann", 60) == (1, 60.0)


def test_a_process_does_not_remember_everybody_for_ever() -> None:
    counter = LocalCounter(keys_max=10)

    for number in range(1_000):
        counter.count(f"address {number}", 60)

    assert len(counter._windows) <= 10
    assert counter.count("address 999", 60)[0] == 2


def test_a_count_is_exact_however_many_ask_at_once() -> None:
    counter = LocalCounter()

    assert _many_at_once(counter) == list(range(1, 801))


@pytest.mark.services
def test_several_processes_count_together_in_redis(redis_url: str) -> None:
    counters = [RedisCounter(redis_url, meanwhile=LocalCounter()) for _ in range(4)]

    assert _many_at_once(*counters) == list(range(1, 801))


@pytest.mark.services
def test_a_count_in_redis_goes_away_by_itself(redis_url: str) -> None:
    counter = RedisCounter(redis_url, meanwhile=LocalCounter())

    used, left_s = counter.count("ann", 60)

    assert used == 1
    assert 59 < left_s <= 60
    assert 0 < counter._client.pttl("limit:ann") <= 60_000


def test_each_process_counts_for_itself_while_redis_is_away() -> None:
    counter = RedisCounter("redis://127.0.0.1:1/0", meanwhile=LocalCounter())

    assert [counter.count("ann", 60)[0] for _ in range(3)] == [1, 2, 3]


def _many_at_once(*counters: Any) -> list[int]:
    together = threading.Barrier(8)

    def count(thread: int) -> list[int]:
        together.wait()
        return [counters[thread % len(counters)].count("ann", 60)[0] for _ in range(100)]

    with ThreadPoolExecutor(8) as threads:
        return sorted(number for numbers in threads.map(count, range(8)) for number in numbers)
