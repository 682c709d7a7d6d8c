"""The town as a picture: `draw_town(plan)` returns one SVG. Plain Python, no Django, no image file."""

from world.drawing.people import WalkerPlan
from world.drawing.plan import Box, GreenKind, GreenPlan, PlacePlan, StreetPlan, TownPlan
from world.drawing.town import draw_town

__all__ = ["Box", "GreenKind", "GreenPlan", "PlacePlan", "StreetPlan", "TownPlan", "WalkerPlan", "draw_town"]
