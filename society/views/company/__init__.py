"""Pages about what residents are to each other: talks, ties, memories, money, the stories of a day, and why words were said."""
