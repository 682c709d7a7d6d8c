"""What is done for agents at the request of people: commands made of what they send."""
