"""world is the town: where, when, and what an action does. It is run and tested with a three-line mind."""
