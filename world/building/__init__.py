"""How operators change the map: commands that create, edit, move and delete places, and what becomes of who is there.

What a running town takes for fixed changes with it, so a step with such a command is the last one before the run is
loaded afresh, from rows or from its state: nothing is patched in memory but the closing of what was deleted.
"""

from world.building.bodies import CREATE_PLACE, DELETE_PLACE, EDIT_PLACE, MOVE_PLACE, PLACE_COMMANDS
from world.building.state import Builder

__all__ = ["CREATE_PLACE", "DELETE_PLACE", "EDIT_PLACE", "MOVE_PLACE", "PLACE_COMMANDS", "Builder"]
