"""Talks in the town: who is here to talk to, who talks with whom, whose turn it is, how it ends. Plain NumPy, no words."""
