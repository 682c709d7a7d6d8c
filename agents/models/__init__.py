"""Minds' tables: who somebody is in words, and why she did what she did."""

from agents.models.agents import Agent
from agents.models.decisions import Decision

__all__ = ["Agent", "Decision"]
