"""What a resident may do: one file a family, each action registered under a permanent small integer."""

from world.actions.registry import ACTION_COUNT, ACTIONS, Action, by_name

__all__ = ["ACTIONS", "ACTION_COUNT", "Action", "by_name"]
