"""What an operator needs to know and do while the society runs."""
