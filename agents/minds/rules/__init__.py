"""The rules' mind: utility over what is offered, from needs, persona, hour, schedule, money and company. No network."""

from agents.minds.rules.mind import decide, stays

__all__ = ["decide", "stays"]
