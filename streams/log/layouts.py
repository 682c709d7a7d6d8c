"""How events are stored in the archive: what one row says about the next of the same being and kind."""

from typing import Final

from streams.log.codec import AsBefore, Beside, Elapsed, EndOfLast, Layout, Plain, Sorted, TakenFrom

_SAME: Final = ("actor", "kind")

EVENTS: Final = Layout(
    # the rows of one being and kind, in order of seq: a decision closes what the one before it began
    order=("actor", "kind", "id"),
    relative={"arrive": "sim_time", "due": "sim_time"},
    columns=(
        ("actor", AsBefore()),
        ("kind", AsBefore()),
        ("next_action", Plain()),
        ("next_place", Plain()),
        ("action", TakenFrom("next_action", _SAME)),
        ("place", TakenFrom("next_place", _SAME)),
        ("arrive", AsBefore(("place", "next_place"))),  # a way takes as long as it took the neighbour
        ("due", Beside("arrive")),
        ("sim_time", EndOfLast("due", _SAME)),
        ("duration_s", Elapsed("sim_time", _SAME)),
        # numbers are given in order of step, and within it of time, kind and being: see world.engine.steplog
        ("step", Sorted(("sim_time", "kind", "actor"))),
        ("id", Sorted(("step", "sim_time", "kind", "actor"))),
        ("prev_id", TakenFrom("id", ("actor",))),
        ("reason", AsBefore(("next_action",))),
        ("amount", AsBefore(("action",))),
        ("target", Plain()),
        ("object", Plain()),
    ),
    text="payload",
)
