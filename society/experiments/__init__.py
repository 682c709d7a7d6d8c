"""Experiments: scenarios, and what is done with the runs that they begin."""
