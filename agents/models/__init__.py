"""Minds' tables: who somebody is in words, what is on her mind, what she said, and why she did what she did."""

from agents.models.agents import Agent
from agents.models.bodies import Body
from agents.models.decisions import Decision
from agents.models.life import AgentState, Appointment, Medium, Memory, MemoryKind, Saying
from agents.models.watching import Watch

__all__ = [
    "Agent",
    "AgentState",
    "Appointment",
    "Body",
    "Decision",
    "Medium",
    "Memory",
    "MemoryKind",
    "Saying",
    "Watch",
]
