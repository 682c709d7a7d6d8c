"""agents is the mind: who someone is, remembers, wants, decides."""
