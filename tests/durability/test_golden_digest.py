"""The golden digest: what this version of the engine makes of one scenario, one seed and one list of commands.

A change of it means that pasts made before can no longer be re-executed. Then bump ENGINE_VERSION in streams/writer/version.py,
put the new digest here beside it, and say so in CHANGELOG.md.
"""

from typing import Any

from streams.writer.version import ENGINE_VERSION

GOLDEN = {
    1: "a4e8e6fc94480c3ce6d8e6f539e146b3",
    2: "cf1a82a61d5a1ef7ac5554ad1025fc3f",
    3: "6fe86d877e7f14282a087ddca28013ac",
}


def test_the_history_is_that_of_this_engine_version(undisturbed: Any) -> None:
    assert undisturbed["digest"] == GOLDEN[ENGINE_VERSION]
