"""How operators run a town: commands that set rules, events, broadcasts and the weather, and what applying one changes."""

from world.control.bodies import BROADCAST, END_MEASURE, MEASURE_COMMANDS, SET_RULE, SET_WEATHER, START_EVENT
from world.control.state import Control

__all__ = ["BROADCAST", "END_MEASURE", "MEASURE_COMMANDS", "SET_RULE", "SET_WEATHER", "START_EVENT", "Control"]
