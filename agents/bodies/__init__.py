"""Residents who are played: by people on the pages, or by programs with a key.

Whose body it is and what was decided comes through the inbox, so it is history like everything else. A played resident has
her turns as always: a decision that waits is carried out by the same rules as her own; without one she waits a while, and
then her own mind decides, which is counted and told. Where nobody is played nothing of this is kept or costs anything.
"""
