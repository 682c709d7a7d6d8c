"""The engine's peer: residents of a town written the way of Mesa's own examples. Run by .venv-mesa, never by the program.

`python mesa_model.py <cpu seconds>` prints one JSON object. Everybody decides in every step: eight actions, twenty places
for each, scored by what they do to two needs and by the way there. Nothing is recorded: that is the peer's advantage.
"""

# Written as Mesa's users write: without types. Mesa is not installed where types are checked.
# mypy: ignore-errors
import json
import sys
import time

import mesa

POPULATION = 1_000
PLACES = 20
SIZE_M = 2_000
ACTIONS = {
    # what an action does to energy and to fun
    "sleep": (40, 0),
    "eat": (25, 5),
    "rest": (15, 10),
    "work": (-20, -10),
    "read": (-5, 20),
    "exercise": (-25, 25),
    "play": (-15, 35),
    "talk": (-5, 30),
}


class Place:
    """Somewhere to do one thing."""

    def __init__(self, x, y, quality):
        self.x = x
        self.y = y
        self.quality = quality


class Resident(mesa.Agent):
    """Somebody with two needs."""

    def __init__(self, model):
        super().__init__(model)
        self.energy = self.random.randint(0, 100)
        self.fun = self.random.randint(0, 100)
        self.x = self.random.randrange(SIZE_M)
        self.y = self.random.randrange(SIZE_M)
        self.action = "rest"

    def step(self):
        """Grow tired and bored, choose, go there and do it."""
        self.energy = max(0, self.energy - 4)
        self.fun = max(0, self.fun - 3)
        action, place = self.choose()
        self.do(action, place)

    def choose(self):
        """Score every place of every action and take the best, as Mesa's Sugarscape does with its cells."""
        options = [(action, place) for action in ACTIONS for place in self.model.places[action]]
        scores = [self.score(action, place) for action, place in options]
        return options[scores.index(max(scores))]

    def score(self, action, place):
        """Say what an action at a place is worth: what it does to both needs, the more the lower they are, less the way."""
        energy, fun = ACTIONS[action]
        worth = energy * (100 - self.energy) + fun * (100 - self.fun)
        way_m = abs(place.x - self.x) + abs(place.y - self.y)
        return worth * place.quality / 100 - way_m

    def do(self, action, place):
        """Be there, and change by what is done."""
        energy, fun = ACTIONS[action]
        self.action = action
        self.x, self.y = place.x, place.y
        self.energy = min(100, max(0, self.energy + energy))
        self.fun = min(100, max(0, self.fun + fun))


class Town(mesa.Model):
    """Places for each action, and the residents."""

    def __init__(self, n=POPULATION, seed=None):
        super().__init__(seed=seed)
        self.places = {action: [self.new_place() for _ in range(PLACES)] for action in ACTIONS}
        Resident.create_agents(self, n)

    def new_place(self):
        """Make a place somewhere."""
        return Place(self.random.randrange(SIZE_M), self.random.randrange(SIZE_M), self.random.randint(50, 150))

    def step(self):
        """Let everybody decide, in random order."""
        self.agents.shuffle_do("step")


def decide_for(seconds):
    """Step the town for so many CPU seconds; tell how many decisions that were."""
    town = Town(seed=1)
    steps = 0
    began_s = time.process_time()
    while (spent_s := time.process_time() - began_s) < seconds:
        town.step()
        steps += 1
    return {"version": mesa.__version__, "decisions": steps * POPULATION, "cpu_s": spent_s}


if __name__ == "__main__":
    print(json.dumps(decide_for(float(sys.argv[1]))))
