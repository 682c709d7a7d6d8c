"""What residents say to each other in town, and what that changes: news that travel, ties, appointments, memories."""
