"""REST for the social network: posts, feeds, accounts, messages, moderation. Members write; what they write is a command."""
