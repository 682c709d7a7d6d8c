"""REST for logins: signing up and in, tokens, what somebody has set for herself."""
