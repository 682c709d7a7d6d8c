"""Exports: what a run holds as files that other programs open, written while they are read."""
