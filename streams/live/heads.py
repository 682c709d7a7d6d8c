"""How far a run is and what its clock says, at one real moment: what a feed polls. Plain Python."""

from dataclasses import dataclass
from typing import Any

from streams.kernel.clock import ClockLine
from streams.kernel.simtime import world_time


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadState:
    """The last committed event and time, and the line of the shown clock."""

    seq: int
    committed_ms: int
    line: ClockLine

    def shown(self, wall_ms: int) -> dict[str, Any]:
        """Write the shown clock at a real moment, as frames carry it.

        sim, sim_ms: simulated time at `server`.   rate: simulated per real second, 0 = paused.   server: wall
        milliseconds.   committed_ms: how far the clock may be carried on.
        """
        sim_ms = self.line.shown_ms(wall_ms, self.committed_ms)
        return {
            "sim": world_time(sim_ms // 1000),
            "sim_ms": sim_ms,
            "rate": self.line.rate_milli / 1000,
            "server": wall_ms,
            "committed_ms": self.committed_ms,
        }
