"""Reads of the town: who is where, doing what, at a shown moment of the present or the past. Nothing here writes."""
