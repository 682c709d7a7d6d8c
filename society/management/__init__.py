"""What operators type: manage.py commands, and what they share."""
