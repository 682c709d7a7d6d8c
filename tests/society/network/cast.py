"""People of the network in a town that has just been founded, with an engine that answers while they wait."""

import re
from dataclasses import dataclass
from html import unescape

from django.test import Client

from streams.models import Post, Run, User

_TAGS = re.compile(r"<[^>]+>")


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody at a browser."""

    client: Client
    run: Run
    name: str

    def page(self, path: str, **query: str) -> str:
        """Open a page of the run."""
        answer = self.client.get(f"/w/{self.run.pk}/{path}", query)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.content.decode()

    def act(self, do: str, *, next_path: str = "feed/", **fields: str) -> str:
        """Press a button and follow where it leads; who is asked for a name first says her own."""
        return self._post("act", do, next_path, fields)

    def do(self, do: str, **fields: str) -> None:
        """Press a button with a name of her own already, and do not look at where it leads."""
        answer = self.client.post(f"/w/{self.run.pk}/act/", {"do": do, "next": f"/w/{self.run.pk}/feed/", **fields})
        assert answer.status_code == 302, answer.status_code
        assert not answer["Location"].split("?")[0].endswith("/join/")

    def join(self, **names: str) -> str:
        """Choose a name and follow where that leads."""
        form = {"handle": self.name, "display_name": self.name, **names}
        return self.client.post(f"/w/{self.run.pk}/join/", form, follow=True).content.decode()

    def read(self, **fields: str) -> None:
        """Say how far she has read."""
        self.client.post(f"/w/{self.run.pk}/read/", fields)

    def judge(self, do: str, **fields: str) -> str:
        """Decide as an operator."""
        return self._post("judge", do, "moderation/", fields)

    def _post(self, address: str, do: str, next_path: str, fields: dict[str, str]) -> str:
        form = {"do": do, "next": f"/w/{self.run.pk}/{next_path}", **fields}
        answer = self.client.post(f"/w/{self.run.pk}/{address}/", form, follow=True)
        assert answer.status_code == 200, answer.status_code
        is_asked = answer.request["PATH_INFO"].endswith("/join/")
        return self.join() if is_asked else answer.content.decode()


def person(run: Run, name: str, role: str | None) -> Person:
    """Let somebody come, signed in unless without a role."""
    client = Client()
    if role is not None:
        client.force_login(User.objects.create_user(f"{name}@example.org", role=role))
    return Person(client=client, run=run, name=name)


def text_of(page: str) -> str:
    """Read a page without its tags, in one line."""
    return " ".join(unescape(_TAGS.sub(" ", page)).split())


def the_post() -> int:
    """Give the number of the latest post."""
    post = Post.objects.last()
    assert post is not None
    return post.number
