"""Ordinary writes that are not history: commands into the inbox, links."""
