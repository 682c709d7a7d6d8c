"""Pictures by API and page: taken, shown, bounded by size and quota, sent safely, and nobody else's to use or delete."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from streams.models import Account, Post, Role, StoredFile, User
from tests.api_client import matches, read, write
from tests.lived_town import EngineAtHand, LivedTown
from tests.streams.pictures import corpus


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> Path:
    """Let uploads lie in a folder of the test's own."""
    store = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path / "media")}}
    settings.STORAGES = settings.STORAGES | {"default": store}
    return tmp_path / "media"


@pytest.fixture
def member(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_user("member@example.org", role=Role.MEMBER))
    return client


@pytest.fixture
def stranger(db: None) -> Client:
    other = Client()
    other.force_login(User.objects.create_user("other@example.org", role=Role.MEMBER))
    return other


def upload(client: Client, data: bytes, path: str = "files", name: str = "../../my photo.php") -> Any:
    file = io.BytesIO(data)
    file.name = name
    return client.post(f"/api/{path}", {"file": file})


def test_a_picture_is_taken_listed_and_sent_safely(member: Client, schema: Any, media: Path) -> None:
    answer = upload(member, corpus.with_place())
    made = answer.json()["data"]
    sent = Client().get(made["url"])
    listed = read(member, "files")

    matches(answer, schema, "files", method="post")
    matches(listed, schema, "files")
    assert (answer.status_code, made["width"], made["height"]) == (201, 30, 40)
    assert (sent.status_code, sent["Content-Type"], sent["X-Content-Type-Options"]) == (200, "image/webp", "nosniff")
    assert sent["Content-Security-Policy"] == "default-src 'none'; sandbox"
    body = b"".join(sent)
    assert corpus.SECRET not in body
    assert len(body) == made["size"] == listed.json()["data"]["used"]
    assert [file.name for file in media.rglob("*.webp")] == [f"{made['id']}.webp"]


@pytest.mark.parametrize("name", corpus.NO_PICTURES)
def test_what_is_no_picture_is_refused_whatever_it_is_called(name: str, member: Client, media: Path) -> None:
    answer = upload(member, corpus.NO_PICTURES[name] or b" ", name="cat.png")

    assert (answer.status_code, answer.json()["error"]["details"]["reason"]) == (400, "not_a_picture")
    assert "JPEG, PNG, WebP or GIF" in answer.json()["error"]["message"]
    assert not list(media.rglob("*.webp"))


@pytest.mark.parametrize(
    ("path", "size", "reason"),
    [("files", 10 * 1024 * 1024 + 1, "picture_too_large"), ("me/avatar", 2 * 1024 * 1024 + 1, "avatar_too_large")],
)
def test_what_is_too_large_is_refused(path: str, size: int, reason: str, member: Client, lived_town: LivedTown) -> None:
    answer = upload(member, corpus.plain() + b"\0" * size, path)

    assert (answer.status_code, answer.json()["error"]["details"]["reason"]) == (400, reason)


def test_a_request_without_a_file_is_told_so(member: Client, client: Client) -> None:
    answer = member.post("/api/files", {})
    json = write(member, "files", {"file": "x"})

    assert (answer.status_code, answer.json()["error"]["details"]["reason"]) == (400, "no_file")
    assert json.status_code == 415


def test_a_full_quota_takes_no_more_until_something_is_deleted(
    member: Client, settings: LazySettings, media: Path
) -> None:
    first = upload(member, corpus.plain()).json()["data"]["id"]
    settings.UPLOAD_QUOTA_MB = 0
    full = upload(member, corpus.plain())

    assert (full.status_code, full.json()["error"]["details"]["reason"]) == (409, "quota_full")
    assert member.delete(f"/api/files/{first}").status_code == 204
    assert not list(media.rglob("*.webp"))
    assert member.get(f"/media/{first}.webp").status_code == 404


@pytest.mark.parametrize("role", [None, Role.OBSERVER])
def test_only_members_upload(role: Role | None, client: Client, db: None) -> None:
    if role is not None:
        client.force_login(User.objects.create_user("person@example.org", role=role))

    assert upload(client, corpus.plain()).status_code == (401 if role is None else 403)
    assert not StoredFile.objects.exists()


def test_nobody_deletes_or_shows_what_is_anothers(
    member: Client, stranger: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown
) -> None:
    key = upload(member, corpus.plain()).json()["data"]["id"]

    deleted = stranger.delete(f"/api/files/{key}")
    posted = write(stranger, "posts", {"text": "mine", "pictures": [{"id": key}]})

    assert (deleted.status_code, posted.status_code) == (404, 400)
    assert StoredFile.objects.get().key == key
    assert read(stranger, "files").json()["data"]["items"] == []


def test_a_post_shows_pictures(
    member: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown, schema: Any
) -> None:
    key = upload(member, corpus.plain()).json()["data"]["id"]

    answer = write(member, "posts", {"text": "Look!", "pictures": [{"id": key, "alt": 'a "teal" <square>'}]})
    number = answer.json()["data"]["object"]["id"]
    page = member.get(f"/w/{lived_town.run.pk}/feed/{number}/").content.decode()

    matches(answer, schema, "posts", method="post")
    shown = {"id": key, "url": f"/media/{key}.webp", "width": 40, "height": 30, "alt": 'a "teal" <square>'}
    (picture,) = answer.json()["data"]["object"]["pictures"]
    assert picture == picture | shown
    assert f'src="/media/{key}.webp"' in page
    assert "a &quot;teal&quot; &lt;square&gt;" in page
    assert Post.objects.of(lived_town.run.pk).order_by("-pk")[0].pictures.startswith('[{"alt":')


def test_a_face_is_shown_and_taken_back(
    member: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown, schema: Any
) -> None:
    given = upload(member, corpus.plain("JPEG", (600, 300)), "me/avatar")
    key = StoredFile.objects.get().key
    me = read(member, "me").json()["data"]
    taken = member.delete("/api/me/avatar")

    matches(given, schema, "me/avatar", method="post")
    assert given.json()["data"]["object"]["avatar"] == f"/media/{key}.webp"
    assert f"/media/{key}.webp" in str(me)
    assert taken.json()["data"]["object"]["avatar"].startswith("/avatars/")
    assert Account.objects.of(lived_town.run.pk).order_by("-pk")[0].picture == ""


def test_the_form_of_the_feed_takes_a_picture(
    member: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown
) -> None:
    run = lived_town.run
    write(member, "me", {"handle": "ann", "name": "Ann"})
    picture, broken = io.BytesIO(corpus.plain()), io.BytesIO(b"hello")
    picture.name, broken.name = "a.png", "b.png"

    good = member.post(
        f"/w/{run.pk}/act/", {"do": "post", "text": "Look!", "alt": "teal", "picture": picture}, follow=True
    )
    bad = member.post(f"/w/{run.pk}/act/", {"do": "post", "text": "Not lost", "picture": broken}, follow=True)
    forged = member.post(f"/w/{run.pk}/act/", {"do": "post", "text": "x", "picture": StoredFile.objects.get().key})

    assert f"/media/{StoredFile.objects.get().key}.webp" in good.content.decode()
    assert "This is no JPEG, PNG, WebP or GIF picture." in bad.content.decode()
    assert "Not lost" in bad.content.decode()
    assert forged.status_code == 302
    assert Post.objects.of(run.pk).order_by("-pk")[0].pictures == "[]"


def test_pictures_are_for_readers_only_where_reading_is_not_public(member: Client, settings: LazySettings) -> None:
    url = upload(member, corpus.plain()).json()["data"]["url"]
    settings.PUBLIC_READ = False

    assert Client().get(url).status_code == 302
    shown = member.get(url)
    assert (shown.status_code, b"".join(shown)[:4]) == (200, b"RIFF")


@pytest.mark.parametrize(
    "path", ["/media/../../etc/passwd", "/media/x.webp", f"/media/{'0' * 32}.webp", f"/media/{'0' * 32}.svg"]
)
def test_nothing_else_is_sent(path: str, client: Client, db: None) -> None:
    assert client.get(f"/media/{path}").status_code == 404


def test_a_file_whose_row_cannot_be_written_is_not_left_behind(
    member: Client, monkeypatch: pytest.MonkeyPatch, media: Path
) -> None:
    monkeypatch.setattr(StoredFile, "save", lambda *args, **options: 1 / 0)

    answer = upload(member, corpus.plain())

    assert answer.status_code == 500
    assert not list(media.rglob("*.webp"))
