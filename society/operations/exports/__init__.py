"""Exports that are made in the background: who asked for which, how far they are, and their files."""
