"""What residents live through, tell each other, and write: experience, talks, phones, appointments.

A step's share of it comes after the town's: it reads what happened, changes columns of its own, the ties, and the network.
"""
