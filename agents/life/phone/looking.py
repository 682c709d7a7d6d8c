"""Which posts a resident has not seen yet: those written since the step in which she last looked at her phone began.

So nobody is shown a post twice, and what was seen needs no memory of its own.
"""

import numpy as np
from numpy.typing import NDArray

from streams.writer.part import RunFacts
from world.contract import Int


def seen_until(run: RunFacts, phone_at: Int) -> NDArray[np.int64]:
    """Say up to which moment residents have seen what was written, by when they last looked: int64[n], -1 = nothing.

    Who looks within a step sees what was there when it began, and what came in it the next time.
    """
    looked = phone_at.astype(np.int64)
    steps = (looked - run.start_sim_time - 1) // run.step_s
    return np.where(looked > 0, run.start_sim_time + steps * run.step_s, -1)
