"""Minds and the company that they keep, in the admin. Everything here is history: to look at."""

from agents.admin import company, minds

__all__ = ["company", "minds"]
