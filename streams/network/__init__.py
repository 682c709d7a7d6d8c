"""The social network as a Part of a run: what accounts say to everybody and to each other."""
