"""Residents who like to look at their phones."""

from tests.agents.life.phone.phone_run import phones

__all__ = ["phones"]
