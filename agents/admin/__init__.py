"""Minds and the company that they keep, in the admin. Everything here is history: to look at."""

from agents.admin import bodies, company, minds, watching

__all__ = ["bodies", "company", "minds", "watching"]
