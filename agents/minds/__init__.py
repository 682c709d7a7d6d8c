"""Minds: whatever answers an observation with a decision. They touch no state and know no database."""
