"""The run of `tests.durability.play` in which Ann and Ben play residents, too: `python -m tests.durability.play_bodies ...`."""

import sys
from typing import Any, Final

from tests.durability import play  # sets Django up, which models need before they are imported

HERS, HIS = 3, 4
ACTIONS: Final = {7: "rest", 9: "read"}
"""What is decided at these hours, at home."""
_send_to_the_network = play._send_commands


def send_commands(run: Any, hour: int) -> None:
    """Send what the other run is sent, then take, decide and give back."""
    from agents.bodies.commands import DECIDE, RETURN, TAKE, DecideBody, ReturnBody, TakeBody
    from streams.services.inbox import append_command
    from world.models import Resident

    _send_to_the_network(run, hour)
    home = {resident: Resident.objects.numbered(run.pk, resident).get().home for resident in (HERS, HIS)}
    if hour == 7:
        append_command(run, TAKE, TakeBody(resident=HERS), actor=play.ANN)
        append_command(run, TAKE, TakeBody(resident=HIS), actor=play.BEN)
    if hour == 9:
        append_command(run, RETURN, ReturnBody(resident=HIS), actor=play.BEN)
    body = DecideBody(resident=HERS, action=ACTIONS[hour], place=home[HERS], duration_s=1_800)
    append_command(run, DECIDE, body, actor=play.ANN)
    later = DecideBody(resident=HIS, action="move", place=home[HIS], is_at_once=False)
    append_command(run, DECIDE, later, actor=play.BEN)


if __name__ == "__main__":
    play._send_commands = send_commands
    play.HOURS = (7, 9)  # type: ignore[assignment, misc]  # three hours are enough
    play.main(*sys.argv[1:])
