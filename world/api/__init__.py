"""REST for the town: status, clock, places, statistics."""
