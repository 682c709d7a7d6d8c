"""Play one resident of a town for a simulated day, over the REST API. Needs nothing but Python.

    AI_SOCIETY_KEY=ais_... python docs/examples/play_resident.py --url http://127.0.0.1:8000 --agent 7

The key is made at /account/ with the scope "body". Ctrl-C gives the resident back. `choose` is where a mind of your own
goes: it is shown an observation and answers with one of the offers.
"""

import argparse
import json
import os
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

POLL_S = 2.0
LOW = 35
HELPS = {
    "satiety": ("eat", "shop"),
    "energy": ("sleep", "rest"),
    "hygiene": ("wash",),
    "social": ("talk", "use_phone"),
    "fun": ("play", "read", "exercise", "move"),
    "health": ("rest", "exercise"),
}
"""By need, what helps against it, the best first."""
Observation = Mapping[str, Any]


class Refused(Exception):
    """The town said no; `reason` is one of docs/bodies.md, or the error's code."""

    def __init__(self, status: int, error: Mapping[str, Any]) -> None:
        super().__init__(error["message"])
        self.status = status
        self.reason = str(error["details"].get("reason", error["code"]))


class Town:
    """The API of a town, as whoever owns the key."""

    def __init__(self, url: str, key: str, *, wait: Callable[[float], None] = time.sleep) -> None:
        self._url = url.rstrip("/")
        self._key = key
        self._wait = wait

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """Send a request and return its data. Waits where the server asks for it; Refused for every other error."""
        request = Request(f"{self._url}/api/{path}", method=method)
        request.add_header("Authorization", f"Bearer {self._key}")
        request.add_header("Content-Type", "application/json")
        sent = None if body is None else json.dumps(body).encode()
        while True:
            try:
                with urlopen(request, data=sent, timeout=30) as answer:
                    return json.load(answer)["data"]
            except HTTPError as failed:
                error = json.load(failed)["error"]
                if error["code"] not in ("RATE_LIMITED", "UNAVAILABLE", "WORLD_PAUSED"):
                    raise Refused(failed.code, error) from None
                print(f"Waiting: {error['message']}")
                self._wait(float(failed.headers.get("Retry-After", POLL_S)))


def choose(seen: Observation, spoiled: set[tuple[str, int]]) -> dict[str, Any] | None:
    """Choose one of the offers: at night bed, then what is urgent, then work, then what is lowest.

    spoiled: (action, place) that were refused just now.
    """
    offers: dict[str, list[Any]] = {}
    for offer in seen["offered"]:
        if (offer["action"], offer["location"]["id"]) not in spoiled:
            offers.setdefault(offer["action"], []).append(offer)
    needs = sorted(seen["needs"], key=lambda need: seen["needs"][need])
    hour = datetime.fromisoformat(seen["world_time"]).hour
    wanted = ["sleep"] if hour >= 22 or hour < 6 else []
    wanted += [action for need in needs if seen["needs"][need] < LOW for action in HELPS[need]]
    wanted += ["work", "search_job"]
    wanted += [action for need in needs for action in HELPS[need] if action != "sleep"]
    for action in (*wanted, "wait"):
        if action in offers:
            best = min(offers[action], key=lambda offer: offer["walk_s"] + 60 * float(offer["price"]))
            return {"action": action, "location_id": best["location"]["id"]}
    return None


def play(town: Town, agent: int, *, hours: float = 24, wait: Callable[[float], None] = time.sleep) -> Observation:
    """Live as a resident for some simulated hours and give her back; return the last observation."""
    town.ask("POST", "external/agents", {"agent_id": agent})
    try:
        seen: Observation = town.ask("GET", f"external/agents/{agent}/observation")
        print(f"{seen['world_time']} you are {seen['body']['agent']['name']}")
        end = datetime.fromisoformat(seen["world_time"]) + timedelta(hours=hours)
        spoiled: set[tuple[str, int]] = set()
        while datetime.fromisoformat(seen["world_time"]) < end:
            if seen["is_awaited"]:
                decide(town, agent, seen, spoiled)
            else:
                spoiled.clear()
            wait(POLL_S)
            seen = town.ask("GET", f"external/agents/{agent}/observation")
        return seen
    finally:
        give_back(town, agent)


def give_back(town: Town, agent: int) -> None:
    """Let her live by herself again; say so if she was taken away already."""
    try:
        town.ask("DELETE", f"external/agents/{agent}")
    except Refused as refused:
        print(f"She was not yours any more: {refused}")


def decide(town: Town, agent: int, seen: Observation, spoiled: set[tuple[str, int]]) -> None:
    """Choose something and tell the town; what it refuses is not tried again for the moment."""
    decision = choose(seen, spoiled)
    if decision is None:
        return
    try:
        answer = town.ask("POST", f"external/agents/{agent}/decision", decision)
        said = answer["receipt"]["result"].get("refused", "")
    except Refused as refused:
        said = refused.reason
    if said:
        spoiled.add((decision["action"], decision["location_id"]))
    print(f"{seen['world_time']} {decision['action']} at {decision['location_id']}{said and ': ' + said}")


def main() -> None:
    """Read the command line and play."""
    parser = argparse.ArgumentParser(description="Play one resident of a town for a simulated day.")
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--agent", type=int, required=True, help="the resident's number: /api/agents lists them")
    parser.add_argument("--hours", type=float, default=24, help="simulated hours")
    asked = parser.parse_args()
    key = os.environ.get("AI_SOCIETY_KEY", "")
    if not key:
        parser.error('set AI_SOCIETY_KEY to a key with the scope "body": make one at /account/')
    try:
        last = play(Town(asked.url, key), asked.agent, hours=asked.hours)
    except Refused as refused:
        parser.exit(1, f"The town refused: {refused} ({refused.reason})\n")
    except URLError as failed:
        parser.exit(1, f"{asked.url} does not answer: {failed.reason}\n")
    except KeyboardInterrupt:
        parser.exit(0, "Given back.\n")
    body = last["body"]
    print(f"{body['decisions']} decisions of yours, {body['missed']} that she made herself.")


if __name__ == "__main__":
    main()
