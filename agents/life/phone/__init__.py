"""What residents do when they look at their phones: read and answer messages, read posts, react, and write themselves."""
