"""REST for residents: who they are, what they do and did, and why."""
